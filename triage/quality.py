"""What is counted of the desk's work, so that a supervisor sees whether children are answered. Pure; names nobody.

A signal stands in one place: open, answered or abandoned, in a tier, on the day (UTC) of its first word. Whatever
changes a card moves it from the place of before to that of after, so the counts are those of the cards, always.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from triage.card import Card, is_closed, is_draft
from triage.durations import bucket, columns, percentile
from triage.ids import CANARY, partition_of
from triage.urgency import Urgency

KEPT_DAYS = 400
"""A year and a month: this month beside the same of last year."""
OPEN, ANSWERED, ABANDONED = "open", "answered", "abandoned"
NIGHT = "night"
CLAIMED, PASSED_OVER = "claimed", "passed"


@dataclass(frozen=True, kw_only=True)
class Count:
    """One more (or one fewer) under ``name`` on a ``day``: ``<what>:<tier>``, answered ones with ``:<bucket>``."""

    day: date
    name: str
    by: int = 1


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Of some days and one tier, or all. ``came`` = ``answered`` + ``open`` + ``abandoned``; ``p50``, ``p95``: seconds
    to the first human word, of those that were answered. ``columns``: how many answers each of ``durations.SPANS``
    holds, and more than the last. ``after_hours``: came while nobody was on shift. ``passed_over``: of ``claims``.
    """

    came: int
    answered: int
    open: int
    abandoned: int
    after_hours: int
    claims: int
    passed_over: int
    p50: float | None
    p95: float | None
    columns: tuple[int, ...]

    @property
    def share(self) -> float | None:
        """Of those that came, how many a human has answered: 0–1; None where none came."""
        return self.answered / self.came if self.came else None


def counts(card: Card) -> bool:
    """Whether there is a person behind it: a canary and a drill have nobody."""
    return partition_of(card.signal) != CANARY and not card.case.drill


def moved(before: Card | None, after: Card | None, now: datetime) -> tuple[Count, ...]:
    """From the place of ``before`` (None: it has just come) to that of ``after`` (None: it was erased).

    What a human has answered stays so, in the tier of that moment, whatever becomes of it. An adult's words without
    her consent (P-03.2) stand nowhere: for the desk there is no such signal.
    """
    known = after or before
    if known is None or not counts(known) or (before and _was_answered(before)):
        return ()
    left = _places(before, now) if before else ()
    taken = _places(after, now) if after else tuple(name.replace(f"{OPEN}:", f"{ABANDONED}:") for name in left)
    change = Counter(taken)
    change.subtract(left)
    return tuple(Count(day=_day(known.received_at), name=name, by=by) for name, by in change.items() if by)


def claimed(before: Card, now: datetime, *, passed_over: bool) -> tuple[Count, ...]:
    """Somebody takes what nobody held; ``passed_over``: another one of the same desk stood before it and waited.

    Her own once more is no claim. The claimer is not named.
    """
    if before.held_by is not None or not counts(before):
        return ()
    names = (CLAIMED, PASSED_OVER) if passed_over else (CLAIMED,)
    return tuple(Count(day=_day(now), name=f"{name}:{before.urgency}") for name in names)


def merged(days: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    """Several days, or several partitions of one, as one."""
    total: Counter[str] = Counter()
    for day in days:
        total.update(day)
    return total


def numbers(tally: Mapping[str, int], tiers: Iterable[Urgency] = Urgency) -> Numbers:
    """What a tally says of these tiers together."""
    answers: Counter[int] = Counter()
    plain: Counter[str] = Counter()
    wanted = frozenset(tiers)
    for name, many in tally.items():
        what, tier, *number = name.split(":")
        if tier not in wanted or many <= 0:  # below zero: it came before anything was counted
            continue
        plain[what] += many
        if what == ANSWERED:
            answers[int(number[0])] += many
    return Numbers(
        came=plain[ANSWERED] + plain[OPEN] + plain[ABANDONED],
        answered=plain[ANSWERED],
        open=plain[OPEN],
        abandoned=plain[ABANDONED],
        after_hours=plain[NIGHT],
        claims=plain[CLAIMED],
        passed_over=plain[PASSED_OVER],
        p50=percentile(answers, 0.5),
        p95=percentile(answers, 0.95),
        columns=columns(answers),
    )


def days_back(now: datetime, days: int) -> tuple[date, ...]:
    """Today (UTC) and those before it, ``days`` of them, the oldest first."""
    return tuple(_day(now) - timedelta(days=back) for back in reversed(range(days)))


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()


def _was_answered(card: Card) -> bool:
    return card.case.before is not None


def _places(card: Card, now: datetime) -> tuple[str, ...]:
    """Where it is counted; nowhere while it is a draft that nobody has answered."""
    if _was_answered(card):
        waited = (now - card.received_at).total_seconds()
        place = f"{ANSWERED}:{card.urgency}:{bucket(waited)}"
    elif is_draft(card):
        return ()
    else:
        place = f"{ABANDONED if is_closed(card) else OPEN}:{card.urgency}"
    return (place, f"{NIGHT}:{card.urgency}") if card.after_hours else (place,)

"""Who is told that a signal waits, rung by rung, until somebody has acknowledged it: pure, no clock and no address.

Rungs: conversation rule 28 and domain.md §3.1 (``immediate``: ≤ 5 min, escalate at 5, 10 and 15 min).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum

from triage.ids import MemberId
from triage.pack import BadPack, Place, nearest, right_fields, tables, text_of
from triage.urgency import RANK, Urgency


class Rung(IntEnum):
    """Whom a ring reaches; each rung tells those below it once more."""

    FITTING = 0
    """On shift, free, and of the signal's language, region and skill; its holder alone, where it is held."""
    OUTSIDE = 1
    """The same people by the second channel."""
    SHIFT = 2
    """Everybody on shift."""
    SUPERVISORS = 3
    """The fallback desk, which can open every signal."""
    ANYONE = 4
    """Everybody who works here, on shift or not; the reporter is told that nobody has answered yet."""


@dataclass(frozen=True, kw_only=True)
class Times:
    """Of one tier. ``gap``: between rungs; ``seen``: «Вижу» holds so long; ``held``: the holder's first try."""

    gap: timedelta
    seen: timedelta
    held: timedelta
    top: Rung


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """Of one signal. ``since``: the words that wait; ``rung`` was rung at ``rung_at``; ``tier`` as it was then.

    ``granted``: when a holder's time for a first answer began. Once a ladder: no passing on begins it again.
    """

    tier: Urgency
    since: datetime
    rung: Rung
    rung_at: datetime
    holder: MemberId | None = None
    granted: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Waits:
    """What an alarm looks at: a signal whose words nobody has answered."""

    tier: Urgency
    since: datetime
    holder: MemberId | None = None
    lowest: Rung = Rung.FITTING
    """Where it begins: higher than FITTING, it rings at once."""


@dataclass(frozen=True, kw_only=True)
class Climb:
    """What happens now: ``rings`` None for nothing yet. ``due``: when to look again."""

    alarm: Alarm
    due: datetime
    rings: Rung | None = None


WAKES = frozenset({Urgency.IMMEDIATE, Urgency.URGENT})
"""Tiers for which somebody is woken while nobody is on shift; the others wait for the shift (domain.md §3.1)."""
LOOK_AGAIN = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Watch:
    """Who watches: ``seen_at`` is when somebody who was told said «Вижу» last; ``manned``: somebody is on shift."""

    now: datetime
    seen_at: datetime | None = None
    manned: bool = True


def climb(alarm: Alarm | None, waits: Waits, watch: Watch, times: Times) -> Climb:
    """The first rung of a new wait rings with the words themselves, so it is not rung here.

    A signal that became more urgent, or came into somebody's hands for the first time since the words that wait, begins
    anew; one that became less urgent, was given back or passed on goes on where it stood: nobody stills it by that.
    """
    now = watch.now
    if alarm is not None and (waits.holder is None or alarm.granted is not None):
        alarm = replace(alarm, holder=waits.holder)  # given back, or passed on: it goes on where it stood
    if alarm is None or _begins_anew(alarm, waits):
        return _begun(alarm, waits, now, times)
    alarm = replace(alarm, tier=waits.tier, since=waits.since)
    due = _due(alarm, watch.seen_at, times)
    if now < due:
        return Climb(alarm=alarm, due=due)
    if not watch.manned and waits.tier not in WAKES:
        return Climb(alarm=alarm, due=now + LOOK_AGAIN)
    rung = max(alarm.rung, Rung(min(alarm.rung + 1, times.top)))
    rung_now = replace(alarm, rung=rung, rung_at=now)
    return Climb(alarm=rung_now, due=now + times.gap, rings=rung)


def _begun(alarm: Alarm | None, waits: Waits, now: datetime, times: Times) -> Climb:
    rings = waits.lowest if waits.lowest > Rung.FITTING else None
    rung_at = waits.since if alarm is None and rings is None else now
    granted = (alarm.granted if alarm else None) or (rung_at if waits.holder else None)
    begun = Alarm(
        tier=waits.tier, since=waits.since, rung=waits.lowest, rung_at=rung_at, holder=waits.holder, granted=granted
    )
    return Climb(alarm=begun, due=_due(begun, None, times), rings=rings)


def _begins_anew(alarm: Alarm, waits: Waits) -> bool:
    return alarm.holder != waits.holder or RANK[waits.tier] < RANK[alarm.tier]


def _due(alarm: Alarm, seen_at: datetime | None, times: Times) -> datetime:
    gap = times.held if alarm.holder and alarm.rung is Rung.FITTING else times.gap
    due = alarm.rung_at + gap
    # One acknowledgement a rung, however often it is said: nobody can still the house by tapping.
    return max(due, min(seen_at, alarm.rung_at) + times.seen) if seen_at and seen_at >= alarm.since else due


FIELDS = ("source", "gap", "seen", "held", "top")
LONGEST_GAP = timedelta(days=3)
"""domain.md §3.1: nothing waits longer for an acknowledgement than a planned signal."""


def parse_alarms(text: str, *, file: str) -> Mapping[Urgency, Times]:
    """The times of every tier. Raises BadPack for an unknown or missing tier or field, or a bad number."""
    read = tables(text, file=file)
    tiers = [tier.value for tier in Urgency]
    for name in read:
        if name not in tiers:
            raise BadPack(f"{file}: [{name}]: no such tier; {nearest(name, tiers)}")
    if missing := [name for name in tiers if name not in read]:
        raise BadPack(f"{file}: [{missing[0]}] is missing; every tier needs its times")
    found = {Urgency(name): _times(Place(file, name), table) for name, table in read.items()}
    if found[Urgency.IMMEDIATE].gap > timedelta(minutes=5):
        raise Place(file, "immediate").bad("gap", read["immediate"]["gap"], "5 minutes at most (domain.md §3.1)")  # type: ignore[index]  # _times has seen that it is a table
    return found


def _times(place: Place, table: object) -> Times:
    if not isinstance(table, dict):
        raise place.bad("", table, f"a table with {', '.join(FIELDS)}")
    right_fields(place, table, FIELDS, needed=FIELDS)
    text_of(place, "source", table["source"])
    rungs = {rung.name.lower(): rung for rung in Rung}
    if table["top"] not in rungs:
        raise place.bad("top", table["top"], nearest(str(table["top"]), tuple(rungs)))
    gap, seen, held = (_minutes(place, name, table[name]) for name in ("gap", "seen", "held"))
    return Times(gap=gap, seen=seen, held=held, top=rungs[str(table["top"])])


def _minutes(place: Place, name: str, value: object) -> timedelta:
    longest = int(LONGEST_GAP.total_seconds() // 60)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= longest:
        raise place.bad(name, value, f"minutes, 1 to {longest}")
    return timedelta(minutes=value)


@dataclass(frozen=True, kw_only=True)
class OnDuty:
    """One colleague as an alarm sees her. Empty ``languages``, ``regions`` or ``skills`` mean all of them."""

    member: MemberId
    supervisor: bool
    on_shift: bool
    free: bool = True
    languages: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What would suit a signal best; None where it is not known. ``skill``: child, survivor or online."""

    language: str | None = None
    region: str | None = None
    skill: str | None = None
    before: MemberId | None = None
    """Who answered last (conversation rule 31)."""


def suits(one: OnDuty, needs: Needs) -> bool:
    """Nothing speaks against her."""
    asked = ((needs.language, one.languages), (needs.region, one.regions), (needs.skill, one.skills))
    return all(need is None or not has or need in has for need, has in asked)


def on_shift_of(people: Collection[OnDuty]) -> tuple[OnDuty, ...]:
    """Who is there now. Supervisors count only in a house that has nobody else: they are the next rung."""
    staff = [one for one in people if not one.supervisor] or people
    return tuple(one for one in staff if one.on_shift)


def told(rung: Rung, needs: Needs, people: Collection[OnDuty], holder: MemberId | None = None) -> frozenset[MemberId]:
    """Whom a rung reaches; where it would reach nobody, the next wider circle, and in the end everybody."""
    present = on_shift_of(people)
    shift = {one.member for one in present}
    fitting = {one.member for one in present if one.free and suits(one, needs)}
    if needs.before in shift and needs.before is not None:
        fitting = {needs.before}
    if holder is not None and any(one.member == holder for one in people):
        fitting = {holder}
    supervisors = {one.member for one in people if one.supervisor}
    everybody = {one.member for one in people}
    circles = {
        Rung.FITTING: (fitting, shift, supervisors, everybody),
        Rung.OUTSIDE: (fitting, shift, supervisors, everybody),
        Rung.SHIFT: (fitting | shift, supervisors, everybody),
        Rung.SUPERVISORS: (fitting | shift | supervisors, everybody),
        Rung.ANYONE: (everybody,),
    }
    return frozenset(next((circle for circle in circles[rung] if circle), set()))

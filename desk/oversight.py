"""What a supervisor sees of the whole desk: who waits, who holds what, and how well children are answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from desk import access
from desk.duty import MOST_IN_QUEUE
from desk.people import BUSY_FROM, Colleague
from desk.ports import Files
from triage import card as cards
from triage import quality
from triage.card import Card
from triage.ids import MemberId
from triage.quality import Numbers
from triage.urgency import Urgency

PERIODS: Final = (1, 7, 30)
"""Days back, today (UTC) among them."""


class Tallies(Protocol):
    """What was counted."""

    async def of(self, days: Iterable[date]) -> Mapping[date, Mapping[str, int]]:
        """Every day of those, all partitions as one. Raises Unavailable."""


@dataclass(frozen=True, kw_only=True)
class OneOfUs:
    """A member now. ``open``: reporters in her hands who wait for her word; ``holds``: those and the others there."""

    who: Colleague
    on_shift: bool
    free: bool
    holds: int
    open: int


@dataclass(frozen=True, kw_only=True)
class Period:
    """The last ``days`` days since ``since``: each tier, and all of them."""

    days: int
    since: date
    tiers: Mapping[Urgency, Numbers]
    all: Numbers


@dataclass(frozen=True, kw_only=True)
class Overview:
    """``waiting`` and ``held`` in the order of the queue; ``more``: only its head, the rest did not fit in."""

    waiting: Sequence[Card]
    held: Sequence[Card]
    more: bool
    crew: Sequence[OneOfUs]
    periods: Sequence[Period]
    days: Mapping[date, Mapping[Urgency, Numbers]]


@dataclass(frozen=True, kw_only=True)
class Oversight:
    """Three round trips, whatever waits and however much was counted."""

    files: Files
    tallies: Tallies

    async def look(self, who: Colleague, crew: Iterable[Colleague], now: datetime) -> Overview:
        """Raises Refused("not-allowed"), Unavailable. Opens no signal, so the journal has no line of it."""
        access.check("oversee", who.role)
        found = await self.files.queue(MOST_IN_QUEUE, now)
        queue = [card for card in found if not cards.is_draft(card)]
        days = await self.tallies.of(quality.days_back(now, max(PERIODS)))
        held = [card for card in queue if card.held_by is not None]
        return Overview(
            waiting=[card for card in queue if card.held_by is None],
            held=held,
            more=len(found) >= MOST_IN_QUEUE,
            crew=[_one_of_us(one, held, now) for one in crew],
            periods=[_period(span, days, now) for span in PERIODS],
            days={day: _by_tier(tally) for day, tally in days.items()},
        )


def _one_of_us(one: Colleague, held: Iterable[Card], now: datetime) -> OneOfUs:
    hers = [card for card in held if card.held_by == MemberId(one.member)]
    waiting = sum(card.awaiting == "desk" for card in hers)
    return OneOfUs(who=one, on_shift=one.is_on_shift(now), free=waiting < BUSY_FROM, holds=len(hers), open=waiting)


def _period(span: int, days: Mapping[date, Mapping[str, int]], now: datetime) -> Period:
    wanted = quality.days_back(now, span)
    tally = quality.merged(days[day] for day in wanted)
    return Period(days=span, since=wanted[0], tiers=_by_tier(tally), all=quality.numbers(tally))


def _by_tier(tally: Mapping[str, int]) -> Mapping[Urgency, Numbers]:
    return {tier: quality.numbers(tally, (tier,)) for tier in Urgency}

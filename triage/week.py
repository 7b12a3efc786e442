"""The days to come of a whole desk: when how many are on shift, and when nobody is. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from triage.shifts import Member, clock_moves, presence

DAYS_SHOWN = 7
"""Today and the six after it: then every weekday comes once, and its name says which is meant."""
_DAY_MINUTES = 24 * 60
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """From ``start`` until before ``end`` (UTC) as many as ``there`` are on shift."""

    start: datetime
    end: datetime
    there: int


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day by the clock on the wall. ``spans``: (from, to, how many), in minutes since midnight.

    On a day whose clocks move an hour is missing, or comes twice: then two spans share it.
    """

    date: date
    spans: tuple[tuple[int, int, int], ...]


def stretches(members: Sequence[Member], since: datetime, until: datetime) -> tuple[Stretch, ...]:
    """Without a hole from ``since`` to ``until``, neighbours differ. With nobody on the roster nobody is there."""
    since, until = since.astimezone(UTC), until.astimezone(UTC)
    if since >= until:
        return ()
    steps = Counter[datetime]({since: 0})
    for one in members:
        for start, end in _presence(one, since, until):
            steps[start] += 1
            steps[end] -= 1
    marks = [since, *sorted(at for at, step in steps.items() if step and since < at < until), until]
    there, found = 0, []
    for start, end in pairwise(marks):
        there += steps[start]
        found.append(Stretch(start=start, end=end, there=there))
    return tuple(found)


def gaps(members: Sequence[Member], since: datetime, until: datetime) -> tuple[Stretch, ...]:
    """When nobody is on shift, as the hours and what was said by hand stand now."""
    return tuple(one for one in stretches(members, since, until) if one.there == 0)


def end_of_week(now: datetime, zone: ZoneInfo) -> datetime:
    """Midnight after the last of DAYS_SHOWN days, by the clock of ``zone``."""
    today = now.astimezone(zone).date()
    return datetime.combine(today + timedelta(days=DAYS_SHOWN), time(), zone).astimezone(UTC)


def by_day(found: Sequence[Stretch], zone: ZoneInfo) -> tuple[Day, ...]:
    """The same cut at every midnight of ``zone``. What lasts less than a minute is left out."""
    days: dict[date, list[tuple[int, int, int]]] = {}
    for one in found:
        for start, end in _cut(one, zone):
            upto = _minute(end) if end.date() == start.date() else _DAY_MINUTES
            if _minute(start) < upto:
                days.setdefault(start.date(), []).append((_minute(start), upto, one.there))
    return tuple(Day(date=day, spans=tuple(spans)) for day, spans in sorted(days.items()))


def _presence(one: Member, since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    marks = [*presence(one, since, until), (until, False)]
    return [(start, end) for (start, there), (end, _) in pairwise(marks) if there]


def _cut(one: Stretch, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """Pieces by the wall's clock, which a piece never turns back: where the clocks move it ends."""
    first = one.start.astimezone(zone).date()
    days = [first + timedelta(days=step) for step in range((one.end - one.start).days + 3)]
    midnights = [datetime.combine(day, time(), zone).astimezone(UTC) for day in days]
    cuts = (*midnights, *(moved for day in days if (moved := clock_moves(zone, day))))
    marks = sorted({one.start, *(at for at in cuts if one.start < at < one.end), one.end})
    return [(start.astimezone(zone).replace(tzinfo=None), _wall_end(end, zone)) for start, end in pairwise(marks)]


def _wall_end(end: datetime, zone: ZoneInfo) -> datetime:
    """What the clock shows as it reaches ``end``, before it is moved there."""
    return (end - _INSTANT).astimezone(zone).replace(tzinfo=None) + _INSTANT


def _minute(at: datetime) -> int:
    return at.hour * 60 + at.minute

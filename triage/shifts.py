"""Who is on shift when: hours of the week in a time zone, and what somebody said by hand. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As ``datetime.weekday`` counts them."""
MOST_SHIFTS = 21
"""Three a day: more are a slip of the hand."""
BY_HAND = timedelta(hours=12)
"""What was said by hand holds so long at most, and never over the next beginning or end of a shift of hers."""
_WEEK = timedelta(days=8)
"""Within it every shift of a week begins once, also over a day of 25 hours."""
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_SHIFT = re.compile(r"([a-z]{3})(?:-([a-z]{3}))? ([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
_RIGHT = "right would be mon-fri 09:00-18:00 or sat 20:00-08:00"


class BadShift(ValueError):
    """A shift cannot be read. Says the value and what would be right.

    ``code``: ``bad-zone``, ``bad-shift`` or ``too-many-shifts`` for whoever says it in other words; ``line`` from 1.
    """

    def __init__(self, text: str, *, code: str = "bad-shift", line: int = 0) -> None:
        super().__init__(text)
        self.code = code
        self.line = line


@dataclass(frozen=True, kw_only=True)
class Shift:
    """On each of ``days`` (0 = Monday) from ``start`` to ``end``; over midnight where ``end`` is not later."""

    days: tuple[int, ...]
    start: time
    end: time


@dataclass(frozen=True, kw_only=True)
class Hours:
    """The shifts of one member. None at all: she counts as on shift whenever she says so, or always (``always_on``)."""

    zone: ZoneInfo
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Said:
    """What she said by hand: ``on`` since ``at``."""

    on: bool
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Member:
    """What the roster knows of one beside her name. Empty lists mean: all of them."""

    hours: Hours
    languages: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    said: Said | None = field(default=None)


def parse_hours(lines: Sequence[str], zone: str) -> Hours:
    """Lines such as ``mon-fri 09:00-18:00`` in ``zone``. Raises BadShift."""
    try:
        where = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        right = "right would be Europe/Moscow or Asia/Almaty"
        raise BadShift(f"{zone!r} is no time zone; {right}", code="bad-zone") from None
    if len(lines) > MOST_SHIFTS:
        raise BadShift(f"{len(lines)} shifts; {MOST_SHIFTS} at most", code="too-many-shifts")
    return Hours(zone=where, shifts=tuple(_shift(line.strip().lower(), at) for at, line in enumerate(lines, 1)))


def _shift(line: str, at: int) -> Shift:
    found = _SHIFT.fullmatch(line)
    if not found or found[1] not in DAYS or (found[2] or found[1]) not in DAYS:
        raise BadShift(f"{line!r} is no shift; {_RIGHT}", line=at)
    first, last = DAYS.index(found[1]), DAYS.index(found[2] or found[1])
    count = (last - first) % len(DAYS) + 1
    start, end = time(int(found[3]), int(found[4])), time(int(found[5]), int(found[6]))
    return Shift(days=tuple((first + step) % len(DAYS) for step in range(count)), start=start, end=end)


def spelt(shift: Shift) -> str:
    """As ``parse_hours`` reads it."""
    first, last = DAYS[shift.days[0]], DAYS[shift.days[-1]]
    days = first if len(shift.days) == 1 else f"{first}-{last}"
    return f"{days} {shift.start:%H:%M}-{shift.end:%H:%M}"


def on_shift(member: Member, now: datetime) -> bool:
    """What she said by hand, while it holds; else her hours; a member without hours is always on."""
    return _there(member, now, by_hand_until(member))


def by_hours(hours: Hours, now: datetime) -> bool:
    """Her hours alone; without any she is always there."""
    return not hours.shifts or _within(hours, now)


def by_hand_until(member: Member) -> datetime | None:
    """Until when what she said holds: her next change of shift, BY_HAND at most; None where she said nothing."""
    if member.said is None:
        return None
    last = member.said.at + BY_HAND
    here = _within(member.hours, member.said.at)
    turns = (at for at in edges(member.hours, member.said.at, last) if _within(member.hours, at) != here)
    return next(turns, last)


def presence(member: Member, since: datetime, until: datetime) -> Iterator[tuple[datetime, bool]]:
    """Whether she is there at ``since``, and again at each moment before ``until`` at which that may change."""
    by_hand = by_hand_until(member)
    yield since, _there(member, since, by_hand)
    for at in _merged(by_hand, edges(member.hours, since, until)):
        if since < at < until:
            yield at, _there(member, at, by_hand)


def turns_at(member: Member, now: datetime) -> datetime | None:
    """When she next comes or goes as things stand; None where she stays as she is for the whole week that follows."""
    here = on_shift(member, now)
    return next((at for at, there in presence(member, now, now + _WEEK) if there != here), None)


def next_change(hours: Hours, now: datetime) -> datetime | None:
    """The next beginning or end of a shift, to the minute; None where there are no shifts."""
    return turns_at(Member(hours=hours), now)


def reads(member: Member, now: datetime) -> bool:
    """Whether a child may be told that she is there. The alarms ring by ``on_shift``, which takes more for there.

    Whoever went off by hand and has no hours is no reader again until she says so: that twelve hours went by says
    nothing of her.
    """
    gone = member.said is not None and not member.said.on and not member.hours.shifts
    return not gone and on_shift(member, now)


def begins_at(hours: Hours, now: datetime) -> datetime | None:
    """When the next written shift begins; never the end of what was said by hand, which no roster promises."""
    here = _within(hours, now)
    for at in edges(hours, now, now + _WEEK):
        before, here = here, _within(hours, at)
        if here and not before:
            return at
    return None


def opens_at(members: Iterable[Member], now: datetime) -> datetime | None:
    """When the next written shift of any begins, for "reads from {time}" (rule 28); None where none is written."""
    return min((at for one in members if (at := begins_at(one.hours, now))), default=None)


def _there(member: Member, at: datetime, by_hand: datetime | None) -> bool:
    return member.said.on if member.said and by_hand and at < by_hand else by_hours(member.hours, at)


def _merged(one: datetime | None, others: Iterator[datetime]) -> Iterator[datetime]:
    """In order; ``one`` stands among the others."""
    for at in others:
        if one and one < at:
            yield one
            one = None
        yield at
    if one:
        yield one


def _within(hours: Hours, at: datetime) -> bool:
    here = at.astimezone(hours.zone)
    return any(_covers(shift, here) for shift in hours.shifts)


def _covers(shift: Shift, here: datetime) -> bool:
    clock, day = here.time(), here.weekday()
    if shift.start < shift.end:
        return day in shift.days and shift.start <= clock < shift.end
    yesterday = (day - 1) % len(DAYS)
    return (day in shift.days and clock >= shift.start) or (yesterday in shift.days and clock < shift.end)


def edges(hours: Hours, since: datetime, until: datetime) -> Iterator[datetime]:
    """Every moment between the two at which her being there may change, in order, UTC; some of them change nothing.

    An hour that comes twice (clocks put back) counts both times; where the clocks move is a mark of its own, because
    a shift may begin in an hour that there is not.
    """
    if not hours.shifts:
        return
    day, last = (at.astimezone(hours.zone).date() for at in (since, until))
    while day <= last:
        yield from (at for at in _edges_of(hours, day) if since < at < until)
        day += _DAY


@lru_cache(maxsize=16_384)
def _edges_of(hours: Hours, day: date) -> tuple[datetime, ...]:
    """Of one day by the zone's clock. Asked for again with every look at the queue: kept, a week for thirty people."""
    moved = clock_moves(hours.zone, day)
    clocks = {clock for shift in hours.shifts for clock in (shift.start, shift.end)}
    walls = (datetime.combine(day, clock, hours.zone) for clock in clocks)
    found = {wall.replace(fold=fold).astimezone(UTC) for wall in walls for fold in ((0, 1) if moved else (0,))}
    return tuple(sorted(found | {moved} if moved else found))


def clock_moves(zone: ZoneInfo, day: date) -> datetime | None:
    """When on that day the zone's clocks are put forward or back, to the minute, UTC. Never twice in a day."""
    first, last = (datetime.combine(at, time(), zone).astimezone(UTC) for at in (day, day + _DAY))
    before = _ahead(zone, first)
    if before == _ahead(zone, last):
        return None
    while last - first > _MINUTE:
        middle = first + (last - first) // _MINUTE // 2 * _MINUTE
        first, last = (middle, last) if _ahead(zone, middle) == before else (first, middle)
    return last


def _ahead(zone: ZoneInfo, at: datetime) -> timedelta | None:
    return at.astimezone(zone).utcoffset()

"""Who is on shift when: hours of the week in a time zone, and what somebody said by hand. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As ``datetime.weekday`` counts them."""
MOST_SHIFTS = 21
"""Three a day: more are a slip of the hand."""
BY_HAND = timedelta(hours=12)
"""What was said by hand holds so long at most, and never over the next beginning or end of a shift of hers."""
_WEEK = timedelta(days=8)
"""Within it every shift of a week begins once, also over a day of 25 hours."""
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
    until = by_hand_until(member)
    return member.said.on if member.said and until and now < until else by_hours(member.hours, now)


def by_hours(hours: Hours, now: datetime) -> bool:
    """Her hours alone; without any she is always there."""
    return not hours.shifts or _within(hours, now)


def by_hand_until(member: Member) -> datetime | None:
    """Until when what she said holds: her next change of shift, BY_HAND at most; None where she said nothing."""
    if member.said is None:
        return None
    change = next_change(member.hours, member.said.at)
    return min((at for at in (change, member.said.at + BY_HAND) if at), default=None)


def turns_at(member: Member, now: datetime) -> datetime | None:
    """When she next comes or goes as things stand; None where she stays as she is for the whole week that follows."""
    here, until = on_shift(member, now), by_hand_until(member)
    by_hand = [until] if until and until > now else []
    marks = sorted((*by_hand, *edges(member.hours, now, now + _WEEK)))
    return next((at for at in marks if on_shift(member, at) != here), None)


def next_change(hours: Hours, now: datetime) -> datetime | None:
    """The next beginning or end of a shift, to the minute; None where there are no shifts."""
    if not hours.shifts:
        return None
    here = _within(hours, now)
    return next((at for at in edges(hours, now, now + _WEEK) if _within(hours, at) != here), None)


def opens_at(members: Iterable[Member], now: datetime) -> datetime | None:
    """When the next of them comes on shift, for "reads from {time}" (rule 28); None where that is not known."""
    return min((at for one in members for at in _comes(one, now)), default=None)


def _comes(member: Member, now: datetime) -> list[datetime]:
    said = [member.said.at + BY_HAND] if member.said and not member.said.on else []
    marks = (*said, *edges(member.hours, now, now + _WEEK))
    return [at for at in sorted(marks) if at > now and on_shift(member, at)][:1]


def _within(hours: Hours, at: datetime) -> bool:
    here = at.astimezone(hours.zone)
    return any(_covers(shift, here) for shift in hours.shifts)


def _covers(shift: Shift, here: datetime) -> bool:
    clock, day = here.time(), here.weekday()
    if shift.start < shift.end:
        return day in shift.days and shift.start <= clock < shift.end
    yesterday = (day - 1) % len(DAYS)
    return (day in shift.days and clock >= shift.start) or (yesterday in shift.days and clock < shift.end)


def edges(hours: Hours, since: datetime, until: datetime) -> list[datetime]:
    """Every moment between the two at which her being there may change, in order, UTC; some of them change nothing.

    An hour that comes twice (clocks put back) counts both times; where the clocks move is a mark of its own, because
    a shift may begin in an hour that there is not.
    """
    clocks = {clock for shift in hours.shifts for clock in (shift.start, shift.end)}
    first = since.astimezone(hours.zone).date() - timedelta(days=1)
    found = {
        datetime.combine(first + timedelta(days=step), clock, hours.zone).replace(fold=fold).astimezone(UTC)
        for step in range((until - since).days + 4)
        for clock in clocks
        for fold in (0, 1)
    }
    moved = clocks_move(hours.zone, since, until) if clocks else []
    return sorted(at for at in (*found, *moved) if since < at < until)


def clocks_move(zone: ZoneInfo, since: datetime, until: datetime) -> list[datetime]:
    """When the zone's clocks are put forward or back, to the minute, UTC. Never twice within a day."""
    found, day = [], since.astimezone(UTC).replace(second=0, microsecond=0)
    while day < until:
        first, last = day, day + timedelta(days=1)
        if _ahead(zone, first) != _ahead(zone, last):
            while last - first > _MINUTE:
                middle = first + (last - first) // _MINUTE // 2 * _MINUTE
                first, last = (middle, last) if _ahead(zone, middle) == _ahead(zone, day) else (first, middle)
            found.append(last)
        day += timedelta(days=1)
    return found


def _ahead(zone: ZoneInfo, at: datetime) -> timedelta | None:
    return at.astimezone(zone).utcoffset()

"""Who is on shift when: hours of the week in a time zone, and what somebody said by hand. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As ``datetime.weekday`` counts them."""
MOST_SHIFTS = 21
"""Three a day: more are a slip of the hand."""
BY_HAND = timedelta(hours=12)
"""What was said by hand holds so long at most, and never over the next beginning or end of a shift of hers."""
_SHIFT = re.compile(r"([a-z]{3})(?:-([a-z]{3}))? ([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
_RIGHT = "right would be mon-fri 09:00-18:00 or sat 20:00-08:00"


class BadShift(ValueError):
    """A shift cannot be read. Says the value and what would be right."""


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
    except (ZoneInfoNotFoundError, ValueError):
        raise BadShift(f"{zone!r} is no time zone; right would be Europe/Moscow or Asia/Almaty") from None
    if len(lines) > MOST_SHIFTS:
        raise BadShift(f"{len(lines)} shifts; {MOST_SHIFTS} at most")
    return Hours(zone=where, shifts=tuple(_shift(line.strip().lower()) for line in lines))


def _shift(line: str) -> Shift:
    found = _SHIFT.fullmatch(line)
    if not found or found[1] not in DAYS or (found[2] or found[1]) not in DAYS:
        raise BadShift(f"{line!r} is no shift; {_RIGHT}")
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
    said = member.said
    if said and now - said.at < BY_HAND and not _turned(member.hours, said.at, now):
        return said.on
    return not member.hours.shifts or _within(member.hours, now)


def next_change(hours: Hours, now: datetime) -> datetime | None:
    """The next beginning or end of a shift, to the minute; None where there are no shifts."""
    if not hours.shifts:
        return None
    here = _within(hours, now)
    for minute in _edges(hours, now):
        if _within(hours, minute) != here:
            return minute
    return None


def opens_at(members: Iterable[Member], now: datetime) -> datetime | None:
    """When the next of them comes on shift, for "reads from {time}" (rule 28); None where that is not known."""
    return min((at for one in members for at in _comes(one, now)), default=None)


def _comes(member: Member, now: datetime) -> list[datetime]:
    said = [member.said.at + BY_HAND] if member.said and not member.said.on else []
    edges = _edges(member.hours, now) if member.hours.shifts else []
    return [at for at in sorted((*said, *edges)) if at > now and on_shift(member, at)][:1]


def _turned(hours: Hours, since: datetime, now: datetime) -> bool:
    change = next_change(hours, since)
    return change is not None and change <= now


def _within(hours: Hours, at: datetime) -> bool:
    here = at.astimezone(hours.zone)
    return any(_covers(shift, here) for shift in hours.shifts)


def _covers(shift: Shift, here: datetime) -> bool:
    clock, day = here.time(), here.weekday()
    if shift.start < shift.end:
        return day in shift.days and shift.start <= clock < shift.end
    yesterday = (day - 1) % len(DAYS)
    return (day in shift.days and clock >= shift.start) or (yesterday in shift.days and clock < shift.end)


def _edges(hours: Hours, now: datetime) -> list[datetime]:
    """Every beginning and end within the week that follows ``now``, in order."""
    today = now.astimezone(hours.zone).date()
    clocks = {clock for shift in hours.shifts for clock in (shift.start, shift.end)}
    found = [
        datetime.combine(today + timedelta(days=step), clock, hours.zone)
        for step in range(len(DAYS) + 1)
        for clock in clocks
    ]
    return sorted(edge for edge in found if edge > now)

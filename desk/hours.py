"""When a person reads: the desk's hours, and what a child is told outside them (conversation.md, rule 28)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk.people import Colleague, counting
from triage.shifts import opens_at

_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
CLOCK = "%H:%M"
_A_DAY = timedelta(days=1)
DAY = (time(9), time(20))
"""When a message with a sound may come, for whoever allowed it by day only (rule 26; a proposal)."""


class Hours(Protocol):
    """When a person reads."""

    def is_open(self, now: datetime) -> bool:
        """Whether somebody reads now."""

    def told(self, now: datetime) -> dict[str, str]:
        """The values ``desk`` (``open``, ``night`` or ``unknown``) and ``opens`` (clock time, or "") of a screen.

        ``night``: nobody reads now, and ``opens`` is within a day. ``unknown``: nobody, and no hour can be named.
        """

    def is_day(self, now: datetime) -> bool:
        """Whether a sound is allowed to whoever allowed it by day (rule 26)."""


@dataclass(frozen=True, kw_only=True)
class DeskHours:
    """``opens`` None: somebody is always there. A span may go over midnight."""

    zone: ZoneInfo
    opens: time | None = None
    closes: time | None = None

    @classmethod
    def of(cls, hours: str, zone: str) -> "DeskHours":
        """``hours``: "" (always) or "09:00-21:00" in ``zone``. Raises ValueError saying what would be right."""
        try:
            where = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"{zone!r} is no time zone; right would be Europe/Moscow or Asia/Almaty") from None
        if not hours:
            return cls(zone=where)
        found = _SPAN.fullmatch(hours)
        if not found or hours[:5] == hours[6:]:
            raise ValueError(f"{hours!r} are no hours; right would be 09:00-21:00, or nothing for day and night")
        opens, closes = (time(int(found[i]), int(found[i + 1])) for i in (1, 3))
        return cls(zone=where, opens=opens, closes=closes)

    def is_open(self, now: datetime) -> bool:
        """Whether somebody reads now."""
        if self.opens is None or self.closes is None:
            return True
        here = now.astimezone(self.zone).time()
        if self.opens < self.closes:
            return self.opens <= here < self.closes
        return here >= self.opens or here < self.closes

    def told(self, now: datetime) -> dict[str, str]:
        """The values ``desk`` and ``opens`` of a screen."""
        opens = self.opens.strftime(CLOCK) if self.opens else ""
        return {"desk": "open" if self.is_open(now) else "night", "opens": opens}

    def is_day(self, now: datetime) -> bool:
        """Whether a sound is allowed to whoever allowed it by day."""
        return DAY[0] <= now.astimezone(self.zone).time() < DAY[1]


@dataclass(frozen=True, kw_only=True)
class RosterHours:
    """The desk is open while somebody reads; where the roster has no hours, those of the settings hold.

    ``crew`` answers with who works here as of the last look.
    """

    settings: DeskHours
    crew: Callable[[], Sequence[Colleague]]

    def is_open(self, now: datetime) -> bool:
        """Whether somebody reads now."""
        staff = self._staff()
        return any(one.reads(now) for one in staff) if staff else self.settings.is_open(now)

    def told(self, now: datetime) -> dict[str, str]:
        """The values ``desk`` and ``opens`` of a screen. An hour is of the coming day: it is told without a date."""
        staff = self._staff()
        if not staff:
            return self.settings.told(now)
        comes = opens_at([one.profile for one in staff], now)
        opens = comes.astimezone(self.settings.zone).strftime(CLOCK) if comes and self._is_soon(comes, now) else ""
        closed = "night" if opens else "unknown"
        return {"desk": "open" if self.is_open(now) else closed, "opens": opens}

    def _is_soon(self, comes: datetime, now: datetime) -> bool:
        """By the clock on the desk's wall, also where that clock is moved in between."""
        here, then = (at.astimezone(self.settings.zone).replace(tzinfo=None) for at in (now, comes))
        return then - here < _A_DAY

    def is_day(self, now: datetime) -> bool:
        """Whether a sound is allowed to whoever allowed it by day."""
        return self.settings.is_day(now)

    def _staff(self) -> list[Colleague]:
        """Those whose hours count: nobody, as long as no hours were entered and nobody went off."""
        staff = counting(self.crew())
        return staff if any(one.profile.hours.shifts or one.profile.said for one in staff) else []

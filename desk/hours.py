"""When a person reads: the desk's hours, and what a child is told outside them (conversation.md, rule 28)."""

import re
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
DAY = (time(9), time(20))
"""When a message with a sound may come, for whoever allowed it by day only (rule 26; a proposal)."""


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
        opens = self.opens.strftime("%H:%M") if self.opens else ""
        return {"desk": "open" if self.is_open(now) else "night", "opens": opens}

    def is_day(self, now: datetime) -> bool:
        """Whether a sound is allowed to whoever allowed it by day."""
        return DAY[0] <= now.astimezone(self.zone).time() < DAY[1]

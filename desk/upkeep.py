"""What is overdue now? Asked every minute; a restart loses nothing, since the due times lie in the store."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from desk.aftercare import Aftercare
from desk.journal import DailyDigest

OUTAGE = timedelta(minutes=2)
"""After a longer one the taps of open screens have expired at Telegram (150 s), so the screens are shown once more."""
CHAT_LIFE = timedelta(hours=24)
"""Every private chat is erased on both sides this long after its last message (conversation rule 24)."""


class Calendar(Protocol):
    """The store's due times. Every method raises Unavailable."""

    async def beat(self, now: datetime) -> timedelta:
        """Notes that the house is awake; answers for how long it had not been."""

    async def renew_screens(self, now: datetime) -> int:
        """Promises every chat with an open screen that screen once more."""

    async def erase_due_chats(self, now: datetime) -> int:
        """Promises the erasure of every chat that is due."""

    async def erase_due_drafts(self, now: datetime) -> int:
        """Erases what an adult wrote and gave nobody consent to read."""

    async def compact(self, now: datetime) -> None:
        """Rewrites the append-only file when a day has passed or something was erased since."""


@dataclass(frozen=True, kw_only=True)
class Upkeep:
    """The minute's work; each step may run any number of times."""

    calendar: Calendar
    digest: DailyDigest | None = None
    aftercare: Aftercare | None = None

    async def tick(self, now: datetime) -> None:
        """Raises Unavailable when the store is down; the next minute asks again."""
        slept = await self.calendar.beat(now)
        if slept > OUTAGE:
            await self.calendar.renew_screens(now)
        await self.calendar.erase_due_chats(now)
        await self.calendar.erase_due_drafts(now)
        await self.calendar.compact(now)
        if self.aftercare:
            await self.aftercare.tick(now)
        if self.digest:
            await self.digest.tick(now)

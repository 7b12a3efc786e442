"""Every few seconds: who waits too long, and who is to be rung for it?"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desk.alarms import Watchkeeping
from workers.pulse import Pulse

EVERY_S = 5.0
"""A rung is two minutes; this is how late it may come."""


@dataclass(frozen=True)
class Watch:
    """``now`` is the house's clock; ``every_s`` is shorter in tests."""

    keeping: Watchkeeping
    now: Callable[[], datetime]
    pulse: Pulse
    every_s: float = EVERY_S

    async def tick(self) -> None:
        """One round; run it again and again."""
        await self.keeping.tick(self.now())
        self.pulse.beat()
        await asyncio.sleep(self.every_s)

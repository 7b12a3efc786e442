"""Every minute: what is overdue now?"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desk.upkeep import Upkeep

EVERY_S = 60.0


@dataclass(frozen=True)
class Clock:
    """``now`` is the house's clock; ``every_s`` is shorter in tests."""

    upkeep: Upkeep
    now: Callable[[], datetime]
    every_s: float = EVERY_S

    async def tick(self) -> None:
        """One round; run it again and again."""
        await self.upkeep.tick(self.now())
        await asyncio.sleep(self.every_s)

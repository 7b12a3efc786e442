"""Every few seconds: has anybody come to the drill, and is it over?"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desk.drills import Drills


@dataclass(frozen=True)
class DrillRounds:
    """``now`` is the house's clock; one round trip while none runs."""

    drills: Drills
    now: Callable[[], datetime]
    every_s: float

    async def tick(self) -> None:
        """One round; run it again and again."""
        await self.drills.tick(self.now())
        await asyncio.sleep(self.every_s)

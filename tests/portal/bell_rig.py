"""A bell that a test rings by hand."""

import asyncio
from dataclasses import dataclass, field


@dataclass
class RealBell:
    rung: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def ring(self) -> None:
        self.rung += 1
        self.changed.set()
        self.changed = asyncio.Event()

    async def ring_after(self, seen: int) -> int:
        while self.rung <= seen:
            await self.changed.wait()
        return self.rung

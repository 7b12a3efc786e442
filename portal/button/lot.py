"""The plain form's way in: one at a time, drawn by lot from all who wait.

A form without script can do no work, and nothing else tells one sender from another: no address is looked at, and there
is no cookie. So whoever sends more has more lots, whatever the order. A short line in order of arrival gave all of
them to whoever held its few places; a wide one with a lot leaves a share to everybody who presses once.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

ROOM: Final = 256
"""How many wait at most: to shut others out somebody must hold as many lines open."""
LARGEST_HELD: Final = 16 * 1024 * 1024
"""Signs of all that wait, in memory. A full lane of ordinary forms has a tenth of it."""
SPACING_S: Final = 2.0
"""Between two, as in the slow lane of the pages: what the store is brought without any work."""
PATIENCE_S: Final = 24.0
"""Browsers and proxies wait thirty; then the page comes back with her words, to be pressed again."""


_DRAWN: Final = 8


class Full(Exception):
    """The lane is full, or the lot has not fallen on this one: to be tried again."""


@dataclass
class Lot:
    """Of this process. ``draw``: so many random bytes."""

    draw: Callable[[int], bytes]
    spacing_s: float = SPACING_S
    patience_s: float = PATIENCE_S
    waiting: list[asyncio.Future[None]] = field(default_factory=list)
    held: int = 0
    busy: bool = False
    free_at: float = 0.0

    @asynccontextmanager
    async def through(self, size: int) -> AsyncIterator[None]:
        """Raises Full."""
        if len(self.waiting) >= ROOM or self.held + size > LARGEST_HELD:
            raise Full
        self.held += size
        try:
            await self._drawn()
            try:
                yield
            finally:
                self._next()
        finally:
            self.held -= size

    async def _drawn(self) -> None:
        lot = asyncio.get_running_loop().create_future()
        self.waiting.append(lot)
        self._draw()
        try:
            async with asyncio.timeout(self.patience_s):
                await asyncio.shield(lot)
        except TimeoutError:
            if not lot.done():
                self.waiting.remove(lot)
                raise Full from None
        except asyncio.CancelledError:  # she left
            if lot.done():
                self._next()
            else:
                self.waiting.remove(lot)
            raise

    def _draw(self) -> None:
        if self.busy or not self.waiting or asyncio.get_running_loop().time() < self.free_at:
            return
        self.busy = True
        drawn = int.from_bytes(self.draw(_DRAWN)) % len(self.waiting)
        self.waiting.pop(drawn).set_result(None)

    def _next(self) -> None:
        loop = asyncio.get_running_loop()
        self.busy, self.free_at = False, loop.time() + self.spacing_s
        loop.call_at(self.free_at, self._draw)

"""The peer's one clock: every lifetime, age and waiting time is measured on it."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from datetime import UTC, datetime

# A source clock moves without telling us, so sleepers look again this often (seconds of real time).
_LOOK_AGAIN_S = 0.05


class Bell:
    """Wakes everybody who waits at the moment it rings; nobody who comes later."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, timeout_s: float | None) -> None:
        """Until the next ring, or `timeout_s` seconds of real time."""
        # asyncio.timeout, because wait_for of Python 3.11 loses a cancellation that meets a ring (python/cpython#86296).
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._event.wait()


class PeerClock:
    """Real time (or a test's own clock) plus an offset that tests advance; never runs backwards."""

    def __init__(self, source: Callable[[], datetime] | None = None) -> None:
        self._source = source
        self._offset_s = 0.0
        self._elapsed_s = 0.0
        self._read = (time.monotonic(), self.now())
        self.bell = Bell()

    def now(self) -> float:
        """Unix time, seconds."""
        base = datetime.now(UTC) if self._source is None else self._source()
        return base.timestamp() + self._offset_s

    def elapsed(self) -> float:
        """Seconds for waiting and flood limits: moves with real time AND with jumps, so a frozen test clock never hangs a retry."""
        monotonic, now = time.monotonic(), self.now()
        self._elapsed_s += max(monotonic - self._read[0], now - self._read[1], 0.0)
        self._read = (monotonic, now)
        return self._elapsed_s

    def advance(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("the peer's clock does not run backwards")
        self._offset_s += seconds
        self.bell.ring()

    def nap(self, seconds: float | None) -> float | None:
        """How long a waiter may really sleep before it has to look at this clock again."""
        if self._source is None or seconds is None:
            return seconds
        return min(seconds, _LOOK_AGAIN_S)

"""The canary in this room: where its promises end, and the loop that lets it fly."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import structlog

from desk.canary import Canary
from triage.ids import SignalId
from triage.tells import AlertDesk
from workers.ports import Ledger, Promise
from workers.post import Letter

FIRST_AFTER_S = 60.0
"""After a start: a sender before us may hold the lease for ten seconds more, and the doors may still be shut."""
_log = structlog.get_logger("canary")


class Arrivals(Protocol):
    """Where it is noted that the sender came to a canary's alert."""

    async def note(self, signal: SignalId) -> None:
        """Raises Unavailable."""


@dataclass(frozen=True)
class CanarySink:
    """Instead of a chat: announced under the sender's fence, noted, closed. Nobody is rung, Telegram is not asked."""

    arrivals: Arrivals

    async def tell(self, promise: Promise, ledger: Ledger) -> None:
        """Raises what the ledger raises; the reader comes back to it. One that no key opens ends here too."""
        if promise.tell is None:
            await ledger.close_whole(promise.partition, promise.id, "failed")
            return
        letter = Letter(promise.partition, promise.id, "canary", promise.tell)
        await ledger.announce(letter, None)
        if isinstance(promise.tell, AlertDesk):
            await self.arrivals.note(promise.tell.signal)
        await ledger.closed(letter, "told")


@dataclass
class Flights:
    """``first_after_s`` is shorter in tests."""

    canary: Canary
    now: Callable[[], datetime]
    first_after_s: float = field(default_factory=lambda: FIRST_AFTER_S)
    begun: bool = False

    async def tick(self) -> None:
        """One flight and the pause after it; run it again and again."""
        if not self.begun:
            self.begun = True
            await asyncio.sleep(self.first_after_s)
        pause_s = await self.canary.round(self.now())
        signs = self.canary.signs
        if signs.lost:
            _log.error("canary-lost", at=signs.lost, error=signs.error, paged=signs.paged)
        await asyncio.sleep(pause_s)

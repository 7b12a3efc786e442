"""Two ways in: at once for whoever's page did some work, one after another for everybody else. Nobody is refused.

No address of anybody is looked at: what a flood costs is work in its browsers, and what it gets is a place in a line.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from portal.button.lot import Full
from triage.ids import AccountId

LEAST_BITS: Final = 14
"""Zero bits of a page's work on a quiet day: 16,000 hashes, a tenth of a second of a phone."""
MOST_BITS: Final = 20
"""A million hashes: some seconds of a slow phone, while she reads. More would shut out whoever has no better one."""
CALM: Final = 30
"""New signals in a minute that ask for no more work; each doubling from here asks for one bit more."""
GIVEN_BITS: Final = 2
"""So many bits may be missing: what is asked for may have risen while she read."""
ROOM: Final = 10
"""How many wait in the slow lane at most; each may hold one body of 96 KiB."""
SPACING_S: Final = 2.0
"""Between two of the slow lane: with a full one the last waits 20 s, less than pages and proxies do."""
BRISK: Final = 60
"""Requests of one visit in a minute; a child who taps fast has a third of it. What comes above goes slowly."""
HEAVY: Final = 4096
"""Bytes. Each of them counts as one request more: one visit's work must not bring the store 2 MB a minute."""
_REMEMBERED: Final = 4096
"""Visits of the last minute: beyond them the work asked for is the most already."""
_MINUTE: Final = timedelta(minutes=1)


class Stamps(Protocol):
    """What work is done upon."""

    def stamp(self, now: datetime) -> str:
        """The one of now."""

    def is_fresh(self, stamp: str, now: datetime) -> bool:
        """Whether it is ours and not old."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """What a page did: SHA-256("rb/1/work|<stamp>|<account>|<nonce>") begins with zeros."""

    stamp: str
    nonce: str


@dataclass
class Minute:
    """How many came, and how often each, in the last minute."""

    came: OrderedDict[AccountId, datetime] = field(default_factory=OrderedDict)
    asked: OrderedDict[AccountId, tuple[datetime, int]] = field(default_factory=OrderedDict)

    def opened(self, account: AccountId, now: datetime) -> None:
        """A new signal."""
        self.came[account] = now
        self.came.move_to_end(account)
        while len(self.came) > _REMEMBERED:
            self.came.popitem(last=False)

    def new(self, now: datetime) -> int:
        """New signals of the last minute."""
        while self.came and not now - _MINUTE < next(iter(self.came.values())) <= now:
            self.came.popitem(last=False)
        return len(self.came)

    def is_brisk(self, account: AccountId, now: datetime, size: int = 0) -> bool:
        """Counts one request of this visit, which brings ``size`` bytes to keep."""
        since, count = self.asked.pop(account, (now, 0))
        if not since <= now < since + _MINUTE:
            since, count = now, 0
        self.asked[account] = since, count + 1 + size // HEAVY
        while len(self.asked) > _REMEMBERED:
            self.asked.popitem(last=False)
        return count >= BRISK


@dataclass
class Lanes:
    """Of this process. ``spacing_s``: seconds between two of the slow lane."""

    stamps: Stamps
    spacing_s: float = SPACING_S
    minute: Minute = field(default_factory=Minute)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    free_at: float = 0.0
    crowded: bool = False
    """The store's memory is short: a new signal costs the most work, and nobody who has one already waits for it."""

    def bits(self, now: datetime) -> int:
        """Asked for now: rises with the new signals of the last minute, and falls with them."""
        return MOST_BITS if self.crowded else self._by_minute(now)

    def _by_minute(self, now: datetime) -> int:
        return min(MOST_BITS, LEAST_BITS + (self.minute.new(now) // CALM).bit_length())

    def demand(self, now: datetime) -> dict[str, str | int]:
        """What a page is told to do."""
        return {"stamp": self.stamps.stamp(now), "bits": self.bits(now)}

    @asynccontextmanager
    async def through(
        self, account: AccountId, work: Work | None, now: datetime, *, size: int = 0, new: bool = False
    ) -> AsyncIterator[bool]:
        """Yields whether the work was accepted: at once then, else when the slow lane comes to it. Raises Full.

        ``new``: it brings a signal that was not there before.
        """
        wanted = self.bits(now) if new else self._by_minute(now)
        if self._is_done(account, work, now, wanted) and not self.minute.is_brisk(account, now, size):
            yield True
            return
        if self.waiting >= ROOM:
            raise Full
        self.waiting += 1
        try:
            async with self.turn:
                await asyncio.sleep(self.free_at - _time())
                try:
                    yield False
                finally:
                    self.free_at = _time() + self.spacing_s
        finally:
            self.waiting -= 1

    def _is_done(self, account: AccountId, work: Work | None, now: datetime, wanted: int) -> bool:
        if work is None or not self.stamps.is_fresh(work.stamp, now):
            return False
        return zero_bits(account, work) >= max(LEAST_BITS, wanted - GIVEN_BITS)


def zero_bits(account: AccountId, work: Work) -> int:
    """How many zeros the hash of a page's work begins with."""
    said = f"rb/1/work|{work.stamp}|{account}|{work.nonce}".encode("utf-8", "replace")
    return 256 - int.from_bytes(hashlib.sha256(said).digest(), "big").bit_length()


def _time() -> float:
    return asyncio.get_running_loop().time()

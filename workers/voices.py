"""Voice messages: fetched from the messenger and handed to the shelf, beside the post, so that no text ever waits."""

import asyncio
import contextlib
import heapq
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import structlog

from desk.hearing import Errand, MediaState, NoRoom
from desk.ports import Unavailable
from triage.incoming import MOST_VOICE_BYTES
from triage.tells import FetchVoice
from workers.channel import Rejected, SlowDown, TooBig, Unknown, Unreachable
from workers.ports import Promise, Shelf, VoiceSource

HANDS = 2
"""Downloads at once: each holds one voice message in memory, 1 MB at most."""
BACKOFF_S = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0)
GIVEN_UP_AFTER = timedelta(hours=24)
"""From its promise on; Telegram keeps a file at least that long, and gives out a new link each time."""
TOLD_WITHIN = timedelta(minutes=2)
"""Later nobody knows whose eyes are on the telephone: a message that nobody asked for rings (rule 26)."""
SWEEP_EVERY_S = 3600.0
_log = structlog.get_logger("voices")


@dataclass(order=True)
class _Due:
    at: float
    number: int
    errand: Errand = field(compare=False)
    tries: int = field(default=0, compare=False)


@dataclass
class Voices:
    """The errands of one reign. ``clock``: the house's."""

    source: VoiceSource
    shelf: Shelf
    clock: Callable[[], datetime]
    _due: list[_Due] = field(default_factory=list)
    _count: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def accept(self, promise: Promise, tell: FetchVoice) -> None:
        """Fetched as soon as a hand is free."""
        errand = Errand(partition=promise.partition, id=promise.id, tell=tell)
        self._put(_Due(time.monotonic(), 0, errand))

    def _put(self, due: _Due) -> None:
        self._count += 1
        due.number = self._count
        heapq.heappush(self._due, due)
        self._news.set()

    async def work(self) -> None:
        """One pair of hands."""
        while True:
            due = await self._next()
            try:
                await self._tried(due)
            except BaseException:
                self._put(due)
                raise

    async def _next(self) -> _Due:
        while True:
            wait_s = self._due[0].at - time.monotonic() if self._due else None
            if wait_s is not None and wait_s <= 0:
                return heapq.heappop(self._due)
            self._news.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await self._news.wait()

    async def _tried(self, due: _Due) -> None:
        """Whatever goes wrong, the errand stays: it ends with a state that the desk sees, or with its signal."""
        errand = due.errand
        try:
            await self._fetched(errand)
        except TooBig:
            await self._ended(due, MediaState.TOO_BIG)
        except SlowDown as slow:
            self._rest(due, slow.retry_after_s)
        except NoRoom:
            await self._failed(due, MediaState.NO_ROOM)
        except (Unknown, Unreachable, Rejected, Unavailable) as error:
            await self._failed(due, MediaState.LOST, type(error).__name__)
        except Exception as error:  # noqa: BLE001  a fault of ours in one voice must not silence the others
            await self._failed(due, MediaState.LOST, type(error).__name__)

    async def _fetched(self, errand: Errand) -> None:
        if await self.shelf.state(errand) is None:
            await self.shelf.drop(errand)
            return
        await self.shelf.must_have_room(errand.tell.signal)
        await self.shelf.keep(errand, await self.source.fetch(errand.tell.file, MOST_VOICE_BYTES))

    async def _failed(self, due: _Due, state: MediaState, why: str = "") -> None:
        """Tried again for a day. That there is no room is seen, and said, at once."""
        _log.info("again", state=state.value, why=why, tries=due.tries)
        if self._age(due.errand) >= GIVEN_UP_AFTER:
            await self._ended(due, state)
        elif state is MediaState.NO_ROOM and due.tries == 0 and not await self._noted(due, state, finished=False):
            self._rest(due, BACKOFF_S[0])
        else:
            self._rest(due, BACKOFF_S[min(due.tries, len(BACKOFF_S) - 1)])
            due.tries += 1

    async def _ended(self, due: _Due, state: MediaState) -> None:
        _log.warning("not-fetched", state=state.value)
        if not await self._noted(due, state, finished=True):
            self._rest(due, BACKOFF_S[0])

    async def _noted(self, due: _Due, state: MediaState, *, finished: bool) -> bool:
        fresh = self._age(due.errand) < TOLD_WITHIN
        try:
            await self.shelf.note(due.errand, state, finished=finished, told=fresh)
        except Unavailable:
            return False
        return True

    def _rest(self, due: _Due, seconds: float) -> None:
        due.at = time.monotonic() + seconds
        self._put(due)

    def _age(self, errand: Errand) -> timedelta:
        """A stream's ids begin with the store's clock, in milliseconds."""
        promised = datetime.fromtimestamp(int(errand.id.partition("-")[0]) / 1000, UTC)
        return self.clock() - promised


@dataclass(frozen=True)
class Sweep:
    """What a crash left behind is removed within the hour after it is a day old."""

    shelf: Shelf
    clock: Callable[[], datetime]
    every_s: float = SWEEP_EVERY_S

    async def round(self) -> None:
        """One; run it again and again."""
        gone = await self.shelf.sweep(self.clock())
        if gone:
            _log.info("swept", files=gone)
        await asyncio.sleep(self.every_s)

"""The sender: one per bot, behind a lease. Outbox → chats, the most urgent first, until every promise is kept."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from desk.ports import Unavailable
from triage.ids import CANARY, PARTITIONS
from triage.tells import AlertDesk, EraseChat, FetchVoice, FewerWait, LeaveChat
from workers.alerts import Alerts
from workers.canary import CanarySink
from workers.channel import Rejected, SlowDown, Unknown, Unreachable
from workers.delivery import Delivery
from workers.limiter import Limiter
from workers.nursery import Nursery
from workers.parting import Part
from workers.ports import Chats, Desk, Leases, Ledger, Outbox, Promise, age
from workers.post import EMERGENCY, Letter, PostOffice
from workers.pulse import Pulse
from workers.voices import HANDS as VOICE_HANDS
from workers.voices import Voices

LEASE = "sender"
RENEW_EVERY_S = 3.0
HANDS = 12
"""Calls under way at once, each for another chat."""
BACKOFF_S = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
EMERGENCY_AGAIN_S = 4.0
"""A Hide, an alert, numbers to call: after an outage they must not be the last to notice that it is over."""
NOBODY_AGAIN_S = 10.0
"""An alert that reached nobody is tried again, for as long as the signal waits."""
SHORT_WAIT_S = 0.1
"""Waited out with the letter in hand; a longer wait lets others pass."""
EMERGENCY_WAIT_S = 1.0
"""So long it keeps its place in a flood: who rests must compete for the next place with everybody."""
MOST_FAULTS = 5
"""Tries after which a letter that our own code cannot tell is given up; an alert never is."""
_log = structlog.get_logger("telling")


@dataclass
class Telling:
    """``ledger`` makes the books of one reign, by its fencing number; ``delivery`` the hands that use them.

    ``voices``: who fetches what was spoken, in a reign.
    """

    outbox: Outbox
    leases: Leases
    chats: Chats
    desk: Desk
    ledger: Callable[[int], Ledger]
    delivery: Callable[[Ledger], Delivery]
    voices: Callable[[], Voices]
    clock: Callable[[], datetime]
    limiter: Limiter = field(default_factory=Limiter)
    pulse: Pulse = field(default_factory=Pulse)
    canary: CanarySink | None = None
    part: Part = field(default_factory=Part)

    async def reign(self) -> None:
        """Waits for the lease, sends for as long as it holds; returns when it is lost. Run it again and again."""
        number = await self.leases.take(LEASE)
        if not number:
            await asyncio.sleep(RENEW_EVERY_S)
            return
        await self.leases.raise_fences(number)
        await self.chats.recall_highest()
        ledger = self.ledger(number)
        await ledger.recover(self.clock())
        reign = Reign(self, ledger, self.voices())
        await reign.accept_backlog()
        try:
            async with Nursery() as nursery:
                for partition in (*range(PARTITIONS), CANARY):
                    nursery.start(f"outbox-{partition}", reign.reader(partition))
                for _ in range(HANDS):
                    nursery.start("hand", reign.work)
                for _ in range(VOICE_HANDS):
                    nursery.start("voice", reign.voices.work)
                while await self._still(number):  # noqa: ASYNC110  a lease is renewed by the clock, not by an event
                    await asyncio.sleep(RENEW_EVERY_S)
        finally:
            await self._leave()

    async def _still(self, number: int) -> bool:
        try:
            if await self.leases.take(LEASE) != number:
                return False
            await self.chats.remember_highest()
        except Unavailable:
            return True  # Nobody can take the lease from a store that is down; announcements fail until it is back.
        self.pulse.beat()
        return True

    async def _leave(self) -> None:
        try:
            await self.leases.give_back(LEASE)
        except Unavailable:
            return


@dataclass
class Reign:
    """The time under one fencing number."""

    telling: Telling
    ledger: Ledger
    voices: Voices
    office: PostOffice = field(default_factory=PostOffice)
    last: dict[int, str] = field(default_factory=dict)
    alerts: Alerts = field(init=False)

    def __post_init__(self) -> None:
        """The alerts of this reign share its post."""
        self.alerts = Alerts(self.telling.desk, self.telling.chats, self.ledger, self.office, NOBODY_AGAIN_S)

    async def accept_backlog(self) -> None:
        """Everything that was promised before, in order of time over all partitions: a Hide must not be overtaken."""
        waiting: list[Promise] = []
        for partition in range(PARTITIONS):
            while found := await self.telling.outbox.after(partition, self.last.get(partition, "0"), block_ms=None):
                waiting += found
                self.last[partition] = found[-1].id
        for promise in sorted(waiting, key=age):
            await self._accept(promise)

    def reader(self, partition: int) -> Callable[[], Awaitable[None]]:
        """Reads what is new; a reader that stumbles goes on where it was."""

        async def read() -> None:
            while True:
                for promise in await self.telling.outbox.after(partition, self.last.get(partition, "0")):
                    await self._accept(promise)
                    self.last[partition] = promise.id

        return read

    async def _accept(self, promise: Promise) -> None:
        tell = promise.tell
        if promise.partition == CANARY:
            if self.telling.canary:
                await self.telling.canary.tell(promise, self.ledger)
            return
        if tell is None:
            _log.error("unreadable-promise", partition=promise.partition)
            return
        if not await self.telling.part.keeps(promise, tell, self.telling.chats, self.ledger):
            return
        if isinstance(tell, AlertDesk):
            await self.alerts.accept(promise, tell)
            return
        if isinstance(tell, FetchVoice):  # beside the post: nothing waits for it, and no Hide drops it
            self.voices.accept(promise, tell)
            return
        if isinstance(tell, FewerWait):
            await self.alerts.accept_fewer(promise, tell)
            return
        account = None if isinstance(tell, LeaveChat) else tell.account
        chat = str(account) if account else f"of-nobody-{promise.id}"
        await self.office.put(Letter(promise.partition, promise.id, chat, tell, account))

    async def work(self) -> None:
        """One pair of hands."""
        while True:
            letter = await self.office.take()
            try:
                await self._handled(letter)
            except BaseException:
                await self.office.put_back(letter)
                raise

    async def _handled(self, letter: Letter) -> None:
        if isinstance(letter.tell, AlertDesk) and letter.account is None:
            if await self.alerts.ended(letter, letter.tell):
                await self._closed(letter, "dropped")
            return
        new_message = not isinstance(letter.tell, EraseChat)
        wait = self.telling.limiter.wait_s(letter.chat, time.monotonic(), new_message=new_message)
        if wait > (EMERGENCY_WAIT_S if letter.lane == EMERGENCY else SHORT_WAIT_S):
            await self.office.rest(letter, wait)
            return
        self.telling.limiter.take(letter.chat, time.monotonic(), new_message=new_message)
        await asyncio.sleep(wait)
        await self._tried(letter)

    async def _tried(self, letter: Letter) -> None:
        delivery = self.telling.delivery(self.ledger)
        try:
            await self._swept(letter)
            became = await delivery.deliver(letter)
        except SlowDown as slow:
            letter.low = 0
            self.telling.limiter.slow_down(letter.chat, time.monotonic(), slow.retry_after_s)
            await self.office.rest(letter, slow.retry_after_s)
        except (Unreachable, Rejected) as error:
            _log.info("not-told", kind=type(letter.tell).__name__, why=type(error).__name__)
            if isinstance(error, Unreachable):
                await delivery.undelivered(letter)
            await self._closed(letter, "failed")
        except Exception as error:  # noqa: BLE001  Unknown, Unavailable, or a fault of ours: one letter must not stop the post
            await self._uncertain(letter, error)
        else:
            await self._closed(letter, became)

    async def _swept(self, letter: Letter) -> None:
        """A former try of it, or of what it overtook, may stand in the chat unrecorded: its gap is noted for Hide.

        Only now: the store that could not take the record could not have taken the gap either.
        """
        for tried in letter.with_dropped():
            chat = await self.telling.chats.chat(tried.account) if tried.low and tried.account else None
            if chat:
                await self.ledger.gap(chat, tried.low, self.telling.clock())
            tried.low = 0

    async def _uncertain(self, letter: Letter, error: Exception) -> None:
        """It may have been sent, and goes out again under the same id."""
        pause = BACKOFF_S[min(letter.tries, len(BACKOFF_S) - 1)]
        if letter.lane == EMERGENCY:
            pause = min(pause, EMERGENCY_AGAIN_S)
        letter.tries += 1
        _log.info("again", kind=type(letter.tell).__name__, why=type(error).__name__, tries=letter.tries)
        ours = not isinstance(error, (Unknown, Unavailable))
        if ours and letter.tries > MOST_FAULTS and not isinstance(letter.tell, AlertDesk):
            await self._swept(letter)
            await self._closed(letter, "failed")
            return
        await self.office.rest(letter, pause)

    async def _closed(self, letter: Letter, became: str) -> None:
        await self.ledger.dropped(letter.dropped)
        letter.dropped.clear()
        await self.ledger.closed(letter, became)
        await self.alerts.closed(letter, became)
        await self.office.done(letter)

"""A synthetic signal goes the whole way every few minutes; when it does not arrive, somebody outside is told.

Design and limits: docs/decisions/0009-canary.md.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from desk.alarms import Pager
from triage.ids import CANARY, AccountId, SignalId, UpdateId, letter_of
from triage.urgency import Urgency

SENTENCE: Final = "my father is beating me right now"
"""What every rule book must call immediate; a random word behind it makes each flight's words its own."""
PAGED_AGAIN: Final = timedelta(minutes=15)
LOST_AGAIN_S: Final = 60.0
"""While it is lost it flies this often at least, so that the end of a trouble is known soon."""
LOOK_EVERY_S: Final = 0.2
ERASE_WITHIN_S: Final = 20.0
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_MARK_BYTES: Final = 20
_NUMBER_BYTES: Final = 6


class Astray(Exception):
    """It came to a place where it should not be, or did not come to one where it should."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What stands in the store: the card's urgency, and the words as the canary desk's own key opens them."""

    signal: SignalId
    urgency: Urgency
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Flight:
    """``account`` begins with a letter that no hash of a Telegram user can begin with; chat 0 is nobody's."""

    account: AccountId
    number: int
    words: str

    @property
    def update(self) -> UpdateId:
        """As the door will call it."""
        return UpdateId(str(self.number))

    def raw(self, now: datetime) -> Mapping[str, Any]:
        """As Telegram would deliver it (Bot API, Update)."""
        nobody = {"id": 0, "type": "private", "language_code": "en"}
        message = {"message_id": 1, "date": int(now.timestamp()), "chat": nobody, "from": nobody, "text": self.words}
        return {"update_id": self.number, "message": message}


def flight(draw: Callable[[int], bytes]) -> Flight:
    """A new account, a new update, new words. Letters only: digits could be a receipt code."""
    mark = "".join(LETTERS[byte % len(LETTERS)] for byte in draw(_MARK_BYTES))
    return Flight(
        account=AccountId(letter_of(CANARY) + draw(16).hex()[1:]),
        number=int.from_bytes(draw(_NUMBER_BYTES), "big") + 1,
        words=f"{SENTENCE} {mark}",
    )


class Way(Protocol):
    """The door of the canary's own."""

    async def hand_in(self, one: Flight, now: datetime) -> None:
        """Kept and promised when this returns. Raises Unavailable."""


class Shelf(Protocol):
    """What the store has of it. Every method raises Unavailable; what does not open is Unavailable too."""

    async def kept(self, account: AccountId) -> Kept | None:
        """Out of the canaries' own lane of the queue."""

    async def arrived(self, signal: SignalId) -> bool:
        """Whether the sender has come to its alert."""

    async def erase(self, one: Flight, now: datetime) -> None:
        """Everything of it, and of canaries that a crash left behind."""


@dataclass
class Signs:
    """What the health page and the metrics say. ``lost``: the step at which the last one was lost, "" for none."""

    lost: str = ""
    error: str = ""
    paged: bool = False
    arrived_at: datetime | None = None

    def age_s(self, now: datetime) -> float | None:
        """Seconds since the last arrival; None before the first."""
        return max(0.0, (now - self.arrived_at).total_seconds()) if self.arrived_at else None


@dataclass
class Canary:
    """``every_s``, ``within_s``: settings CANARY_EVERY_S, CANARY_WITHIN_S."""

    way: Way
    shelf: Shelf
    pager: Pager
    signs: Signs
    draw: Callable[[int], bytes]
    clock: Callable[[], datetime]
    every_s: float
    within_s: float
    paged_at: datetime | None = None

    async def round(self, now: datetime) -> float:
        """One flight, its end, and whoever must hear of it. Seconds until the next. Never raises."""
        one = flight(self.draw)
        self.signs.lost, self.signs.error = await self._flown(one, now)
        await self._erased(one)
        if not self.signs.lost:
            self.signs.arrived_at, self.signs.paged, self.paged_at = self.clock(), False, None
            return self.every_s
        if not self._paged_just_now(now):
            self.signs.paged = await self.pager.page("canary")  # a page that nobody took is sent again after the next
            self.paged_at = now if self.signs.paged else None
        return min(self.every_s, LOST_AGAIN_S)

    def _paged_just_now(self, now: datetime) -> bool:
        """A page from the future (a clock that was set back) is none."""
        return self.paged_at is not None and timedelta() <= now - self.paged_at < PAGED_AGAIN

    async def _flown(self, one: Flight, now: datetime) -> tuple[str, str]:
        """("", "") when it arrived, else the step and the kind of error."""
        step = "door"
        try:
            async with asyncio.timeout(self.within_s) as limit:
                await self.way.hand_in(one, now)
                step = "store"
                signal = await self._as_it_was(one)
                step = "sender"
                await self._heard(signal, limit)
        except Exception as error:  # noqa: BLE001  whatever it was, somebody outside must hear of it
            return step, type(error).__name__
        return "", ""

    async def _heard(self, signal: SignalId, limit: asyncio.Timeout) -> None:
        """Asks again and again, since the sender may be another process.

        Python 3.11 can lose a cancellation on its way through a client's own timeouts, so the limit is looked at too.
        """
        while not await self.shelf.arrived(signal):
            if limit.expired():
                raise TimeoutError
            await asyncio.sleep(LOOK_EVERY_S)

    async def _as_it_was(self, one: Flight) -> SignalId:
        found = await self.shelf.kept(one.account)
        if found is None or found.urgency is not Urgency.IMMEDIATE or one.words not in found.words:
            raise Astray
        return found.signal

    async def _erased(self, one: Flight) -> None:
        """What cannot be erased now goes with a later one."""
        try:
            async with asyncio.timeout(ERASE_WITHIN_S):
                await self.shelf.erase(one, self.clock())
        except Exception as error:  # noqa: BLE001  a store that is down has been told of already
            self.signs.error = self.signs.error or type(error).__name__

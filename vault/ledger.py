"""What is written down around a send: announced before it, noted after it, closed at the end."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from desk.chat import Chat, OpenScreen, Trace
from triage.ids import PARTITIONS, AccountId, MessageId
from vault.chats import Chats
from vault.outbox import Announcement, Outbox
from vault.store import Batch, Store

MARGIN = 500
"""Ids that may have been given out, over all chats, between the last one known and a send that nobody knows of."""

CLOSED_AT_ONCE = 100
"""Promises in one script: the store does nothing else meanwhile (some 10 µs each)."""


class Fenced(Exception):
    """Another sender has taken over: stop at once."""


class Letter(Protocol):
    """One promise, or one part of it."""

    @property
    def partition(self) -> int: ...
    @property
    def id(self) -> str: ...


class Ledger:
    """``fence`` is the number under which this sender may announce."""

    def __init__(self, store: Store, outbox: Outbox, chats: Chats, fence: int) -> None:
        self._store = store
        self._outbox = outbox
        self._chats = chats
        self._fence = fence

    async def announce(self, letter: Letter, account: AccountId | None) -> int:
        """Raises Fenced when another sender has the lease by now."""
        low = self._chats.highest.value
        at = Announcement(letter.partition, letter.id, account, low)
        if not await self._outbox.announce(at, self._fence):
            raise Fenced
        return low

    async def sent(self, chat: Chat, message: MessageId, now: datetime) -> None:
        """One message of ours stands in the chat."""
        batch = Batch()
        self._chats.put_sent(batch, chat, Trace(message, message, now.timestamp()))
        await self._store.commit(batch)

    async def screen(self, chat: Chat, shown: OpenScreen, now: datetime) -> None:
        """The screen that stands last in the chat."""
        batch = Batch()
        self._chats.put_screen(batch, chat, shown, now)
        await self._store.commit(batch)

    async def gap(self, chat: Chat, low: int, now: datetime) -> None:
        """A send whose end nobody knows: its message, if it stands, is one of these."""
        batch = Batch()
        last = MessageId(self._chats.highest.value + MARGIN)
        self._chats.put_sent(batch, chat, Trace(MessageId(low + 1), last, now.timestamp()))
        await self._store.commit(batch)

    async def closed(self, letter: Letter, became: str) -> None:
        """Out of the outbox; with a part (``<id>:<who>``) only the part's announcement ends."""
        batch = Batch()
        self._finish(batch, letter, became)
        await self._store.commit(batch)

    async def dropped(self, letters: Iterable[Letter]) -> None:
        """Overtaken by another letter: of a flood these are hundreds, and every commit waits for the disk."""
        by_partition: dict[int, list[Letter]] = {}
        for letter in letters:
            by_partition.setdefault(letter.partition, []).append(letter)
        for mine in by_partition.values():
            for start in range(0, len(mine), CLOSED_AT_ONCE):
                batch = Batch()
                for letter in mine[start : start + CLOSED_AT_ONCE]:
                    self._finish(batch, letter, "dropped")
                await self._store.commit(batch)

    def _finish(self, batch: Batch, letter: Letter, became: str) -> None:
        whole = ":" not in letter.id
        (self._outbox.finish if whole else self._outbox.finish_part)(batch, letter.partition, letter.id, became)

    async def close_whole(self, partition: int, entry: str, became: str) -> None:
        """A promise of several parts, all of them done."""
        batch = Batch()
        self._outbox.finish(batch, partition, entry, became)
        await self._store.commit(batch)

    async def recover(self, now: datetime) -> int:
        """After a crash: every open announcement leaves a gap to sweep. How many there were."""
        count = 0
        for partition in range(PARTITIONS):
            for at in await self._outbox.open_announcements(partition):
                self._chats.highest.saw(at.low)  # What was remembered last may be older than the announcement.
                chat = await self._chats.chat(at.account) if at.account else None
                if chat:
                    await self.gap(chat, at.low, now)
                count += 1
        return count

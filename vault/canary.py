"""The canaries' shelf: what was sealed to the canary desk is opened, compared by its owner, and erased.

``CanaryShelf`` is ``desk.canary.Shelf``, ``Arrivals`` is ``workers.canary.Arrivals``. All of it lies in partition 17.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from desk.canary import Flight, Kept
from desk.ports import OpenedSignal, Unavailable
from triage.card import Card, unreadable
from triage.ids import CANARY, AccountId, SignalId
from triage.urgency import received_at
from vault import codec, keys, pseudonym, threads
from vault.erasure import Erasure
from vault.files import FileKeeper
from vault.keyring import Keyring
from vault.sealing import SealBroken, SealKey
from vault.store import Batch, Store, guarded

DESK = "intake"
STRAY = timedelta(minutes=30)
"""Longer than any flight (CANARY_WITHIN_S): an older one has lost its owner in a crash."""
MOST_STRAYS = 20
KEPT_PROMISES = 100
"""Of canaries that no sender came to: a sender away for days must not fill the store."""


def canary_keyring(house: Keyring, key: SealKey) -> Keyring:
    """The house's own keys, but words are sealed to the canary desk, which is both desks of its thread."""
    return replace(house, desks={DESK: key.public, "fallback": key.public})


@dataclass(frozen=True)
class Arrivals:
    """The sender and the canary may be two processes, so it is noted in the store. Raises Unavailable."""

    store: Store

    async def note(self, signal: SignalId) -> None:
        """The sender came to its alert."""
        async with guarded():
            await self.store.redis.set(keys.arrived(signal), 1, ex=keys.ARRIVED_LIFE_S)

    async def arrived(self, signal: SignalId) -> bool:
        """One round trip."""
        async with guarded():
            return bool(await self.store.redis.exists(keys.arrived(signal)))


@dataclass(frozen=True)
class CanaryShelf:
    """``seed``: private half of the canary desk's key, made at the start and kept in memory only."""

    store: Store
    files: FileKeeper
    seed: bytes = field(repr=False)

    async def arrived(self, signal: SignalId) -> bool:
        """One round trip. Raises Unavailable."""
        return await Arrivals(self.store).arrived(signal)

    async def kept(self, account: AccountId) -> Kept | None:
        """Read as a specialist's browser reads it. Raises Unavailable."""
        for signal, _ in await self._lane():
            opened = await self._opened(signal)
            if opened and opened.card.account == account:
                return Kept(signal=signal, urgency=opened.card.urgency, words=tuple(self._words(signal, opened)))
        return None

    async def _lane(self) -> list[tuple[SignalId, float]]:
        async with guarded():
            found = await self.store.redis.zrange(keys.waiting(CANARY), 0, -1, withscores=True)
        return [(SignalId(name.decode()), score) for name, score in found]

    async def _opened(self, signal: SignalId) -> OpenedSignal | None:
        try:
            return await self.files.read(signal, DESK)
        except (SealBroken, codec.Unreadable):
            return None  # another house's on the same store; not ours to judge

    def _words(self, signal: SignalId, opened: OpenedSignal) -> Iterator[str]:
        """Raises Unavailable where it was sealed to another key, or changed on its way."""
        try:
            seed = threads.open_thread(self.seed, signal, DESK, opened.thread["box"])
            for raw in opened.entries:
                entry = json.loads(raw)
                box = opened.sessions[entry["session"]]
                key = threads.open_session(seed, signal, entry["session"], box)
                yield str(threads.open_entry(key, signal, entry)["text"])
        except (SealBroken, KeyError) as broken:
            raise Unavailable(type(broken).__name__) from None

    async def erase(self, one: Flight, now: datetime) -> None:
        """This one at once, and strays. Raises Unavailable."""
        for signal, score in (await self._lane())[:MOST_STRAYS]:
            card = await self._card(signal) or unreadable(signal, received_at(score))
            if card.account == one.account or now - received_at(score) > STRAY:
                await self._erased(card, now)
        await self._account_gone(one)

    async def _card(self, signal: SignalId) -> Card | None:
        with suppress(SealBroken, codec.Unreadable):
            versioned = await self.files.records.card(signal)
            return versioned.card if versioned else None
        return None

    async def _erased(self, card: Card, now: datetime) -> None:
        """No tombstone, no line in the journal, no rewrite of the append-only file: nobody's words were in it."""
        erasure, batch = Erasure(self.store), Batch()
        remains = await erasure.remains(card.signal)
        erasure.put(batch, card, remains, now)
        batch.put("DEL", keys.arrived(card.signal))
        batch.put("HDEL", keys.tombstones(CANARY), card.signal)
        if card.account is not None:
            _forget(batch, card.account)
        await self.store.commit(batch)
        if remains.locator:
            found = remains.locator.decode()
            async with guarded():
                await self.store.redis.delete(keys.locator(pseudonym.partition_of_locator(found), found))

    async def _account_gone(self, one: Flight) -> None:
        """Also where it was refused half-way and no signal ever stood."""
        batch = Batch()
        _forget(batch, one.account)
        batch.put("DEL", keys.update(CANARY, one.update))
        batch.put("XTRIM", keys.outbox(CANARY), "MAXLEN", KEPT_PROMISES)
        await self.store.commit(batch)


def _forget(batch: Batch, account: AccountId) -> None:
    for name in (keys.account, keys.traces, keys.talk, keys.open_screen):
        batch.put("DEL", name(CANARY, account))
    for listed in (keys.open_screens, keys.last_message, keys.first_message):
        batch.put("ZREM", listed(CANARY), account)

"""A signal goes: every key of it, its place in every queue, the pointer of its code. A content-free tombstone stays."""

import asyncio
import contextlib
import json
from dataclasses import dataclass
from datetime import datetime

from desk.ports import Unavailable
from triage.account import forgotten
from triage.card import Card
from triage.ids import EntryId, SignalId, partition_of
from vault import codec, keys, pseudonym
from vault.records import Records
from vault.store import Batch, Store, guarded
from vault.threads import DESKS
from vault.voices import VoiceFiles

_ALL_OF_A_SIGNAL = (
    keys.signal, keys.entries, keys.sessions, keys.notes, keys.replies, keys.media, keys.journal, keys.code,
    keys.alarm,
)  # fmt: skip


@dataclass(frozen=True)
class Remains:
    """What only the store knows of a signal: its code's locator, replies in transit, voice messages."""

    locator: bytes | None
    texts: tuple[str, ...]
    spoken: tuple[str, ...]
    kids: tuple[tuple[str, str], ...] = ()
    """(desk, name of the key that its box lies under)."""


@dataclass(frozen=True)
class Erasure:
    """Raises Unavailable. ``voices`` None: the daily sweep removes the files, and nothing opens them any more."""

    store: Store
    voices: VoiceFiles | None = None

    async def remains(self, signal: SignalId) -> Remains:
        """Read before the batch that erases."""
        async with guarded():
            kept = await self.store.redis.hmget(keys.signal(signal), "loc", *(f"kid:{desk}" for desk in DESKS))
            listed = await self.store.redis.hkeys(keys.replies(signal))
            spoken = await self.store.redis.hkeys(keys.media(signal))
        texts = tuple(keys.reply_text(signal, EntryId(entry.decode())) for entry in listed)
        kids = tuple((desk, kid.decode()) for desk, kid in zip(DESKS, kept[1:], strict=True) if kid)
        return Remains(locator=kept[0], texts=texts, spoken=tuple(name.decode() for name in spoken), kids=kids)

    def put(self, batch: Batch, card: Card, remains: Remains, at: datetime) -> None:
        """All of it, as part of a batch."""
        signal, home = card.signal, partition_of(card.signal)
        for name in _ALL_OF_A_SIGNAL:
            batch.put("DEL", name(signal))
        for text in remains.texts:
            batch.put("DEL", text)
        queues = (keys.waiting, keys.in_hands, keys.drafts, keys.alarms, keys.closed, keys.silences)
        for place in queues:
            batch.put("ZREM", place(home), signal)
        for desk, kid in remains.kids:
            batch.put("SREM", keys.sealed_to(home, desk, kid), signal)
        # Not the first write: what frees memory must not be refused by a full one (see ``store.COMMIT``).
        tomb = {"urgency": card.urgency, "received": codec.stamp(card.received_at), "door": card.door}
        batch.put("HSET", keys.tombstones(home), signal, json.dumps({**tomb, "erased": codec.stamp(at)}))
        batch.ring(keys.BELL)

    async def done(self, remains: Remains) -> None:
        """After the batch: what lies elsewhere. Erased it is already; a daily rewrite and a sweep do the rest."""
        with contextlib.suppress(Unavailable):
            async with guarded():
                if remains.locator:
                    found = remains.locator.decode()
                    await self.store.redis.delete(keys.locator(pseudonym.partition_of_locator(found), found))
                await self.store.redis.incr(keys.rewrite_wanted())
        if self.voices is not None:
            with contextlib.suppress(OSError):
                await asyncio.to_thread(self.voices.remove, list(remains.spoken))


async def forget_account(batch: Batch, records: Records, card: Card) -> None:
    """The return address goes too, where nothing else needs it. Raises Unavailable."""
    home, account = partition_of(card.signal), card.account
    if account is None:
        return
    at, known, version = await records.account_at_home(account)
    if known is None or at != home:
        return
    key = keys.account(home, account)
    batch.at_version(key, version)
    async with guarded():
        standing = await records.store.redis.exists(keys.traces(home, account))
    left = forgotten(known, card.signal)
    if left.threads or left.staff or standing:
        # One whose chat still shows something goes by itself, after that was erased (rule 24).
        records.put_account(batch, home, left, version)
    else:
        batch.put("DEL", key)

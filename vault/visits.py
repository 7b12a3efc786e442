"""What the web door needs of the store beyond the books: the reporter's box, a thread by its locator, a voice."""

import asyncio
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desk.hearing import MediaState
from desk.ports import Found, Outcome, Unavailable, Versioned
from desk.visiting import ReporterBox, SealedReply, Sought
from triage.ids import AccountId, EntryId, SignalId, partition_of
from vault import codec, keys, pseudonym, threads
from vault.chats import UNREAD
from vault.filing import NEWS
from vault.keyring import Keyring
from vault.media import MediaShelf
from vault.records import Records
from vault.sealing import SealBroken, seal
from vault.store import Batch, Store, guarded

_ROUNDS = 12
"""Against others who change the same signal at the same time."""


@dataclass(frozen=True)
class VisitKeeper:
    """Implements ``desk.visiting.Visits``. Every method raises Unavailable."""

    store: Store
    keyring: Keyring
    records: Records
    shelf: MediaShelf

    async def open_to(self, account: AccountId) -> SignalId | None:
        """The signal of this visit."""
        _, record, _ = await self.records.account_at_home(account)
        return record.signal if record else None

    async def keep_box(self, account: AccountId, box: ReporterBox) -> bool:
        """Protocol 10.4. The pointer first; one that leads elsewhere is never turned round."""
        if not await self._pointed(box):
            return False
        for _ in range(_ROUNDS):
            versioned, now = await self.records.card(box.signal), await self._locator(box.signal)
            if versioned is None or versioned.card.account != account or now not in {box.after, box.locator}:
                await self._unpoint(box.locator, now)
                return False
            if now == box.locator or await self._put_box(box, versioned):
                await self._unpoint(box.after, box.locator)
                return True
        raise Unavailable("the signal kept changing under its new code")

    async def _pointed(self, box: ReporterBox) -> bool:
        place = keys.locator(pseudonym.partition_of_locator(box.locator), box.locator)
        async with guarded():
            before = await self.store.redis.set(place, box.signal, nx=True, get=True)
        return before is None or before.decode() == box.signal

    async def _locator(self, signal: SignalId) -> str:
        async with guarded():
            return (await self.store.redis.hget(keys.signal(signal), "loc") or b"").decode()

    async def _put_box(self, box: ReporterBox, versioned: Versioned) -> bool:
        """False: to be tried again. The card's version rises: of two codes at once, one finds the other there."""
        key, holder, batch = keys.signal(box.signal), threads.REPORTER, Batch()
        batch.at_version(key, versioned.version)
        batch.put("HSET", key, "loc", box.locator, holder, box.box, f"kid:{holder}", box.kid)
        batch.put("HDEL", key, threads.WANTED)  # one drawn at Telegram waits for a member's browser no more
        self.records.put_card(batch, replace(versioned.card, code_wanted=False), versioned.version)
        batch.put("DEL", keys.code(box.signal))
        return await self.store.commit(batch) is Outcome.SAVED

    async def _unpoint(self, earlier: str, now: str) -> None:
        if earlier and earlier != now:
            async with guarded():
                await self.store.redis.delete(keys.locator(pseudonym.partition_of_locator(earlier), earlier))
                await self.store.redis.incr(keys.rewrite_wanted())

    async def sought(self, account: AccountId, locator: str) -> Sought | None:
        """Protocol 10.5: whoever cannot open the thread cannot answer the challenge."""
        async with guarded():
            named = await self.store.redis.get(keys.locator(pseudonym.partition_of_locator(locator), locator))
        if named is None:
            return None
        signal = SignalId(named.decode())
        async with guarded():
            loc, public, box, wanted = await self.store.redis.hmget(
                keys.signal(signal), "loc", "pub", threads.REPORTER, threads.WANTED
            )
        if public is None or loc is None or loc.decode() != locator:
            return None
        info = f"rb/1/return|{signal}|{account}".encode()
        try:
            challenge = await asyncio.to_thread(seal, wanted or public, info, self._answer_to(signal, account, locator))
        except SealBroken as broken:
            raise Unavailable(f"seal: {broken}") from None
        return Sought(signal=signal, public=public, box=(box or b"").decode(), challenge=challenge)

    def _answer_to(self, signal: SignalId, account: AccountId, locator: str) -> bytes:
        said = f"rb/1/return-proof|{signal}|{account}|{locator}".encode()
        return hmac.digest(self.keyring.address.pseudonym, said, "sha256")

    def is_proof(self, sought: Sought, account: AccountId, locator: str, proof: bytes) -> bool:
        """Whether the challenge to that visit was opened."""
        return hmac.compare_digest(self._answer_to(sought.signal, account, locator), proof)

    async def found(self, signal: SignalId) -> Found | None:
        """The card, and who has it open now."""
        versioned: Versioned | None = await self.records.card(signal)
        if versioned is None:
            return None
        owner, owner_version = None, ""
        if versioned.card.account:
            home, owner, owner_version = await self.records.account_at_home(versioned.card.account, moving_too=True)
            owner = owner if owner and owner.signal == signal and home == partition_of(signal) else None
        return Found(versioned=versioned, replies={}, owner=owner, owner_version=owner_version)

    async def replies(self, signal: SignalId) -> tuple[SealedReply, ...]:
        """All of the desk's, as they were sealed; oldest first."""
        pipe = self.store.redis.pipeline(transaction=False)
        pipe.lrange(keys.entries(signal), 0, -1)
        pipe.hgetall(keys.sessions(signal))
        pipe.hgetall(keys.replies(signal))
        async with guarded():
            listed, sessions, states = await pipe.execute()
        entries = [entry for entry in map(json.loads, listed) if entry["kind"] == "reply"]
        return tuple(_reply(entry, sessions, states) for entry in entries)

    async def news(self, account: AccountId) -> tuple[str, Mapping[str, str | int]] | None:
        """The screen that the house put up of its own accord, where it is the last one."""
        home = partition_of(account)
        key = keys.open_screen(home, account)
        async with guarded():
            box = await self.store.redis.get(key)
        if box is None:
            return None
        number, name, values = json.loads(self.keyring.address.open(key, box))
        return (name, values) if number == NEWS else None

    async def mark(self, account: AccountId, signal: SignalId | None) -> str:
        """Changes whenever there is something new to look at. Two short reads."""
        pipe = self.store.redis.pipeline(transaction=False)
        pipe.get(keys.open_screen(partition_of(account), account))
        if signal:
            pipe.hgetall(keys.replies(signal))
            pipe.hget(keys.signal(signal), "v")
        async with guarded():
            seen = await pipe.execute()
        return hmac.digest(self.keyring.address.pseudonym, repr(seen).encode(), "sha256").hex()

    async def shown(self, signal: SignalId, entries: tuple[EntryId, ...], now: datetime) -> None:
        """The desk sees «показано»; a text that waits for Telegram is forgotten."""
        async with guarded():
            states = await self.store.redis.hgetall(keys.replies(signal))
        for entry in entries:
            if states.get(entry.encode()) in UNREAD:
                await self._put_shown(signal, entry, now)

    async def _put_shown(self, signal: SignalId, entry: EntryId, now: datetime) -> None:
        batch = Batch()
        batch.standing(keys.signal(signal))
        batch.put("DEL", keys.reply_text(signal, entry))
        batch.put("HSET", keys.replies(signal), entry, "shown")
        batch.put(
            "RPUSH", keys.journal(signal), json.dumps({"at": codec.stamp(now), "by": "reporter", "verb": "shown"})
        )
        batch.ring(keys.BELL)
        await self.store.commit(batch)

    async def awaits_voice(self, signal: SignalId, media: str) -> bool:
        """A word of it was said. Raises NoRoom."""
        state = await self._voice(signal, media)
        if state is not None and not state.startswith(MediaState.KEPT.encode()):
            await self.shelf.must_have_room(signal, web=True)
        return state is not None

    async def _voice(self, signal: SignalId, media: str) -> bytes | None:
        async with guarded():
            state: bytes | None = await self.store.redis.hget(keys.media(signal), media)
        return state

    async def keep_voice(self, signal: SignalId, media: str, body: bytes) -> bool:
        """Sealed by the browser; on disk before the store says ``kept``. Raises desk.hearing.NoRoom."""
        state = await self._voice(signal, media)
        if state is None:
            return False
        if state.startswith(MediaState.KEPT.encode()):
            return True
        await self.shelf.must_have_room(signal, web=True)
        await self.shelf.keep_sealed(signal, media, body)
        return True


def _reply(entry: Mapping[str, str], sessions: Mapping[bytes, bytes], states: Mapping[bytes, bytes]) -> SealedReply:
    session = entry["session"]
    box = sessions.get(session.encode(), b"").decode()
    return SealedReply(entry=entry, session=session, session_box=box, unread=states.get(entry["id"].encode()) in UNREAD)

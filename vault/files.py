"""The specialists' files: implements ``desk.ports.Files``. Nothing here can open a word."""

import heapq
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from desk.ports import Deed, JournalLine, OpenedSignal, Outcome, Unavailable, Versioned
from triage.aging import place
from triage.card import WEB_DOOR, Card, unreadable
from triage.ids import PARTITIONS, EntryId, SignalId, UpdateId, partition_of
from triage.urgency import is_drill, received_at, tier_of
from vault import codec, keys
from vault.encoding import b64u
from vault.erasure import Erasure, forget_account
from vault.journal import put_line
from vault.keyring import Keyring
from vault.line import Line
from vault.records import Records
from vault.sealing import SealBroken
from vault.signal_journal import line_of, line_raw
from vault.store import Batch, Store, guarded
from vault.tallies import put_counts
from vault.threads import WANTED
from vault.voices import VoiceFiles


@dataclass(frozen=True)
class FileKeeper:
    """Reads merge the heads of 16 partitions; every change is one script in the signal's partition."""

    store: Store
    keyring: Keyring
    records: Records
    voices: VoiceFiles

    async def queue(self, most: int, now: datetime | None = None) -> tuple[Card, ...]:
        """Two round trips, whatever the number of signals. With ``now`` those who waited long stand higher."""
        pipe = self.store.redis.pipeline(transaction=False)
        for partition in range(PARTITIONS):
            for name in (keys.waiting(partition), keys.in_hands(partition)):
                pipe.zrange(name, 0, most - 1, withscores=True)
        async with guarded():
            heads = await pipe.execute()
        merged = heapq.nsmallest(most, (pair for head in heads for pair in head), key=partial(_place, now=now))
        return await self._cards({SignalId(name.decode()): score for name, score in merged})

    async def _cards(self, scores: Mapping[SignalId, float]) -> tuple[Card, ...]:
        pipe = self.store.redis.pipeline(transaction=False)
        for signal in scores:
            pipe.hmget(keys.signal(signal), "v", "b")
        async with guarded():
            fields = await pipe.execute()
        read = (self._card(signal, score, *pair) for (signal, score), pair in zip(scores.items(), fields, strict=True))
        return tuple(card for card in read if card)

    def _card(self, signal: SignalId, score: float, version: bytes | None, box: bytes | None) -> Card | None:
        """One card that will not open must neither hide the others nor be hidden itself."""
        try:
            versioned = self.records.card_of(signal, version, box)
        except (SealBroken, codec.Unreadable):
            return unreadable(signal, received_at(score))
        return versioned.card if versioned else None

    async def stands_before(self, card: Card, now: datetime) -> bool:
        """Two round trips at most, whatever waits."""
        return await Line(self.store, self.records).stands_before(card, now)

    async def card(self, signal: SignalId) -> Versioned | None:
        """One card. One that will not open is Unavailable: nothing may be decided on it, nor written over it."""
        try:
            return await self.records.card(signal)
        except (SealBroken, codec.Unreadable) as broken:
            raise Unavailable(type(broken).__name__) from None

    async def read(self, signal: SignalId, holder: str) -> OpenedSignal | None:
        """One round trip."""
        pipe = self.store.redis.pipeline(transaction=False)
        pipe.hmget(keys.signal(signal), "v", "b", "pub", holder, f"kid:{holder}", WANTED, "loc")
        pipe.hgetall(keys.sessions(signal))
        pipe.lrange(keys.entries(signal), 0, -1)
        pipe.hgetall(keys.notes(signal))
        pipe.hgetall(keys.replies(signal))
        pipe.lrange(keys.journal(signal), 0, -1)
        pipe.hgetall(keys.media(signal))
        async with guarded():
            (
                (version, card, public, box, kid, wanted, locator),
                sessions,
                entries,
                notes,
                replies,
                journal,
                media,
            ) = await pipe.execute()
        versioned = self.records.card_of(signal, version, card)
        if versioned is None:
            return None
        replies = await self._with_lost_ones(signal, _texts(replies))
        new_code = {"reporter": b64u(wanted)} if wanted else {}
        return OpenedSignal(
            card=versioned.card,
            thread={"pub": b64u(public), "box": box.decode(), "holder": holder, "kid": kid.decode(), **new_code},
            sessions=_texts(sessions),
            entries=tuple(entry.decode() for entry in entries),
            notes=tuple({"id": note, "box": sealed} for note, sealed in _texts(notes).items()),
            replies=replies,
            journal=tuple(line_of(raw) for raw in journal),
            media={name: state.split()[0] for name, state in _texts(media).items()},
            code=locator is not None,
        )

    async def _with_lost_ones(self, signal: SignalId, replies: dict[str, str]) -> dict[str, str]:
        """A reply that still waits but whose text a restart took is undelivered: the browser can send it again."""
        for entry, state in replies.items():
            if state != "waiting":
                continue
            key = keys.reply_text(signal, EntryId(entry))
            async with guarded():
                box = await self.store.redis.get(key)
            try:
                self.keyring.transit.open(key, box or b"")
            except SealBroken:
                replies[entry] = "undelivered"
        return replies

    async def save(self, deed: Deed) -> Outcome:
        """The card, what is enclosed, the promises and the journal's line as one."""
        batch, home = Batch(), partition_of(deed.card.signal)
        request = keys.update(home, deed.request)
        batch.unseen(request)
        batch.at_version(keys.signal(deed.card.signal), deed.card_version)
        batch.put("SET", request, 1, "EX", keys.UPDATE_LIFE_S)
        self.records.put_card(batch, deed.card, deed.card_version)
        self._enclose(batch, deed)
        await self._reseal(batch, deed)
        self._promise(batch, deed)
        put_counts(batch, home, deed.counts)
        batch.put("RPUSH", keys.journal(deed.card.signal), line_raw(deed.line))
        put_line(batch, deed.line, deed.card.signal)
        return await self.store.commit(batch)

    def _promise(self, batch: Batch, deed: Deed) -> None:
        outbox = keys.outbox(partition_of(deed.card.signal))
        for tell in deed.tells:
            batch.put("XADD", outbox, "*", "b", self.keyring.seal_tell(outbox, tell))

    def _enclose(self, batch: Batch, deed: Deed) -> None:
        signal, enclosed = deed.card.signal, deed.enclosed
        if enclosed.reply:
            reply, entry = enclosed.reply, EntryId(str(enclosed.reply.entry["id"]))
            # Never over a session that is there: its key may be what opens the reporter's words.
            batch.put("HSETNX", keys.sessions(signal), reply.session, reply.session_box)
            batch.put("RPUSH", keys.entries(signal), json.dumps(dict(reply.entry)))
            if reply.text and deed.card.door != WEB_DOOR:  # she may have come to the page while it was typed
                self._in_transit(batch, signal, entry, reply.text)
            else:
                batch.put("HSET", keys.replies(signal), entry, "sealed")
        if enclosed.again:
            self._in_transit(batch, signal, *enclosed.again)
        if enclosed.note:
            batch.put("HSETNX", keys.notes(signal), *enclosed.note)

    async def _reseal(self, batch: Batch, deed: Deed) -> None:
        """For another desk, where it has no box yet: one that its maker sealed is never replaced (protocol 4.6)."""
        if deed.enclosed.thread is None:
            return
        desk, kid, box = deed.enclosed.thread
        key = keys.signal(deed.card.signal)
        async with guarded():
            known = await self.store.redis.hget(key, f"kid:{desk}")
        if not known:
            batch.put("HSET", key, desk, box, f"kid:{desk}", kid)
            batch.put("SADD", keys.sealed_to(partition_of(deed.card.signal), desk, kid), deed.card.signal)

    def _in_transit(self, batch: Batch, signal: SignalId, entry: EntryId, text: str) -> None:
        key = keys.reply_text(signal, entry)
        batch.put("SET", key, self.keyring.transit.seal(key, text.encode()), "EX", keys.REPLY_LIFE_S)
        batch.put("HSET", keys.replies(signal), entry, "waiting")

    async def erase(self, deed: Deed) -> Outcome:
        """All of the signal but a content-free tombstone; the return address too, where nothing else needs it."""
        erasure = Erasure(self.store, self.voices)
        remains = await erasure.remains(deed.card.signal)
        batch = Batch()
        batch.at_version(keys.signal(deed.card.signal), deed.card_version)
        erasure.put(batch, deed.card, remains, deed.line.at)
        put_counts(batch, partition_of(deed.card.signal), deed.counts)
        await forget_account(batch, self.records, deed.card)
        put_line(batch, deed.line, deed.card.signal)
        self._promise(batch, deed)
        outcome = await self.store.commit(batch)
        if outcome is Outcome.SAVED:
            await erasure.done(remains)
        return outcome

    async def reply_state(self, signal: SignalId, entry: EntryId) -> str:
        """One round trip."""
        async with guarded():
            state = await self.store.redis.hget(keys.replies(signal), entry)
        return state.decode() if state else ""

    async def closed_in_silence(self, now: datetime, most: int) -> tuple[SignalId, ...]:
        """One round trip."""
        pipe = self.store.redis.pipeline(transaction=False)
        for partition in range(PARTITIONS):
            pipe.zrangebyscore(keys.silences(partition), "-inf", now.timestamp(), start=0, num=most)
        async with guarded():
            found = await pipe.execute()
        return tuple(SignalId(name.decode()) for head in found for name in head)[:most]

    async def was_done(self, signal: SignalId, request: UpdateId) -> bool:
        """One round trip."""
        async with guarded():
            return bool(await self.store.redis.exists(keys.update(partition_of(signal), request)))

    async def note_reading(self, signal: SignalId, line: JournalLine) -> None:
        """A reading is a line of its own: nobody reads unseen."""
        batch = Batch()
        batch.standing(keys.signal(signal))
        batch.put("RPUSH", keys.journal(signal), line_raw(line))
        put_line(batch, line, signal)
        await self.store.commit(batch)


def _place(pair: tuple[bytes, float], *, now: datetime | None) -> tuple[float, bool, float, bytes]:
    name, score = pair
    if now is None:
        return score, False, 0.0, name
    lane, received = place(tier_of(score), received_at(score), now)
    return float(lane), is_drill(score), received.timestamp(), name


def _texts(fields: Mapping[bytes, bytes]) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in fields.items()}

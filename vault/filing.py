"""What one change writes, as one batch. Words are sealed here, on their way in, and nowhere else."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from desk.hearing import MediaState
from desk.ports import Change, OpenedThread, Unavailable, Word
from triage.ids import EntryId, SignalId, is_of_the_web, partition_of
from triage.interview import Talk
from triage.tells import ShowScreen
from vault import codec, keys, receipt, threads, web_keys
from vault.keyring import Keyring
from vault.records import Records
from vault.sealing import SealBroken
from vault.store import Batch, Store, guarded
from vault.tallies import put_counts
from vault.threads import NewThread, Session, Sessions
from vault.traces import trace

ANSWERED = 0
"""In place of a message's id: the screen was the answer of a request. What is told later to a page has ``NEWS``."""
NEWS = 1


@dataclass(frozen=True)
class Filing:
    """Raises SealBroken, and what the store raises."""

    store: Store
    keyring: Keyring
    records: Records
    sessions: Sessions

    async def fill(self, batch: Batch, change: Change) -> list[Session]:
        """Checks first, then the writes; the first write is one that a full memory refuses."""
        batch.put("SET", keys.update(change.home, change.update), 1, "EX", keys.UPDATE_LIFE_S)
        if change.account:
            if change.moved_from is None:
                batch.at_version(keys.account(change.home, change.account.account), change.account_version)
            self.records.put_account(batch, change.home, change.account, change.account_version)
            self._put_trace(batch, change)
        if change.talk is not None:
            self._put_talk(batch, change, change.talk)
        if change.owner:
            batch.at_version(keys.account(change.home, change.owner.account), change.owner_version)
            self.records.put_account(batch, change.home, change.owner, change.owner_version)
            batch.put("DEL", keys.talk(change.home, change.owner.account))  # covered: a question would give it away
        used = await self._put_signal(batch, change) if change.card else []
        self._put_answer(batch, change)
        put_counts(batch, change.home, change.counts)
        outbox = keys.outbox(change.home)
        for tell in change.tells:
            batch.put("XADD", outbox, "*", "b", self.keyring.seal_tell(outbox, tell))
        return used

    def _put_talk(self, batch: Batch, change: Change, talk: Talk) -> None:
        if change.account is None:
            return
        key = keys.talk(change.home, change.account.account)
        if talk == Talk():
            batch.put("DEL", key)
        else:
            batch.put("SET", key, self.keyring.transit.seal(key, codec.talk_bytes(talk)), "EX", keys.TALK_LIFE_S)

    def _put_answer(self, batch: Batch, change: Change) -> None:
        """A page has no outbox: the answer is kept with its request, and the screen that stands is noted here."""
        if change.account is None or not is_of_the_web(change.account.account):
            return
        account, home = change.account.account, change.home
        key = web_keys.answer(home, account, change.update)
        kept = b"\n".join(codec.tell_bytes(tell) for tell in change.answer)
        batch.put("SET", key, self.keyring.transit.seal(key, kept), "EX", web_keys.ANSWER_LIFE_S)
        shown = next((tell for tell in reversed(change.answer) if isinstance(tell, ShowScreen)), None)
        if shown:
            place = keys.open_screen(home, account)
            plain = json.dumps([ANSWERED, shown.name, dict(shown.values)]).encode()
            batch.put("SET", place, self.keyring.address.seal(place, plain), "EX", keys.TRACE_LIFE_S)

    def _put_trace(self, batch: Batch, change: Change) -> None:
        if change.account is None or is_of_the_web(change.account.account):
            return
        account, at = change.account.account, change.now.timestamp()
        if change.message:
            listed = keys.traces(change.home, account)
            batch.put("RPUSH", listed, trace(self.keyring, listed, change.message, change.message, at))
            batch.put("EXPIRE", listed, keys.TRACE_LIFE_S)
            batch.put("ZADD", keys.first_message(change.home), "NX", at, account)
        batch.put("ZADD", keys.last_message(change.home), at, account)

    async def _put_signal(self, batch: Batch, change: Change) -> list[Session]:
        card = change.card
        if card is None:
            return []
        batch.at_version(keys.signal(card.signal), change.card_version)
        self.records.put_card(batch, card, change.card_version)
        public = self._put_thread(batch, change.opened, change.now)
        self._put_code(batch, change.code)
        for line in change.journal:
            detail = {"detail": line.detail} if line.detail else {}
            plain = {"at": codec.stamp(line.at), "by": line.by, "verb": line.verb, **detail}
            batch.put("RPUSH", keys.journal(card.signal), json.dumps(plain))
        for entry, text in change.replies.items():
            self._put_reply(batch, card.signal, entry, text)
        return await self._put_words(batch, change, public) if change.words else []

    def _put_thread(self, batch: Batch, opened: OpenedThread | None, now: datetime) -> bytes | None:
        if opened is None or not isinstance(opened.keys, NewThread):
            return None
        thread, key = opened.keys, keys.signal(opened.signal)
        holders = [
            item for name in thread.boxes for item in (name, thread.boxes[name], f"kid:{name}", thread.kids[name])
        ]
        loc = ("loc", thread.locator) if thread.locator else ()  # a browser's follows by itself (protocol 10.4)
        batch.put("HSET", key, "pub", thread.public, *loc, "made", int(now.timestamp()), *holders)
        for name in threads.DESKS:
            batch.put("SADD", keys.sealed_to(partition_of(opened.signal), name, thread.kids[name]), opened.signal)
        if thread.indices:
            self._put_indices(batch, opened.signal, thread.indices)
        return thread.public

    def _put_code(self, batch: Batch, code: OpenedThread | None) -> None:
        """The earlier one opens nothing from this step on; a member's browser makes the new one's box (4.7)."""
        if code is None or not isinstance(code.keys, receipt.NewCode):
            return
        drawn, key = code.keys, keys.signal(code.signal)
        batch.put("HSET", key, "loc", drawn.locator, threads.WANTED, drawn.public)
        batch.put("HDEL", key, threads.REPORTER, f"kid:{threads.REPORTER}")
        self._put_indices(batch, code.signal, drawn.indices)

    def _put_indices(self, batch: Batch, signal: SignalId, indices: tuple[int, ...]) -> None:
        name = keys.code(signal)
        drawn = json.dumps(indices).encode()
        batch.put("SET", name, self.keyring.transit.seal(name, drawn), "EX", keys.CODE_LIFE_S)

    def _put_reply(self, batch: Batch, signal: SignalId, entry: EntryId, text: str) -> None:
        key = keys.reply_text(signal, entry)
        batch.put("SET", key, self.keyring.transit.seal(key, text.encode()), "EX", keys.REPLY_LIFE_S)
        batch.put("HSET", keys.replies(signal), entry, "waiting")

    async def _put_words(self, batch: Batch, change: Change, public: bytes | None) -> list[Session]:
        if change.card is None:
            return []
        signal = change.card.signal
        if public is None:
            async with guarded():
                public = await self.store.redis.hget(keys.signal(signal), "pub")
        session, first = self.sessions.current(signal, public or b"", change.now)
        if first:
            batch.put("HSET", keys.sessions(signal), session.id, session.box)
        for word in change.words:
            batch.put("RPUSH", keys.entries(signal), json.dumps(self._entry(batch, word, session)))
            if word.media:
                batch.put("HSET", keys.media(signal), word.media, MediaState.WAITING)
        return [session]

    def _entry(self, batch: Batch, word: Word, session: Session) -> Mapping[str, object]:
        """Sealed here, unless a browser did: then never over a session that is there, whose key may open others."""
        if word.sealed:
            batch.put("HSETNX", keys.sessions(SignalId(session.signal)), word.sealed.session, word.sealed.session_box)
            return word.sealed.entry
        drawn, fields = threads.new_id(self.keyring.draw), _fields(word)
        return threads.seal_entry(session, signal=session.signal, entry_id=drawn, kind="word", fields=fields)


@contextmanager
def sealed() -> Iterator[None]:
    """A cipher that fails stores nothing at all (architecture.md, Fail closed); only the step's name is told."""
    try:
        yield
    except SealBroken as broken:
        raise Unavailable(f"seal: {broken}") from None


def _fields(word: Word) -> dict[str, str | int | None]:
    spoken: dict[str, str | int | None] = {"media": word.media, "seconds": word.seconds} if word.media else {}
    return {"asked": word.asked, "at": codec.stamp(word.at), "from": word.source, "text": word.text, **spoken}

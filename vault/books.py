"""The reporters' books: implements ``desk.ports.Books``. Words are sealed here, on their way in, and nowhere else."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from desk.ports import Change, Found, Loaded, OpenedThread, Outcome, Unavailable, Versioned, Word
from triage.account import Account
from triage.ids import AccountId, EntryId, SignalId, UpdateId, partition_of
from vault import codec, keys, pseudonym, receipt, threads
from vault.keyring import Keyring
from vault.moving import Moving
from vault.reading import readable_replies
from vault.records import Records
from vault.sealing import SealBroken
from vault.store import Batch, Store, guarded
from vault.threads import NewThread, Session, Sessions
from vault.traces import Highest, trace

_B32 = "abcdefghijklmnopqrstuvwxyz234567"
_RANDOM_LETTERS = 20


@dataclass(frozen=True)
class BookKeeper:
    """``highest`` learns every message id that passes, for the sweep after a crash."""

    store: Store
    keyring: Keyring
    records: Records
    sessions: Sessions
    highest: Highest

    async def load(self, account: AccountId, update: UpdateId) -> Loaded:
        """One round trip for a newcomer, two with an open thread, one more for an account that moved."""
        own = partition_of(account)
        fields, seen, shown = await self._account_fields(own, account, update)
        home = int(fields.get(b"at", own))
        if home != own:
            fields, seen, shown = await self._account_fields(home, account, update)
        record, version = self.records.account(home, account, fields)
        seen = seen or await self._seen_elsewhere(record, home, update)
        versioned = await self.records.card(record.signal) if record and record.signal else None
        return Loaded(
            home=home,
            seen=seen,
            moving=fields.get(b"moving", update.encode()) != update.encode(),
            screen=self._screen_name(home, account, shown),
            account=record,
            account_version=version,
            card=versioned.card if versioned else None,
            card_version=versioned.version if versioned else "",
        )

    async def _seen_elsewhere(self, record: Account | None, home: int, update: UpdateId) -> bool:
        """An account that moved may be delivered what it wrote at an earlier home."""
        elsewhere = [other for other in record.homes if other != home] if record else []
        if not elsewhere:
            return False
        pipe = self.store.redis.pipeline(transaction=False)
        for other in elsewhere:
            pipe.exists(keys.update(other, update))
        async with guarded():
            return any(await pipe.execute())

    async def _account_fields(
        self, home: int, account: AccountId, update: UpdateId
    ) -> tuple[Mapping[bytes, bytes], bool, bytes | None]:
        pipe = self.store.redis.pipeline(transaction=False)
        pipe.hgetall(keys.account(home, account))
        pipe.exists(keys.update(home, update))
        pipe.get(keys.open_screen(home, account))
        async with guarded():
            fields, seen, shown = await pipe.execute()
        return fields, bool(seen), shown

    def _screen_name(self, home: int, account: AccountId, box: bytes | None) -> str:
        if box is None:
            return ""
        return str(json.loads(self.keyring.address.open(keys.open_screen(home, account), box))[1])

    async def card(self, signal: SignalId) -> Versioned | None:
        """One card."""
        return await self.records.card(signal)

    async def open_thread(self, home: int) -> OpenedThread:
        """Protocol 4; 60 ms of one core beside the loop, for the code. The locator points before the signal stands."""
        drawn = self.keyring.draw(_RANDOM_LETTERS)
        signal = SignalId(f"{home:x}-" + "".join(_B32[byte % len(_B32)] for byte in drawn))
        with _sealed():
            thread = await asyncio.to_thread(
                threads.new_thread, signal, desks=self.keyring.desks, draw=self.keyring.draw
            )
        pointer = keys.locator(pseudonym.partition_of_locator(thread.locator), thread.locator)
        async with guarded():
            await self.store.redis.set(pointer, signal)
        return OpenedThread(signal=signal, keys=thread)

    async def find(self, code: tuple[int, ...]) -> Found | None:
        """Opens what a code opens, in memory; its key is forgotten when this returns."""
        reporter = await asyncio.to_thread(receipt.derive, code)
        pointer = keys.locator(pseudonym.partition_of_locator(reporter.locator), reporter.locator)
        async with guarded():
            named = await self.store.redis.get(pointer)
        signal = SignalId(named.decode()) if named else None
        versioned = await self.records.card(signal) if signal else None
        if signal is None or versioned is None:
            return None
        replies = await readable_replies(self.store, signal, reporter)
        if replies is None:
            return None
        owner, owner_version = None, ""
        if versioned.card.account:
            at_home = await self.records.account_at_home(versioned.card.account, moving_too=True)
            home, owner, owner_version = at_home
            owner = owner if owner and owner.signal == signal and home == partition_of(signal) else None
        return Found(versioned=versioned, replies=replies, owner=owner, owner_version=owner_version)

    def safe_word(self, account: AccountId, word: str) -> str:
        """Protocol 7.3."""
        return pseudonym.safe_word(self.keyring.address.pseudonym, account, word)

    async def save(self, change: Change) -> Outcome:
        """One script in the change's partition. A move marks the old home first and clears it last."""
        self.highest.saw(change.message)
        moving = Moving(self.store, change)
        if await moving.begin() is Outcome.LOST:
            return Outcome.LOST
        batch = Batch()
        batch.unseen(keys.update(change.home, change.update))
        with _sealed():
            sealed_with = await self._fill(batch, change)
        outcome = await self.store.commit(batch)
        if outcome is Outcome.SAVED:
            for session in sealed_with:
                self.sessions.saved(session)
        if outcome is not Outcome.LOST:
            await moving.finish()
        return outcome

    async def _fill(self, batch: Batch, change: Change) -> list[Session]:
        """Checks first, then the writes; the first write is one that a full memory refuses."""
        batch.put("SET", keys.update(change.home, change.update), 1, "EX", keys.UPDATE_LIFE_S)
        if change.account:
            if change.moved_from is None:
                batch.at_version(keys.account(change.home, change.account.account), change.account_version)
            self.records.put_account(batch, change.home, change.account, change.account_version)
            self._put_trace(batch, change)
        if change.owner:
            batch.at_version(keys.account(change.home, change.owner.account), change.owner_version)
            self.records.put_account(batch, change.home, change.owner, change.owner_version)
        used = await self._put_signal(batch, change) if change.card else []
        outbox = keys.outbox(change.home)
        for tell in change.tells:
            batch.put("XADD", outbox, "*", "b", self.keyring.seal_tell(outbox, tell))
        return used

    def _put_trace(self, batch: Batch, change: Change) -> None:
        if change.account is None:
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
        for line in change.journal:
            plain = {"at": codec.stamp(line.at), "by": line.by, "verb": line.verb}
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
        batch.put("HSET", key, "pub", thread.public, "loc", thread.locator, "made", int(now.timestamp()), *holders)
        code = keys.code(opened.signal)
        drawn = json.dumps(thread.indices).encode()
        batch.put("SET", code, self.keyring.transit.seal(code, drawn), "EX", keys.CODE_LIFE_S)
        return thread.public

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
            entry = threads.seal_entry(
                session, signal=signal, entry_id=threads.new_id(self.keyring.draw), kind="word", fields=_fields(word)
            )
            batch.put("RPUSH", keys.entries(signal), json.dumps(entry))
        return [session]


@contextmanager
def _sealed() -> Iterator[None]:
    """A cipher that fails stores nothing at all (architecture.md, Fail closed); only the step's name is told."""
    try:
        yield
    except SealBroken as broken:
        raise Unavailable(f"seal: {broken}") from None


def _fields(word: Word) -> dict[str, str | None]:
    return {"asked": word.asked, "at": codec.stamp(word.at), "from": word.source, "text": word.text}

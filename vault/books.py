"""The reporters' books: implements ``desk.ports.Books``."""

import asyncio
import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from desk.ports import Change, Found, Loaded, OpenedThread, OtherDesk, Outcome, Unavailable, Versioned
from triage.account import Account
from triage.ids import AccountId, SignalId, UpdateId, letter_of, partition_of
from triage.incoming import GivenThread
from triage.interview import Talk
from triage.tells import Tell
from vault import codec, keys, pseudonym, receipt, threads, web_keys
from vault.erasure import Erasure
from vault.filing import Filing, sealed
from vault.keyring import Keyring
from vault.moving import Moving
from vault.offices import Offices
from vault.reading import readable_replies
from vault.records import Records
from vault.sealing import SealBroken, kid, seal
from vault.store import Batch, Store, guarded
from vault.threads import NewThread, Sessions
from vault.traces import Highest

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
    offices: Offices | None = None
    """Which keys the desks have now (protocol 9.3); without it those of the keyring."""

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
            screen=self._screen_name(home, account, shown[0]),
            talk=self._talk(home, account, shown[1]),
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
    ) -> tuple[Mapping[bytes, bytes], bool, tuple[bytes | None, bytes | None]]:
        pipe = self.store.redis.pipeline(transaction=False)
        pipe.hgetall(keys.account(home, account))
        pipe.exists(keys.update(home, update))
        pipe.get(keys.open_screen(home, account))
        pipe.get(keys.talk(home, account))
        async with guarded():
            fields, seen, shown, talk = await pipe.execute()
        return fields, bool(seen), (shown, talk)

    def _screen_name(self, home: int, account: AccountId, box: bytes | None) -> str:
        if box is None:
            return ""
        return str(json.loads(self.keyring.address.open(keys.open_screen(home, account), box))[1])

    def _talk(self, home: int, account: AccountId, box: bytes | None) -> Talk:
        """The interview; one whose key is lost begins anew (architecture.md, Secrets)."""
        try:
            return codec.talk_of(self.keyring.transit.open(keys.talk(home, account), box)) if box else Talk()
        except (SealBroken, codec.Unreadable):
            return Talk()

    async def card(self, signal: SignalId) -> Versioned | None:
        """One card."""
        return await self.records.card(signal)

    async def was_opened(self, signal: SignalId) -> bool:
        """By its journal: what was read cannot be unread."""
        async with guarded():
            lines = await self.store.redis.lrange(keys.journal(signal), 0, -1)
        return any(json.loads(line)["by"] != "reporter" for line in lines)

    async def open_thread(self, home: int) -> OpenedThread:
        """Protocol 4; 60 ms of one core beside the loop, for the code. The locator points before the signal stands."""
        drawn = self.keyring.draw(_RANDOM_LETTERS)
        signal = SignalId(f"{letter_of(home)}-" + "".join(_B32[byte % len(_B32)] for byte in drawn))
        desks = (await self.offices.current()).desks if self.offices else self.keyring.desks
        with sealed():
            thread = await asyncio.to_thread(threads.new_thread, signal, desks=desks, draw=self.keyring.draw)
        async with guarded():
            await self.store.redis.set(_pointer(thread.locator), signal)
        return OpenedThread(signal=signal, keys=thread)

    async def adopt_thread(self, thread: GivenThread) -> OpenedThread:
        """Protocol 10.2. Its locator follows with its reporter's box. Raises OtherDesk."""
        desks = (await self.offices.current()).desks if self.offices else self.keyring.desks
        if any(thread.kids.get(desk) != kid(public) for desk, public in desks.items()):
            raise OtherDesk
        try:  # a key that nothing can be sealed to would look like a fault of ours with every later word
            seal(thread.public, b"rb/1/probe", b"")
        except SealBroken:
            raise OtherDesk from None
        given = NewThread(thread.public, dict(thread.boxes), dict(thread.kids), "", ())
        return OpenedThread(signal=thread.signal, keys=given)

    async def answer(self, account: AccountId, update: UpdateId) -> tuple[Tell, ...]:
        """One round trip."""
        key = web_keys.answer(partition_of(account), account, update)
        async with guarded():
            box = await self.store.redis.get(key)
        try:
            lines = self.keyring.transit.open(key, box or b"").split(b"\n")
        except SealBroken:
            return ()
        return tuple(codec.tell_of(line) for line in lines if line)

    async def draw_code(self, signal: SignalId) -> OpenedThread:
        """Protocol 4.7; 60 ms of one core beside the loop. The new pointer stands before the code is anybody's."""
        drawn = await asyncio.to_thread(receipt.new_code, self.keyring.draw)
        async with guarded():
            await self.store.redis.set(_pointer(drawn.locator), signal)
        return OpenedThread(signal=signal, keys=drawn)

    async def find(self, code: tuple[int, ...]) -> Found | None:
        """Opens what a code opens, in memory; its key is forgotten when this returns."""
        reporter = await asyncio.to_thread(receipt.derive, code)
        async with guarded():
            named = await self.store.redis.get(_pointer(reporter.locator))
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
        erasure, remains = Erasure(self.store), None
        if change.erases:
            batch.at_version(keys.signal(change.erases), change.card_version)
            remains = await erasure.remains(change.erases)
        with sealed():
            sealed_with = await self._filing().fill(batch, change)
        versioned = await self.records.card(change.erases) if change.erases else None
        if remains and versioned:
            erasure.put(batch, versioned.card, remains, change.now)
        earlier = await self._locator(change.code.signal) if change.code else ""
        outcome = await self.store.commit(batch)
        if outcome is Outcome.SAVED:
            if earlier:
                await self._unpoint(earlier)
            if remains:
                await erasure.done(remains)
            for session in sealed_with:
                self.sessions.saved(session)
        if outcome is not Outcome.LOST:
            await moving.finish()
        if outcome is Outcome.SAVED and change.moved_from is not None and change.account:
            async with guarded():  # the interview of the earlier home must not wait there for her return
                await self.store.redis.delete(keys.talk(change.moved_from, change.account.account))
        return outcome

    async def _locator(self, signal: SignalId) -> str:
        async with guarded():
            return (await self.store.redis.hget(keys.signal(signal), "loc") or b"").decode()

    async def _unpoint(self, locator: str) -> None:
        """What it pointed to opens with that code no more; the append-only file must forget the earlier box too."""
        with contextlib.suppress(Unavailable):
            async with guarded():
                await self.store.redis.delete(_pointer(locator))
                await self.store.redis.incr(keys.rewrite_wanted())

    def _filing(self) -> Filing:
        return Filing(self.store, self.keyring, self.records, self.sessions)


def _pointer(locator: str) -> str:
    return keys.locator(pseudonym.partition_of_locator(locator), locator)

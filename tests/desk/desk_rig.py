"""The vault on a real store, both desks' verbs on it, and children who write through `Intake`."""

import json
import os
import shutil
import weakref
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from redis.asyncio import Redis

from bot.draws import WordDraws
from bot.joints import judge
from desk.acting import Asked
from desk.duty import Duty
from desk.intake import Intake
from desk.people import Colleague
from desk.ports import Reply
from triage.card import Card
from triage.ids import AccountId, Address, EntryId, MemberId, MessageId, SignalId, UpdateId
from triage.incoming import Incoming
from triage.tells import Tell
from vault import keys, threads
from vault.address import AddressKeys
from vault.books import BookKeeper
from vault.chats import Chats
from vault.encoding import unb64u
from vault.files import FileKeeper
from vault.keyring import Keyring
from vault.ledger import Ledger
from vault.media import MediaShelf
from vault.outbox import Outbox
from vault.records import Records
from vault.roster import StoredRoster
from vault.sealing import SealKey, new_seal_key
from vault.store import Store
from vault.threads import Sessions
from vault.traces import Highest
from vault.transit import TransitKey
from vault.voices import VoiceFiles

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WORDS = tuple(f"сл{number:04d}" for number in range(2048))
"""Short enough to be safe words, all of them: two draws are hardly ever the same."""
DANGER = "папа бьет меня прямо сейчас"
UNCLEAR = "фиолетовый карандаш"
"""No rule knows what it means."""
JUDGE = judge()
DESK_KEYS = {"intake": new_seal_key(os.urandom), "fallback": new_seal_key(os.urandom)}
ANNA = Colleague(member=MemberId("m-aaaaaaaaaa"), name="Анна", role="specialist", desk="intake")
BORIS = Colleague(member=MemberId("m-bbbbbbbbbb"), name="Борис", role="fallback", desk="fallback")


def account(partition: int, number: int = 0) -> AccountId:
    return AccountId(f"{partition:x}{number:031x}")


@dataclass
class Office:
    """Rooms of one process. A second one on the same store and keys: ``another_process``."""

    store: Store
    keyring: Keyring
    now: datetime = NOON
    desk_keys: dict[str, SealKey] = field(default_factory=lambda: DESK_KEYS)
    directory: Path | None = None
    updates: int = 0
    message: int = 100

    def __post_init__(self) -> None:
        records, highest = Records(self.store, self.keyring), Highest()
        self.records = records
        self.books = BookKeeper(self.store, self.keyring, records, Sessions(os.urandom), highest)
        if self.directory is None:
            self.directory = Path(mkdtemp(prefix="red-button-media-"))
            weakref.finalize(self, shutil.rmtree, self.directory, ignore_errors=True)
        self.voices = VoiceFiles(self.directory)
        self.files = FileKeeper(self.store, self.keyring, records, self.voices)
        self.chats = Chats(self.store, self.keyring, records, highest)
        self.outbox = Outbox(self.store, self.keyring)
        self.media = MediaShelf(self.store, self.keyring, records, self.outbox, self.voices)
        seals = self.keyring.address
        self.roster = StoredRoster(store=self.store, seal=seals.seal, open=seals.open, draw=os.urandom)
        self.intake = Intake(books=self.books, draws=WordDraws(WORDS, os.urandom), judge=JUDGE)
        self.duty = Duty(files=self.files, roster=self.roster)

    def another_process(self) -> "Office":
        return replace(self, updates=self.updates + 1_000_000)

    def ledger(self, fence: int) -> Ledger:
        return Ledger(self.store, self.outbox, self.chats, fence)

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def incoming(self, who: AccountId, kind: str = "text", text: str = "", **more: Any) -> Incoming:
        self.updates += 1
        self.message += "message" not in more
        given: dict[str, Any] = {"message": MessageId(self.message), "update": UpdateId(f"{self.updates}")}
        given |= {"said": (text.strip(),) if text else (), **more}
        number = int(who[1:], 16) + 1
        return Incoming(account=who, address=Address(str(number)), language="ru", kind=kind, text=text, **given)

    async def writes(self, who: AccountId, text: str, **more: Any) -> Incoming:
        made = self.incoming(who, text=text, **more)
        await self.intake.receive(made, self.now)
        return made

    async def taps(self, who: AccountId, action: str, **more: Any) -> Incoming:
        made = self.incoming(who, "tap", action=action, **{"callback": "c", **more})
        await self.intake.receive(made, self.now)
        return made

    async def commands(self, who: AccountId, action: str, **more: Any) -> Incoming:
        made = self.incoming(who, "command", action=action, **more)
        await self.intake.receive(made, self.now)
        return made

    async def card_of(self, who: AccountId) -> Card:
        """The card of the thread that stands open."""
        loaded = await self.books.load(who, UpdateId("looking"))
        assert loaded.card is not None
        return loaded.card

    async def tells(self, partition: int) -> list[Tell]:
        """Everything promised in a partition, in order."""
        if not await self.store.redis.xlen(keys.outbox(partition)):
            return []  # a read that waits is answered after 0.1 s at the earliest
        found = await self.outbox.after(partition, "0", block_ms=1)
        return [promise.tell for promise in found if promise.tell]

    async def code_of(self, signal: SignalId) -> tuple[int, ...]:
        code = await self.chats.code(signal)
        assert code is not None
        return code

    def asked(self, signal: SignalId, request: str, who: Colleague = ANNA) -> Asked:
        return Asked(who=who, signal=signal, now=self.now, request=UpdateId(request))

    async def claims(self, signal: SignalId, who: Colleague = ANNA) -> Card:
        return await self.duty.claim(self.asked(signal, f"claim-{os.urandom(8).hex()}", who))

    async def thread_seed(self, signal: SignalId, desk: str = "intake") -> bytes:
        opened = await self.files.read(signal, desk)
        assert opened is not None
        return threads.open_thread(self.desk_keys[desk].seed, signal, desk, opened.thread["box"])

    async def reads(self, signal: SignalId, desk: str = "intake") -> list[dict[str, Any]]:
        """What a member's browser shows of a thread: the fields of every entry, with its kind."""
        opened = await self.files.read(signal, desk)
        assert opened is not None
        seed = await self.thread_seed(signal, desk)
        found = []
        for raw in opened.entries:
            entry = json.loads(raw)
            key = threads.open_session(seed, signal, entry["session"], opened.sessions[entry["session"]])
            found.append({**threads.open_entry(key, signal, entry), "kind": entry["kind"], "id": entry["id"]})
        return found

    async def sealed_reply(self, signal: SignalId, text: str) -> Reply:
        opened = await self.files.read(signal, "intake")
        assert opened is not None
        session = threads.new_session(signal, unb64u(opened.thread["pub"]), now=self.now, draw=os.urandom)
        fields = {"asked": None, "at": "2026-11-22T12:00:00Z", "from": "reply", "text": text}
        entry = threads.seal_entry(
            session, signal=signal, entry_id=threads.new_id(os.urandom), kind="reply", fields=fields
        )
        return Reply(entry=entry, session=session.id, session_box=session.box, text=text)

    async def replies(self, signal: SignalId, text: str) -> EntryId:
        reply = await self.sealed_reply(signal, text)
        entry = EntryId(str(reply.entry["id"]))
        await self.duty.reply(self.asked(signal, f"reply-{entry}"), reply)
        return entry

    async def replies_to(self, who: AccountId, text: str) -> EntryId:
        signal = (await self.card_of(who)).signal
        await self.claims(signal)
        return await self.replies(signal, text)

    async def snapshot(self) -> dict[str, bytes]:
        """Everything in the store, but for pointers of codes that were never given out."""
        names = sorted(name for name in await self.all_keys() if ":loc:" not in name)
        return {name: await self.store.redis.dump(name) for name in names}

    async def all_values(self) -> bytes:
        """Everything in the store as one run of bytes."""
        redis, found = self.store.redis, []
        for name in sorted(await self.all_keys()):
            kind = (await redis.type(name)).decode()
            read = {
                "string": redis.get,
                "hash": redis.hgetall,
                "list": lambda key: redis.lrange(key, 0, -1),
                "stream": redis.xrange,
                "zset": lambda key: redis.zrange(key, 0, -1),
                "set": redis.smembers,
            }[kind]
            found.append(repr(await read(name)).encode())
        return b"\n".join(found)

    async def emptied(self, who: AccountId) -> None:
        """As if the sender had erased everything in this chat."""
        chat = await self.chats.chat(who)
        assert chat is not None
        await self.chats.cleared(chat, await self.chats.traces(chat))

    async def told(self, partition: int) -> None:
        """As if everything promised in this partition had been told."""
        await self.store.redis.delete(keys.outbox(partition))

    async def all_keys(self) -> set[str]:
        return {name.decode() for name in await self.store.redis.keys("*")}


def office_on(redis: Redis) -> Office:
    draw = os.urandom
    address = AddressKeys("00000000", {"00000000": draw(32)}, draw(32), draw)
    desks = {name: key.public for name, key in DESK_KEYS.items()}
    return Office(Store(redis), Keyring(address, TransitKey(draw(32), draw), desks, 1, draw))


__all__ = ["ANNA", "BORIS", "DANGER", "NOON", "UNCLEAR", "Office", "account", "office_on"]

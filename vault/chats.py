"""What a chat looks like from our side: where it is, which messages stand in it, which screen is open, what waits."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desk.chat import Chat, OpenScreen, Trace
from desk.ports import Outcome, Unavailable
from triage.card import Card
from triage.casework import heard
from triage.ids import AccountId, EntryId, MessageId, SignalId, is_of_the_web, partition_of
from vault import codec, keys
from vault.keyring import Keyring
from vault.records import Records
from vault.sealing import SealBroken
from vault.store import Batch, Store, guarded
from vault.threads import WANTED
from vault.traces import Highest, trace, trace_of

UNREAD = frozenset({b"waiting", b"sealed"})
"""In transit to Telegram, or for a page that opens it itself."""
HEARD_TRIES = 12
"""Rounds against members who change the same card; after that it is shown once more, and noted then."""


@dataclass(frozen=True)
class Chats:
    """Reads for the sender, and writes into its batches. Raises Unavailable when the store is down."""

    store: Store
    keyring: Keyring
    records: Records
    highest: Highest

    async def chat(self, account: AccountId) -> Chat | None:
        """Where this account's chat is and what is open in it; None when it was forgotten."""
        home, record, _ = await self.records.account_at_home(account)
        if record is None:
            return None
        versioned = await self.records.card(record.signal) if record.signal else None
        return Chat(home, record, versioned.card if versioned else None)

    async def card(self, signal: SignalId) -> Card | None:
        """One card."""
        versioned = await self.records.card(signal)
        return versioned.card if versioned else None

    async def open_screen(self, chat: Chat) -> OpenScreen | None:
        """The last screen, if one stands."""
        key = keys.open_screen(chat.home, chat.account.account)
        async with guarded():
            box = await self.store.redis.get(key)
        if box is None:
            return None
        message, name, values = json.loads(self.keyring.address.open(key, box))
        return OpenScreen(MessageId(message), name, values)

    def put_screen(self, batch: Batch, chat: Chat, screen: OpenScreen, now: datetime) -> None:
        """Remembers the screen that was just shown."""
        account, home = chat.account.account, chat.home
        key = keys.open_screen(home, account)
        plain = json.dumps([screen.message, screen.name, dict(screen.values)]).encode()
        batch.put("SET", key, self.keyring.address.seal(key, plain), "EX", keys.TRACE_LIFE_S)
        if is_of_the_web(account):
            batch.ring(keys.BELL)  # whoever has the page open looks
        else:
            batch.put("ZADD", keys.open_screens(home), now.timestamp(), account)

    def put_sent(self, batch: Batch, chat: Chat, trace_: Trace) -> None:
        """Remembers a message of ours (or the gap that may hide one), to erase it."""
        account, home = chat.account.account, chat.home
        key = keys.traces(home, account)
        batch.put("RPUSH", key, trace(self.keyring, key, trace_.first, trace_.last, trace_.at))
        batch.put("EXPIRE", key, keys.TRACE_LIFE_S)
        batch.put("ZADD", keys.last_message(home), "GT", trace_.at, account)
        batch.put("ZADD", keys.first_message(home), "NX", trace_.at, account)
        self.highest.saw(trace_.last if trace_.first == trace_.last else None)

    async def traces(self, chat: Chat) -> dict[int, list[Trace]]:
        """Partition → messages to erase, over every home this account ever had."""
        account = chat.account.account
        found = {}
        for home in dict.fromkeys((chat.home, partition_of(account), *chat.account.homes)):
            key = keys.traces(home, account)
            async with guarded():
                boxes = await self.store.redis.lrange(key, 0, -1)
            found[home] = [self._trace(key, box) for box in boxes]
        return found

    def _trace(self, key: str, box: bytes) -> Trace:
        """One that no key of ours opens covers nothing: the others are erased all the same."""
        try:
            return trace_of(self.keyring, key, box)
        except SealBroken:
            return Trace(MessageId(1), MessageId(0), 0.0)

    async def cleared(self, chat: Chat, traces: Mapping[int, list[Trace]]) -> None:
        """These messages are gone; what came in since stays listed."""
        account = chat.account.account
        for home, gone in traces.items():
            batch = Batch()
            batch.put("LTRIM", keys.traces(home, account), len(gone), -1)
            batch.put("DEL", keys.open_screen(home, account))
            for name in (keys.open_screens(home), keys.last_message(home), keys.first_message(home)):
                batch.put("ZREM", name, account)
            await self.store.commit(batch)

    async def forgotten(self, account: AccountId) -> None:
        """Nobody knows the address of this chat any more: nothing in it is listed, and nothing falls due."""
        home = await self.records.home_of(account)
        batch = Batch()
        for name in (keys.open_screens(home), keys.last_message(home), keys.first_message(home)):
            batch.put("ZREM", name, account)
        batch.put("DEL", keys.traces(home, account))
        batch.put("DEL", keys.open_screen(home, account))
        await self.store.commit(batch)

    async def unread(self, signal: SignalId) -> list[EntryId]:
        """Replies that the reporter has not opened yet, in order of arrival."""
        async with guarded():
            states = await self.store.redis.hgetall(keys.replies(signal))
            listed = await self.store.redis.lrange(keys.entries(signal), 0, -1) if states else []
        waiting = {entry.decode() for entry, state in states.items() if state in UNREAD}
        ids = [str(json.loads(raw)["id"]) for raw in listed]
        return [EntryId(entry) for entry in ids if entry in waiting]

    async def reply_text(self, signal: SignalId, entry: EntryId) -> str | None:
        """The text in transit, or None where a restart took it."""
        key = keys.reply_text(signal, entry)
        async with guarded():
            box = await self.store.redis.get(key)
        try:
            return self.keyring.transit.open(key, box or b"").decode()
        except SealBroken:
            return None

    async def put_reply_state(self, signal: SignalId, entry: EntryId, state: str, now: datetime) -> None:
        """``shown``: the text is forgotten here. ``undelivered``: the desk sees «send again»."""
        batch = Batch()
        batch.standing(keys.signal(signal))
        batch.put("DEL", keys.reply_text(signal, entry))  # first: what was shown must be noted in a full memory too
        batch.put("HSET", keys.replies(signal), entry, state)
        line = {"at": codec.stamp(now), "by": "reporter", "verb": state}
        batch.put("RPUSH", keys.journal(signal), json.dumps(line))
        batch.ring(keys.BELL)
        await self.store.commit(batch)
        await self._out_of_history()

    async def put_heard(self, signal: SignalId, now: datetime) -> None:
        """What she is told before others are (conversation rule 29) stood in her chat."""
        for _ in range(HEARD_TRIES):
            versioned = await self.records.card(signal)
            card = heard(versioned.card, now) if versioned else None
            if versioned is None or card is None or card == versioned.card:
                return
            batch = Batch()
            batch.at_version(keys.signal(signal), versioned.version)
            self.records.put_card(batch, card, versioned.version)
            line = {"at": codec.stamp(now), "by": "reporter", "verb": "heard"}
            batch.put("RPUSH", keys.journal(signal), json.dumps(line))
            if await self.store.commit(batch) is not Outcome.LOST:
                return

    async def _out_of_history(self) -> None:
        """The append-only file still has what was just forgotten: it is rewritten within the minute."""
        with contextlib.suppress(Unavailable):
            async with guarded():
                await self.store.redis.incr(keys.rewrite_wanted())

    async def code(self, signal: SignalId) -> tuple[int, ...] | None:
        """The receipt code's indices, while they are kept."""
        key = keys.code(signal)
        async with guarded():
            box = await self.store.redis.get(key)
        return self._indices(key, box)

    async def awaits_box(self, signal: SignalId) -> bool:
        """Whether a new code opens no reply of before yet: no member's browser has sealed the thread to it (4.7)."""
        async with guarded():
            return bool(await self.store.redis.hexists(keys.signal(signal), WANTED))

    async def drop_code(self, signal: SignalId, shown: tuple[int, ...]) -> None:
        """The code was shown: it is forgotten (protocol 4.5). Another that was made meanwhile stays to be shown."""
        key = keys.code(signal)
        async with guarded():
            box = await self.store.redis.get(key)
        if box is None or self._indices(key, box) != shown:
            return
        batch = Batch()
        batch.value(key, box)
        batch.put("DEL", key)
        await self.store.commit(batch)
        await self._out_of_history()

    def _indices(self, key: str, box: bytes | None) -> tuple[int, ...] | None:
        try:
            return tuple(json.loads(self.keyring.transit.open(key, box or b"")))
        except SealBroken:
            return None

    async def remember_highest(self) -> None:
        """Keeps the highest message id for whoever comes after a crash."""
        async with guarded():
            await self.store.redis.zadd(keys.highest(), {str(self.keyring.bot_id): self.highest.value}, gt=True)

    async def recall_highest(self) -> None:
        """At the start of a sender."""
        async with guarded():
            score = await self.store.redis.zscore(keys.highest(), str(self.keyring.bot_id))
        self.highest.saw(int(score or 0))

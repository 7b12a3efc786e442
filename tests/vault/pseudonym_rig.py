"""A house with every kind of account in it, whose pseudonym key changes: cut off at any step, and looked at after."""

import json
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desk.chat import OpenScreen, Trace
from tests.desk.desk_rig import WORDS, Office
from triage.account import Account
from triage.ids import AccountId, Address, MessageId, UpdateId, partition_of
from triage.incoming import Incoming
from vault import keys, pseudonym
from vault.address import AddressKeys
from vault.changing_pseudonyms import ChangingPseudonyms
from vault.keyring import Keyring
from vault.outbox import Announcement
from vault.sealing import new_seal_key
from vault.store import Batch, Store
from vault.transit import TransitKey

BOT = 42
CHILD, PHONE, EMPTY, HIDDEN, STAFF, ALONE = 1001, 2002, 3003, 4004, 9009, 5005
USERS = (CHILD, PHONE, EMPTY, HIDDEN, STAFF, ALONE)


class Crash(Exception):
    """The power goes."""


@dataclass(frozen=True)
class Mortal(Store):
    """A store in whose process the power goes at the commit ``at``: before it, or before its answer comes."""

    at: int = -1
    after: bool = False
    done: list[int] = field(default_factory=list)

    async def commit(self, batch: Batch) -> Any:
        self.done.append(1)
        if len(self.done) == self.at and not self.after:
            raise Crash
        outcome = await super().commit(batch)
        if len(self.done) == self.at:
            raise Crash
        return outcome


@dataclass
class House(Office):
    """``names`` of the users by the key of now."""

    file: Path = Path()

    def who(self, user: int) -> AccountId:
        return AccountId(pseudonym.account(self.keyring.address.pseudonym, BOT, user))

    def incoming(self, who: AccountId, kind: str = "text", text: str = "", **more: Any) -> Incoming:
        user = next(user for user in USERS if self.who(user) == who)
        return replace(super().incoming(who, kind, text, **more), address=Address(str(user)))

    def changing(self, store: Store | None = None) -> ChangingPseudonyms:
        return ChangingPseudonyms(store=store or self.store, keyring=self.keyring, file=self.file, words=WORDS)

    def with_file(self) -> "House":
        """As after a start with the key file of now."""
        keyring = replace(self.keyring, address=AddressKeys.load(self.file, os.urandom))
        return replace(self, keyring=keyring, updates=self.updates + 1_000_000)

    async def seen(self) -> dict[int, Any]:
        """What a user would find, and what we would do in her chat."""
        return {user: await self._seen_of(self.who(user)) for user in USERS}

    async def _seen_of(self, who: AccountId) -> Any:
        loaded = await self.books.load(who, UpdateId("looking"))
        chat = await self.chats.chat(who)
        assert chat is not None, "somebody was lost"
        account, screen = chat.account, await self.chats.open_screen(chat)
        traces = sorted((one.first, one.last) for found in (await self.chats.traces(chat)).values() for one in found)
        lists = (keys.open_screens, keys.last_message, keys.first_message)
        scores = [await self.store.redis.zscore(listed(chat.home), who) for listed in lists]
        life = await self.store.redis.ttl(keys.account(chat.home, who))
        said = (account.address, account.signal, account.covered, [one.signal for one in account.threads])
        board = await self.store.redis.exists(keys.board(chat.home, who))
        card = loaded.card and (loaded.card.signal, loaded.card.account == who, loaded.card.words)
        return said, account.staff, len(account.tries), card, screen, traces, scores, life < 0, board, loaded.talk

    async def promised(self) -> list[Any]:
        """Every promise, in order, with the user it is for instead of her name."""
        users: dict[str, int] = {self.who(user): user for user in USERS}
        found: list[Any] = []
        for partition in range(16):
            for promise in await self.outbox.after(partition, "0", block_ms=None):
                account = getattr(promise.tell, "account", None)
                secret = getattr(promise.tell, "secret", None)
                found.append((partition, promise.id, type(promise.tell).__name__, users.get(account or ""), secret))
            begun = await self.outbox.open_announcements(partition)
            found += [(partition, one.id, "announced", users.get(one.account or ""), one.low) for one in begun]
        return found


async def house_on(store: Store, directory: Path) -> tuple[House, dict[str, Any]]:
    """Two threads, one of which is open on another account than began it; somebody hidden, empty, of the desk."""
    draw = os.urandom
    made = {name: new_seal_key(draw) for name in ("intake", "fallback")}
    file = directory / "address.json"
    keyring = Keyring(
        AddressKeys.create(file, draw),
        TransitKey(draw(32), draw),
        {name: key.public for name, key in made.items()},
        BOT,
        draw,
    )
    house = House(store, keyring, desk_keys=made, file=file)
    child, phone, hidden = house.who(CHILD), house.who(PHONE), house.who(HIDDEN)
    await house.writes(child, "дома плохо")
    signal = (await house.card_of(child)).signal
    code = await house.code_of(signal)
    await house.commands(phone, "start")
    await house.writes(phone, "пять слов", code=code)
    await house.writes(hidden, "отец пьет")
    await house.taps(hidden, "hide")
    await house.commands(house.who(EMPTY), "start")
    await house.writes(house.who(ALONE), "мне страшно идти домой")
    await house.replies_to(phone, "мы рядом")
    await _chats(house)
    staff = house.who(STAFF)
    batch, home = Batch(), partition_of(staff)
    house.records.put_account(
        batch, home, Account(account=staff, address=Address(str(STAFF)), language="ru", staff=True), ""
    )
    batch.put(
        "SET",
        keys.board(home, staff),
        keyring.address.seal(keys.board(home, staff), json.dumps([1, 2, 0, 3, False]).encode()),
    )
    await store.commit(batch)
    return house, {"signal": signal, "code": code}


async def _chats(house: House) -> None:
    """What the sender leaves: screens, message ids, a send that was announced."""
    for user in (CHILD, PHONE, HIDDEN, ALONE, EMPTY):
        chat = await house.chats.chat(house.who(user))
        assert chat is not None
        batch = Batch()
        message = MessageId(user)
        house.chats.put_screen(batch, chat, OpenScreen(message, "status", {}), house.now)
        house.chats.put_sent(batch, chat, Trace(message, message, house.now.timestamp()))
        await house.store.commit(batch)
        await house.store.redis.set(keys.fence(chat.home), 1)
        assert await house.outbox.announce(Announcement(chat.home, f"{user}-0", house.who(user), user), 1)


Dumped = dict[bytes, tuple[bytes, int]]


async def dumped(store: Store) -> Dumped:
    return {
        name: (await store.redis.dump(name), max(await store.redis.pttl(name), 0))
        for name in await store.redis.keys("*")
    }


async def put_back(store: Store, kept: Dumped) -> None:
    await store.redis.flushall()
    pipe = store.redis.pipeline(transaction=False)
    for name, (value, life) in kept.items():
        pipe.restore(name, life, value)
    await pipe.execute()

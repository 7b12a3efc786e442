"""Another pseudonym key: everything that is kept of an account moves under its new name, while nothing runs (7.4).

Each step may be cut off by a crash and done once more. What was not moved yet keeps its old name, which the key before
still makes; that key leaves the file last of all, when a second look over the whole store has found nothing under it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from desk.ports import JournalLine
from triage.account import Account
from triage.ids import PARTITIONS, AccountId, partition_of
from vault import codec, keys
from vault.journal import put_line
from vault.records import Records
from vault.renaming_chat import LISTS, PLACES, ChatThings
from vault.renaming_plan import CannotRename, Found, NewNames
from vault.renaming_sealed import SealedNames, committed
from vault.store import Batch, Store, guarded


@dataclass(frozen=True)
class Renaming:
    """Every method may be repeated. Raises Unavailable."""

    records: Records
    names: NewNames

    @property
    def store(self) -> Store:
        return self.records.store

    async def all_of(self, found: Found) -> int:
        """How many accounts moved: what names an account first, the account itself last."""
        sealed = SealedNames(self.records, self.names)
        for signal in found.signals:
            await sealed.card(signal)
        for partition in range(PARTITIONS):
            await sealed.promises(partition)
            await sealed.announced(partition)
        return sum([await self._account(home, account) for home, account in found.of("a")])

    async def drop_leftovers(self, found: Found) -> None:
        """Names of accounts whose record is gone: the sweeper forgets them too. Raises CannotRename."""
        for partition, account in found.of("a"):
            async with guarded():
                stands = await self.store.redis.hexists(keys.account(partition, account), "b")
            if stands and account not in self.names.known:
                raise CannotRename("An account appeared meanwhile: is another process running on this store?")
        for kind, partition, account in found.things:
            if account not in self.names.known:
                batch = Batch()
                batch.put("DEL", (keys.account if kind == "a" else PLACES[kind])(partition, account))
                await committed(self.store, batch)
        for name, account in await self._old_in_lists():
            batch = Batch()
            batch.put("ZREM", name, account)
            await committed(self.store, batch)

    async def is_clean(self, found: Found) -> bool:
        """Whether nothing stands under the key before: no name, no list, no card."""
        sealed = SealedNames(self.records, self.names)
        if any(account not in self.names.known for _, _, account in found.things) or await self._old_in_lists():
            return False
        cards = [await sealed.old_card(signal) for signal in found.signals]
        return not any(one.card.account in self.names.to for one in cards if one)

    async def note(self, now: datetime) -> None:
        """The journal's line; the append-only file forgets the old names with its next rewrite."""
        batch = Batch()
        put_line(batch, JournalLine(at=now, by="operator", verb="pseudonym-key-changed"))
        await committed(self.store, batch)
        wanted = Batch()
        wanted.put("INCR", keys.rewrite_wanted())
        await committed(self.store, wanted)

    async def _old_in_lists(self) -> list[tuple[str, AccountId]]:
        found = []
        for partition in range(PARTITIONS):
            for listed in LISTS:
                async with guarded():
                    members = await self.store.redis.zrange(listed(partition), 0, -1)
                found += [(listed(partition), AccountId(member.decode())) for member in members]
        return [(name, account) for name, account in found if account not in self.names.known]

    async def _account(self, home: int, account: AccountId) -> int:
        """1 where it had an old name. Its record goes last: as long as that stands, all of it is done once more."""
        key = keys.account(home, account)
        async with guarded():
            version, box = await self.store.redis.hmget(key, "v", "b")
            life_ms = int(await self.store.redis.pttl(key))
        if box is None or account in self.names.known:
            return 0
        record = codec.account_of(self.records.keyring.address.open(key, box))
        new = self.names.of(account)
        # A pointer never ends: who is soon forgotten gets none, and moves to the partition of her new name.
        stays = bool(record.threads or record.staff or record.signal or record.covered)
        to = home if stays else partition_of(new)
        homes = tuple(dict.fromkeys((*record.homes, partition_of(account), home)))
        for other in homes:
            if other != home:
                await self._chat(other, other, account, new)
        await self._point(new, to)
        if to != home:
            await self._chat(home, to, account, new)
        await self._put(to, replace(self.names.renamed(record), homes=homes), version.decode(), life_ms)
        await self._drop(home, to, account, new)
        return 1

    async def _put(self, to: int, record: Account, version: str, life_ms: int) -> None:
        place, batch = keys.account(to, record.account), Batch()
        box = self.records.keyring.address.seal(place, codec.account_bytes(record))
        batch.put("HSET", place, "v", int(version) + 1, "b", box)
        batch.put("HDEL", place, "at")
        if life_ms < 0:
            batch.put("PERSIST", place)
        else:
            batch.put("PEXPIRE", place, life_ms)
        await committed(self.store, batch)

    async def _drop(self, home: int, to: int, account: AccountId, new: AccountId) -> None:
        """The rest of the chat in its home, and with that, in the same step, the old record."""
        batch = Batch()
        if to == home:
            (await self._things(home, account)).put(batch, self.records.keyring, to, new)
        ChatThings.drop(batch, home, account)
        batch.put("DEL", keys.account(home, account))
        await committed(self.store, batch)

    async def _chat(self, home: int, to: int, account: AccountId, new: AccountId) -> None:
        things, there, here = await self._things(home, account), Batch(), Batch()
        if things.is_nothing():
            return
        things.put(there, self.records.keyring, to, new)
        await committed(self.store, there)
        ChatThings.drop(here, home, account)
        await committed(self.store, here)

    async def _things(self, home: int, account: AccountId) -> ChatThings:
        return await ChatThings.read(self.store, self.records.keyring, home, account)

    async def _point(self, new: AccountId, to: int) -> None:
        own, batch = partition_of(new), Batch()
        if own != to:
            batch.put("HSET", keys.account(own, new), "at", to)
            await committed(self.store, batch)

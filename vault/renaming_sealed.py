"""Accounts that are named inside of something sealed: cards, promises, announcements. A part of ``renaming``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from desk.ports import Outcome, Unavailable, Versioned
from triage.ids import PARTITIONS, AccountId, SignalId, UpdateId, partition_of
from vault import codec, keys
from vault.codec import Unreadable
from vault.lease import LANES
from vault.records import Records
from vault.renaming_plan import NewNames
from vault.sealing import SealBroken
from vault.store import Batch, Store, guarded

_MARK: Final = UpdateId("pseudonym")
_MARK_S: Final = 60


async def committed(store: Store, batch: Batch) -> None:
    """Raises Unavailable, also where something changed under our hands: nothing else may run now."""
    if await store.commit(batch) is not Outcome.SAVED:
        raise Unavailable("something else writes to this store")


@dataclass(frozen=True)
class SealedNames:
    """Every method may be repeated. Raises Unavailable."""

    records: Records
    names: NewNames

    @property
    def store(self) -> Store:
        return self.records.store

    async def card(self, signal: SignalId) -> None:
        """Whose it is. Neither its place in a queue nor its alarm changes by that."""
        found = await self.old_card(signal)
        if found is None or found.card.account is None:
            return
        key, batch = keys.signal(signal), Batch()
        batch.at_version(key, found.version)
        changed = codec.card_bytes(replace(found.card, account=self.names.of(found.card.account)))
        box = self.records.keyring.address.seal(key, changed)
        batch.put("HSET", key, "v", int(found.version) + 1, "b", box)
        await committed(self.store, batch)

    async def old_card(self, signal: SignalId) -> Versioned | None:
        """Where it names an account by a name that is none of the new ones."""
        found = await self.records.card(signal)
        account = found.card.account if found else None
        return None if account is None or self.stays(account) else found

    async def promises(self, partition: int) -> None:
        """The whole stream in one step, under the same ids: their order is a promise too. What no key opens stays."""
        name = keys.outbox(partition)
        async with guarded():
            listed = await self.store.redis.xrange(name)
        entries = [(entry, fields[b"b"], self._promise(name, fields[b"b"])) for entry, fields in listed]
        if all(before == after for _, before, after in entries):
            return
        batch = Batch()
        batch.put("SET", keys.update(partition, _MARK), 1, "EX", _MARK_S)  # one that a full memory refuses comes first
        batch.put("DEL", name)
        for entry, _, box in entries:
            batch.put("XADD", name, entry, "b", box)
        await committed(self.store, batch)

    def _promise(self, name: str, box: bytes) -> bytes:
        try:
            tell = codec.tell_of(self.records.keyring.address.open(name, box))
        except (SealBroken, Unreadable):
            return box
        account = getattr(tell, "account", None)
        if account is None or self.stays(account):
            return box
        changed = replace(tell, account=self.names.of(account))  # type: ignore[arg-type]  # it has one
        return self.records.keyring.address.seal(name, codec.tell_bytes(changed))

    async def announced(self, partition: int) -> None:
        """Sends that a former sender began: their chats are looked at when it starts."""
        for lane in LANES:
            await self._announced(keys.sending(partition, lane))

    async def _announced(self, name: str) -> None:
        batch, address = Batch(), self.records.keyring.address
        async with guarded():
            fields: Mapping[bytes, bytes] = await self.store.redis.hgetall(name)
        for entry, box in fields.items():
            try:
                account, low = json.loads(address.open(name, box))
            except SealBroken:
                continue
            if account and not self.stays(account):
                batch.put("HSET", name, entry, address.seal(name, json.dumps([self.names.of(account), low]).encode()))
        if batch.writes:
            await committed(self.store, batch)

    def stays(self, account: AccountId) -> bool:
        """A new name already, or that of a canary, which is no hash of anybody."""
        return account in self.names.known or partition_of(account) >= PARTITIONS

"""An account that returns to a signal of another partition moves there: first the signal's partition, then the pointer.

The old home is marked before and cleared after, so that a tap which comes in between waits; a crash in between is
finished by the redelivery of the same update.
"""

from dataclasses import dataclass

from desk.ports import Change, Outcome
from triage.ids import partition_of
from vault import keys
from vault.store import Batch, Store


@dataclass(frozen=True)
class Moving:
    """Does nothing for a change that moves nobody."""

    store: Store
    change: Change

    async def begin(self) -> Outcome:
        """Marks the old home with this update's id. LOST: the account changed since it was read.

        The version rises with the mark, so that whoever read the record before it loses, and decides again elsewhere.
        """
        change = self.change
        if change.moved_from is None or change.account is None:
            return Outcome.SAVED
        key = keys.account(change.moved_from, change.account.account)
        batch = Batch()
        batch.at_version(key, change.account_version)
        batch.put("HSET", key, "v", int(change.account_version or 0) + 1, "moving", change.update)
        return await self.store.commit(batch)

    async def finish(self) -> None:
        """Points the account's own partition at the new home and drops the old record. Repeatable."""
        change = self.change
        if change.moved_from is None or change.account is None:
            return
        account = change.account.account
        own = partition_of(account)
        if own != change.home:
            pointer = Batch()
            key = keys.account(own, account)
            pointer.put("HSET", key, "at", change.home)
            pointer.put("HDEL", key, "v", "b", "moving")
            pointer.put("PERSIST", key)
            await self.store.commit(pointer)
        if change.moved_from != own:
            old = Batch()
            old.put("DEL", keys.account(change.moved_from, account))
            await self.store.commit(old)

"""Due times: implements ``desk.upkeep.Calendar``."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from redis.exceptions import ResponseError

from desk.ports import Outcome
from desk.upkeep import CHAT_LIFE
from triage.ids import PARTITIONS, AccountId, SignalId, partition_of
from triage.tells import EraseChat, RenewScreen, Tell
from vault import keys
from vault.erasure import Erasure, forget_account
from vault.keyring import Keyring
from vault.records import Records
from vault.store import Batch, Store, guarded

OLDEST_MESSAGE = timedelta(hours=47)
"""Telegram deletes nothing older than 48 h, so a busy chat is erased an hour before (conversation rule 24)."""
REWRITE_EVERY = timedelta(days=1)
_AT_ONCE = 500


@dataclass(frozen=True)
class DueTimes:
    """Everything here may run in several processes at once, and twice."""

    store: Store
    keyring: Keyring

    async def beat(self, now: datetime) -> timedelta:
        """Zero at the very first beat."""
        async with guarded():
            before = await self.store.redis.set(keys.beat(), now.timestamp(), get=True)
        return timedelta() if before is None else now - datetime.fromtimestamp(float(before), now.tzinfo)

    async def renew_screens(self, now: datetime) -> int:
        """Screens of the last day; an older chat has been erased."""
        since = (now - CHAT_LIFE).timestamp()
        count = 0
        for partition in range(PARTITIONS):
            async with guarded():
                accounts = await self.store.redis.zrangebyscore(keys.open_screens(partition), since, "+inf")
            tells = [RenewScreen(account=AccountId(name.decode())) for name in accounts]
            count += await self._promise(partition, tells, now)
        return count

    async def erase_due_chats(self, now: datetime) -> int:
        """A promise is repeated every minute until the sender has kept it; erasing twice erases once."""
        quiet, old = (now - CHAT_LIFE).timestamp(), (now - OLDEST_MESSAGE).timestamp()
        count = 0
        for partition in range(PARTITIONS):
            pipe = self.store.redis.pipeline(transaction=False)
            pipe.zrangebyscore(keys.last_message(partition), "-inf", quiet, start=0, num=_AT_ONCE)
            pipe.zrangebyscore(keys.first_message(partition), "-inf", old, start=0, num=_AT_ONCE)
            async with guarded():
                found = await pipe.execute()
            names = dict.fromkeys(name.decode() for names in found for name in names)
            tells = [EraseChat(account=AccountId(name)) for name in names]
            count += await self._promise(partition, tells, now)
        return count

    async def erase_due_drafts(self, now: datetime) -> int:
        """What an adult wrote and never gave: it goes with her chat (requirements P-03.2)."""
        records, erasure, count = Records(self.store, self.keyring), Erasure(self.store), 0
        for partition in range(PARTITIONS):
            async with guarded():
                due = await self.store.redis.zrangebyscore(keys.drafts(partition), "-inf", now.timestamp())
            for signal in (SignalId(name.decode()) for name in due):
                count += await self._erase_draft(signal, records, erasure, now)
        return count

    async def _erase_draft(self, signal: SignalId, records: Records, erasure: Erasure, now: datetime) -> bool:
        versioned = await records.card(signal)
        batch = Batch()
        if versioned is None or versioned.card.consent != "awaiting":
            batch.put("ZREM", keys.drafts(partition_of(signal)), signal)
            await self.store.commit(batch)
            return False
        remains = await erasure.remains(signal)
        batch.at_version(keys.signal(signal), versioned.version)
        erasure.put(batch, versioned.card, remains, now)
        await forget_account(batch, records, versioned.card)
        if versioned.card.account:
            batch.put("DEL", keys.talk(partition_of(signal), versioned.card.account))
        if await self.store.commit(batch) is not Outcome.SAVED:
            return False
        await erasure.done(remains)
        return True

    async def _promise(self, partition: int, tells: list[RenewScreen] | list[EraseChat], now: datetime) -> int:
        if not tells:
            return 0
        outbox = keys.outbox(partition)
        batch = Batch()
        for tell in tells:
            self._add(batch, outbox, tell)
            if isinstance(tell, EraseChat):
                # Comes up again in an hour should the sender fail to keep the promise.
                later = (now - CHAT_LIFE + timedelta(hours=1)).timestamp()
                batch.put("ZADD", keys.last_message(partition), "XX", later, tell.account)
                first = (now - OLDEST_MESSAGE + timedelta(minutes=30)).timestamp()
                batch.put("ZADD", keys.first_message(partition), "XX", first, tell.account)
        await self.store.commit(batch)
        return len(tells)

    def _add(self, batch: Batch, outbox: str, tell: Tell) -> None:
        batch.put("XADD", outbox, "*", "b", self.keyring.seal_tell(outbox, tell))

    async def compact(self, now: datetime) -> None:
        """What was erased must leave the append-only file too, otherwise the desk key would still open it."""
        async with guarded():
            wanted = await self.store.redis.get(keys.rewrite_wanted())
            last = float(await self.store.redis.get(keys.rewritten()) or 0)
            if not wanted and now.timestamp() - last < REWRITE_EVERY.total_seconds():
                return
            try:
                await self.store.redis.execute_command("BGREWRITEAOF")
            except ResponseError:
                return  # one is under way, begun before this erasure: the wish stays, and is heard in the next minute
        # The wish ends only now, and only if nothing was erased since: a refused rewrite must be tried again.
        done = Batch()
        done.value(keys.rewrite_wanted(), (wanted or b"").decode())
        done.put("DEL", keys.rewrite_wanted())
        done.put("SET", keys.rewritten(), now.timestamp())
        await self.store.commit(done)

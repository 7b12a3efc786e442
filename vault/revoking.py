"""A member who leaves, or whose keys somebody else may have: nothing of hers comes in any more (docs/keys.md)."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from desk.ports import JournalLine, Outcome
from triage.ids import PARTITIONS, AccountId, MemberId, SignalId
from vault import keys, roster_keys
from vault.invites import Invite, Invites
from vault.journal import put_line
from vault.members import Members, spelt
from vault.records import Records
from vault.sealing import SealBroken
from vault.sessions import Sessions
from vault.store import Batch, Store, guarded

_ROUNDS = 12
"""Against the member's own chat, which may change at the same time."""


@dataclass(frozen=True, kw_only=True)
class Revoking:
    """Every method raises Unavailable, and may be repeated after a crash: what is done already stays done."""

    store: Store
    members: Members
    sessions: Sessions
    records: Records

    async def lock_out(self, member: MemberId, now: datetime) -> bool:
        """Her papers (wrapped key, grant) and her place in the roster, as one step; False where she had none."""
        papers = await self.members.papers(member)
        async with guarded():
            raw = await self.store.redis.hget(roster_keys.members(), member)
        if papers is None or raw is None:
            return False
        batch, name = Batch(), json.loads(raw)["name"]
        batch.standing(roster_keys.papers(member))
        # First: a full memory refuses it, and with it all of this; what frees memory comes after (see store.COMMIT).
        batch.put("HSET", roster_keys.former(), member, json.dumps(papers.certificate, ensure_ascii=False))
        batch.put("DEL", roster_keys.papers(member))
        batch.put("HDEL", roster_keys.names(), spelt(name))
        for of_member in (
            roster_keys.members(),
            roster_keys.addresses(),
            roster_keys.duty_addresses(),
            roster_keys.profiles(),
            roster_keys.said(),
            roster_keys.seen(),
        ):
            batch.put("HDEL", of_member, member)
        put_line(batch, JournalLine(at=now, by="operator", verb="revoked", detail=member))
        return await self.store.commit(batch) is Outcome.SAVED

    async def end_sessions(self, member: MemberId) -> int:
        """How many there were."""
        return await self.sessions.end_all(member)

    async def forget_chat(self, account: AccountId) -> None:
        """Her chat is a stranger's again, with what she may have reported herself; no alert is counted there."""
        for _ in range(_ROUNDS):
            home, known, version = await self.records.account_at_home(account)
            if known is None:
                return
            batch = Batch()
            batch.at_version(keys.account(home, account), version)
            self.records.put_account(batch, home, replace(known, staff=False), version)
            batch.put("DEL", keys.board(home, account))
            if await self.store.commit(batch) is Outcome.SAVED:
                return

    async def held_by(self, member: MemberId) -> tuple[SignalId, ...]:
        """Signals in her hands. A card that no key of ours opens is in nobody's."""
        pipe = self.store.redis.pipeline(transaction=False)
        for partition in range(PARTITIONS):
            pipe.zrange(keys.in_hands(partition), 0, -1)
        async with guarded():
            hands = await pipe.execute()
        signals = [SignalId(name.decode()) for names in hands for name in names]
        return tuple([signal for signal in signals if await self._holder(signal) == member])

    async def _holder(self, signal: SignalId) -> MemberId | None:
        try:
            versioned = await self.records.card(signal)
        except SealBroken:
            return None
        return versioned.card.held_by if versioned else None


async def withdraw(invites: Invites, pending: Invite, now: datetime) -> bool:
    """An open invite is taken back; False when it was used meanwhile."""
    batch = Batch()
    batch.value(pending.place, pending.raw)
    batch.put("DEL", pending.place)
    batch.put("SREM", roster_keys.invites(), pending.place)
    put_line(batch, JournalLine(at=now, by="operator", verb="invite-withdrawn", detail=pending.member))
    return await invites.store.commit(batch) is Outcome.SAVED

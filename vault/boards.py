"""What stands in the members' chats with the desk, and what is to be counted there. Sealed; numbers only."""

import json
from dataclasses import dataclass

from desk.chat import Board, Chat, Counts
from triage.ids import PARTITIONS, MessageId
from triage.urgency import Urgency, first_drill_score
from vault import keys
from vault.keyring import Keyring
from vault.sealing import SealBroken
from vault.store import Batch, Store, guarded


@dataclass(frozen=True)
class Boards:
    """Implements ``workers.ports.Boards``. Raises Unavailable."""

    store: Store
    keyring: Keyring

    async def board(self, chat: Chat) -> Board | None:
        """What stands there; one that no key of ours opens counts as none."""
        key = keys.board(chat.home, chat.account.account)
        async with guarded():
            box = await self.store.redis.get(key)
        try:
            kept = json.loads(self.keyring.address.open(key, box or b""))
        except SealBroken:
            return None
        message, unanswered, urgent, at_ms, seen, *stale = kept
        return Board(
            message=MessageId(message),
            unanswered=unanswered,
            urgent=urgent,
            at_ms=at_ms,
            seen=seen,
            stale=tuple(map(MessageId, stale)),
        )

    async def put(self, chat: Chat, board: Board | None) -> None:
        """None: it is gone."""
        key, batch = keys.board(chat.home, chat.account.account), Batch()
        if board is None:
            batch.put("DEL", key)
        else:
            plain = [board.message, board.unanswered, board.urgent, board.at_ms, board.seen, *board.stale]
            box = self.keyring.address.seal(key, json.dumps(plain).encode())
            batch.put("SET", key, box, "EX", keys.TRACE_LIFE_S)
        await self.store.commit(batch)

    async def counts(self) -> Counts:
        """Two round trips, whatever waits. The time first: what was promised before it is in the numbers."""
        async with guarded():
            seconds, micros = await self.store.redis.time()
        pipe = self.store.redis.pipeline(transaction=False)
        real = f"({first_drill_score(Urgency.URGENT)}"  # nobody waits in a drill, and none may hide who does
        for partition in range(PARTITIONS):
            pipe.zcard(keys.alarms(partition))
            pipe.zcount(keys.waiting(partition), "-inf", real)
        async with guarded():
            found = await pipe.execute()
        return Counts(
            unanswered=sum(found[::2]), urgent=sum(found[1::2]), at_ms=int(seconds) * 1000 + int(micros) // 1000
        )

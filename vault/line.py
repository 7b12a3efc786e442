"""The line in which signals wait, as the desk should take them (triage.aging), read without reading all of it."""

from dataclasses import dataclass
from datetime import datetime

from triage.aging import place
from triage.card import Card
from triage.ids import PARTITIONS, SignalId
from triage.urgency import Urgency, first_drill_score, first_score, received_at, tier_of
from vault import codec, keys
from vault.records import Records
from vault.sealing import SealBroken
from vault.store import Store, guarded

LOOKED_AT = 5
"""Of each partition and tier, the longest waiting: more of another desk's than that may hide one of this desk's."""


@dataclass(frozen=True)
class Line:
    """Raises Unavailable."""

    store: Store
    records: Records

    async def stands_before(self, card: Card, now: datetime) -> bool:
        """Another one that nobody holds, of the same desk, with an earlier place. One that will not open does not
        count: nobody can take it.
        """
        mine = place(card.urgency, card.received_at, now)
        earlier = [name for name, score in await self._heads() if _place(score, now) < mine and name != card.signal]
        pipe = self.store.redis.pipeline(transaction=False)
        for name in earlier:
            pipe.hmget(keys.signal(name), "v", "b")
        async with guarded():
            fields = await pipe.execute() if earlier else []
        return any(self._desk(name, *pair) == card.case.desk for name, pair in zip(earlier, fields, strict=True))

    async def _heads(self) -> list[tuple[SignalId, float]]:
        pipe = self.store.redis.pipeline(transaction=False)
        for partition in range(PARTITIONS):
            for tier in Urgency:
                low, end = first_score(tier), first_drill_score(tier)  # nobody is passed over behind a drill
                pipe.zrange(
                    keys.waiting(partition), low, f"({end}", byscore=True, offset=0, num=LOOKED_AT, withscores=True
                )
        async with guarded():
            found = await pipe.execute()
        return [(SignalId(name.decode()), score) for head in found for name, score in head]

    def _desk(self, signal: SignalId, version: bytes | None, box: bytes | None) -> str:
        try:
            versioned = self.records.card_of(signal, version, box)
        except (SealBroken, codec.Unreadable):
            return ""
        return versioned.card.case.desk if versioned else ""


def _place(score: float, now: datetime) -> tuple[int, datetime]:
    return place(tier_of(score), received_at(score), now)

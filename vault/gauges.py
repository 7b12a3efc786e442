"""The numbers of ``desk.figures``, read from the store: cost does not grow with the number of signals or promises."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.figures import Ages, Standing, should_be_heard
from triage.card import Card, unreadable
from triage.ids import PARTITIONS, SignalId
from triage.urgency import Urgency, first_drill_score, first_score, received_at
from vault import codec, keys
from vault.outbox import Outbox
from vault.records import Records
from vault.sealing import SealBroken
from vault.store import Store, guarded

LOOKED_AT = 20
"""Oldest promises, and oldest immediate signals, of each partition. Where none of so many counts, the youngest of them
stands for what is behind it: the number may then be too high, never too low."""
_TIERS = tuple(Urgency)
Scored = tuple[SignalId, float]


@dataclass(frozen=True)
class Gauges:
    """Implements ``desk.figures.Gauges``. Raises Unavailable."""

    store: Store
    outbox: Outbox
    records: Records

    async def ages(self, now: datetime) -> Ages:
        """Three round trips at most."""
        pipe = self.store.redis.pipeline(transaction=False)
        _ask_ages(pipe)
        async with guarded():
            return await self._ages(await pipe.execute(), now)

    async def standing(self, now: datetime) -> Standing:
        """Four round trips at most."""
        pipe = self.store.redis.pipeline(transaction=False)
        _ask_ages(pipe)
        for partition in range(PARTITIONS):
            pipe.zcard(keys.in_hands(partition))
            for tier in _TIERS:
                pipe.zcount(keys.waiting(partition), first_score(tier), f"({first_drill_score(tier)}")
        async with guarded():
            found = await pipe.execute()
            memory = await self.store.redis.info("memory")
            ages = await self._ages(found[: 2 * PARTITIONS], now)
        counts, step = found[2 * PARTITIONS :], 1 + len(_TIERS)
        waiting = {tier: sum(counts[1 + place :: step]) for place, tier in enumerate(_TIERS)}
        return Standing(ages=ages, waiting=waiting, held=sum(counts[::step]), memory_share=_share(memory))

    async def _ages(self, found: list[Any], now: datetime) -> Ages:
        promises, heads = found[::2], found[1::2]
        oldest = [at for partition, listed in enumerate(promises) if (at := self._untold_ms(partition, listed))]
        waits = await self._waits_since([(SignalId(name.decode()), score) for head in heads for name, score in head])
        untold_s = (await self._store_ms() - min(oldest)) / 1000 if oldest else 0.0
        immediate_s = max(((now - since).total_seconds() for since in waits), default=0.0)
        return Ages(untold_s=max(0.0, untold_s), unclaimed_immediate_s=max(0.0, immediate_s))

    def _untold_ms(self, partition: int, listed: list[tuple[bytes, dict[bytes, bytes]]]) -> int | None:
        """When the oldest was promised that somebody should hear; a stream's ids begin with the store's clock."""
        promised = [self.outbox.promise(partition, entry, fields) for entry, fields in listed]
        heard = [one for one in promised if should_be_heard(one.tell)]
        counts = heard[:1] or (promised[-1:] if len(promised) == LOOKED_AT else [])
        return int(counts[0].id.partition("-")[0]) if counts else None

    async def _store_ms(self) -> int:
        seconds, micros = await self.store.redis.time()
        return int(seconds) * 1000 + int(micros) // 1000

    async def _waits_since(self, heads: list[Scored]) -> list[datetime]:
        """Of those whose turn the desk's is."""
        if not heads:
            return []
        pipe = self.store.redis.pipeline(transaction=False)
        for signal, _ in heads:
            pipe.hmget(keys.signal(signal), "v", "b")
        fields = await pipe.execute()
        cards = (self._card(one, *pair) for one, pair in zip(heads, fields, strict=True))
        return [card.waits_since for card in _awaited(cards)]

    def _card(self, one: Scored, version: bytes | None, box: bytes | None) -> Card | None:
        signal, score = one
        try:
            versioned = self.records.card_of(signal, version, box)
        except (SealBroken, codec.Unreadable):
            return unreadable(signal, received_at(score))
        return versioned.card if versioned else None


def _awaited(cards: Iterable[Card | None]) -> list[Card]:
    return [card for card in cards if card is not None and card.awaiting == "desk"]


def _ask_ages(pipe: Any) -> None:  # noqa: ANN401  a pipeline of a single store or of a cluster
    for partition in range(PARTITIONS):
        pipe.xrange(keys.outbox(partition), count=LOOKED_AT)
        pipe.zrange(
            keys.waiting(partition), "-inf", f"({first_drill_score(Urgency.IMMEDIATE)}",
            byscore=True, offset=0, num=LOOKED_AT, withscores=True,
        )  # fmt: skip


def _share(memory: dict[str, Any]) -> float | None:
    """The fullest node's, where there are several (a cluster answers by node)."""
    nodes = [memory] if "used_memory" in memory else list(memory.values())
    shares = [node["used_memory"] / node["maxmemory"] for node in nodes if node.get("maxmemory")]
    return max(shares, default=None)

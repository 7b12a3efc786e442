"""Closed signals, the newest first: implements ``desk.closed.ClosedShelf``. Cost does not grow with their number."""

from dataclasses import dataclass
from datetime import UTC, datetime

from desk.closed import Place
from triage.card import Card, unreadable
from triage.ids import PARTITIONS, SignalId
from vault import codec, keys
from vault.records import Records
from vault.sealing import SealBroken
from vault.store import Store, guarded

_TIES = 100
"""Closed in one second in one partition: so many are looked past to find a place again."""


@dataclass(frozen=True)
class StoredClosed:
    """Two round trips a page: the heads of 16 partitions, and the cards."""

    store: Store
    records: Records

    async def page(self, after: Place | None, most: int) -> tuple[tuple[Card, ...], Place | None]:
        """A card that will not open stands in its place as one that a human must look at."""
        # A second's closings are asked for whole: which of them were shown is known by their names.
        upper = "+inf" if after is None else f"({int(after.at.timestamp()) + 1}"
        pipe = self.store.redis.pipeline(transaction=False)
        for partition in range(PARTITIONS):
            pipe.zrevrangebyscore(keys.closed(partition), upper, "-inf", start=0, num=most + _TIES, withscores=True)
        async with guarded():
            heads = await pipe.execute()
        listed = sorted((-int(score), name.decode()) for head in heads for name, score in head)
        behind = [pair for pair in listed if after is None or pair > (-int(after.at.timestamp()), after.signal)]
        chosen = [(SignalId(name), datetime.fromtimestamp(-at, UTC)) for at, name in behind[:most]]
        found = await self._cards(chosen)
        more = len(behind) > most
        return found, Place(at=chosen[-1][1], signal=chosen[-1][0]) if more else None

    async def _cards(self, chosen: list[tuple[SignalId, datetime]]) -> tuple[Card, ...]:
        if not chosen:
            return ()
        pipe = self.store.redis.pipeline(transaction=False)
        for signal, _ in chosen:
            pipe.hmget(keys.signal(signal), "v", "b")
        async with guarded():
            fields = await pipe.execute()
        cards = (self._card(*one, *pair) for one, pair in zip(chosen, fields, strict=True))
        return tuple(card for card in cards if card)

    def _card(self, signal: SignalId, at: datetime, version: bytes | None, box: bytes | None) -> Card | None:
        try:
            versioned = self.records.card_of(signal, version, box)
        except (SealBroken, codec.Unreadable):
            return unreadable(signal, at)
        return versioned.card if versioned else None

"""The daily digest: the heads of all chains as one line of a chain of its own. Implements ``desk.journal.Digests``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from desk.journal import Digest
from desk.ports import Outcome
from vault import codec
from vault.journal import CHAINS, DIGESTS, chain, digest, put_object
from vault.proof import Head
from vault.store import Batch, Store, guarded

_TOLD: Final = "{rb:house}:digests:told"
"""String: number of the last digest that every witness has."""


@dataclass(frozen=True)
class StoredDigests:
    """Everything here may run in several processes at once, and twice."""

    store: Store

    async def untold(self, now: datetime) -> Digest | None:
        """One round trip a minute; three more once a day."""
        last, count, told = await self._last()
        if last is None or last.at.astimezone(UTC).date() < now.astimezone(UTC).date():
            await self._make(now, count)
            last, _, told = await self._last()
        return last if last and last.n != told else None

    async def _last(self) -> tuple[Digest | None, str, int]:
        """The last digest, how many the head counts ("" none yet), and which one was told."""
        kept = chain(DIGESTS)
        pipe = self.store.redis.pipeline(transaction=False)
        pipe.lindex(kept.lines, -1)
        pipe.hget(kept.head, "v")
        pipe.get(_TOLD)
        async with guarded():
            raw, count, told = await pipe.execute()
        return _digest(raw) if raw else None, (count or b"").decode(), int(told or 0)

    async def _make(self, now: datetime, count: str) -> Outcome:
        """LOST: another process made it. Each chain's head is read by itself: all of them stood there today."""
        heads = await heads_of(self.store, CHAINS)
        batch = Batch()
        batch.at_version(chain(DIGESTS).head, count)
        seen = {name: [head.n, head.hash] for name, head in heads.items()}
        put_object(batch, DIGESTS, {"at": codec.stamp(now), "heads": seen})
        return await self.store.commit(batch)

    async def told(self, digest: Digest) -> None:
        """One round trip."""
        async with guarded():
            await self.store.redis.set(_TOLD, digest.n)


async def heads_of(store: Store, names: tuple[str, ...]) -> Mapping[str, Head]:
    """One round trip. An empty chain's head is what its first line will name. Raises Unavailable."""
    pipe = store.redis.pipeline(transaction=False)
    for name in names:
        pipe.hmget(chain(name).head, "v", "h")
    async with guarded():
        found = await pipe.execute()
    return {name: head_of(name, *fields) for name, fields in zip(names, found, strict=True)}


def head_of(name: str, count: bytes | None, last: bytes | None) -> Head:
    """As it lies in the store, whatever somebody made of it there."""
    said = (count or b"0").decode("ascii", "replace")
    return Head(
        n=int(said) if said.isdecimal() else -1, hash=(last or chain(name).first.encode()).decode("ascii", "replace")
    )


def _digest(raw: bytes) -> Digest:
    said = json.loads(raw)
    return Digest(
        n=said["n"],
        at=datetime.fromisoformat(said["at"]),
        head=digest(raw),
        lines=sum(count for count, _ in said["heads"].values()),
    )

"""All chains read back out of the store and proved, one after the other: what ``journal verify`` prints."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desk.ports import Unavailable
from vault.digests import head_of
from vault.journal import CHAINS, DIGESTS, chain
from vault.proof import Fault, Head, Mark, faults
from vault.store import Store, guarded

_AT_ONCE = 1000
_TRIES = 20
"""Looks at a head that moves on meanwhile; a desk of thirty writes a line in a second at most."""

Marks = Mapping[str, Sequence[Mark]]
"""Chain → what somebody outside of the store saw of it."""


@dataclass(frozen=True)
class Proof:
    """Of one chain."""

    name: str
    head: Head
    faults: Sequence[Fault] = field(default=())


@dataclass(frozen=True)
class Walk:
    """Beside a running product: what is added meanwhile is left for the next time. Raises Unavailable."""

    store: Store

    async def proofs(self, marks: Marks) -> list[Proof]:
        """Every chain, the digests last. Two witnesses for each: the digests, and ``marks``."""
        head, lines = await self._chain(DIGESTS)
        found = faults(chain(DIGESTS).first, lines, head, marks.get(DIGESTS, ()))
        altered = {fault.line for fault in found if fault.kind == "altered"}
        seen = _seen([raw for n, raw in enumerate(lines, 1) if n not in altered])
        proofs = [await self._proof(name, (*seen.get(name, ()), *marks.get(name, ()))) for name in CHAINS]
        return [*proofs, Proof(DIGESTS, head, found)]

    async def _proof(self, name: str, marks: Sequence[Mark]) -> Proof:
        head, lines = await self._chain(name)
        return Proof(name, head, faults(chain(name).first, lines, head, marks))

    async def _chain(self, name: str) -> tuple[Head, list[bytes]]:
        """The head, and as many lines as there were when it stood still."""
        kept = chain(name)
        for _ in range(_TRIES):
            pipe = self.store.redis.pipeline(transaction=False)
            pipe.hmget(kept.head, "v", "h")
            pipe.llen(kept.lines)
            pipe.hmget(kept.head, "v", "h")
            async with guarded():
                before, count, after = await pipe.execute()
            if before == after:
                return head_of(name, *before), await self._lines(kept.lines, count)
        raise Unavailable("the journal grows faster than it can be read")

    async def _lines(self, key: str, count: int) -> list[bytes]:
        lines: list[bytes] = []
        for start in range(0, count, _AT_ONCE):
            async with guarded():
                lines += await self.store.redis.lrange(key, start, min(start + _AT_ONCE, count) - 1)
        return lines


def _seen(digests: Sequence[bytes]) -> Marks:
    """What each digest saw of each chain; one that cannot be read is a fault already."""
    seen: dict[str, list[Mark]] = {}
    for raw in digests:
        try:
            said = json.loads(raw)
            source = f"digest {said['n']} of {said['at']}"
            read = {name: Mark(int(n), str(hashed), source) for name, (n, hashed) in said["heads"].items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        for name, mark in read.items():
            seen.setdefault(name, []).append(mark)
    return seen

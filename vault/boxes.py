"""Threads whose box lies under an earlier key of a desk: given to its members' browsers, taken back re-sealed (9.5)."""

import json
from dataclasses import dataclass, replace

from desk.ports import JournalLine, Outcome, Unavailable
from desk.resealing import Resealed, SealedBox
from triage.card import Card, is_draft
from triage.ids import PARTITIONS, EntryId, SignalId, partition_of
from vault import codec, keys, roster_keys
from vault.encoding import b64u
from vault.journal import put_line
from vault.members import Members
from vault.records import Records
from vault.sealing import SealBroken, kid
from vault.store import Batch, Store, guarded
from vault.threads import REPORTER, WANTED

_ROUNDS = 8
"""Against others who change the same signal at the same moment."""
_LOOKED_AT = 8
"""Signals of one partition that one look may meet, at random: two browsers seldom take the same one."""


@dataclass(frozen=True)
class Boxes:
    """Implements ``desk.resealing.Boxes``. Raises Unavailable."""

    store: Store
    members: Members
    records: Records

    async def kid(self, desk: str) -> str:
        """The name of the desk's present key."""
        return kid((await self.members.present()).desks[desk])

    async def changing(self) -> tuple[str, ...]:
        """Desks that have an earlier key."""
        async with guarded():
            found = await self.store.redis.hkeys(roster_keys.earlier())
        return tuple(sorted(desk.decode() for desk in found))

    async def left(self, desk: str) -> int:
        """One round trip per look; exact."""
        places = await self._places(desk)
        pipe = self.store.redis.pipeline(transaction=False)
        for place in places:
            pipe.scard(place)
        async with guarded():
            return sum(await pipe.execute()) if places else 0

    async def some(self, desk: str, most: int) -> tuple[SealedBox, ...]:
        """A few of them, no draft (P-03.2) and none that nobody can open anyway."""
        places = await self._places(desk)
        pipe = self.store.redis.pipeline(transaction=False)
        for place in places:
            pipe.srandmember(place, _LOOKED_AT)
        async with guarded():
            found = await pipe.execute() if places else []
        boxes: list[SealedBox] = []
        for place, names in zip(places, found, strict=True):
            for name in names:
                box = await self._box(desk, place, SignalId(name.decode())) if len(boxes) < most else None
                boxes += [box] if box else []
        return tuple(boxes)

    async def _places(self, desk: str) -> list[str]:
        async with guarded():
            raw = await self.store.redis.hget(roster_keys.earlier(), desk)
        present = await self.kid(desk)
        names = [name for name in json.loads(raw or b"[]") if name != present]
        return [keys.sealed_to(partition, desk, name) for name in names for partition in range(PARTITIONS)]

    async def _box(self, desk: str, place: str, signal: SignalId) -> SealedBox | None:
        async with guarded():
            # The version first: a note that comes after it makes the answer too late (``put_back``).
            fields = await self.store.redis.hmget(keys.signal(signal), "v", "b", "pub", desk, f"kid:{desk}")
            notes = await self.store.redis.hgetall(keys.notes(signal))
            if fields[0] is None:
                await self.store.redis.srem(place, signal)
        version, card, public, box, under = fields
        known = self._card(signal, version, card)
        if known is None or is_draft(known):
            return None
        return SealedBox(
            signal=signal,
            version=version.decode(),
            public=b64u(public),
            kid=under.decode(),
            box=box.decode(),
            notes={EntryId(note.decode()): sealed.decode() for note, sealed in notes.items()},
        )

    async def put_back(self, desk: str, resealed: Resealed, line: JournalLine) -> Outcome:
        """Box and notes in one step, once, and only where the signal is as it was read."""
        signal, present = resealed.signal, await self.kid(desk)
        async with guarded():
            version, under = await self.store.redis.hmget(keys.signal(signal), "v", f"kid:{desk}")
            notes = {name.decode() for name in await self.store.redis.hkeys(keys.notes(signal))}
        stale = version is None or version.decode() != resealed.version or under.decode() == present
        if stale or resealed.kid != present or not set(resealed.notes) <= notes:
            return Outcome.LOST
        batch, home = Batch(), partition_of(signal)
        batch.at_version(keys.signal(signal), resealed.version)
        sealed = (desk, resealed.box, f"kid:{desk}", present)
        batch.put("HSET", keys.signal(signal), "v", int(resealed.version) + 1, *sealed)
        for note, box in resealed.notes.items():
            batch.put("HSET", keys.notes(signal), note, box)
        batch.put("SREM", keys.sealed_to(home, desk, under.decode()), signal)
        batch.put("SADD", keys.sealed_to(home, desk, present), signal)
        put_line(batch, line, signal)
        outcome = await self.store.commit(batch)
        if outcome is Outcome.SAVED and await self.left(desk) == 0:
            async with guarded():
                await self.store.redis.incr(keys.rewrite_wanted())  # the append-only file still has the earlier boxes
        return outcome

    async def for_reporter(self, signal: SignalId, kid_: str, box: str, line: JournalLine) -> bool:
        """Once, and only to the code that is awaited: a later one has another key, an earlier box opens nothing."""
        for _ in range(_ROUNDS):
            async with guarded():
                version, card, wanted = await self.store.redis.hmget(keys.signal(signal), "v", "b", WANTED)
            known = self._card(signal, version, card)
            if wanted is None or kid(wanted) != kid_ or known is None or is_draft(known):
                return False
            batch, place = Batch(), keys.signal(signal)
            batch.at_version(place, version.decode())
            self.records.put_card(batch, replace(known, code_wanted=False), version.decode())
            batch.put("HSET", place, REPORTER, box, f"kid:{REPORTER}", kid_)
            batch.put("HDEL", place, WANTED)
            put_line(batch, line, signal)
            if await self.store.commit(batch) is Outcome.SAVED:
                return True
        raise Unavailable("the signal keeps changing")

    def _card(self, signal: SignalId, version: bytes, card: bytes) -> Card | None:
        """What no key of ours opens is nobody's to seal either."""
        try:
            versioned = self.records.card_of(signal, version, card)
        except (SealBroken, codec.Unreadable):
            return None
        return versioned.card if versioned else None

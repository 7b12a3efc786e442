"""The drills: implements ``desk.drills.DrillBook``. The one that runs, and results of those that ended: no content."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from desk.drill_book import KEPT, Drill, Running
from desk.ports import JournalLine, Outcome
from triage.card import Card, unreadable
from triage.ids import MemberId, SignalId, partition_of
from triage.tells import FewerWait
from vault import codec, keys, roster_keys
from vault.erasure import Erasure
from vault.journal import put_line
from vault.keyring import Keyring
from vault.records import Records
from vault.sealing import SealBroken
from vault.store import Batch, Store, guarded

_LINES = 500
"""Of a drill's own journal; it has a dozen."""


@dataclass(frozen=True)
class StoredDrills:
    """Any number of processes may look; of two that change the same only one does."""

    store: Store
    keyring: Keyring
    records: Records

    async def running(self) -> Running | None:
        """One round trip."""
        async with guarded():
            raw = await self.store.redis.get(roster_keys.drill())
        return Running(_drill(raw), raw.decode()) if raw else None

    async def past(self) -> tuple[Drill, ...]:
        """One round trip."""
        async with guarded():
            found = await self.store.redis.lrange(roster_keys.drills(), 0, KEPT - 1)
        return tuple(_drill(raw) for raw in found)

    async def last(self) -> Drill | None:
        """One round trip."""
        pipe = self.store.redis.pipeline(transaction=False)
        pipe.get(roster_keys.drill())
        pipe.lindex(roster_keys.drills(), 0)
        async with guarded():
            running, past = await pipe.execute()
        leaving = _drill(running) if running else None
        if leaving is not None and leaving.leaving:
            return leaving
        return _drill(past) if past else None

    async def begin(self, drill: Drill) -> bool:
        """The line says who and when; which signal it is must not be read out of the journal before it ends."""
        batch = Batch()
        batch.unseen(roster_keys.drill())
        batch.put("SET", roster_keys.drill(), _raw(drill))
        put_line(batch, JournalLine(at=drill.at, by=drill.by, verb="drill-started"))
        return await self.store.commit(batch) is Outcome.SAVED

    async def note(self, before: Running, drill: Drill) -> Running | None:
        """One script."""
        batch, raw = Batch(), _raw(drill)
        batch.value(roster_keys.drill(), before.raw)
        batch.put("SET", roster_keys.drill(), raw)
        return Running(drill, raw) if await self.store.commit(batch) is Outcome.SAVED else None

    async def finish(self, before: Running) -> None:
        """One script."""
        batch = Batch()
        batch.value(roster_keys.drill(), before.raw)
        batch.put("LPUSH", roster_keys.drills(), before.raw)
        batch.put("LTRIM", roster_keys.drills(), 0, KEPT - 1)
        batch.put("DEL", roster_keys.drill())
        await self.store.commit(batch)

    async def card(self, signal: SignalId) -> Card | None:
        """One round trip; a second one only where it will not open."""
        try:
            versioned = await self.records.card(signal)
        except (SealBroken, codec.Unreadable):
            return unreadable(signal, datetime.fromtimestamp(0, UTC))
        return versioned.card if versioned else None

    async def claims(self, signal: SignalId) -> tuple[tuple[MemberId, datetime], ...]:
        """One round trip: out of the lines beside the signal, so no restart loses one."""
        async with guarded():
            found = await self.store.redis.lrange(keys.journal(signal), 0, _LINES - 1)
        lines = [json.loads(raw) for raw in found]
        took = (line for line in lines if line["verb"] in {"claimed", "broke-glass"})
        return tuple((MemberId(line["by"]), datetime.fromisoformat(line["at"])) for line in took)

    async def erase(self, signal: SignalId, line: JournalLine) -> Outcome:
        """LOST where somebody changed it meanwhile: the next round tries again."""
        erasure, home = Erasure(self.store), partition_of(signal)
        remains = await erasure.remains(signal)
        async with guarded():
            version = await self.store.redis.hget(keys.signal(signal), "v")
        if version is None:
            return Outcome.SEEN
        batch, outbox = Batch(), keys.outbox(home)
        batch.at_version(keys.signal(signal), version.decode())
        erasure.put(batch, unreadable(signal, line.at), remains, line.at)
        batch.put("HDEL", keys.tombstones(home), signal)
        batch.put("XADD", outbox, "*", "b", self.keyring.seal_tell(outbox, FewerWait(signal=signal)))
        put_line(batch, line, signal)
        outcome = await self.store.commit(batch)
        if outcome is Outcome.SAVED:
            await erasure.done(remains)
        return outcome


def _raw(drill: Drill) -> str:
    ended_at = drill.ended_at.isoformat() if drill.ended_at else None
    return json.dumps({**asdict(drill), "at": drill.at.isoformat(), "ended_at": ended_at}, sort_keys=True)


def _drill(raw: bytes) -> Drill:
    kept = json.loads(raw)
    ended_at = datetime.fromisoformat(kept["ended_at"]) if kept.get("ended_at") else None
    return Drill(**{**kept, "at": datetime.fromisoformat(kept["at"]), "ended_at": ended_at})

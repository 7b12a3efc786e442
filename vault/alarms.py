"""Alarms in the store: implements ``desk.alarms.AlarmBook``. Which signal, which rung, when: no word."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from desk.alarms import Watched
from desk.ports import Outcome, Versioned
from triage.alarms import Alarm, Climb, Rung
from triage.card import unreadable
from triage.ids import PARTITIONS, MemberId, SignalId, partition_of
from triage.tells import Tell
from triage.urgency import Urgency
from vault import keys
from vault.codec import Unreadable
from vault.keyring import Keyring
from vault.records import Records
from vault.sealing import SealBroken
from vault.store import Batch, Store, guarded


@dataclass(frozen=True)
class StoredAlarms:
    """Any number of processes may look; only one of them wins each step."""

    store: Store
    keyring: Keyring
    records: Records

    async def due(self, now: datetime, most: int) -> tuple[SignalId, ...]:
        """One round trip, whatever waits."""
        pipe = self.store.redis.pipeline(transaction=False)
        for partition in range(PARTITIONS):
            pipe.zrangebyscore(keys.alarms(partition), "-inf", now.timestamp(), start=0, num=most, withscores=True)
        async with guarded():
            heads = await pipe.execute()
        found = sorted((score, name) for head in heads for name, score in head)
        return tuple(SignalId(name.decode()) for _, name in found[:most])

    async def look(self, signal: SignalId) -> Watched | None:
        """Two round trips. A card that will not open rings like danger: it must not still the alarms of all others."""
        try:
            versioned = await self.records.card(signal)
        except (SealBroken, Unreadable):
            versioned = await self._unreadable(signal)
        if versioned is None:
            return None
        async with guarded():
            raw = (await self.store.redis.get(keys.alarm(signal)) or b"").decode()
        return Watched(versioned=versioned, alarm=_alarm(raw) if raw else None, raw=raw)

    async def _unreadable(self, signal: SignalId) -> Versioned | None:
        async with guarded():
            version = await self.store.redis.hget(keys.signal(signal), "v")
            score = await self.store.redis.zscore(keys.alarms(partition_of(signal)), signal)
        if version is None:
            return None
        since = datetime.fromtimestamp(float(score or 0), UTC)
        return Versioned(card=unreadable(signal, since), version=version.decode())

    async def save(self, signal: SignalId, before: Watched, step: Climb, tells: tuple[Tell, ...]) -> Outcome:
        """LOST where somebody claimed, answered or wrote meanwhile: the next round looks again."""
        batch, home = Batch(), partition_of(signal)
        batch.at_version(keys.signal(signal), before.versioned.version)
        batch.value(keys.alarm(signal), before.raw)
        batch.put("SET", keys.alarm(signal), _raw(step.alarm))
        batch.put("ZADD", keys.alarms(home), step.due.timestamp(), signal)
        outbox = keys.outbox(home)
        for tell in tells:
            batch.put("XADD", outbox, "*", "b", self.keyring.seal_tell(outbox, tell))
        return await self.store.commit(batch)

    async def rest(self, signal: SignalId) -> None:
        """Out of the list; a change of the card puts it back."""
        batch = Batch()
        batch.put("ZREM", keys.alarms(partition_of(signal)), signal)
        batch.put("DEL", keys.alarm(signal))
        await self.store.commit(batch)

    async def open_conversations(self) -> Mapping[MemberId, int]:
        """Out of the alarms of held signals: those alone wait for their holder's word. Two round trips."""
        pipe = self.store.redis.pipeline(transaction=False)
        for partition in range(PARTITIONS):
            pipe.zrange(keys.alarms(partition), 0, -1)
        async with guarded():
            names = [SignalId(name.decode()) for head in await pipe.execute() for name in head]
            raws = await self._alarms(names)
        holders = (_alarm(raw.decode()).holder for raw in raws if raw)
        return Counter(holder for holder in holders if holder is not None)

    async def _alarms(self, names: list[SignalId]) -> list[bytes | None]:
        pipe = self.store.redis.pipeline(transaction=False)
        for name in names:
            pipe.get(keys.alarm(name))
        found: list[bytes | None] = await pipe.execute() if names else []
        return found


def _raw(alarm: Alarm) -> str:
    granted = alarm.granted.isoformat() if alarm.granted else None
    fields = [alarm.tier, alarm.since.isoformat(), int(alarm.rung), alarm.rung_at.isoformat(), alarm.holder, granted]
    return json.dumps(fields)


def _alarm(raw: str) -> Alarm:
    tier, since, rung, rung_at, holder, *more = json.loads(raw)  # those of before had five fields
    granted = more[0] if more else rung_at if holder else None
    return Alarm(
        tier=Urgency(tier),
        since=datetime.fromisoformat(since),
        rung=Rung(rung),
        rung_at=datetime.fromisoformat(rung_at),
        holder=MemberId(holder) if holder else None,
        granted=datetime.fromisoformat(granted) if granted else None,
    )

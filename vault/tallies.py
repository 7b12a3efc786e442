"""What was counted of the desk's work, a hash per partition and day: no signal, no member, no reporter in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from triage.ids import PARTITIONS
from triage.quality import KEPT_DAYS, Count, merged
from vault.store import Batch, Store, guarded


def tally(partition: int, day: date) -> str:
    """Hash, ``KEPT_DAYS`` from its day (UTC): name of a count (``triage.quality``) → how many."""
    return f"{{rb:{partition}}}:tally:{day:%Y%m%d}"


def put_counts(batch: Batch, home: int, counts: Iterable[Count]) -> None:
    """Never as a batch's first write, nor as its last (see ``store.COMMIT`` and ``journal.put_line``)."""
    for one in counts:
        key = tally(home, one.day)
        batch.put("HINCRBY", key, one.name, one.by)
        batch.put("EXPIREAT", key, _until(one.day))


def _until(day: date) -> int:
    """Seconds since 1970. A day of long ago is gone again at once: what happens to its signals counts nowhere."""
    return int((datetime.combine(day, time(), UTC) + timedelta(days=KEPT_DAYS)).timestamp())


@dataclass(frozen=True)
class StoredTallies:
    """Implements ``desk.oversight.Tallies``. Raises Unavailable."""

    store: Store

    async def of(self, days: Iterable[date]) -> Mapping[date, Mapping[str, int]]:
        """One round trip, 16 short reads a day."""
        wanted = tuple(days)
        pipe = self.store.redis.pipeline(transaction=False)
        for day in wanted:
            for partition in range(PARTITIONS):
                pipe.hgetall(tally(partition, day))
        async with guarded():
            found = await pipe.execute()
        # below zero stands what came before anything was counted: it must not eat up what others counted
        read = [{name.decode(): int(many) for name, many in fields.items() if int(many) > 0} for fields in found]
        return {day: merged(read[at * PARTITIONS : (at + 1) * PARTITIONS]) for at, day in enumerate(wanted)}

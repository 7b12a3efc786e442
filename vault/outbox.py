"""Promises to tell: read in order per partition, announced before a send, gone after it."""

import json
from dataclasses import dataclass

from desk.ports import Outcome
from triage.ids import AccountId
from triage.tells import Tell
from vault import keys
from vault.codec import Unreadable
from vault.keyring import Keyring
from vault.sealing import SealBroken
from vault.store import Batch, Store, guarded

BLOCK_MS = 1500
"""Shorter than the socket's timeout (technology.md §4: a longer one hangs)."""
READ_MOST = 200


@dataclass(frozen=True)
class Promise:
    """One outbox entry. ``tell`` None: this process has no key for it; it stays where it is."""

    partition: int
    id: str
    tell: Tell | None


@dataclass(frozen=True)
class Announcement:
    """A send that may or may not have happened: after message ``low``, to ``account`` (None: to a specialist)."""

    partition: int
    id: str
    account: AccountId | None
    low: int


@dataclass(frozen=True)
class Outbox:
    """One reader per partition (XREAD does not cross slots). ``lane``: whose announcements, as of a lease."""

    store: Store
    keyring: Keyring
    lane: str = ""

    async def after(self, partition: int, last: str, *, block_ms: int | None = BLOCK_MS) -> list[Promise]:
        """Promises younger than ``last`` (``"0"``: all), waiting up to ``block_ms`` for one; None: not at all."""
        name = keys.outbox(partition)
        async with guarded():
            streams = await self.store.redis.xread({name: last}, count=READ_MOST, block=block_ms)
        found = _of_stream(streams)
        return [self.promise(partition, entry, fields) for entry, fields in found]

    def promise(self, partition: int, entry: bytes, fields: dict[bytes, bytes]) -> Promise:
        """One entry, as far as this process can read it."""
        try:
            tell = self.keyring.open_tell(keys.outbox(partition), fields[b"b"])
        except (SealBroken, Unreadable, KeyError):
            tell = None
        return Promise(partition, entry.decode(), tell)

    async def announce(self, at: Announcement, fence: int) -> bool:
        """Whether the send may go out: the fence is still ours. The same id may be announced again after a crash."""
        name = keys.sending(at.partition, self.lane)
        sealed = self.keyring.address.seal(name, json.dumps([at.account, at.low]).encode())
        batch = Batch()
        batch.value(keys.fence(at.partition, self.lane), str(fence))
        batch.put("HSET", name, at.id, sealed)
        self._log(batch, at.partition, at.id, "announced")
        return await self.store.commit(batch) is Outcome.SAVED

    async def open_announcements(self, partition: int) -> list[Announcement]:
        """What a former sender announced and never finished. One that no key of ours opens is left out."""
        name = keys.sending(partition, self.lane)
        async with guarded():
            fields = await self.store.redis.hgetall(name)
        found = []
        for entry, box in fields.items():
            try:
                account, low = json.loads(self.keyring.address.open(name, box))
            except SealBroken:
                continue  # a lost key must not keep the sender from starting
            found.append(Announcement(partition, entry.decode(), AccountId(account) if account else None, int(low)))
        return found

    def finish(self, batch: Batch, partition: int, entry: str, became: str) -> None:
        """Into ``batch``: the promise is kept (``told``), overtaken (``dropped``) or can't be kept (``failed``)."""
        batch.put("HDEL", keys.sending(partition, self.lane), entry)
        batch.put("XDEL", keys.outbox(partition), entry.partition(":")[0])
        self._log(batch, partition, entry, became)

    def finish_part(self, batch: Batch, partition: int, entry: str, became: str) -> None:
        """One message of several under one promise: the promise stays until the last."""
        batch.put("HDEL", keys.sending(partition, self.lane), entry)
        self._log(batch, partition, entry, became)

    async def commit(self, batch: Batch) -> None:
        """Raises Unavailable."""
        await self.store.commit(batch)

    def _log(self, batch: Batch, partition: int, entry: str, became: str) -> None:
        log = keys.announcements(partition)
        batch.put("XADD", log, "MAXLEN", "~", keys.LOG_LENGTH, "*", "e", entry, "s", became)


def _of_stream(streams: object) -> list[tuple[bytes, dict[bytes, bytes]]]:
    """XREAD's answer for one stream, whichever protocol version shaped it."""
    if not streams:
        return []
    pairs = next(iter(streams.values()), []) if isinstance(streams, dict) else streams[0][1]  # type: ignore[index]  # RESP2 answers with a list of pairs
    while pairs and isinstance(pairs[0], list) and pairs[0] and isinstance(pairs[0][0], (list, tuple)):
        pairs = pairs[0]
    shaped = []
    for entry, fields in pairs:
        flat = fields if isinstance(fields, dict) else dict(zip(fields[::2], fields[1::2], strict=True))
        shaped.append((entry, flat))
    return shaped

"""A member's passkeys: her wrapped key once more, under what a device gives (protocol 2.8). Nothing here opens it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from desk.access import Refused
from desk.ports import JournalLine, Outcome
from triage.ids import MemberId
from vault import roster_keys
from vault.encoding import unb64u
from vault.journal import put_line
from vault.sessions import put_new_locks
from vault.store import Batch, Store, guarded

Json = dict[str, Any]
MOST: Final = 5
"""Devices of one member."""


@dataclass(frozen=True)
class _Papers:
    version: str
    kept: list[Json]
    locks: bytes


@dataclass(frozen=True)
class Passkeys:
    """Lie among her papers, so that revoking her takes them too. Raises Unavailable; Refused as each says."""

    store: Store

    async def find(self, member: MemberId, id_: str) -> Json:
        """Raises Refused("passkey-unknown"), for nobody and for a device of nobody alike: an id has 256 bits."""
        kept = (await self._kept(member)).kept
        found = next((one for one in kept if one["id"] == id_), None)
        if found is None:
            raise Refused("passkey-unknown")
        return found

    async def door_key(self, member: MemberId, id_: str) -> bytes | None:
        """The public key by which this device of hers signs at the door (protocol 3.6); None where it has none."""
        kept = (await self._kept(member)).kept
        door = next((one.get("door") for one in kept if one["id"] == id_), None)
        return unb64u(door) if door else None

    async def add(self, member: MemberId, passkey: Json, now: datetime) -> None:
        """The same device again replaces its own. Raises Refused("too-many")."""
        papers = await self._kept(member)
        others = [one for one in papers.kept if one["id"] != passkey["id"]]
        if len(others) >= MOST:
            raise Refused("too-many")
        batch = self._listed(member, papers.version, [*others, passkey])
        await self._commit(batch, JournalLine(at=now, by=member, verb="passkey-added"))

    async def forget(self, member: MemberId, session: str, now: datetime) -> None:
        """All of hers: a device is lost. What it signed in is over too: every session of hers but ``session``."""
        papers = await self._kept(member)
        batch = self._listed(member, papers.version, [])
        put_new_locks(batch, member, papers.locks, session)
        await self._commit(batch, JournalLine(at=now, by=member, verb="passkeys-forgotten"))

    async def _kept(self, member: MemberId) -> _Papers:
        async with guarded():
            version, raw, locks = await self.store.redis.hmget(roster_keys.papers(member), "v", "passkeys", "locks")
        return _Papers((version or b"").decode(), json.loads(raw or b"[]"), locks or b"")

    @staticmethod
    def _listed(member: MemberId, version: str, kept: list[Json]) -> Batch:
        batch, place = Batch(), roster_keys.papers(member)
        batch.standing(place)
        batch.at_version(place, version)
        batch.put("HSET", place, "v", int(version or 0) + 1, "passkeys", json.dumps(kept))
        return batch

    async def _commit(self, batch: Batch, line: JournalLine) -> None:
        put_line(batch, line)
        if await self.store.commit(batch) is not Outcome.SAVED:
            raise Refused("passkey-unknown")

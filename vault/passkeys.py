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
from vault.store import Batch, Store, guarded

Json = dict[str, Any]
MOST: Final = 5
"""Devices of one member."""


@dataclass(frozen=True)
class Passkeys:
    """Lie among her papers, so that revoking her takes them too. Raises Unavailable; Refused as each says."""

    store: Store

    async def find(self, member: MemberId, id_: str) -> Json:
        """Raises Refused("passkey-unknown"), for nobody and for a device of nobody alike: an id has 256 bits."""
        _, kept = await self._kept(member)
        found = next((one for one in kept if one["id"] == id_), None)
        if found is None:
            raise Refused("passkey-unknown")
        return found

    async def door_key(self, member: MemberId, id_: str) -> bytes | None:
        """The public key by which this device of hers signs at the door (protocol 3.6); None where it has none."""
        _, kept = await self._kept(member)
        door = next((one.get("door") for one in kept if one["id"] == id_), None)
        return unb64u(door) if door else None

    async def add(self, member: MemberId, passkey: Json, now: datetime) -> None:
        """The same device again replaces its own. Raises Refused("too-many")."""
        version, kept = await self._kept(member)
        others = [one for one in kept if one["id"] != passkey["id"]]
        if len(others) >= MOST:
            raise Refused("too-many")
        await self._put(member, version, [*others, passkey], JournalLine(at=now, by=member, verb="passkey-added"))

    async def forget(self, member: MemberId, now: datetime) -> None:
        """All of hers: a device is lost."""
        version, _ = await self._kept(member)
        await self._put(member, version, [], JournalLine(at=now, by=member, verb="passkeys-forgotten"))

    async def _kept(self, member: MemberId) -> tuple[str, list[Json]]:
        async with guarded():
            version, raw = await self.store.redis.hmget(roster_keys.papers(member), "v", "passkeys")
        return (version or b"").decode(), json.loads(raw or b"[]")

    async def _put(self, member: MemberId, version: str, kept: list[Json], line: JournalLine) -> None:
        batch, place = Batch(), roster_keys.papers(member)
        batch.standing(place)
        batch.at_version(place, version)
        batch.put("HSET", place, "v", int(version or 0) + 1, "passkeys", json.dumps(kept))
        put_line(batch, line)
        if await self.store.commit(batch) is not Outcome.SAVED:
            raise Refused("passkey-unknown")

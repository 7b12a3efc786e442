"""Invites: made by the administrator on the server's terminal, used once by a browser (protocol 2.1)."""

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from desk.ports import JournalLine
from triage.ids import MemberId
from vault import roster_keys
from vault.encoding import Malformed, b64u, unb64u
from vault.journal import put_line
from vault.sealing import Draw
from vault.store import Batch, Store, guarded

_INVITE_BYTES = 16
_MEMBER_BYTES = 7
"""Drawn for a member id; 50 bits of them are spelt."""
_MEMBER_CHARACTERS = 10


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who is to be invited: role ``specialist`` or ``fallback``, desk ``intake`` or ``fallback``."""

    name: str
    role: str
    desk: str


@dataclass(frozen=True, kw_only=True)
class Invite(Person):
    """``place`` is its name in the store (a SHA-256 of what the link carries), ``raw`` its record as it was read."""

    member: MemberId
    until: datetime | None = None
    place: str = field(default="", repr=False)
    raw: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Invites:
    """Every method raises Unavailable."""

    store: Store
    draw: Draw

    async def make(self, of: Person, *, now: datetime, hours: int) -> str:
        """A new invite, as its link carries it. Only its hash is kept."""
        secret = self.draw(_INVITE_BYTES)
        place = roster_keys.invite(roster_keys.hashed(secret))
        until = int((now + timedelta(hours=hours)).timestamp())
        member = self._new_member()
        person = {"member": member, "name": of.name, "role": of.role, "desk": of.desk, "until": until}
        batch = Batch()
        batch.put("SET", place, json.dumps(person, ensure_ascii=False), "EX", hours * 3600)
        batch.put("SADD", roster_keys.invites(), place)
        put_line(batch, JournalLine(at=now, by="operator", verb="invited", detail=member))
        await self.store.commit(batch)
        return b64u(secret)

    def _new_member(self) -> MemberId:
        drawn = base64.b32encode(self.draw(_MEMBER_BYTES)).decode("ascii").lower()
        return MemberId(f"m-{drawn[:_MEMBER_CHARACTERS]}")

    async def find(self, invite: str, now: datetime) -> Invite | None:
        """The open invite that a link carries, or None."""
        place = self.place_of(invite)
        async with guarded():
            raw = await self.store.redis.get(place) if place else None
        found = _invite(place, raw) if raw else None
        return found if found and found.until and now < found.until else None

    async def pending(self, now: datetime) -> tuple[Invite, ...]:
        """Every open invite, the next to end first. Forgets the names of those that ended."""
        async with guarded():
            places = sorted(place.decode() for place in await self.store.redis.smembers(roster_keys.invites()))
            found = [(place, await self.store.redis.get(place)) for place in places]
            ended = [place for place, raw in found if raw is None]
            if ended:
                await self.store.redis.srem(roster_keys.invites(), *ended)
        read = (_invite(place, raw) for place, raw in found if raw)
        return tuple(sorted((one for one in read if one.until and now < one.until), key=lambda one: str(one.until)))

    @staticmethod
    def place_of(invite: str) -> str:
        """The name in the store of what a link carries; empty for what no link of ours carries."""
        try:
            secret = unb64u(invite)
        except Malformed:
            return ""
        return roster_keys.invite(roster_keys.hashed(secret)) if len(secret) == _INVITE_BYTES else ""


def _invite(place: str, raw: bytes) -> Invite:
    kept = json.loads(raw)
    return Invite(
        member=MemberId(kept["member"]),
        name=kept["name"],
        role=kept["role"],
        desk=kept["desk"],
        until=datetime.fromtimestamp(kept["until"], tz=UTC),
        place=place,
        raw=raw.decode(),
    )

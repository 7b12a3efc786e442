"""A desk's new key comes into use (protocol 9.3), the earlier one out of it (9.6): at the server's terminal."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.ports import JournalLine, Outcome, Unavailable
from triage.ids import MemberId
from vault import roster_keys
from vault.boxes import Boxes
from vault.ceremony import Refused
from vault.ceremony_documents import Office
from vault.ceremony_rotation import Rotation, verify_rotation
from vault.encoding import canonical
from vault.journal import put_line
from vault.members import Json, Members, Papers
from vault.sealing import kid
from vault.store import Batch, guarded


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """``without``: members of the desk who have no grant of its present key, and cannot come in before they do."""

    desk: str
    office: Office
    readers: int
    without: tuple[MemberId, ...]
    changed: bool


@dataclass(frozen=True, kw_only=True)
class Adopting:
    """Raises Unavailable; ceremony's Refused for what is not believed."""

    members: Members
    boxes: Boxes

    async def adopt(self, paper: object, now: datetime) -> Adopted:
        """One step: the document, every grant, the line in the journal. Lost against another change: Unavailable."""
        before = await self.members.present()
        certified = await self.members.certificates()
        rotation = verify_rotation(before, paper, {str(member): one for member, one in certified.items()})
        batch, store = Batch(), self.members.store
        async with guarded():
            standing = await store.redis.get(roster_keys.office())
            raw = await store.redis.hget(roster_keys.earlier(), rotation.desk)
        batch.value(roster_keys.office(), standing.decode() if standing else "")
        batch.put("SET", roster_keys.office(), canonical(rotation.office.document).decode())
        changed = before.desks[rotation.desk] != rotation.office.desks[rotation.desk]
        if changed:
            names = [*json.loads(raw or b"[]"), kid(before.desks[rotation.desk])]
            batch.put("HSET", roster_keys.earlier(), rotation.desk, json.dumps(names))
        for member, grant in rotation.grants.items():
            papers = await self.members.papers(MemberId(member))
            if papers is None:
                raise Unavailable("adopt: a member left meanwhile; ask again")
            _put_grant(batch, MemberId(member), papers, grant, rotation.earlier.get(member, ()))
        put_line(batch, JournalLine(at=now, by="operator", verb="desk-key-adopted", detail=rotation.desk))
        if await store.commit(batch) is not Outcome.SAVED:
            raise Unavailable("adopt: something changed meanwhile; ask again")
        return _adopted(rotation, certified, changed=changed)

    async def finish(self, now: datetime) -> Mapping[str, int]:
        """Earlier grants go, desk by desk, where nothing is left; how many are left elsewhere."""
        left = {desk: await self.boxes.left(desk) for desk in await self.boxes.changing()}
        done = [desk for desk, count in left.items() if count == 0]
        batch = Batch()
        for member, certificate in (await self.members.certificates()).items():
            papers = await self.members.papers(member)
            if papers and papers.earlier and certificate["request"]["desk"] in done:
                batch.at_version(roster_keys.papers(member), papers.version)
                batch.put("HSET", roster_keys.papers(member), "v", int(papers.version) + 1)
                batch.put("HDEL", roster_keys.papers(member), "earlier")
        for desk in done:
            batch.put("HDEL", roster_keys.earlier(), desk)
            put_line(batch, JournalLine(at=now, by="operator", verb="desk-key-dropped", detail=desk))
        if done and await self.members.store.commit(batch) is not Outcome.SAVED:
            raise Unavailable("finish: something changed meanwhile; ask again")
        return left


def _put_grant(batch: Batch, member: MemberId, papers: Papers, grant: Json, given: Sequence[Json]) -> None:
    place = roster_keys.papers(member)
    mine = [*papers.earlier, *given] + ([papers.grant] if papers.grant else [])
    earlier = {one["desk_kid"]: one for one in mine if one["desk_kid"] != grant["desk_kid"]}
    kept = ("grant", canonical(grant).decode(), "earlier", json.dumps(list(earlier.values())))
    batch.at_version(place, papers.version)
    batch.put("HSET", place, "v", int(papers.version) + 1, *kept)


def _adopted(rotation: Rotation, certified: Mapping[MemberId, Json], *, changed: bool) -> Adopted:
    of_desk = {member for member, paper in certified.items() if paper["request"]["desk"] == rotation.desk}
    without = sorted(of_desk - set(rotation.grants)) if changed else []
    return Adopted(
        desk=rotation.desk,
        office=rotation.office,
        readers=len(rotation.grants),
        without=tuple(MemberId(member) for member in without),
        changed=changed,
    )


__all__ = ["Adopted", "Adopting", "Refused"]

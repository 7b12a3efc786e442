"""A desk gets another key: the administrator's side, and what the server believes of it (protocol §9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from vault.ceremony import DESK_DOCUMENT, admin_in, desk_of, grant_of, open_desk, recovery_in
from vault.ceremony_documents import Member, Office, iso, signed_bytes, verify_certificate, verify_office
from vault.ceremony_files import json_object, read_private, read_public, replace_private, replace_public, write_private
from vault.ceremony_shapes import GRANT, ROTATION, Json, Refused, paper_of
from vault.encoding import b64u, canonical
from vault.sealing import Draw, kid, new_seal_key, sign

EARLIER: Final = "desk-{}.json"
"""In `offline/`: the desk document whose key, named so, was the desk's before."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """A believed rotation file: the present office, the desk, and each named member's grants."""

    office: Office
    desk: str
    grants: Mapping[str, Json] = field(repr=False)
    earlier: Mapping[str, Sequence[Json]] = field(repr=False)


def remaining(office: Office, desk: str, certificates: Sequence[object]) -> tuple[Member, ...]:
    """The members of `desk` among the certificates, by name. Raises Refused for one that we never signed."""
    members = (verify_certificate(office, certificate) for certificate in certificates)
    found = {one.member: one for one in members if one.desk == desk}
    if not found:
        raise Refused(f"certificates: nobody of the desk {desk} is among them, so nobody could read any more")
    return tuple(sorted(found.values(), key=lambda one: (one.name, one.member)))


def rotate(offline: Path, desk: str, readers: Sequence[Member], now: datetime, draw: Draw) -> Json:
    """Draw a desk's new key, keep the earlier document, put the new one in its place (9.1, 9.2).

    Raises Refused, KeyFileRefused, SealBroken.
    """
    office = present(offline)
    admin, recovery = admin_in(offline, office), recovery_in(offline, office)
    open_desk(recovery, office, desk)
    key = new_seal_key(draw)
    document = {**office.document, "made_at": iso(now)}
    if not str(office.document["made_at"]) < str(document["made_at"]):
        raise Refused("desk document: made_at is not earlier than now. Is the clock of this machine right?")
    document["desks"] = {**office.document["desks"], desk: desk_of(key, desk, recovery.public)}
    document["sig"] = b64u(sign(admin.seed, signed_bytes("desk-document", document)))
    changed = verify_office(document, allow_demo=office.demo)
    grants = [grant_of(key.seed, changed, reader) for reader in readers]
    kept = offline / EARLIER.format(kid(office.desks[desk]))
    write_private(kept, canonical(office.document), draw)
    replace_private(offline / DESK_DOCUMENT, canonical(document), draw)
    public = offline.parent / "public" / DESK_DOCUMENT
    if public.exists():
        replace_public(public, canonical(document), draw)
    return {"v": 1, "desk": document, "of": desk, "grants": grants, "earlier": []}


def regrant(offline: Path, desk: str, readers: Sequence[Member]) -> Json:
    """The present desk key and every earlier one that is kept, for these members (`keys recover`).

    Raises Refused, KeyFileRefused, SealBroken.
    """
    office = present(offline)
    recovery = recovery_in(offline, office)
    seeds = [(office, open_desk(recovery, office, desk))]
    for before in earlier_offices(offline, office):
        if kid(before.desks[desk]) not in {kid(of.desks[desk]) for of, _ in seeds}:
            seeds.append((before, open_desk(recovery, before, desk)))
    (_, seed), *before_it = seeds
    grants = [grant_of(seed, office, reader) for reader in readers]
    earlier = [grant_of(old, of, reader) for of, old in before_it for reader in readers]
    return {"v": 1, "desk": office.document, "of": desk, "grants": grants, "earlier": earlier}


def present(offline: Path) -> Office:
    """The desk document in `offline/`. Raises Refused, KeyFileRefused."""
    file = offline / DESK_DOCUMENT
    return verify_office(json_object(read_public(file), str(file)), allow_demo=True)


def earlier_offices(offline: Path, office: Office) -> tuple[Office, ...]:
    """Documents that were the present one, the latest first. Raises Refused when one is of another office."""
    found = []
    for file in offline.glob(EARLIER.format("*")):
        before = verify_office(json_object(read_private(file), str(file)), allow_demo=True)
        must_be_same_office(office, before)
        found.append(before)
    return tuple(sorted(found, key=lambda one: str(one.document["made_at"]), reverse=True))


def must_be_same_office(one: Office, other: Office) -> None:
    """Raises Refused: another administrator, another recovery key, or demo keys beside real ones."""
    if (one.admin, one.recovery, one.demo) != (other.admin, other.recovery, other.demo):
        raise Refused("desk document: its administrator or recovery key is not the one of this office")


def verify_rotation(before: Office, paper: object, certified: Mapping[str, object]) -> Rotation:
    """What `staff adopt` believes (9.3). `certified`: certificates by member. Raises Refused."""
    rotation = paper_of(paper, "rotation", ROTATION)
    office, desk = verify_office(rotation["desk"], allow_demo=before.demo), str(rotation["of"])
    must_be_same_office(before, office)
    same = canonical(office.document) == canonical(before.document)
    if not same and not str(before.document["made_at"]) < str(office.document["made_at"]):
        raise Refused("rotation: its desk document is not later than the present one")
    if any(office.desks[other] != before.desks[other] for other in office.desks if other != desk):
        raise Refused("rotation: another desk than the one it is for was changed too")
    if not same and office.desks[desk] == before.desks[desk]:
        raise Refused("rotation: the desk has no new key")
    grants = {grant["member"]: grant for grant in _granted(office, desk, rotation["grants"], certified)}
    if any(grant["desk_kid"] != kid(office.desks[desk]) for grant in grants.values()):
        raise Refused("grant: desk_kid is not the desk's key")
    earlier: dict[str, list[Json]] = {}
    for grant in _granted(office, desk, rotation["earlier"], certified):
        earlier.setdefault(grant["member"], []).append(grant)
    if not grants:
        raise Refused("rotation: nobody who is a member now has a grant in it. Take the certificates anew")
    return Rotation(office, desk, grants, earlier)


def _granted(office: Office, desk: str, papers: Sequence[object], certified: Mapping[str, object]) -> list[Json]:
    """Grants for members of today; one for somebody who was revoked meanwhile is left out."""
    found = []
    for paper in papers:
        grant = paper_of(paper, "grant", GRANT)
        if grant["desk"] != desk:
            raise Refused("grant: it is for another desk")
        if grant["member"] in certified:
            member = verify_certificate(office, certified[grant["member"]])
            if member.desk != desk:
                raise Refused("grant: its member belongs to another desk")
            found.append(grant)
    return found


__all__ = ["Rotation", "earlier_offices", "present", "regrant", "remaining", "rotate", "verify_rotation"]

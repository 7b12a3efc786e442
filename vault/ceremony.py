"""How an office comes to be and takes in a member: the administrator's side of protocol §1 and §2.

`offline/` is made and used on the administrator's own machine. The server only ever calls `load_office` and `verify_…`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from vault.ceremony_documents import (
    Answer,
    Applicant,
    Member,
    Office,
    fingerprint,
    grouped,
    iso,
    signed_bytes,
    verify_answer,
    verify_certificate,
    verify_office,
    verify_request,
    verify_sign_in,
)
from vault.ceremony_files import KeyFileRefused, json_object, read_private, read_public, write_private, write_public
from vault.ceremony_member import Invited, MemberKeys, NewMember, grant_info, make_member
from vault.ceremony_shapes import DESKS, Json, Refused
from vault.encoding import Malformed, b64u, canonical, joined, unb64u
from vault.sealing import (
    SEED_BYTES,
    Draw,
    SealBroken,
    SealKey,
    SignKey,
    kid,
    new_seal_key,
    new_sign_key,
    seal,
    seal_key,
    sign,
    sign_key,
    unseal,
)

DESK_DOCUMENT: Final = "desk.json"
PUBLIC: Final = "public"
OFFLINE: Final = "offline"
_ADMIN: Final = "admin.json"
_RECOVERY: Final = "recovery.json"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The private keys of a new office, for as long as it takes to write them down."""

    admin: SignKey = field(repr=False)
    recovery: SealKey = field(repr=False)
    document: Json = field(repr=False)


def new_office(*, demo: bool, now: datetime, draw: Draw) -> Drawn:
    """Protocol 1.1–1.3 in memory. The seeds of the desks are forgotten when this returns."""
    admin, recovery = new_sign_key(draw), new_seal_key(draw)
    document: Json = {
        "v": 1,
        "demo": demo,
        "made_at": iso(now),
        "admin": b64u(admin.public),
        "recovery": b64u(recovery.public),
        "desks": {desk: _new_desk(desk, recovery.public, draw) for desk in DESKS},
    }
    document["sig"] = b64u(sign(admin.seed, signed_bytes("desk-document", document)))
    return Drawn(admin, recovery, document)


def init(directory: Path, *, demo: bool, now: datetime, draw: Draw) -> Office:
    """Make an office: `public/desk.json` for the server, `offline/` for nobody else (protocol §1).

    `offline/` also gets a copy of the desk document, so that it is complete by itself. Raises KeyFileRefused when
    `directory` has anything in it, OSError when the disk refuses.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise KeyFileRefused(f"{directory} is not empty. Name a new directory: keys are never written over")
    drawn = new_office(demo=demo, now=now, draw=draw)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    offline = directory / OFFLINE
    offline.mkdir(mode=0o700)
    write_private(offline / _ADMIN, _kept("sign", drawn.admin.seed), draw)
    write_private(offline / _RECOVERY, _kept("seal", drawn.recovery.seed), draw)
    write_private(offline / DESK_DOCUMENT, canonical(drawn.document), draw)
    # Last, so that a public document never exists whose private keys did not reach the disk.
    (directory / PUBLIC).mkdir(mode=0o755)
    write_public(directory / PUBLIC / DESK_DOCUMENT, canonical(drawn.document), draw)
    return verify_office(drawn.document, allow_demo=demo)


def load_office(path: Path, *, allow_demo: bool) -> Office:
    """The office of a desk document, or of the directory it lies in. Raises KeyFileRefused, Refused."""
    file = path / DESK_DOCUMENT if path.is_dir() else path
    return verify_office(json_object(read_public(file), str(file)), allow_demo=allow_demo)


def sign_request(offline: Path, document: Json, request: Json, now: datetime) -> Json:
    """The answer file to a request (protocol 2.5–2.7); its grant is null when `offline` has no recovery key.

    Raises Refused, KeyFileRefused, SealBroken.
    """
    office = verify_office(document, allow_demo=True)
    applicant = verify_request(request)
    admin = admin_in(offline, office)
    certificate: Json = {"v": 1, "demo": office.demo, "issued_at": iso(now), "request": request}
    certificate["sig"] = b64u(sign(admin.seed, signed_bytes("member-certificate", certificate)))
    grant = _grant(offline, office, applicant) if has_recovery(offline) else None
    return {"v": 1, "desk": office.document, "certificate": certificate, "grant": grant}


def add_grant(offline: Path, document: Json, answer: Json) -> Json:
    """The same answer with its grant, where only the recovery key is present (protocol 2.6).

    Raises Refused, KeyFileRefused, SealBroken.
    """
    office = verify_office(document, allow_demo=True)
    member = verify_certificate(office, answer.get("certificate"))
    whole = {**answer, "grant": _grant(offline, office, member)}
    verify_answer(office, whole)
    return whole


def has_recovery(offline: Path) -> bool:
    return (offline / _RECOVERY).exists()


def open_desk(recovery: SealKey, office: Office, desk: str) -> bytes:
    """The seed of a desk, for the holder of the recovery key. Raises SealBroken."""
    box = unb64u(office.document["desks"][desk]["recovery"])
    seed = unseal(recovery.seed, _desk_info(desk, recovery.public), box)
    if seal_key(seed).public != office.desks[desk]:
        raise SealBroken("desk-key")
    return seed


def _grant(offline: Path, office: Office, to: Applicant) -> Json:
    recovery = recovery_in(offline, office)
    return grant_of(open_desk(recovery, office, to.desk), office, to)


def admin_in(offline: Path, office: Office) -> SignKey:
    """Raises KeyFileRefused; Refused when it is not this office's."""
    admin = sign_key(_seed_in(offline / _ADMIN, "sign"))
    if admin.public != office.admin:
        raise Refused(f"{offline / _ADMIN} is not the administrator key of this desk document")
    return admin


def recovery_in(offline: Path, office: Office) -> SealKey:
    """Raises KeyFileRefused; Refused when it is not this office's."""
    recovery = seal_key(_seed_in(offline / _RECOVERY, "seal"))
    if recovery.public != office.recovery:
        raise Refused(f"{offline / _RECOVERY} is not the recovery key of this desk document")
    return recovery


def grant_of(desk_seed: bytes, office: Office, to: Applicant) -> Json:
    """A desk's seed for one member (protocol 2.6). Raises SealBroken."""
    box = seal(to.seal, grant_info(to.desk, to.member, to.seal), desk_seed)
    of = {"v": 1, "member": to.member, "desk": to.desk, "desk_kid": kid(office.desks[to.desk])}
    return {**of, "box": b64u(box)}


def _new_desk(desk: str, recovery: bytes, draw: Draw) -> dict[str, str]:
    return desk_of(new_seal_key(draw), desk, recovery)


def desk_of(key: SealKey, desk: str, recovery: bytes) -> dict[str, str]:
    """A desk as the desk document has it (protocol 1.2)."""
    return {"pub": b64u(key.public), "recovery": b64u(seal(recovery, _desk_info(desk, recovery), key.seed))}


def _desk_info(desk: str, recovery: bytes) -> bytes:
    return joined("rb/1/desk-key", desk, kid(recovery))


def _kept(use: str, seed: bytes) -> bytes:
    return canonical({"v": 1, use: b64u(seed)})


def _seed_in(file: Path, use: str) -> bytes:
    kept: Mapping[str, object] = json_object(read_private(file), str(file))
    try:
        seed = unb64u(str(kept.get(use)))
    except Malformed:
        seed = b""
    if kept.get("v") != 1 or len(seed) != SEED_BYTES:
        raise KeyFileRefused(f"{file}: {use} must be 32 bytes in base64url without padding. Take it from your backup")
    return seed


__all__ = [
    "DESK_DOCUMENT",
    "OFFLINE",
    "PUBLIC",
    "Answer",
    "Applicant",
    "Drawn",
    "Invited",
    "KeyFileRefused",
    "Member",
    "MemberKeys",
    "NewMember",
    "Office",
    "Refused",
    "add_grant",
    "admin_in",
    "desk_of",
    "fingerprint",
    "grant_of",
    "grouped",
    "has_recovery",
    "init",
    "iso",
    "load_office",
    "make_member",
    "new_office",
    "open_desk",
    "recovery_in",
    "sign_request",
    "verify_answer",
    "verify_certificate",
    "verify_office",
    "verify_request",
    "verify_sign_in",
]

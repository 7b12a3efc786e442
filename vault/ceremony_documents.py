"""The signed papers of an office and who believes them: desk document, request, certificate, grant, answer (§1–3).

Pure: takes parsed JSON, gives values or refuses. What each paper must look like stands in `ceremony_shapes`.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from vault.ceremony_shapes import (
    ANSWER,
    CERTIFICATE,
    DESK,
    DESK_DOCUMENT,
    DESKS,
    GRANT,
    OBJECT,
    REQUEST,
    Json,
    Refused,
    paper_of,
)
from vault.encoding import b64u, canonical, unb64u
from vault.sealing import kid, verified

_FINGERPRINT_BYTES: Final = 10


@dataclass(frozen=True, slots=True)
class Office:
    """A desk document whose signature holds. `desks`: public seal keys of intake and fallback."""

    demo: bool
    admin: bytes = field(repr=False)
    fingerprint: str
    recovery: bytes = field(repr=False)
    desks: Mapping[str, bytes] = field(repr=False)
    document: Json = field(repr=False)


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who a request says to be: it proves that somebody holds the sign key, not who that is."""

    member: str
    name: str
    role: str
    desk: str
    seal: bytes = field(repr=False)
    sign: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Member(Applicant):
    """An applicant whom the administrator has certified."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A believed answer file: the certified member and the two papers that the server keeps."""

    member: Member
    certificate: Json = field(repr=False)
    grant: Json = field(repr=False)


def fingerprint(x: bytes) -> str:
    """16 characters to compare by voice (protocol 1.4)."""
    return base64.b32encode(hashlib.sha256(x).digest()[:_FINGERPRINT_BYTES]).decode("ascii").lower()


def grouped(print_: str) -> str:
    """A fingerprint as people read it to each other: four groups of four."""
    return " ".join(print_[at : at + 4] for at in range(0, len(print_), 4))


def iso(now: datetime) -> str:
    """`now` as the papers and entries spell it: 2026-11-22T03:29:00Z. Raises ValueError without a time zone."""
    if now.tzinfo is None:
        raise ValueError("a time without a zone")
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def signed_bytes(paper: str, document: Mapping[str, object], without: str = "sig") -> bytes:
    """What the signature of a paper stands under: `rb/1/<paper>`, a line feed, the paper without its signature."""
    rest = {key: value for key, value in document.items() if key != without}
    return f"rb/1/{paper}\n".encode() + canonical(rest)


def sign_in_bytes(origin: str, member: str, nonce: bytes) -> bytes:
    """What a member signs to sign in (protocol 3.3)."""
    return f"rb/1/sign-in\n{origin}\n{member}\n{b64u(nonce)}".encode()


def verify_office(document: object, *, allow_demo: bool) -> Office:
    """Protocol 1.3. Raises Refused."""
    paper = paper_of(document, "desk document", DESK_DOCUMENT)
    desks = paper_of(paper["desks"], "desk document, desks", dict.fromkeys(DESKS, OBJECT))
    for desk in DESKS:
        paper_of(desks[desk], f"desk document, desks, {desk}", DESK)
    admin = unb64u(paper["admin"])
    _must_be_signed(admin, paper, "desk-document", "desk document")
    if paper["demo"] and not allow_demo:
        raise Refused("desk document: demo is true. Demo keys protect nobody: make your own with `keys init`")
    publics = {desk: unb64u(desks[desk]["pub"]) for desk in DESKS}
    return Office(paper["demo"], admin, fingerprint(admin), unb64u(paper["recovery"]), publics, paper)


def verify_request(request: object) -> Applicant:
    """Protocol 2.4. Raises Refused."""
    paper = paper_of(request, "request", REQUEST)
    sign = unb64u(paper["sign"])
    if not verified(sign, unb64u(paper["proof"]), signed_bytes("member-request", paper, "proof")):
        raise Refused("request: proof does not fit. The file was changed: ask the member to send it again")
    return Applicant(paper["member"], paper["name"], paper["role"], paper["desk"], unb64u(paper["seal"]), sign)


def verify_certificate(office: Office, certificate: object) -> Member:
    """Protocol 2.5. Raises Refused."""
    paper = paper_of(certificate, "certificate", CERTIFICATE)
    _must_be_signed(office.admin, paper, "member-certificate", "certificate")
    if paper["demo"] is not office.demo:
        raise Refused("certificate: demo differs from the desk document")
    of = verify_request(paper["request"])
    return Member(of.member, of.name, of.role, of.desk, of.seal, of.sign)


def verify_answer(office: Office, answer: object) -> Answer:
    """Protocol 2.7, as far as the server can tell: that the grant opens, only the member's browser knows.

    Raises Refused.
    """
    paper = paper_of(answer, "answer", ANSWER)
    of = verify_office(paper["desk"], allow_demo=office.demo)
    if canonical(of.document) != canonical(office.document):
        raise Refused("answer: desk is not this office's desk document")
    member = verify_certificate(office, paper["certificate"])
    if paper["grant"] is None:
        raise Refused("answer: grant is missing. The holder of recovery.json runs `keys sign` on this file")
    grant = paper_of(paper["grant"], "grant", GRANT)
    if (grant["member"], grant["desk"]) != (member.member, member.desk):
        raise Refused("grant: member or desk differs from the certificate")
    if grant["desk_kid"] != kid(office.desks[member.desk]):
        raise Refused("grant: desk_kid is not the desk's key")
    return Answer(member, paper["certificate"], grant)


def verify_sign_in(member: Member, origin: str, nonce: bytes, sig: bytes) -> bool:
    """Whether `member` signed this nonce for this origin (protocol 3.3)."""
    return verified(member.sign, sig, sign_in_bytes(origin, member.member, nonce))


def _must_be_signed(admin: bytes, paper: Json, name: str, where: str) -> None:
    if not verified(admin, unb64u(paper["sig"]), signed_bytes(name, paper)):
        raise Refused(f"{where}: sig does not fit. It was changed, or another administrator key signed it")

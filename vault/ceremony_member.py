"""The member's browser, in Python: for the demo, the tests and the vectors. The product's own is portal/static/console.

Nothing here runs in `run`: a server that could do this could read what members read.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from vault.ceremony_documents import (
    Member,
    sign_in_bytes,
    signed_bytes,
    verify_answer,
    verify_office,
    verify_request,
)
from vault.ceremony_shapes import Json, Refused
from vault.encoding import b64u, canonical, joined, pad, unb64u, unpad, well_formed
from vault.sealing import (
    Draw,
    SealBroken,
    SealKey,
    SignKey,
    aead_open,
    aead_seal,
    kid,
    new_seal_key,
    new_sign_key,
    seal,
    seal_key,
    sign,
    sign_key,
    unseal,
    verified,
)

WORDS: Final = 7  # protocol 2.2: 77 bits
LIST: Final = 2048
_SALT_BYTES: Final = 16
_COST: Final = {"m": 19456, "t": 3, "p": 1}  # KiB, passes, lanes: protocol 2.3


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invite says of the person it is for (protocol 2.1), and the administrator whom its link names."""

    member: str
    name: str
    role: str
    desk: str
    administrator: str


@dataclass(frozen=True, slots=True)
class NewMember:
    """`passphrase` for the person alone; `wrapped` and `request` are uploaded."""

    passphrase: str = field(repr=False)
    wrapped: Json = field(repr=False)
    request: Json = field(repr=False)
    keys: "MemberKeys" = field(repr=False)


@dataclass(frozen=True, slots=True)
class MemberKeys:
    """What stands inside a wrapped key. `administrator` is the fingerprint that this member trusts."""

    administrator: str
    member: str
    seal: SealKey = field(repr=False)
    sign: SignKey = field(repr=False)


def make_member(invited: Invited, words: Sequence[str], draw: Draw) -> NewMember:
    """Protocol 2.2–2.4. `words`: the list of 2,048. Costs about 60 ms. Raises ValueError for another list."""
    passphrase = draw_passphrase(words, draw)
    keys = MemberKeys(invited.administrator, invited.member, new_seal_key(draw), new_sign_key(draw))
    request: Json = {
        "v": 1,
        "member": invited.member,
        "name": invited.name,
        "role": invited.role,
        "desk": invited.desk,
        "seal": b64u(keys.seal.public),
        "sign": b64u(keys.sign.public),
    }
    request["proof"] = b64u(sign(keys.sign.seed, signed_bytes("member-request", request, "proof")))
    verify_request(request)
    return NewMember(passphrase, wrap(keys, passphrase, draw), request, keys)


def draw_passphrase(words: Sequence[str], draw: Draw) -> str:
    """Seven words, each drawn without bias (two bytes hold 32 whole rounds of the list)."""
    if len(set(words)) != LIST or len(words) != LIST:
        raise ValueError("a passphrase is drawn from 2,048 different words")
    drawn = draw(2 * WORDS)
    return " ".join(words[int.from_bytes(drawn[at : at + 2]) % LIST] for at in range(0, len(drawn), 2))


def wrap(keys: MemberKeys, passphrase: str, draw: Draw) -> Json:
    """Protocol 2.3."""
    salt = draw(_SALT_BYTES)
    inside = {
        "admin": keys.administrator,
        "member": keys.member,
        "seal": b64u(keys.seal.seed),
        "sign": b64u(keys.sign.seed),
    }
    box = aead_seal(_stretched(passphrase, salt, _COST), _wrap_aad(keys.member), canonical(inside), draw)
    return {"v": 1, **_COST, "salt": b64u(salt), "box": b64u(box)}


def unwrap(wrapped: Mapping[str, object], member: str, passphrase: str) -> MemberKeys:
    """The keys inside. Raises SealBroken: another passphrase, another member, a changed box or another cost."""
    with suppress(KeyError, TypeError, ValueError):  # raised outside: what json complains of carries the seeds
        if {name: wrapped[name] for name in ("v", *_COST)} == {"v": 1, **_COST}:
            key = _stretched(passphrase, unb64u(str(wrapped["salt"])), _COST)
            inside = json.loads(aead_open(key, _wrap_aad(member), unb64u(str(wrapped["box"]))))
            seal_pair, sign_pair = seal_key(unb64u(inside["seal"])), sign_key(unb64u(inside["sign"]))
            return MemberKeys(inside["admin"], inside["member"], seal_pair, sign_pair)
    raise SealBroken("member-key")


def accept_answer(keys: MemberKeys, answer: Mapping[str, object], *, allow_demo: bool) -> bytes:
    """The desk seed out of an answer file, if this member may believe it (protocol 2.7). Raises Refused, SealBroken."""
    office = verify_office(answer.get("desk"), allow_demo=allow_demo)
    if office.fingerprint != keys.administrator:
        raise Refused("answer: its administrator key is not the one that the invite named")
    believed = verify_answer(office, answer)
    of = believed.member
    if (of.member, of.seal, of.sign) != (keys.member, keys.seal.public, keys.sign.public):
        raise Refused("answer: certificate is for another member or another key")
    return open_grant(keys, believed.grant, office.desks[of.desk])


def open_grant(keys: MemberKeys, grant: Mapping[str, str], desk_public: bytes) -> bytes:
    """The seed of the desk (protocol 3.4). Raises SealBroken, also when it is not the seed of `desk_public`."""
    seed = unseal(keys.seal.seed, grant_info(grant["desk"], keys.member, keys.seal.public), unb64u(grant["box"]))
    if seal_key(seed).public != desk_public:
        raise SealBroken("desk-grant")
    return seed


def grant_info(desk: str, member: str, member_seal: bytes) -> bytes:
    """What a grant is bound to (protocol 2.6)."""
    return joined("rb/1/desk-grant", desk, member, kid(member_seal))


def sign_in(keys: MemberKeys, origin: str, nonce: bytes) -> bytes:
    """Protocol 3.3."""
    return sign(keys.sign.seed, sign_in_bytes(origin, keys.member, nonce))


@dataclass(frozen=True, slots=True)
class Note:
    """`at` as `iso` spells it; `signal` and `note` are ids."""

    signal: str
    note: str
    at: str
    text: str = field(repr=False)


def seal_note(note: Note, author: MemberKeys, desk_public: bytes) -> bytes:
    """Protocol 6.1."""
    text = well_formed(note.text)
    sig = sign(author.sign.seed, _note_bytes(note, text))
    inside = {"at": note.at, "by": author.member, "sig": b64u(sig), "text": text}
    return seal(desk_public, _note_info(note.signal, note.note, desk_public), pad(canonical(inside)))


def open_note(desk: SealKey, signal: str, note: str, box: bytes, *, authors: Mapping[str, Member]) -> Note:
    """The note, if one of `authors` (by member id) signed it. Raises SealBroken."""
    with suppress(KeyError, TypeError, ValueError):
        inside = json.loads(unpad(unseal(desk.seed, _note_info(signal, note, desk.public), box)))
        found = Note(signal, note, inside["at"], inside["text"])
        if verified(authors[inside["by"]].sign, unb64u(inside["sig"]), _note_bytes(found, found.text)):
            return found
    raise SealBroken("note")


def _note_info(signal: str, note: str, desk_public: bytes) -> bytes:
    return joined("rb/1/note", signal, note, kid(desk_public))


def _note_bytes(note: Note, text: str) -> bytes:
    return f"rb/1/note\n{note.signal}\n{note.note}\n{note.at}\n{text}".encode()


def _wrap_aad(member: str) -> bytes:
    return joined("rb/1/member-key", member)


def _stretched(passphrase: str, salt: bytes, cost: Mapping[str, int]) -> bytes:
    kdf = Argon2id(salt=salt, length=32, iterations=cost["t"], lanes=cost["p"], memory_cost=cost["m"])
    return kdf.derive(" ".join(passphrase.lower().split()).encode())

"""What the papers of an office look like: each has exactly the keys of its table, spelt as protocol §0–2 says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from vault.encoding import Malformed, unb64u
from vault.sealing import PUBLIC_BYTES, SEALED_BYTES, SEED_BYTES, SIG_BYTES, SIGN_PUBLIC_BYTES, is_seal_public

Json = dict[str, Any]
DESKS: Final = ("intake", "fallback")
ROLES: Final = ("specialist", "fallback")
_LONGEST_NAME: Final = 120


class Refused(Exception):
    """A paper is not believed. The message names the paper, its key and what would be right, never a value."""


@dataclass(frozen=True, slots=True)
class Kind:
    right: str
    holds: Callable[[Any], bool]


def paper_of(value: object, where: str, kinds: Mapping[str, Kind]) -> Json:
    """`value` when it is an object with exactly these keys, each of its kind. Raises Refused."""
    if not isinstance(value, dict) or set(value) != set(kinds):
        raise Refused(f"{where}: must be a JSON object with exactly the keys {', '.join(kinds)}")
    for key, kind in kinds.items():
        if not kind.holds(value[key]):
            raise Refused(f"{where}: {key} must be {kind.right}")
    return value


def _bytes_of(text: object, length: int) -> bytes:
    """The bytes that `text` spells, or none when they are not so many."""
    try:
        x = unb64u(text) if isinstance(text, str) else b""
    except Malformed:
        return b""
    return x if len(x) == length else b""


def _b64u_kind(length: int) -> Kind:
    return Kind(f"{length} bytes in base64url without padding", lambda x: bool(_bytes_of(x, length)))


def _one_of(*allowed: str) -> Kind:
    return Kind(" or ".join(allowed), lambda x: isinstance(x, str) and x in allowed)


def _pattern(right: str, pattern: str) -> Kind:
    return Kind(right, lambda x: isinstance(x, str) and re.fullmatch(pattern, x, re.ASCII) is not None)


# A name with control or direction signs could repaint the fingerprint on the administrator's terminal.
def _is_name(x: object) -> bool:
    return isinstance(x, str) and 0 < len(x) <= _LONGEST_NAME and x.isprintable() and x == x.strip()


_V1: Final = Kind("the number 1", lambda x: type(x) is int and x == 1)
_BOOL: Final = Kind("true or false", lambda x: isinstance(x, bool))
OBJECT: Final = Kind("a JSON object", lambda x: isinstance(x, dict))
_MAYBE: Final = Kind(
    "a JSON object, or null until the recovery key was there", lambda x: x is None or isinstance(x, dict)
)
_SEAL: Final = Kind("an X-Wing public key in base64url", lambda x: is_seal_public(_bytes_of(x, PUBLIC_BYTES)))
_SIGN: Final = _b64u_kind(SIGN_PUBLIC_BYTES)
_SIG: Final = _b64u_kind(SIG_BYTES)
_SEED_BOX: Final = _b64u_kind(SEALED_BYTES + SEED_BYTES)
_TIME: Final = _pattern("a time as 2026-11-22T03:29:00Z", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_MEMBER: Final = _pattern("m- and ten characters of a-z2-7", r"m-[a-z2-7]{10}")
_KID: Final = _pattern("16 hexadecimal characters", r"[0-9a-f]{16}")
_NAME: Final = Kind("1 to 120 printable characters", _is_name)
_DESK_NAME: Final = _one_of(*DESKS)
DESK: Final = {"pub": _SEAL, "recovery": _SEED_BOX}
DESK_DOCUMENT: Final = {
    "v": _V1,
    "demo": _BOOL,
    "made_at": _TIME,
    "admin": _SIGN,
    "recovery": _SEAL,
    "desks": OBJECT,
    "sig": _SIG,
}
REQUEST: Final = {
    "v": _V1,
    "member": _MEMBER,
    "name": _NAME,
    "role": _one_of(*ROLES),
    "desk": _DESK_NAME,
    "seal": _SEAL,
    "sign": _SIGN,
    "proof": _SIG,
}
CERTIFICATE: Final = {"v": _V1, "demo": _BOOL, "issued_at": _TIME, "request": OBJECT, "sig": _SIG}
GRANT: Final = {"v": _V1, "member": _MEMBER, "desk": _DESK_NAME, "desk_kid": _KID, "box": _SEED_BOX}
_LIST: Final = Kind("a list", lambda x: isinstance(x, list))
ROTATION: Final = {"v": _V1, "desk": OBJECT, "of": _DESK_NAME, "grants": _LIST, "earlier": _LIST}
ANSWER: Final = {"v": _V1, "desk": OBJECT, "certificate": OBJECT, "grant": _MAYBE}

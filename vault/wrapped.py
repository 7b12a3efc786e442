"""What a wrapped member key looks like (protocol 2.3): one shape and one length, or look-alikes would be told apart."""

from typing import Any, Final

from vault.encoding import Malformed, canonical, unb64u

COST: Final = {"m": 19456, "t": 3, "p": 1}
"""Argon2id: KiB, passes, lanes. A server that lowered them for a member would make her passphrase cheap to guess."""
SALT_BYTES: Final = 16
_AEAD_BYTES: Final = 28
"""Nonce 12, tag 16."""
_INSIDE: Final = {"admin": "a" * 16, "member": "m-" + "a" * 10, "seal": "a" * 43, "sign": "a" * 43}


def box_bytes() -> int:
    """The length of every member's box: what is inside has a fixed length."""
    return len(canonical(_INSIDE)) + _AEAD_BYTES


def is_wrapped(wrapped: dict[str, Any]) -> bool:
    """Whether this is a wrapped key, so far as somebody can tell who cannot open it."""
    if set(wrapped) != {"v", *COST, "salt", "box"} or any(type(wrapped[name]) is not int for name in ("v", *COST)):
        return False
    if {name: wrapped[name] for name in ("v", *COST)} != {"v": 1, **COST}:
        return False
    return _spells(wrapped["salt"], SALT_BYTES) and _spells(wrapped["box"], box_bytes())


def _spells(text: object, length: int) -> bool:
    try:
        return isinstance(text, str) and len(unb64u(text)) == length
    except Malformed:
        return False

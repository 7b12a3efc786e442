"""Bytes and their spellings: protocol §0. Pure. Everything sealed or signed passes here, in both languages alike."""

import base64
import binascii
import json
import re
from contextlib import suppress
from typing import Final

_BLOCK: Final = 512  # bytes, protocol §0: hides the length of a word among all that are shorter than 511 bytes
_LARGEST: Final = 2**53 - 1  # beyond it JavaScript and Python spell the same number differently
_B64U: Final = re.compile(r"[A-Za-z0-9_-]*")
_FIXED: Final = re.compile(r"[0-9a-z_/-]+")
_PART: Final = re.compile(r"[0-9a-z_-]+")


class Malformed(ValueError):
    """A value is not spelt as protocol §0 says. The message names the rule, never the value."""


def b64u(x: bytes) -> str:
    """Base64url without padding (RFC 4648 §5)."""
    return base64.urlsafe_b64encode(x).rstrip(b"=").decode("ascii")


def unb64u(text: str) -> bytes:
    """The bytes that `b64u` spells so. Every other spelling is refused, so that one value has one text.

    Raises Malformed for padding, white space, another alphabet, an impossible length and stray bits at the end.
    """
    if not _B64U.fullmatch(text):
        raise Malformed("not base64url without padding")
    try:
        x = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise Malformed("not a length that base64url has") from None
    if b64u(x) != text:
        raise Malformed("base64url with stray bits at its end")
    return x


def canonical(value: object) -> bytes:
    """The one JSON text of `value`: keys sorted by code point, no white space, non-ASCII as it is, UTF-8.

    Raises Malformed for what JavaScript would spell otherwise: fractions, integers past 2**53 - 1, keys that are not
    text, half a surrogate pair.
    """
    _must_be_plain(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    # Raised outside of any `except`: a UnicodeEncodeError carries the whole text with it.
    with suppress(UnicodeEncodeError):
        return text.encode()
    raise Malformed("half a surrogate pair has no UTF-8")


def _must_be_plain(value: object) -> None:
    match value:
        case None | bool() | str():
            return
        case int():
            if abs(value) > _LARGEST:
                raise Malformed("an integer past 2**53 - 1")
        case dict():
            if not all(isinstance(key, str) for key in value):
                raise Malformed("a key that is not text")
            for inner in value.values():
                _must_be_plain(inner)
        case list() | tuple():
            for inner in value:
                _must_be_plain(inner)
        case _:
            raise Malformed("neither text, integer, truth value, list nor object")


def well_formed(text: str) -> str:
    """`text` with U+FFFD in place of each half of a surrogate pair (as String.prototype.toWellFormed).

    A phone that cuts an emoji in two must not cost us the message: such text has no UTF-8 and could not be sealed.
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def pad(x: bytes) -> bytes:
    """`x`, then 0x80, then zeros up to the next multiple of 512 bytes (ISO/IEC 7816-4)."""
    marked = x + b"\x80"
    return marked + bytes(-len(marked) % _BLOCK)


def unpad(padded: bytes) -> bytes:
    """What `pad` was given. Raises Malformed for anything that `pad` does not produce."""
    marked = padded.rstrip(b"\0")
    if len(padded) % _BLOCK or len(padded) - len(marked) >= _BLOCK or not marked.endswith(b"\x80"):
        raise Malformed("not padded to 512 bytes")
    return marked[:-1]


def joined(fixed: str, *parts: str) -> bytes:
    """`fixed|part|part` in UTF-8 (protocol §0). `fixed` is our own text ("rb/1/entry") and alone may hold slashes.

    Raises Malformed for an empty part and for signs outside 0-9 a-z _ -: the joining must have one reading only.
    """
    if not _FIXED.fullmatch(fixed) or not all(_PART.fullmatch(part) for part in parts):
        raise Malformed("a part of a joined text is empty or has signs outside 0-9 a-z _ -")
    return "|".join((fixed, *parts)).encode()

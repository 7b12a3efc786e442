"""One-time codes (RFC 6238, TOTP): which code is good now, once, and how long wrong ones close the way. Pure.

They guard the server's door, no cipher: whoever has the store and her seven words needs no code (protocol 2.9).
"""

import hmac
from base64 import b32encode
from dataclasses import dataclass, field, replace
from typing import Final

import pyotp
import segno

SECRET_BYTES: Final = 20
"""RFC 4226 §4 R6: 160 bits are recommended."""
STEP_S: Final = 30
"""RFC 6238 §5.2."""
WINDOW: Final = 1
"""Steps before and after that are taken too: clocks differ, fingers are slow (RFC 6238 §5.2)."""
TRIES: Final = 5
"""Wrong codes in a row until the way is closed for a while."""
CLOSED_S: Final = (60, 300, 1500, 3600)
"""Seconds; after the last it stays an hour each time. So 120 codes of a million a day, three good at a time: whoever
has her words guesses one within a day with a chance of 1 in 2,700, and the journal has a line for every five."""
PENDING_S: Final = 600
"""A secret that was shown and not confirmed is dropped."""
QUIET: Final = 4
"""Modules of white around a QR code (ISO/IEC 18004 §6.3.8)."""


@dataclass(frozen=True, slots=True)
class Codes:
    """A member's secret (base32), the last step used, wrong codes since the last good one, closed until (s, 1970)."""

    secret: str = field(repr=False)
    step: int = 0
    wrong: int = 0
    until: int = 0


def new_secret(drawn: bytes) -> str:
    """``drawn``: SECRET_BYTES random bytes."""
    if len(drawn) != SECRET_BYTES:
        raise ValueError("a secret has 20 bytes")
    return b32encode(drawn).decode()


def is_closed(codes: Codes, at: int) -> bool:
    """Whether no code is looked at now, the right one neither. ``at``: seconds since 1970."""
    return at < codes.until


def used(codes: Codes, code: str, at: int) -> Codes | None:
    """With this code spent, or None when it is wrong, too old, too new, or was used: RFC 6238 §5.2, once only."""
    if is_closed(codes, at):
        return None
    now, good = at // STEP_S, None
    for step in range(max(now - WINDOW, 0), now + WINDOW + 1):  # all of them: the time says nothing about which
        if hmac.compare_digest(pyotp.TOTP(codes.secret).generate_otp(step).encode(), code.encode("utf-8", "replace")):
            good = step
    if good is None or good <= codes.step:
        return None
    return replace(codes, step=good, wrong=0, until=0)


def missed(codes: Codes, at: int) -> Codes:
    """With one more wrong code counted; every fifth closes the way, each time for longer."""
    wrong = codes.wrong + 1
    if wrong % TRIES:
        return replace(codes, wrong=wrong)
    return replace(codes, wrong=wrong, until=at + CLOSED_S[min(wrong // TRIES, len(CLOSED_S)) - 1])


def address(secret: str, name: str, house: str) -> str:
    """What an authenticator takes: ``otpauth://totp/…`` (Key Uri Format)."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=house)


def qr(text: str) -> tuple[int, str]:
    """(modules on a side with the quiet zone, an SVG path of the dark ones)."""
    code = segno.make_qr(text, error="m")
    rows = [bytes(row) for row in code.matrix]
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return len(rows) + 2 * QUIET, path

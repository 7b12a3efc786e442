"""Who a page is: the name of its visit, made of a secret that lies in its memory alone (docs/protocol.md §10)."""

import hashlib
from typing import Final

from portal.button.shapes import SECRET_BYTES, unb64u
from triage.ids import OF_THE_WEB, AccountId

_BYTES: Final = 16


def account_of(visit: str) -> AccountId:
    """Of a secret in base64url. Raises Problem 400 ``bad-envelope``."""
    return account_of_secret(unb64u(visit, SECRET_BYTES))


def account_of_secret(secret: bytes) -> AccountId:
    """33 characters; the first one, a hex digit, is the partition."""
    return AccountId(hashlib.sha256(b"rb/1/visit|" + secret).digest()[:_BYTES].hex() + OF_THE_WEB)


def moved_to(secret: bytes, partition: str) -> bytes:
    """The visit that a plain form goes on under: one whose name begins with that digit, the same for the same form."""
    tried = hashlib.sha256(b"rb/1/visit-moved|" + secret).digest()
    while account_of_secret(tried)[0] != partition:
        tried = hashlib.sha256(b"rb/1/visit-moved|" + tried).digest()
    return tried


def kid_of(public: bytes) -> str:
    """The name of a public key (protocol §0)."""
    return hashlib.sha256(public).digest()[:8].hex()

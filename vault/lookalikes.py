"""Challenges that tell nothing: nonces that need no place in the store, and members who do not exist but look as if.

Whoever asks without being signed in makes the server write nothing: a flood of challenges costs no memory and no disk.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from triage.ids import MemberId
from vault import roster_keys
from vault.encoding import b64u
from vault.sealing import Draw
from vault.wrapped import COST, SALT_BYTES, box_bytes

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 32
"""Until when 4 (seconds since 1970) ‖ drawn 12 ‖ mark 16."""
_UNTIL_BYTES: Final = 4
_DRAWN_BYTES: Final = 12
_MARK_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """``key``: 32 bytes, the same for as long as the store lives, or unknown members would change their faces."""

    key: bytes = field(repr=False)

    def nonce(self, member: MemberId, now: datetime, draw: Draw) -> bytes:
        """A challenge for this member, good for two minutes (protocol 3.1)."""
        until = int(now.timestamp()) + roster_keys.NONCE_S
        head = until.to_bytes(_UNTIL_BYTES, "big") + draw(_DRAWN_BYTES)
        return head + self._mark(member, head)

    def is_fresh(self, member: MemberId, nonce: bytes, now: datetime) -> bool:
        """Whether the nonce is ours, for this member, and not older than two minutes."""
        if len(nonce) != NONCE_BYTES:
            return False
        head, mark = nonce[:-_MARK_BYTES], nonce[-_MARK_BYTES:]
        until = int.from_bytes(head[:_UNTIL_BYTES], "big")
        return hmac.compare_digest(mark, self._mark(member, head)) and now.timestamp() < until

    def member(self, login: str) -> MemberId:
        """The id of a member who does not exist: always the same for the same name."""
        drawn = base64.b32encode(self._bytes(b"member", login, 7)).decode("ascii").lower()
        return MemberId(f"m-{drawn[:10]}")

    def wrapped(self, member: MemberId) -> dict[str, Any]:
        """The wrapped key of a member who does not exist: no passphrase opens it, and nobody can say so."""
        salt = self._bytes(b"salt", member, SALT_BYTES)
        made_up = {"v": 1, **COST, "salt": b64u(salt), "box": b64u(self._bytes(b"box", member, box_bytes()))}
        return dict(sorted(made_up.items()))  # as a real one comes out of the store, or the order would tell them apart

    def _mark(self, member: MemberId, head: bytes) -> bytes:
        return hmac.digest(self.key, b"nonce|" + member.encode() + b"|" + head, hashlib.sha256)[:_MARK_BYTES]

    def _bytes(self, use: bytes, of: str, length: int) -> bytes:
        return b"".join(self._blocks(use, of, length))[:length]

    def _blocks(self, use: bytes, of: str, length: int) -> Iterator[bytes]:
        for block in range(-(-length // hashlib.sha256().digest_size)):
            said = b"|".join((use, str(block).encode(), of.encode("utf-8", "replace")))
            yield hmac.digest(self.key, said, hashlib.sha256)

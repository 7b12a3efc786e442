"""Stamps that a page does its work upon: every process of the house knows them all, and none says whose it is."""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from vault.address import AddressKeys

LASTS: Final = timedelta(hours=2)
"""How long a page may have been read before its work is called old; then it waits a little, and is never refused."""
_AHEAD: Final = timedelta(minutes=2)
"""So far may the clock of another process of ours be ahead."""
_MINUTE_S: Final = 60
_MAC_CHARACTERS: Final = 32


@dataclass(frozen=True)
class Stamps:
    """All stamps of one minute are the same: a stamp is no mark on anybody. ``key``: 32 bytes."""

    key: bytes = field(repr=False)

    @classmethod
    def of(cls, address: AddressKeys) -> "Stamps":
        """From what every process of the house holds already; no secret of its own to lose."""
        return cls(hmac.digest(address.pseudonym, b"rb/1/work-stamps", "sha256"))

    def stamp(self, now: datetime) -> str:
        """``<minutes since 1970, hex>.<32 hex>``."""
        return self._stamp(int(now.timestamp()) // _MINUTE_S)

    def is_fresh(self, stamp: str, now: datetime) -> bool:
        """Whether it is ours, and of the last two hours. Never raises, whatever the text."""
        minute, dot, _ = stamp.partition(".")
        first = int((now - LASTS).timestamp()) // _MINUTE_S
        last = int((now + _AHEAD).timestamp()) // _MINUTE_S
        if not dot or len(minute) > 12 or not minute.isascii() or not minute.isalnum():  # noqa: PLR2004 - hex, bounded
            return False
        try:
            named = int(minute, 16)
        except ValueError:
            return False
        ours = self._stamp(named)
        return first <= named <= last and hmac.compare_digest(ours.encode(), stamp.encode("utf-8", "replace"))

    def _stamp(self, minute: int) -> str:
        mac = hmac.digest(self.key, f"rb/1/stamp|{minute:x}".encode(), "sha256").hex()
        return f"{minute:x}.{mac[:_MAC_CHARACTERS]}"

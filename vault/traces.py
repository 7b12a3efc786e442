"""Which messages stand in a chat and must be erased: ids under the address key, and the gaps that a crash may hide."""

import json
from dataclasses import dataclass, field

from desk.chat import Trace
from triage.ids import MessageId
from vault.keyring import Keyring


@dataclass
class Highest:
    """The highest message id of any private chat that this process has seen (one rising sequence per bot)."""

    value: int = field(default=0)

    def saw(self, message: int | None) -> None:
        """Remembers it if it is higher."""
        self.value = max(self.value, message or 0)


def trace(keyring: Keyring, key: str, first: int, last: int, at: float) -> bytes:
    """As it lies in the list ``key``."""
    return keyring.address.seal(key, json.dumps([first, last, at]).encode())


def trace_of(keyring: Keyring, key: str, box: bytes) -> Trace:
    """Raises SealBroken."""
    first, last, at = json.loads(keyring.address.open(key, box))
    return Trace(MessageId(first), MessageId(last), at)

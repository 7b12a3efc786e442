"""Who a Telegram user is in our keys: a keyed hash (protocol 7.3), and which of the 16 partitions keeps it."""

import hmac
from typing import Final

from triage.ids import PARTITIONS
from vault.encoding import joined

_BYTES: Final = 16
_KEY_BYTES: Final = 32
_NUMBERS: Final = 10_000


def account(key: bytes, bot_id: int, user_id: int) -> str:
    """32 hexadecimal characters for one user of one bot. Without `key` nobody can tell whose they are."""
    return _hashed(key, joined("rb/1/account", str(bot_id), str(user_id)))


def gone(key: bytes, account: str) -> str:
    """What stands for an account of an earlier key that nobody can name any more: 32 hexadecimal characters."""
    return _hashed(key, joined("rb/1/account-gone", account))


def name_of(key: bytes) -> str:
    """8 hexadecimal characters by which a store knows the key that it is kept under (protocol 7.4)."""
    return _hashed(key, b"rb/1/pseudonym-key")[:8]


def safe_word(key: bytes, account: str, word: str) -> str:
    """32 hexadecimal characters for the word by which an account calls for help; ё counts as е, capitals as small."""
    spelt = word.lower().replace("ё", "е")
    return _hashed(key, joined("rb/1/safe-word", account) + b"|" + spelt.encode("utf-8", "replace"))


def topic_number(key: bytes, chat: int, signal: str) -> str:
    """Four digits by which a signal is called in the desk's forum group; nobody without `key` can tell whose."""
    drawn = hmac.digest(key, joined("rb/1/topic", str(chat), signal), "sha256")
    return f"{int.from_bytes(drawn[:_BYTES], 'big') % _NUMBERS:04}"


def partition_of_locator(locator: str) -> int:
    """The partition (0 to 15) of the pointer from a receipt code to its thread."""
    return int(locator[0], PARTITIONS)


def _hashed(key: bytes, of: bytes) -> str:
    if len(key) != _KEY_BYTES:
        raise ValueError("the pseudonym key has 32 bytes")
    return hmac.digest(key, of, "sha256")[:_BYTES].hex()

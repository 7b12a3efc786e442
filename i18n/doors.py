"""A text may differ by the door: at the web page ``web-<key>`` wins over the ``<key>`` beside it in the same file.

A variant is written only where the plain text is untrue there («чат», «бот», «секретное слово»): docs/web-texts.md.
"""

from typing import Literal

Door = Literal["telegram", "web"]

_VARIANT = "web-"


def keys_at(door: Door, key: str) -> tuple[str, ...]:
    """The keys a text may stand under at this door, the nearest first."""
    return (variant(key), key) if door == "web" else (key,)


def variant(key: str) -> str:
    """The key of a text's variant at the web door."""
    return _VARIANT + key


def plain(key: str) -> str:
    """The key that a variant stands in for; any other key is its own."""
    return key.removeprefix(_VARIANT)


def is_variant(key: str) -> bool:
    return key.startswith(_VARIANT)

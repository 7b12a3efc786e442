"""A text may differ by the door: at the web page ``web-<key>`` wins over the ``<key>`` beside it in the same file.

A variant is written only where the plain text is untrue there («чат», «секретное слово», the 24 hours):
docs/web-texts.md.
"""

from collections.abc import Mapping
from typing import Literal

Door = Literal["telegram", "web"]

_VARIANT = "web-"
NEVER_AT_THE_WEB = frozenset({
    "ask_answer",  # a page never writes first: there is no sound to ask about
    "safe_word", "returned_word",  # nothing lasts beyond the page but the five words
    "reply_gone",  # replies are opened by the page; what fails there is said there
    "photo_refused", "kept_other", "voice_long", "too_old",  # a page sends nothing that could be refused
})  # fmt: skip
"""Screens that say nothing true at a web page, and have no variant: `code` stands where `safe_word` would."""
_NOT_OFFERED: Mapping[Door, frozenset[str]] = {"telegram": frozenset(), "web": frozenset({"word"})}


def keys_at(door: Door, key: str) -> tuple[str, ...]:
    """The keys a text may stand under at this door, the nearest first."""
    return (variant(key), key) if door == "web" else (key,)


def variant(key: str) -> str:
    """The key of a text's variant at the web door."""
    return _VARIANT + key


def plain(key: str) -> str:
    """The key that a variant stands in for; any other key is its own."""
    return key.removeprefix(_VARIANT)


def offered(door: Door, action: str) -> bool:
    """Whether a choice makes sense at this door."""
    return action not in _NOT_OFFERED[door]


def is_variant(key: str) -> bool:
    return key.startswith(_VARIANT)

"""What a screen's description is made of. The descriptions themselves stand in ``catalogue``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from i18n.buttons import Button

LONGEST_TEXT = 300
"""Characters of one message (conversation.md, rule 17)."""
LONGEST_POPUP = 200
"""Characters of a Telegram callback answer (Bot API, answerCallbackQuery)."""


class Kind(Enum):
    """What a value may be; a tuple of strings in its place lists the allowed ones."""

    TEXT = "text"
    COUNT = "count"
    STEPS = "steps"
    """Names of ``triage.steps``, parted by spaces: each is a line of its own below the text."""


Value = Kind | tuple[str, ...]

STATES = ("waiting", "held", "held_again", "answered", "draft", "deleting", "closed")
"""Of a signal, as its reporter may know them.

``held_again``: new words, after others were answered; ``draft`` awaits an adult's consent, ``deleting`` a human's
decision, ``closed`` her next word.
"""
LEAD: Mapping[str, Value] = {"lead": ("none", "kept", "done")}
"""A line that stands before the text: what was just written is kept; there are no more questions."""
READERS = ("child", "preteen", "teen", "adult")
"""Audiences of a reporter: up to 10 and everybody not yet known; 11–13; 14–17; 18 and over (domain.md §4.2)."""


@dataclass(frozen=True)
class Spec:
    """``after`` names the value that follows the text as it is (Fluent refuses parts over 2,500 characters).

    ``variants`` > 1: the texts ``<key>-a``, ``<key>-b``, … follow each other by the optional count ``turn``.
    ``review`` is the kind of person who must sign the text, "" where nobody must. ``readers``: who may ever see it.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    rows: tuple[tuple[Button, ...], ...] = ()
    mono: tuple[str, ...] = ()
    after: str = ""
    variants: int = 1
    audience: Literal["child", "specialist"] = "child"
    longest: int = LONGEST_TEXT
    review: Literal["safety", "medical", "suicide", "legal", ""] = "safety"
    readers: tuple[str, ...] = READERS

    @property
    def actions(self) -> frozenset[str]:
        """Every action that this screen may offer."""
        return frozenset(button.action for row in self.rows for button in row if button.action)

    @property
    def optional(self) -> frozenset[str]:
        """Values that may be left out."""
        return frozenset({"turn"}) if self.variants > 1 else frozenset({*LEAD, "give"} & set(self.values))

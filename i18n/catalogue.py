"""What each screen is made of: values it needs, choices it offers. Data: the linter and the tests walk it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Literal

LONGEST_TEXT = 300
"""Characters of one message (conversation.md, rule 17)."""
LONGEST_POPUP = 200
"""Characters of a Telegram callback answer (Bot API, answerCallbackQuery)."""


class Kind(Enum):
    """What a value may be; a tuple of strings in its place lists the allowed ones."""

    TEXT = "text"
    COUNT = "count"


Value = Kind | tuple[str, ...]

STATES = ("waiting", "held", "answered")
"""Of a signal, as its reporter may know them."""


@dataclass(frozen=True)
class Button:
    """``label`` is a key; ``when`` names a value that must not be 0, "no" or empty; ``copy`` a value to copy."""

    label: str
    action: str = ""
    look: Literal["plain", "danger"] = "plain"
    when: str = ""
    copy: str = ""


@dataclass(frozen=True)
class Spec:
    """``after`` names the value that follows the text as it is (Fluent refuses parts over 2,500 characters).

    ``variants`` > 1: the texts ``<key>-a``, ``<key>-b``, … follow each other by the optional count ``turn``.
    ``review`` is the kind of person who must sign the text, "" where nobody must.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    rows: tuple[tuple[Button, ...], ...] = ()
    mono: tuple[str, ...] = ()
    after: str = ""
    variants: int = 1
    audience: Literal["child", "specialist"] = "child"
    longest: int = LONGEST_TEXT
    review: Literal["safety", "legal", ""] = "safety"

    @property
    def actions(self) -> frozenset[str]:
        """Every action that this screen may offer."""
        return frozenset(button.action for row in self.rows for button in row if button.action)

    @property
    def optional(self) -> frozenset[str]:
        """Values that may be left out."""
        return frozenset({"turn"}) if self.variants > 1 else frozenset()


NEED = Button("button-need", "need", look="danger")
NUMBERS = Button("button-numbers", "numbers")
HIDE = Button("button-hide", "hide")
MENU = Button("button-menu", "menu")
BACK = Button("button-back", "back")
STOP = Button("button-stop", "stop")
DELETE = Button("button-delete", "delete")
CODE = Button("button-code", "code")
WORD = Button("button-word", "word")
NEXT = Button("button-next", "next")
READ = Button("button-read", "read")
READ_UNREAD = replace(READ, when="unread")

FOOT = (NUMBERS, HIDE, MENU)
"""Last on every screen of a child, in the same place (rule 17); Back replaces the one that opened the screen."""

_STANDING: Mapping[str, Value] = {"state": STATES, "unread": Kind.COUNT}

SCREENS: Mapping[str, Spec] = {
    "first": Spec(rows=((NEED,), (HIDE, MENU)), review="legal"),
    "tell": Spec(rows=(FOOT,)),
    "believed": Spec(rows=((NEXT, CODE), FOOT)),
    "safe_word": Spec({"word": Kind.TEXT}, rows=((WORD,), FOOT), mono=("word",)),
    "more": Spec({"turn": Kind.COUNT}, rows=((NEXT, CODE), FOOT), variants=4),
    "next": Spec(rows=((CODE,), FOOT), review="legal"),
    "status": Spec(_STANDING, rows=((READ_UNREAD, NEXT), FOOT)),
    "numbers": Spec(rows=((BACK, HIDE, MENU),)),
    "danger": Spec(rows=(FOOT,)),
    "menu": Spec(
        {"signal": ("yes", "no")},
        rows=(
            (STOP, DELETE),
            (replace(WORD, when="signal"), replace(CODE, when="signal")),
            (NUMBERS, HIDE, BACK),
        ),
        review="legal",
    ),
    "stopped": Spec(rows=(FOOT,)),
    "code": Spec(
        {"words": Kind.TEXT, "digits": Kind.TEXT},
        rows=((Button("button-copy-words", copy="words"), Button("button-copy-digits", copy="digits")), FOOT),
        mono=("words", "digits"),
    ),
    "code_gone": Spec(rows=((NEXT,), FOOT)),
    "reply_waiting": Spec(rows=((Button("button-read-new", "read"),), FOOT)),
    "reply": Spec({"text": Kind.TEXT}, rows=((NEXT,), FOOT), after="text"),
    "reply_gone": Spec(rows=((NEXT,), FOOT)),
    "returned": Spec(_STANDING, rows=((NEXT,), FOOT)),
    "returned_word": Spec(_STANDING, rows=((READ_UNREAD, NEXT), FOOT)),
    "looks_like_code": Spec(rows=(FOOT,)),
    "code_wait": Spec(rows=(FOOT,)),
    "photo_refused": Spec(rows=(FOOT,)),
    "voice_later": Spec(rows=(FOOT,)),
    "kept_other": Spec(rows=(FOOT,)),
    "too_old": Spec(rows=(FOOT,)),
    "deleted_alert": Spec({"kept": ("yes", "no")}, longest=LONGEST_POPUP, review="legal"),
    "store_down": Spec(rows=(FOOT,)),
    "machine_failed": Spec(rows=(FOOT,)),
    "alert": Spec(rows=((Button("button-console", "console"),),), audience="specialist", review=""),
    "linked": Spec(audience="specialist", review=""),
    "link_refused": Spec(audience="specialist", review=""),
    "specialist_hint": Spec(audience="specialist", review=""),
}
"""Every screen. Hide has none: after it nothing is said, because silence is what it is for."""

POPUPS = frozenset({"deleted_alert"})
"""Shown over the chat and gone with a tap: no choices of their own."""


def text_keys(name: str) -> tuple[str, ...]:
    """The keys of a screen's text: one, or one for each variant."""
    key = name.replace("_", "-")
    variants = SCREENS[name].variants
    return (key,) if variants == 1 else tuple(f"{key}-{chr(ord('a') + turn)}" for turn in range(variants))


def keys_of(name: str) -> tuple[str, ...]:
    """Every key that a screen needs: text and labels."""
    labels = (button.label for row in SCREENS[name].rows for button in row)
    return (*text_keys(name), *dict.fromkeys(labels))


def given_to(name: str, key: str) -> set[str]:
    """The values that a key of a screen may ask for: labels get none, and what follows a text is no part of it."""
    spec = SCREENS[name]
    return set(spec.values) - {spec.after} if key in text_keys(name) else set()

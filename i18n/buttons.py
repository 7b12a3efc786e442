"""Every button that a screen may carry: a label's key and the action that a tap sends. Data."""

from dataclasses import dataclass, replace
from typing import Literal

from triage.case import ANSWERS
from triage.question import SKIP, UNKNOWN
from triage.questions import QUESTIONS


@dataclass(frozen=True)
class Button:
    """``label`` is a key; ``when`` names a value that must not be 0, "no" or empty; ``copy`` a value to copy."""

    label: str
    action: str = ""
    look: Literal["plain", "danger"] = "plain"
    when: str = ""
    copy: str = ""


NEED = Button("button-need", "need", look="danger")
NUMBERS = Button("button-numbers", "numbers")
HIDE = Button("button-hide", "hide")
MENU = Button("button-menu", "menu")
BACK = Button("button-back", "back")
STOP = Button("button-stop", "stop")
DELETE = Button("button-delete", "delete")
CODE = Button("button-code", "code")
NEW_CODE = Button("button-new-code", "new_code")
WORD = Button("button-word", "word")
NEXT = Button("button-next", "next")
READ = Button("button-read", "read")
READ_UNREAD = replace(READ, when="unread")
READ_NEWS = replace(READ, when="news")
WISH = Button("button-wish", "wish")
CALM = Button("button-calm", "calm")
GIVE = Button("button-give", "give")
GIVE_DRAFT = replace(GIVE, when="give")
REFUSE = Button("button-refuse", "refuse")
ORGANISATIONS = Button("button-orgs", "orgs")
LANGUAGE = Button("button-language", "language")
DOCTOR = Button("button-doctor", "doctor", when="doctor")
ONLINE = Button("button-online", "online", when="online")
ADVOCATE = Button("button-advocate", "advocate", when="advocate")
DUTY = Button("button-duty", "duty", when="duty")
SIGNS = Button("button-signs", "signs")
AFTER = tuple(Button(f"a-after-{one}", f"after.{one}") for one in ANSWERS)
SPOKEN = tuple(Button(f"button-lang-{code}", f"lang.{code}") for code in ("ru", "kk", "en"))

FOOT = (NUMBERS, HIDE, MENU)
"""Last on every screen of a child, in the same place (rule 17); Back replaces the one that opened the screen."""

_LABELS = {"yes": "a-yes", "no": "a-no", UNKNOWN: "a-unknown", SKIP: "a-skip"}
_RATHER = {"die", "die_now"}
"""Questions that nobody should have to answer with a plain yes (domain.md §3.3: "скорее да / скорее нет")."""


def answer(question: str, choice: str) -> Button:
    """The button of one choice: ``<question>.<choice>`` comes back when it is tapped."""
    label = _LABELS.get(choice, f"a-{question}-{choice}").replace("_", "-")
    if question in _RATHER and choice in {"yes", "no"}:
        label = f"a-rather-{choice}"
    return Button(label, f"{question}.{choice}")


def answers(question: str, per_row: int = 2) -> tuple[tuple[Button, ...], ...]:
    """The rows of a question: its choices, then "I don't know · Skip" (rule 17)."""
    content = [answer(question, choice) for choice in QUESTIONS[question].choices]
    rows = [tuple(content[start : start + per_row]) for start in range(0, len(content), per_row)]
    return (*rows, (answer(question, UNKNOWN), answer(question, SKIP)), FOOT)

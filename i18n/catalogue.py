"""What each screen is made of: values it needs, choices it offers. Data: the linter and the tests walk it."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from i18n.buttons import (
    ADVOCATE,
    AFTER,
    BACK,
    CALM,
    CODE,
    DELETE,
    DOCTOR,
    DUTY,
    FOOT,
    GIVE,
    GIVE_DRAFT,
    HIDE,
    LANGUAGE,
    MENU,
    NEED,
    NEW_CODE,
    NEXT,
    NUMBERS,
    ONLINE,
    ORGANISATIONS,
    READ_NEWS,
    READ_UNREAD,
    REFUSE,
    SIGNS,
    SPOKEN,
    STOP,
    WISH,
    WORD,
    Button,
    answers,
)
from i18n.spec import LEAD, LONGEST_POPUP, LONGEST_TEXT, READERS, STATES, Kind, Spec, Value
from triage.case import ANSWERS, OUTSIDE, WAYS
from triage.steps import STEPS

__all__ = [
    "ASKED", "LONGEST_POPUP", "LONGEST_TEXT", "POPUPS", "READERS", "SCREENS", "STATES", "Kind", "Spec", "Value",
    "given_to", "keys_of", "step_key", "text_keys",
]  # fmt: skip

_STANDING: Mapping[str, Value] = {"state": STATES, "sealed": ("no", "yes"), "unread": Kind.COUNT, "give": Kind.COUNT}
"""``give``: 1 where an adult may still give her own words, else 0.

``sealed``: a new code opens no reply of before yet.
"""
_DESK: Mapping[str, Value] = {"desk": ("open", "night", "unknown"), "opens": Kind.TEXT}
"""Rule 28: outside the desk's hours the first screen and every wait say from when a person reads, or no hour."""
_ABOUT: Mapping[str, Value] = {"about": ("me", "other")}
_COUNTRY: Mapping[str, Value] = {"country": ("none", "ru", "kz")}
_YES_NO = ("yes", "no")
_AROUND = {"lead", "steps", "doctor", "online", "advocate", "duty", "give", "seen", "news"}
"""Values that say which lines and buttons stand around a text: the text itself does not ask for them."""
_ADULT = ("adult",)


def _ask(question: str, values: Mapping[str, Value] = MappingProxyType({}), *, per_row: int = 2) -> Spec:
    return Spec({**LEAD, **values}, rows=answers(question, per_row))


ASKED: Mapping[str, Spec] = {
    "ask_who": _ask("who"),
    "ask_about": replace(_ask("about"), readers=_ADULT),
    "ask_safe": _ask("safe", per_row=3),
    "ask_safe2": _ask("safe2"),
    "ask_near": _ask("near", _ABOUT),
    "ask_die": replace(_ask("die"), review="suicide"),
    "ask_die_now": replace(_ask("die_now"), review="suicide"),
    "ask_place": _ask("place", _ABOUT),
    "ask_story": _ask("story", _ABOUT),
    "ask_child_age": _ask("child_age", per_row=3),
    "ask_hurt": replace(_ask("hurt", _ABOUT), review="medical"),
    "ask_others": replace(_ask("others"), readers=_ADULT),
    "ask_last": _ask("last"),
    "ask_tie": _ask("tie", _ABOUT),
    "ask_region": _ask("region"),
    "ask_answer": _ask("answer", per_row=1),
    "ask_wishes": _ask("wishes"),
}
"""The questions of ``triage.questions``, each a screen of its own."""

SCREENS: Mapping[str, Spec] = {
    "first": Spec(_DESK, rows=((NEED,), (HIDE, MENU)), review="legal"),
    **ASKED,
    "believed": Spec({**_DESK, "online": _YES_NO}, rows=((NEXT, CODE), (ONLINE,), FOOT)),
    "hello": Spec(_DESK, rows=(FOOT,)),
    "safe_word": Spec({"word": Kind.TEXT}, rows=((WORD,), FOOT), mono=("word",)),
    "more": Spec({"turn": Kind.COUNT}, rows=((NEXT, CODE), FOOT), variants=4),
    "preview": Spec({"answers": Kind.COUNT, "messages": Kind.COUNT}, rows=((WISH, NEXT), FOOT)),
    "wished": Spec(rows=((NEXT, CODE), FOOT)),
    "next": Spec(
        {**LEAD, "steps": Kind.STEPS, **_DESK, **dict.fromkeys(("doctor", "online", "advocate", "duty"), _YES_NO)},
        rows=((DOCTOR, ONLINE), (ADVOCATE, DUTY), (CALM, WISH), FOOT),
        review="legal",
    ),
    "status": Spec({**_STANDING, **_DESK}, rows=((GIVE_DRAFT,), (READ_UNREAD, NEXT), FOOT)),
    "numbers": Spec(_COUNTRY, rows=((BACK, HIDE, MENU),)),
    "abroad": Spec(_COUNTRY, rows=(FOOT,), review="legal"),
    "danger": Spec(rows=(FOOT,)),
    "danger_self": Spec(rows=(FOOT,), review="suicide"),
    "danger_other": Spec(rows=(FOOT,)),
    "more_now": Spec(rows=(FOOT,)),
    "passed_on": Spec(rows=(FOOT,)),
    "calm": Spec(rows=((NEXT,), FOOT)),
    "doctor": Spec(rows=((NEXT,), FOOT), review="medical"),
    "online": Spec(rows=((NEXT,), FOOT)),
    "advocate": Spec(rows=((NEXT,), FOOT), review="legal"),
    "duty": Spec(rows=((NEXT, SIGNS), FOOT), review="legal", readers=_ADULT),
    "signs": Spec(rows=((NEXT,), FOOT), readers=_ADULT),
    "consent": Spec(
        {"kept": ("yes", "no", "opened", "held")},
        rows=((GIVE, REFUSE), (ORGANISATIONS,), FOOT),
        review="legal",
        readers=_ADULT,
    ),
    "refused": Spec(
        {"kept": ("no", "opened", "held")}, rows=((GIVE, ORGANISATIONS), FOOT), review="legal", readers=_ADULT
    ),
    "given": Spec(_DESK, rows=((NEXT, ORGANISATIONS), FOOT), review="legal", readers=_ADULT),
    "orgs": Spec({"list": Kind.TEXT}, rows=((BACK, HIDE, MENU),), after="list", review="legal", readers=_ADULT),
    "language": Spec(rows=(SPOKEN, (BACK, HIDE, MENU)), review=""),
    "menu": Spec(
        {"signal": _YES_NO},
        rows=(
            (STOP, DELETE),
            (replace(WORD, when="signal"), replace(CODE, when="signal")),
            (LANGUAGE,),
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
    "code_new": Spec(
        {"words": Kind.TEXT, "digits": Kind.TEXT},
        rows=((Button("button-copy-words", copy="words"), Button("button-copy-digits", copy="digits")), FOOT),
        mono=("words", "digits"),
    ),
    "code_gone": Spec(rows=((NEW_CODE, NEXT), FOOT)),
    "unanswered": Spec(rows=((NEXT,), FOOT), review="safety"),
    "told": Spec({"to": OUTSIDE, "way": WAYS, "news": _YES_NO}, rows=((READ_NEWS, NEXT), FOOT), review="legal"),
    "after": Spec({"news": _YES_NO}, rows=((READ_NEWS,), AFTER, FOOT)),
    **{f"after_{one}": Spec(rows=(FOOT,)) for one in ANSWERS},
    "reply_waiting": Spec(rows=((Button("button-read-new", "read"),), FOOT)),
    "reply": Spec({"text": Kind.TEXT}, rows=((NEXT,), FOOT), after="text"),
    "reply_gone": Spec(rows=((NEXT,), FOOT)),
    "returned": Spec(_STANDING, rows=((GIVE_DRAFT,), (NEXT,), FOOT)),
    "returned_word": Spec(_STANDING, rows=((GIVE_DRAFT,), (READ_UNREAD, NEXT), FOOT)),
    "looks_like_code": Spec(rows=(FOOT,)),
    "code_wait": Spec(rows=(FOOT,)),
    "photo_refused": Spec(rows=(FOOT,)),
    "voice_kept": Spec(rows=(FOOT,)),
    "voice_long": Spec(rows=(FOOT,)),
    "kept_other": Spec(rows=(FOOT,)),
    "too_old": Spec(rows=(FOOT,)),
    "deleted_alert": Spec({"kept": _YES_NO}, longest=LONGEST_POPUP, review="legal"),
    "store_down": Spec(rows=(FOOT,)),
    "machine_failed": Spec(rows=(FOOT,)),
    "alert": Spec(
        {"count": Kind.TEXT, "seen": _YES_NO},
        rows=((Button("button-seen", "seen", when="seen"), Button("button-console", "console")),),
        audience="specialist",
        review="",
    ),
    "shift_on": Spec(audience="specialist", review=""),
    "shift_off": Spec(audience="specialist", review=""),
    "linked": Spec(audience="specialist", review=""),
    "link_refused": Spec(audience="specialist", review=""),
    "link_taken": Spec(audience="specialist", review=""),
    "specialist_hint": Spec(audience="specialist", review=""),
    "not_here": Spec({"named": _YES_NO, "bot": Kind.TEXT}, audience="specialist", review=""),
    **{f"topic_{one}": Spec(audience="specialist", review="") for one in ("waits", "taken", "answered")},
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
    """Every key that a screen needs: text, the lines around it, labels."""
    spec = SCREENS[name]
    labels = (button.label for row in spec.rows for button in row)
    leads = ("lead-kept", "lead-done") if "lead" in spec.values else ()
    steps = tuple(step_key(step.id) for step in STEPS) if "steps" in spec.values else ()
    return (*text_keys(name), *leads, *steps, *dict.fromkeys(labels))


def step_key(step: str) -> str:
    """The key of a next step's sentence."""
    return f"step-{step.replace('_', '-')}"


def given_to(name: str, key: str) -> set[str]:
    """The values that a key of a screen may ask for: labels and leads get none, nor is what follows a part of it."""
    spec = SCREENS[name]
    if key.startswith("step-"):
        return set(_DESK)
    return set(spec.values) - {spec.after, *_AROUND} if key in text_keys(name) else set()

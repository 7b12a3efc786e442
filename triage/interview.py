"""The interview as a walk: what is known → what to ask next. Few questions, each asked once (rules 6 and 10)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from triage.classes import DANGER
from triage.conditions import Condition, parse_conditions
from triage.facts import VALUES, Facts
from triage.pack import Place
from triage.question import SKIP, UNKNOWN
from triage.questions import QUESTIONS
from triage.resemblance import LIKE, UNLIKE
from triage.urgency import Urgency

MOST_PROMPTS = 7
"""Over any path, suicide questions included (conversation.md, rule 6)."""
TAPS_BEFORE_QUEUE = 3
"""The red button counted (conversation.md, rule 6)."""
FROM_THE_BUTTON = ("place", "who", "about", "others", "safe", "safe2", "die_now", "die", "story", "near")
FROM_WORDS = ("place", "others", "safe", "safe2", "who", "about", "die_now", "die", "story", "near")
"""The offer of a place follows the numbers (rule 13), to nobody whose danger is not now. Who wrote before being asked
anything is asked first whether there is danger."""
_OF_ANOTHER = frozenset({"mine", "near", "work"})
_AFTER = ("child_age", "hurt", "last", "region", "answer", "tie")
LAST = "region"
"""Whose numbers these are: the last prompt is kept for it, but for the second question about dying."""
TALKING, ANSWERED = "talking", "answered"
PERSONS = ("", ANSWERED, TALKING)
"""Nobody has answered her; somebody has, and nobody has her signal now; whoever answered, or took over, has it."""
_OF_CONSENT = frozenset({"about", "others"})
_OF_DANGER = frozenset({"who", "safe", "safe2", "near", "die", "die_now", "place"})
_STILL_ASKED: Mapping[str, frozenset[str]] = {TALKING: _OF_CONSENT, ANSWERED: _OF_CONSENT | _OF_DANGER}
"""Whom a human answers is asked by that human: nobody gets two voices (conversation.md, rules 10 and 31). We still ask
what decides whether anybody may read an adult's words (P-03.2), and of danger now where nobody has her signal."""
_NUMBERS = frozenset({"age", "child_age"})
_BESIDE = frozenset({"place", "wishes"})
_TELLS = DANGER | {LIKE, "now", "today", "tonight", "soon"}


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One interview. ``answers``: question → choice; ``asked``: in order; ``pending``: the open one, "" for none.

    ``classes``: what all words so far told (``triage.classes``). ``wrote_first``: words came before any question.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    pending: str = ""
    wrote_first: bool = False
    told: bool = False
    """Something was said in own words: the open question would change nothing."""
    messages: int = 0
    again: int = 0
    """How often the open question was shown again below words that did not answer it."""
    consent: str = ""
    """Of an adult writing about her own past: ``yes`` or ``no`` (requirements P-03.2), "" before she chose."""
    silent: bool = False
    """At the web door nothing is ever sent to her: whether a sound is safe is no question there."""
    person: str = ""
    """Who else talks with her, one of PERSONS: then the interview steps back (``stepped_back``)."""


def facts_of(talk: Talk, language: str = "") -> Facts:
    """What the answers say. Whoever is not known writes as a child (conversation.md, rule 5)."""
    told: dict[str, str] = {}
    for question, choice in talk.answers.items():
        told.update(QUESTIONS[question].facts(choice))
    if talk.consent:
        told["consent_contact"] = talk.consent
    if "reporter" not in told and told.get("age_band") != "18+":
        told["reporter"] = "child"
    numbers = {name: int(value) for name, value in told.items() if name in _NUMBERS}
    words = {name: value for name, value in told.items() if name not in _NUMBERS}
    lang = language if language in VALUES["lang"] else None
    return Facts(**words, **numbers, lang=lang)  # type: ignore[arg-type]  # names and values are those of QUESTIONS


def answered(talk: Talk, question: str, choice: str) -> Talk:
    """With that answer; an old keyboard may correct one. The question no longer waits."""
    asked = talk.asked if question in talk.asked else (*talk.asked, question)
    pending = "" if talk.pending == question else talk.pending
    before = dict(talk.answers)
    if question == "about" and choice in _OF_ANOTHER and before.get("safe") != "danger":
        before.pop("safe", None)  # that she herself is safe says nothing of the child she writes about
    return replace(talk, answers={**before, question: choice}, asked=asked, pending=pending)


def said(talk: Talk, classes: frozenset[str], *, pin: bool = False) -> Talk:
    """Words came: an open question is answered by them, any other goes on waiting. ``pin``: a place on the map.

    Where she is and what she wishes is not yet what happened, unless the words tell of harm.
    """
    pending = "" if talk.pending and QUESTIONS[talk.pending].open else talk.pending
    first = not talk.asked and not talk.told
    beside = pin or talk.pending in _BESIDE
    told = talk.told or not beside or not classes.isdisjoint(DANGER)
    return replace(
        talk,
        classes=_joined(talk.classes, classes),
        pending=pending,
        told=told,
        wrote_first=talk.wrote_first or first,
        messages=talk.messages + 1,
    )


def _joined(before: frozenset[str], classes: frozenset[str]) -> frozenset[str]:
    """All of both. One word's doubt is none about what another says: it stays only where the other tells no danger."""
    doubted = all(UNLIKE in one or one.isdisjoint(_TELLS) for one in (before, classes))
    return before | classes if doubted else (before | classes) - {UNLIKE}


def asking(talk: Talk, question: str) -> Talk:
    """With that question open."""
    asked = talk.asked if not question or question in talk.asked else (*talk.asked, question)
    return replace(talk, pending=question, asked=asked)


def stepped_back(talk: Talk, person: str, shown: str) -> Talk:
    """With ``person`` beside her: a question of ours that waits is withdrawn, as if it had not been asked.

    ``shown``: the screen that stands last. Where it is the offer of a place, or the wishes she chose to write down,
    and nothing of the human's has come since, her next words still answer it.
    """
    talk = replace(talk, person=person)
    awaited = talk.pending in _BESIDE and shown == f"ask_{talk.pending}"
    if not talk.pending or awaited or _left_to_us(talk.pending, talk):
        return talk
    return replace(talk, pending="", asked=tuple(one for one in talk.asked if one != talk.pending))


def _left_to_us(question: str, talk: Talk) -> bool:
    """Whether it is asked although a human talks with her. An adult who tells of her own past is asked who she is."""
    adult = question == "who" and "adult_author" in talk.classes and not talk.classes.isdisjoint({"past", "ended"})
    return not talk.person or adult or question in _STILL_ASKED[talk.person]


def next_question(talk: Talk, urgency: Urgency, *, alarmed: bool = False) -> str:
    """The question that helps most now, or "" when nothing is left that an answer would change.

    ``alarmed``: she has just told of danger now, and the place is offered with the numbers whoever talks with her.
    """
    if talk.pending and _matters(talk.pending, talk, urgency):
        return talk.pending
    left = MOST_PROMPTS - len(set(talk.asked) - {"wishes"})
    if left <= 0 or waits_for_consent(talk):
        return ""
    order: tuple[str, ...] = FROM_WORDS if talk.wrote_first else FROM_THE_BUTTON
    if left == 1:
        order = ("die_now", LAST, *order)
    may = (one for one in (*order, *_AFTER) if _left_to_us(one, talk) or (alarmed and one == "place"))
    return next((one for one in may if one not in talk.asked and _matters(one, talk, urgency)), "")


def waits_for_consent(talk: Talk) -> bool:
    """An adult about her own past, no child at risk: nothing goes to anybody before she says so (P-03.2, P-03.3)."""
    facts = facts_of(talk)
    survivor = facts.reporter == "adult_survivor"
    return survivor and "others" in talk.asked and facts.others_at_risk in {None, "no"} and talk.consent != "yes"


def may_queue(talk: Talk) -> bool:
    """Whether taps alone are enough for a signal: after "danger" or a doubt at once, else at the third tap."""
    return tells_by_taps(talk) or (not _may_be_her_own(talk) and len(talk.answers) >= TAPS_BEFORE_QUEUE - 1)


def tells_by_taps(talk: Talk) -> bool:
    """Whether the answers alone tell of something, be it a doubt."""
    facts = facts_of(talk)
    if _may_be_her_own(talk):
        return facts.others_at_risk in {"yes", "unknown"}
    return facts.safe_now in {"no", "unknown"} or "near" in talk.answers


def _may_be_her_own(talk: Talk) -> bool:
    """An adult's, who writes of her own past or has not said of whom: that needs her consent first (P-03.2)."""
    facts = facts_of(talk)
    return facts.reporter == "adult_survivor" or (facts.age_band == "18+" and "about" not in talk.answers)


def about(talk: Talk) -> str:
    """``me`` or ``other``: of whom the texts speak."""
    return "other" if facts_of(talk).reporter not in {"child", "adult_survivor", None} else "me"


def audience(talk: Talk) -> str:
    """Whose words the reader gets: an author not yet known is treated as a child (conversation.md, rule 5)."""
    return {"11-13": "preteen", "14-17": "teen", "18+": "adult"}.get(facts_of(talk).age_band or "", "child")


def given(talk: Talk) -> int:
    """How many questions were answered, skipped ones left out: what a preview shows (rule 34)."""
    return sum(choice not in {SKIP, UNKNOWN} for choice in talk.answers.values())


def _matters(question: str, talk: Talk, urgency: Urgency) -> bool:
    asked = QUESTIONS[question]
    if question == "answer" and talk.silent:
        return False
    if urgency not in asked.tiers or (question == "story" and talk.told) or question == "wishes":
        return question == "wishes" and talk.pending == "wishes"
    facts = facts_of(talk)
    known = set().union(*(set(one) for one in asked.choices.values())) - {"reporter"}
    if known and all(getattr(facts, name) is not None for name in known) and question != "child_age":
        return talk.pending == question
    conditions = _conditions()[question]
    return not conditions or any(one.holds(facts, talk.classes) for one in conditions)


@cache
def _conditions() -> Mapping[str, tuple[Condition, ...]]:
    return {
        one.id: parse_conditions(Place("triage/questions.py", one.id), list(one.when)) if one.when else ()
        for one in QUESTIONS.values()
    }

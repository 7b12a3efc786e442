"""Every state of the interview that taps and words can reach, with a shortest way to each. The real rules weigh."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import chain

from tests.triage.assessing import book
from triage import interview
from triage.assess import Assessment, assess
from triage.facts import Facts
from triage.interview import Talk
from triage.question import SKIP, UNKNOWN
from triage.questions import QUESTIONS
from triage.urgency import Urgency, higher

STORIES = (
    frozenset[str](),
    frozenset({"violence"}),
    frozenset({"self_harm"}),
    frozenset({"suicide_thoughts"}),
)
"""What words tell: one of every kind that the walk tells apart, and nothing at all."""
_STEERS = frozenset({"reporter", "age_band", "safe_now", "offender_access", "suicide_thoughts", "others_at_risk"})
"""Facts that questions are asked by; ``walking`` is as whole as ``triage.questions`` and ``may_queue`` look at these."""
_WEIGHS = frozenset(one.name for one in fields(Facts)) - _STEERS - {"lang", "country", "relation"}
Move = str | frozenset[str]
"""A tap, ``<question>.<choice>`` or GIVE, or words by their classes."""


@dataclass(frozen=True)
class Stand:
    """Somebody in the interview. ``urgency``: of her card, None while there is none. ``talk.pending``: what is shown."""

    talk: Talk
    urgency: Urgency | None = None

    @property
    def question(self) -> str:
        return self.talk.pending

    @property
    def facts(self) -> Facts:
        return interview.facts_of(self.talk)

    @property
    def held_back(self) -> bool:
        """Nothing goes on before an adult has decided about her own words."""
        return not self.question and interview.waits_for_consent(self.talk)


@cache
def weigh(facts: Facts, classes: frozenset[str]) -> Assessment:
    return assess(book(), facts, classes)


def tapped(stand: Stand, choice: str) -> Stand:
    """As the desk does it: on the card where there is one, else a card as soon as taps are enough."""
    talk = interview.answered(stand.talk, stand.question, choice)
    if stand.urgency is None and not interview.may_queue(talk):
        return _asked(talk, None)
    return _asked(talk, weigh(interview.facts_of(talk), talk.classes).urgency, stand.urgency)


def told(stand: Stand, classes: frozenset[str]) -> Stand:
    """Any words open a signal, or belong to it."""
    talk = interview.said(stand.talk, classes)
    return _asked(talk, weigh(interview.facts_of(talk), talk.classes).urgency, stand.urgency)


def gave(stand: Stand) -> Stand:
    """An adult's consent: her words are weighed again, or asked for where there are none yet."""
    talk = replace(stand.talk, consent="yes")
    if stand.urgency is None:
        return Stand(interview.asking(talk, "story"))
    return _asked(talk, weigh(interview.facts_of(talk), talk.classes).urgency, stand.urgency)


def _asked(talk: Talk, urgency: Urgency | None, before: Urgency | None = None) -> Stand:
    urgency = higher(urgency, before) if urgency and before else urgency
    one = interview.next_question(talk, urgency or Urgency.PLANNED)
    return Stand(interview.asking(talk, one), urgency)


def choices(question: str) -> tuple[str, ...]:
    return (*QUESTIONS[question].choices, UNKNOWN, SKIP)


@cache
def _unlike(question: str) -> tuple[str, ...]:
    """Choices without those that say what another says: no later question looks at a country or a way to answer."""
    if question in {"region", "answer", "tie"}:
        return next(iter(QUESTIONS[question].choices)), SKIP
    return choices(question) if QUESTIONS[question].unknown else (*QUESTIONS[question].choices, SKIP)


def moves(stand: Stand) -> Iterator[tuple[Move, Stand]]:
    """What may happen next: any answer, and words of every kind for as long as none were said."""
    if stand.held_back:
        yield GIVE, gave(stand)
        return
    if stand.question:
        for choice in _unlike(stand.question):
            yield f"{stand.question}.{choice}", tapped(stand, choice)
    if not stand.talk.told or (stand.question and QUESTIONS[stand.question].open):
        for classes in STORIES:
            yield classes, told(stand, classes)


BUTTON = _asked(Talk(), None)
"""After the red button."""
GIVE = "give"


def walk() -> Iterator[tuple[Stand, tuple[Move, ...]]]:
    """Each state with a shortest way to it, from the red button or from nothing, and what never was said."""
    first = chain([((), BUTTON)], (((classes,), told(Stand(Talk()), classes)) for classes in STORIES))
    seen: set[object] = set()
    waiting: deque[tuple[tuple[Move, ...], Stand]] = deque(first)
    while waiting:
        way, stand = waiting.popleft()
        state = _state(stand)
        if state in seen:
            continue
        seen.add(state)
        yield stand, way
        waiting.extend(((*way, move), after) for move, after in moves(stand))


@cache
def walked() -> tuple[tuple[Stand, tuple[Move, ...]], ...]:
    """The whole graph, some ten seconds of it."""
    return tuple(walk())


def _state(stand: Stand) -> object:
    """The order of answers makes no other state, nor does what nothing later looks at.

    An urgency that cannot rise any more needs none of the answers that only weigh.
    """
    talk, facts = stand.talk, stand.facts
    looked_at = _STEERS if stand.urgency is Urgency.IMMEDIATE else _STEERS | _WEIGHS
    told_so = tuple(getattr(facts, name) for name in sorted(looked_at))
    enough = len(talk.answers) if stand.urgency is None else 0
    spoken = talk.classes, talk.told, talk.wrote_first, talk.consent
    return told_so, frozenset(talk.asked), enough, spoken, talk.pending, stand.urgency

"""Every state of the interview that taps and words can reach, with a shortest way to each. The real rules weigh."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from tests.triage.assessing import book
from triage import interview
from triage.assess import Assessment, assess
from triage.facts import Facts
from triage.interview import Talk
from triage.questions import QUESTIONS, SKIP, UNKNOWN
from triage.urgency import Urgency, higher

STORIES = (
    frozenset[str](),
    frozenset({"violence"}),
    frozenset({"self_harm"}),
    frozenset({"suicide_thoughts"}),
)
"""What words tell: one of every kind that the walk tells apart, and nothing at all."""
Move = str | frozenset[str]
"""A tap, ``<question>.<choice>``, or words by their classes."""


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
        return interview.waits_for_consent(self.talk)


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


def _asked(talk: Talk, urgency: Urgency | None, before: Urgency | None = None) -> Stand:
    urgency = higher(urgency, before) if urgency and before else urgency
    one = interview.next_question(talk, urgency or Urgency.PLANNED)
    return Stand(interview.asking(talk, one), urgency)


def choices(question: str) -> tuple[str, ...]:
    return (*QUESTIONS[question].choices, UNKNOWN, SKIP)


def moves(stand: Stand) -> Iterator[tuple[Move, Stand]]:
    """What may happen next: any answer, and words of every kind for as long as none were said."""
    if stand.held_back:
        return
    if stand.question:
        for choice in choices(stand.question):
            yield f"{stand.question}.{choice}", tapped(stand, choice)
    if not stand.talk.told or (stand.question and QUESTIONS[stand.question].open):
        for classes in STORIES:
            yield classes, told(stand, classes)


BUTTON = _asked(Talk(), None)
"""After the red button."""


@dataclass(frozen=True)
class Graph:
    """``ways``: each state with the moves that lead there first, from the red button or from nothing."""

    ways: tuple[tuple[Stand, tuple[Move, ...]], ...]

    @property
    def stands(self) -> Iterator[Stand]:
        return (stand for stand, _ in self.ways)

    def at(self, question: str) -> tuple[Stand, ...]:
        return tuple(stand for stand in self.stands if stand.question == question and not stand.held_back)

    def ends(self) -> tuple[Stand, ...]:
        return tuple(stand for stand in self.stands if not stand.question or stand.held_back)


@cache
def walked() -> Graph:
    """Breadth first, so that every way is a shortest one."""
    first = chain([((), BUTTON)], (((classes,), told(Stand(Talk()), classes)) for classes in STORIES))
    ways: list[tuple[Stand, tuple[Move, ...]]] = []
    seen: set[object] = set()
    waiting: deque[tuple[tuple[Move, ...], Stand]] = deque(first)
    while waiting:
        way, stand = waiting.popleft()
        if _state(stand) in seen:
            continue
        seen.add(_state(stand))
        ways.append((stand, way))
        waiting.extend(((*way, move), after) for move, after in moves(stand))
    return Graph(tuple(ways))


def _state(stand: Stand) -> object:
    """The order of answers makes no other state, nor does what no later question looks at."""
    talk, facts = stand.talk, replace(stand.facts, country=None, relation=None)
    enough = min(len(talk.answers), interview.TAPS_BEFORE_QUEUE)
    return facts, frozenset(talk.asked), enough, talk.classes, talk.pending, talk.told, talk.wrote_first, stand.urgency

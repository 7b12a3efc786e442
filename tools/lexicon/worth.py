"""Which patterns find most for their bytes: chosen one after the other, by what the labelled examples would lose.

An example votes for a class as strongly as its tier weighs, if without that class the rules would judge it worse. A
pattern that finds what others found already counts less each time (``AGAIN``), and one of a mild class is held against
it where graver examples say it too: with few patterns left it would speak alone there, and make an ``urgent`` milder.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from triage.classes import GROUPS
from triage.facts import Facts
from triage.judge import Judge
from triage.resemblance import LIKE, SMALL_TALK, VERY_LIKE
from triage.urgency import RANK, Urgency
from triage.words import LONG, Matcher, Names, Pattern

WEIGHT: Final = {Urgency.IMMEDIATE: 5.0, Urgency.URGENT: 3.0, Urgency.STANDARD: 1.0, Urgency.PLANNED: 1.0}
ROUTE, BESIDE, UNSEEN = 0.6, 0.1, 0.05
"""What a class is worth that only adds a route; that changes nothing; that the whole lexicon did not even find."""
DOUBTED: Final = 0.4
"""Of the weight, where the model alone keeps the tier."""
AGAIN: Final = 0.25
MILD: Final = 0.5
"""How much is held against a mild class, of the weights of graver examples."""
FEWEST: Final = 2
"""Examples that a pattern must be found in: what one writer said once is what she alone says."""
_ALIKE: Final = frozenset({LIKE, VERY_LIKE, SMALL_TALK})
_MEANS: Final = dict.fromkeys(GROUPS["@standard"], Urgency.STANDARD) | dict.fromkeys(
    set(GROUPS["@benign"]) - {"insult"}, Urgency.PLANNED
)
"""Mild class → the tier that it means."""


@dataclass(frozen=True)
class Labelled:
    """An example: its text, what a person said of it."""

    text: str
    urgency: Urgency


def fired(matcher: Matcher, texts: Sequence[str]) -> list[list[int]]:
    """Of each text the numbers of the patterns that the whole matcher finds."""
    numbered = [replace(one, says=str(number)) for number, one in enumerate(matcher.patterns)]
    apart = Matcher(forms=matcher.forms, stems=matcher.stems, common=matcher.common, patterns=numbered)
    return [sorted(map(int, apart.classes(text) - {LONG})) for text in texts]


def worth(judge: Judge, one: Labelled) -> dict[str, float]:
    """Class → what would be lost without it."""
    found = judge.classes(one.text)
    said = found - _ALIKE
    gains: dict[str, float] = {}
    for name in sorted(said - {LONG}):
        gains[name] = max(_lost(judge, one, found, name), DOUBTED * _lost(judge, one, said, name, tier_only=True))
    return gains


def _lost(judge: Judge, one: Labelled, found: Names, name: str, *, tier_only: bool = False) -> float:
    before, after = (judge.assess(Facts(), classes) for classes in (found, found - {name}))
    if after.urgency != before.urgency:
        return WEIGHT[one.urgency] if _off(after.urgency, one) > _off(before.urgency, one) else 0.0
    if tier_only:
        return 0.0
    return ROUTE if set(before.routes) - set(after.routes) else BESIDE


def _off(urgency: Urgency, one: Labelled) -> int:
    return abs(RANK[urgency] - RANK[one.urgency])


@dataclass
class Choosing:
    """``gains`` and ``where``: of each example what its classes are worth, and which patterns it holds."""

    patterns: Sequence[Pattern]
    examples: Sequence[Labelled]
    gains: Sequence[Mapping[str, float]]
    where: Sequence[Sequence[int]]
    _holding: dict[int, list[int]] = field(init=False, default_factory=lambda: defaultdict(list))
    _found: Counter[tuple[int, str]] = field(init=False, default_factory=Counter)
    _words: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        for example, numbers in enumerate(self.where):
            for number in numbers:
                self._holding[number].append(example)

    def chosen(self, count: int) -> dict[int, float]:
        """The best ``count`` patterns, and what each added."""
        able = [number for number, held in self._holding.items() if self.patterns[number].trap or len(held) >= FEWEST]
        waiting = [(-self._rate(number), number) for number in able]
        heapq.heapify(waiting)
        best: dict[int, float] = {}
        while waiting and len(best) < count:
            _, number = heapq.heappop(waiting)
            now = -self._rate(number)
            if waiting and now > waiting[0][0]:  # others took what it would have found
                heapq.heappush(waiting, (now, number))
                continue
            if now >= 0:
                break
            best[number] = self._gain(number)
            self._take(number)
        return best

    def _take(self, number: int) -> None:
        self._found.update((example, self.patterns[number].says) for example in self._holding[number])
        self._words |= {name for item in self.patterns[number].items for name in item.any_of}

    def _gain(self, number: int) -> float:
        pattern = self.patterns[number]
        held = self._holding[number]
        means = _MEANS.get(pattern.says)
        gain = math.fsum(self._vote(example, pattern.says) for example in held)
        if means is None or pattern.trap:
            return gain
        graver = [self.examples[example].urgency for example in held]
        return gain - MILD * math.fsum(WEIGHT[tier] for tier in graver if RANK[tier] < RANK[means])

    def _vote(self, example: int, says: str) -> float:
        return self.gains[example].get(says, UNSEEN) * AGAIN ** self._found[example, says]

    def _rate(self, number: int) -> float:
        """Gain by (about) a byte: itself, its alternatives, the words that only it asks for."""
        items = self.patterns[number].items
        names = {name for item in items for name in item.any_of}
        own = sum(1 for name in names - self._words if not name[0].isupper())
        cost = 6 + 2 * len(items) + 2.5 * own + math.fsum(math.log2(2 + len(item.any_of)) for item in items)
        return self._gain(number) / cost

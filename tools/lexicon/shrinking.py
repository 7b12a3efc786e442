"""Words of a smaller lexicon: forms become beginnings where no everyday word minds; what nobody types is left out.

A Russian verb stands in the whole table with forty forms. Here a beginning stands for all words that share it and mean
the same, everyday words included (they mean nothing, so one of them among the forms forbids the beginning). Each form
and each beginning is then worth as much as it is expected among the examples and in common speech, times what the
patterns are worth that ask for it; the least worthy are left out until the rest fits.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tools.lexicon.packing import letters_only
from triage.spelling import tokens
from triage.words import LEAST_HEARD, NOT, Matcher, Names, Pattern

LEAST: Final = 4
"""Letters of a beginning that is made here."""
FEWEST: Final = 2
"""Forms that one must stand for."""
NOTHING: Names = frozenset()
IN_EXAMPLES: Final = 3500.0
"""Over its rank among common words: how often a word is expected in as many texts as there are examples (Zipf)."""
UNRANKED: Final = 3_000_000
WRITTEN: Final = 0.15
"""How often a beginning that an author wrote is expected beside what was counted: Kazakh has no list of ranks."""
BY_EAR: Final = 0.15
"""The part of the texts in which a word is misspelt, so that its form is needed where a beginning is there already."""
COMMON_RANK: Final = 40_000
"""Rarer everyday words are not kept apart from what they sound like."""


@dataclass(frozen=True)
class Speech:
    """``rank``: word → its place among the commonest; ``counts``: word → in how many examples; ``known``: all words."""

    rank: Mapping[str, int]
    counts: Mapping[str, int]
    known: frozenset[str]

    @classmethod
    def of(cls, rank: Mapping[str, int], everyday: Iterable[str], texts: Iterable[str]) -> "Speech":
        counts = Counter(one for text in texts for one in set(tokens(text)))
        return cls(rank, counts, frozenset(everyday) | frozenset(counts))

    def expected(self, one: str) -> float:
        """Texts of as many as there are examples."""
        return self.counts.get(one, 0) + IN_EXAMPLES / (self.rank.get(one, UNRANKED) + 100)


@dataclass
class Shrinking:
    """``worth``: number of a chosen pattern → what it adds."""

    whole: Matcher
    worth: Mapping[int, float]
    speech: Speech
    forms: dict[str, Names] = field(init=False)
    stems: dict[str, Names] = field(init=False)
    _own: dict[str, Names] = field(init=False)
    _weights: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        used: defaultdict[str, float] = defaultdict(float, {NOT: 1e6})
        for number, adds in sorted(self.worth.items()):
            for name in sorted(asked(self.whole.patterns[number])):
                used[name] += adds + 0.3
        self._weights = dict(used)
        self.forms = meant(letters_only(self.whole.forms), frozenset(used))
        self._own = meant(letters_only(self.whole.stems), frozenset(used))
        self.stems = dict(self._own)
        self._begin()

    def entries(self) -> list[tuple[float, str]]:
        """(worth, form or beginning*), the worthiest first."""
        under: defaultdict[str, float] = defaultdict(float)
        for one in sorted(self.speech.known | set(self.forms)):
            for end in range(2, len(one) + 1):
                if one[:end] in self.stems:
                    under[one[:end]] += self.speech.expected(one)
        worth = [
            ((under[one] + WRITTEN * (one in self._own)) * self._weight(names), f"{one}*")
            for one, names in self.stems.items()
        ]
        for one, names in self.forms.items():
            left = names - beginnings(self.stems, one)
            misspelt = BY_EAR if len(one) >= LEAST_HEARD else 0.02
            worth.append((self.speech.expected(one) * (self._weight(left) + misspelt * self._weight(names)), one))
        return sorted(worth, key=lambda entry: (-entry[0], entry[1]))

    def matcher(self, kept: Iterable[str]) -> Matcher:
        """Of these entries only, with the everyday words that they would be mistaken for."""
        these = frozenset(kept)
        forms = {one: names for one, names in self.forms.items() if one in these}
        stems = {one: names for one, names in self.stems.items() if f"{one}*" in these}
        known = frozenset(name for names in (*forms.values(), *stems.values()) for name in names)
        patterns = [self.whole.patterns[number] for number in sorted(self.worth)]
        patterns = [one for one in patterns if all(_may_stand(item.any_of, known) for item in one.items)]
        used = frozenset(name for one in patterns for name in asked(one)) | {NOT}
        return with_common(Matcher(meant(forms, used), meant(stems, used), NOTHING, patterns), self._everyday())

    def _everyday(self) -> Iterator[str]:
        alike = sorted(self.speech.known | self.whole.common | set(letters_only(self.whole.forms)))
        return (one for one in alike if self.speech.rank.get(one, UNRANKED) < COMMON_RANK)

    def _weight(self, names: Names) -> float:
        return math.fsum(math.sqrt(self._weights[name]) for name in names)

    def _begin(self) -> None:
        """Finds the beginnings."""
        starts = {one[:LEAST] for one in self.forms}
        groups: dict[str, list[str]] = defaultdict(list)
        for one in sorted(self.speech.known | set(letters_only(self.whole.forms))):
            if len(one) >= LEAST and one[:LEAST] in starts:
                groups[one[:LEAST]].append(one)
        for group in groups.values():
            self._share(group, LEAST, NOTHING)

    def _share(self, group: Sequence[str], size: int, given: Names) -> None:
        """Of words with the same ``size`` first letters: what all of them mean, beside what is ``given`` already."""
        forms = sum(1 for one in group if one in self.forms)
        if not forms:
            return
        start = group[0][:size]
        if forms >= FEWEST:
            shared = self._meaning(group[0]).intersection(*map(self._meaning, group[1:]))
            if more := shared - given - beginnings(self._own, start):
                self.stems[start] = self.stems.get(start, NOTHING) | more
                given |= more
        longer: dict[str, list[str]] = defaultdict(list)
        for one in group:
            if len(one) > size:
                longer[one[size]].append(one)
        for words in longer.values():
            self._share(words, size + 1, given)

    def _meaning(self, one: str) -> Names:
        return self.forms.get(one, NOTHING) | beginnings(self._own, one)


def asked(pattern: Pattern) -> Names:
    """Every name that it looks for or forbids."""
    return pattern.without.union(*(item.any_of for item in pattern.items))


def beginnings(stems: Mapping[str, Names], one: str) -> Names:
    """What a word means by how it begins."""
    return NOTHING.union(*(stems[one[:end]] for end in range(2, len(one) + 1) if one[:end] in stems))


def meant(words: Mapping[str, Names], used: Names) -> dict[str, Names]:
    """With the names only that patterns use."""
    return {one: kept for one, names in words.items() if (kept := names & used)}


def with_common(matcher: Matcher, everyday: Iterable[str]) -> Matcher:
    """With those everyday words that the matcher would read as something."""
    alone = (one for one in everyday if one not in matcher.forms and not beginnings(matcher.stems, one))
    common = frozenset(one for one in alone if any(matcher._read(one)))  # noqa: SLF001  as when the whole table is built
    return Matcher(matcher.forms, matcher.stems, common, matcher.patterns)


def _may_stand(any_of: Names, known: Names) -> bool:
    return any(name in known or (name[0] == "N" and name[1:].isdecimal()) for name in any_of)

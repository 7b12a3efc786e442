"""A matcher as few bytes: words in order, concepts and patterns as numbers, all through ``tools.lexicon.coding``.

Read back by ``tools.lexicon.unpacking`` and by the page (``portal/static/button/words/table.js``). Names of concepts
are not kept: ``NOT`` is 0, ``N0`` to ``N100`` are 1 to 101, then come the concepts, then the words and stems that
patterns ask for literally, as they stand among the words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tools.lexicon.coding import Coder, context, number, tree
from triage.words import NOT, Matcher, Names, Pattern

LETTERS: Final = "\0абвгдежзийклмнопрстуфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyz0123456789_"
"""The first ends a word; ``triage.spelling.word`` returns none but the others, and classes are called by them."""
CONCEPTS: Final = 102
"""The number of the first concept."""
FORM, STEM, COMMON = 1, 2, 4
NEW: Final = 0
"""Instead of a place among those seen: one that was not seen yet follows."""
_NO_LETTER: Final = len(LETTERS)
_LETTERS: Final = frozenset(LETTERS[1:])


@dataclass
class Seen:
    """What came before, the latest first, so that what comes again costs little."""

    latest: list[tuple[int, ...]] = field(default_factory=list)

    def again(self, one: tuple[int, ...]) -> int:
        """Its place from 1 on, or NEW."""
        return self.latest.index(one) + 1 if one in self.latest else NEW

    def note(self, one: tuple[int, ...]) -> tuple[int, ...]:
        """It is the latest now."""
        if one in self.latest:
            self.latest.remove(one)
        self.latest.insert(0, one)
        return one


def word(coder: Coder, before: str, one: str = "") -> str:
    """A word told by the one before it: how many letters of that it drops, then its own, with three before each."""
    pairs = zip(before, one, strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(before), len(one)))
    ending = [LETTERS.index(letter) for letter in before[-2:]]
    told: tuple[int, ...] = (context(1), context(1, len(before)), context(1, len(before), *ending))
    dropped = number(coder, told, len(before) - same)
    said = [LETTERS.index(letter) for letter in before[: len(before) - dropped]]
    beyond: int | None = LETTERS.index(before[len(said)]) if dropped else _NO_LETTER
    while True:
        *_, d, c, b, a = (_NO_LETTER, _NO_LETTER, _NO_LETTER, _NO_LETTER, *said)
        if beyond is None:
            told = (context(2, a), context(2, a, b), context(2, a, b, c), context(2, a, b, c, d))
        else:
            told = (context(3, beyond), context(3, beyond, a), context(3, beyond, a, b), context(3, beyond, a, b, c))
        beyond = None
        letter = tree(coder, told, 7, LETTERS.index(one[len(said)]) if len(said) < len(one) else 0)
        if not letter:
            return "".join(LETTERS[place] for place in said)
        said.append(letter)


def listed(coder: Coder, kind: int, words: Sequence[str] = ()) -> list[str]:
    """Words in order."""
    found: list[str] = []
    for place in range(number(coder, (context(kind),), len(words))):
        found.append(word(coder, found[-1] if found else "", words[place] if words else ""))
    return found


def rising(coder: Coder, kind: int, numbers: Sequence[int] = ()) -> tuple[int, ...]:
    """Different numbers in rising order, as steps from one to the next."""
    count = number(coder, (context(kind),), len(numbers))
    found: list[int] = []
    step = 0
    for place in range(count):
        told = (context(kind + 1, min(place, 2)), context(kind + 1, min(place, 2), step.bit_length()))
        last = found[-1] + 1 if found else 0
        step = number(coder, told, numbers[place] - last if numbers else 0)
        found.append(last + step)
    return tuple(found)


def again(coder: Coder, seen: Seen, kind: int, one: tuple[int, ...] = ()) -> tuple[int, ...]:
    """A set of numbers: one that was seen, by its place, or a new one."""
    place = number(coder, (context(kind),), seen.again(one))
    return seen.note(rising(coder, kind + 1, one) if place == NEW else seen.latest[place - 1])


def letters_only(words: Mapping[str, Names]) -> dict[str, Names]:
    """Without what no token can be."""
    return {one: names for one, names in words.items() if set(one) <= _LETTERS}


@dataclass
class Numbered:
    """Names as numbers, in the order in which the words first mean them."""

    words: Sequence[str]
    forms: Mapping[str, Names]
    stems: Mapping[str, Names]
    by_name: dict[str, int] = field(default_factory=dict)
    concepts: int = 0

    def __post_init__(self) -> None:
        self.by_name.update({NOT: 0} | {f"N{value}": value + 1 for value in range(CONCEPTS - 1)})
        meanings = [(literal, names) for one in self.words for literal, names in self.meanings(one)]
        for literal, names in meanings:
            for name in sorted(names - {literal}):
                self.by_name.setdefault(name, len(self.by_name))
        self.concepts = len(self.by_name)
        for literal, names in meanings:
            if literal in names:
                self.by_name[literal] = len(self.by_name)

    def meanings(self, one: str) -> Iterator[tuple[str, Names]]:
        """(its literal name, its names) as a form and as a stem."""
        if one in self.forms:
            yield one, self.forms[one]
        if one in self.stems:
            yield f"{one}*", self.stems[one]

    def of(self, names: Iterable[str]) -> tuple[int, ...]:
        """Rising; without what no word means."""
        return tuple(sorted(self.by_name[name] for name in names if name in self.by_name))


def pack(coder: Coder, matcher: Matcher) -> None:
    """Writes all of it: counts, words, what they are, what they mean, patterns."""
    forms, stems = letters_only(matcher.forms), letters_only(matcher.stems)
    words = sorted({*forms, *stems, *matcher.common})
    numbered = Numbered(words, forms, stems)
    listed(coder, 4, words)
    kind = 0
    for one in words:
        now = FORM * (one in forms) | STEM * (one in stems) | COMMON * (one in matcher.common)
        kind = kind_of(coder, kind, now)
    _pack_meanings(coder, numbered)
    _pack_patterns(coder, numbered, matcher.patterns)


def kind_of(coder: Coder, before: int, kind: int = 0) -> int:
    """FORM | STEM | COMMON of a word."""
    return tree(coder, (context(20), context(20, before)), 3, kind)


def is_literal(coder: Coder, form: int, before: int, literal: int = 0) -> int:
    """Whether patterns ask for this very word."""
    return tree(coder, (context(21, form), context(21, before)), 1, literal)


def _pack_meanings(coder: Coder, numbered: Numbered) -> None:
    seen, before = Seen(), 0
    for one in numbered.words:
        for literal, names in numbered.meanings(one):
            before = is_literal(coder, int(literal == one), before, int(literal in names))
            again(coder, seen, 30, numbered.of(names - {literal}))


def _pack_patterns(coder: Coder, numbered: Numbered, patterns: Iterable[Pattern]) -> None:
    """Traps stay in their order, because each takes its words from the next; of the others none minds the order."""
    kept = [one for one in patterns if all(numbered.of(item.any_of) for item in one.items)]
    kept.sort(key=lambda one: "" if one.trap else one.says)
    classes = sorted({one.says for one in kept})
    listed(coder, 6, classes)
    number(coder, (context(5),), len(kept))
    items, without, says = Seen(), Seen(), 0
    for one in kept:
        says = tree(coder, (context(40, says),), 8, classes.index(one.says))
        shape = shape_of(coder, says, one.trap << 2 | one.whole << 1 | one.ordered)
        size_of(coder, 42, shape, 0, len(one.items) - 1)
        size_of(coder, 43, shape, len(one.items), one.within - len(one.items))
        for item in one.items:
            tree(coder, (context(44),), 1, int(item.turned))
            again(coder, items, 50, numbered.of(item.any_of))
        again(coder, without, 60, numbered.of(one.without))


def shape_of(coder: Coder, says: int, shape: int = 0) -> int:
    """Trap, whole, ordered."""
    return tree(coder, (context(41), context(41, says)), 3, shape)


def size_of(coder: Coder, kind: int, shape: int, items: int, size: int = 0) -> int:
    """How many items but one, or how many words more than items."""
    return number(coder, (context(kind, shape), context(kind, shape, items)), size)

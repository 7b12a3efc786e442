"""What a text says, as classes (``triage.classes``): words by table, phrases by a walk. Never a tier, never a text.

The table is built beforehand by ``python -m tools.lexicon`` out of the packs' lexicons (docs/triage.md: grammar).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from triage.spelling import END, cyrillic, heard, near, shortened, tokens

Names = frozenset[str]
_NOTHING: Names = frozenset()
NOT = "NOT"
"""The concept that turns the next word over."""
LEAST_HEARD, LEAST_NEAR, LEAST_GLUED = 4, 5, 6
"""Letters: shorter words must stand in the table as written, so that no slip of the ear makes danger out of chatter."""
FEW_WORDS, LONG = 9, "long"
"""Beyond so many words a text says more than the greeting or the insult in it, understood or not."""
REACH = 4
"""Other words that may stand among those of an unordered pattern."""


@dataclass(frozen=True)
class Item:
    """One place of a pattern: any of these concepts, said plainly or (``turned``) with a NOT before it."""

    any_of: Names
    turned: bool = False


@dataclass(frozen=True)
class Pattern:
    """``within`` words, in order or not; none of ``without`` in the same sentence; ``whole``: nothing else is said."""

    says: str
    items: tuple[Item, ...]
    within: int
    ordered: bool
    without: Names = _NOTHING
    trap: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Spoken:
    """One word of a text: its concepts, and whether a NOT stands before it."""

    names: Names
    turned: bool = False


@dataclass
class Matcher:
    """``forms``: word → concepts; ``stems``: beginning → concepts; ``common``: everyday words that only look alike."""

    forms: Mapping[str, Names]
    stems: Mapping[str, Names]
    common: Names
    patterns: Sequence[Pattern]
    _heard: dict[str, Names] = field(init=False, default_factory=dict)
    _shortened: dict[str, list[str]] = field(init=False, default_factory=dict)
    _sizes: Counter[str] = field(init=False, default_factory=Counter)
    _keys: list[Item] = field(init=False, default_factory=list)
    _by_name: dict[str, list[int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Indexes words by sound and by one letter left out, and patterns by their rarest item."""
        for names in (*self.forms.values(), *self.stems.values()):
            self._sizes.update(names)
        for number, pattern in enumerate(self.patterns):
            self._keys.append(self._key(pattern))
            for name in self._keys[number].any_of:
                self._by_name.setdefault(name, []).append(number)
        for form, names in self.forms.items():
            sound = heard(form)
            if len(form) >= LEAST_HEARD:
                self._heard[sound] = self._heard.get(sound, _NOTHING) | names
        for sound in self._heard:
            if len(sound) >= LEAST_NEAR:
                for short in shortened(sound):
                    self._shortened.setdefault(short, []).append(sound)

    def classes(self, text: str) -> Names:
        """Every class that a pattern finds. Traps go first and take their words with them (domain.md §5.9)."""
        sentences = list(self._sentences(text))
        found: set[str] = set()
        for trap in (True, False):
            for spoken in sentences:
                found.update(self._found(spoken, trap=trap, alone=len(sentences) == 1))
        if sum(map(len, sentences)) > FEW_WORDS:
            found.add(LONG)
        return frozenset(found)

    def _sentences(self, text: str) -> Iterable[list[Spoken]]:
        said: list[Spoken] = []
        for token in (*tokens(text), END):
            if token == END:
                if said:
                    yield said
                said = []
                continue
            for names in self._read(token):
                said.append(Spoken(names, turned=bool(said) and NOT in said[-1].names))

    def _found(self, said: list[Spoken], *, trap: bool, alone: bool) -> Iterable[str]:
        where: dict[str, list[int]] = {}
        for place, one in enumerate(said):
            for name in one.names:
                where.setdefault(name, []).append(place)
        likely = {number for name in where for number in self._by_name.get(name, ())}
        for number in sorted(likely):
            pattern, key = self.patterns[number], self._keys[number]
            if pattern.trap is not trap or not pattern.without.isdisjoint(where):
                continue
            if pattern.whole and not (alone and len(said) == len(pattern.items)):
                continue
            if any(item.any_of.isdisjoint(where) for item in pattern.items):
                continue
            places = _places(pattern, said, {place for name in key.any_of for place in where.get(name, ())})
            if places:
                yield pattern.says
            for place in places if trap else ():
                said[place] = Spoken(_NOTHING)

    def _key(self, pattern: Pattern) -> Item:
        """The item that the fewest words mean: only where one of them stands is the pattern looked for."""
        return min(pattern.items, key=lambda item: sum(self._sizes.get(name, 0) for name in item.any_of))

    def _read(self, token: str) -> list[Names]:
        """The concepts of a word; of two where they are written as one (нехочу)."""
        plain = self.names(token)
        if not plain and token in self.common:  # an everyday English word may be a Russian one in Latin letters (ne)
            return [self.forms.get(cyrillic(token), _NOTHING)]
        if not plain and token.isascii():
            plain = self.names(cyrillic(token))
        if plain or len(token) < LEAST_GLUED:
            return [plain]
        for cut in range(2, len(token) - 2):
            first, second = self.forms.get(token[:cut], _NOTHING), self.forms.get(token[cut:], _NOTHING)
            if first and second and (NOT in first or min(cut, len(token) - cut) >= LEAST_HEARD):
                return [first, second]
        return [plain]

    def names(self, token: str) -> Names:
        """Concepts of one word: as written, by its beginning, by ear, or with one slip of a finger."""
        if token.isdecimal() and token.isascii():
            return frozenset({f"N{min(int(token[:4]), 100)}"})
        stems = [self.stems[token[:end]] for end in range(2, len(token) + 1) if token[:end] in self.stems]
        exact = self.forms.get(token, _NOTHING)
        if exact or token in self.common or len(token) < LEAST_HEARD:
            return exact.union(*stems)
        sound = heard(token)
        if stems:
            return self._heard.get(sound, _NOTHING).union(*stems)
        if sound in self._heard or len(sound) < LEAST_NEAR:
            return self._heard.get(sound, _NOTHING)
        alike = {one for short in shortened(sound) for one in self._shortened.get(short, ()) if one[0] == sound[0]}
        return _NOTHING.union(*(self._heard[one] for one in alike if near(sound, one)))


def _places(pattern: Pattern, said: Sequence[Spoken], around: Iterable[int]) -> tuple[int, ...]:
    """Where each item stands, near one of the places ``around``, or () when the pattern does not."""
    for start in sorted({max(0, place - back) for place in around for back in range(pattern.within)}):
        end = min(len(said), start + pattern.within)
        if pattern.ordered:
            places = _in_order(pattern.items, said, start, end)
        else:
            places = _anyhow(pattern.items, said, (start, end), ())
        if places:
            return places
    return ()


def _in_order(items: Sequence[Item], said: Sequence[Spoken], start: int, end: int) -> tuple[int, ...]:
    places: list[int] = []
    for item in items:
        at = next((i for i in range(places[-1] + 1 if places else start, end) if _is(said[i], item)), None)
        if at is None:
            return ()
        places.append(at)
    return tuple(places)


def _anyhow(
    items: Sequence[Item], said: Sequence[Spoken], span: tuple[int, int], taken: tuple[int, ...]
) -> tuple[int, ...]:
    if not items:
        return taken
    for place in range(*span):
        if place not in taken and _is(said[place], items[0]):
            rest = _anyhow(items[1:], said, span, (*taken, place))
            if rest:
                return rest
    return ()


def _is(spoken: Spoken, item: Item) -> bool:
    return spoken.turned is item.turned and bool(spoken.names & item.any_of)

"""The first word list: does a text say that it is happening now? Words raise urgency, never lower it (domain.md §5)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_LOOKALIKES = str.maketrans("aceopxy013@ёқғңүұөһіә", "асеорхуоизаекгнууохиа")
_REPEATS = re.compile(r"(.)\1{2,}")
_NOT_LETTERS = re.compile(r"[^0-9a-zа-я]+")
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
"""Signs that stand in a word without parting it: zero-width ones, stress marks, strokes through letters."""


def normalised(text: str) -> str:
    """Lower case, ё as е, Kazakh letters as on a Russian keyboard, no marks, repeats collapsed, single spaces."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = "".join(letter for letter in plain if unicodedata.category(letter) not in _UNSEEN)
    plain = _REPEATS.sub(r"\1", plain.translate(_LOOKALIKES))
    return _NOT_LETTERS.sub(" ", plain).strip()


@dataclass(frozen=True)
class Phrase:
    """A run of words; an open one stands for any ending."""

    words: tuple[tuple[str, bool], ...]

    def stands_at(self, said: Sequence[str], start: int) -> bool:
        """Whether the run begins at that word of a text."""
        run = said[start : start + len(self.words)]
        pairs = zip(run, self.words, strict=False)
        return len(run) == len(self.words) and all(
            word.startswith(wanted) if any_ending else word == wanted for word, (wanted, any_ending) in pairs
        )


@dataclass(frozen=True)
class Lexicon:
    """Phrases that make a signal ``immediate``, by the first letter of their first word."""

    immediate: Mapping[str, tuple[Phrase, ...]]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "Lexicon":
        """``*`` after a word stands for any ending. Raises ValueError for an empty phrase."""
        found: dict[str, tuple[Phrase, ...]] = {}
        for phrase in map(_phrase, phrases):
            letter = phrase.words[0][0][0]
            found[letter] = (*found.get(letter, ()), phrase)
        return cls(found)

    def is_immediate(self, text: str) -> bool:
        """Whether any phrase stands in the text, at the beginning of a word."""
        said = normalised(text).split()
        return any(
            phrase.stands_at(said, place)
            for place, word in enumerate(said)
            for phrase in self.immediate.get(word[0], ())
        )


def _phrase(written: str) -> Phrase:
    words = tuple((normalised(word), word.endswith("*")) for word in written.split())
    if not words or not all(word for word, _ in words):
        raise ValueError(f"a phrase of the word list is empty: {written!r}")
    # A hyphen inside a word makes two of it, in a text as in the list; only the last may have any ending.
    split = [(part, any_ending and part == word.split()[-1]) for word, any_ending in words for part in word.split()]
    return Phrase(tuple(split))

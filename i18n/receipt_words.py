"""The word list of receipt codes: 2,048 words of a child, and what a text must look like to be a code."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SIZE = 2048
"""Eleven bits a word (protocol 4.1)."""
WORDS_IN_CODE = 5
DIGITS_IN_CODE = 17
_SURE = 3
"""So many words must stand in the list as written before a slip of the finger is forgiven in the others."""
MOST_AROUND_SAFE_WORD = 3
"""Words of a text in which the safe word is looked for: "моё слово юрта!" brings her back, a story does not."""
_LETTERS = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[\s,.;:!\-–—«»\"]+")
_NUMBER = re.compile(r"[\d\s\-–—.]+")


class WrongList(Exception):
    """Names the file and what is wrong with it."""


@dataclass(frozen=True)
class ReceiptWords:
    """``words[i]`` is the word of index ``i``."""

    words: Sequence[str]
    places: Mapping[str, int]

    @classmethod
    def load(cls, path: Path) -> "ReceiptWords":
        """Raises WrongList unless there are 2,048 different words."""
        words = path.read_text(encoding="utf-8").split()
        places = {word: place for place, word in enumerate(words)}
        if len(words) != SIZE or len(places) != SIZE:
            raise WrongList(f"{path}: {SIZE} different words are needed, there are {len(places)}")
        return cls(tuple(words), places)

    def spelt(self, indices: Sequence[int]) -> str:
        """Five words, joined by spaces."""
        return " ".join(self.words[index] for index in indices)

    def indices(self, text: str) -> tuple[int, ...]:
        """Five indices when the text is five listed words and nothing else, else ()."""
        said = [word.lower().replace("ё", "е") for word in _BETWEEN.split(text.strip()) if word]
        if len(said) != WORDS_IN_CODE or not all(word.isalpha() for word in said):
            return ()
        exact = [self.places.get(word) for word in said]
        if sum(place is not None for place in exact) < _SURE:
            return ()
        found = [self._nearest(word) if place is None else place for word, place in zip(said, exact, strict=True)]
        return tuple(place for place in found if place is not None) if None not in found else ()

    def safe_words(self, text: str) -> tuple[str, ...]:
        """Listed words in a short text, one slip mended: any of them may be the safe word."""
        said = [word.lower().replace("ё", "е") for word in _LETTERS.findall(text)]
        if not 0 < len(said) <= MOST_AROUND_SAFE_WORD:
            return ()
        places = (self.places.get(word, self._nearest(word)) for word in said)
        return tuple(self.words[place] for place in places if place is not None)

    def _nearest(self, word: str) -> int | None:
        """The one listed word that is a single slip away; None when there is none, or two."""
        near = [place for place, listed in enumerate(self.words) if _one_slip(word, listed)]
        return near[0] if len(near) == 1 else None


def digits_of(text: str) -> str:
    """17 digits when the text is nothing but them, in groups or not, else ""."""
    plain = text.strip()
    if not _NUMBER.fullmatch(plain):
        return ""
    digits = "".join(sign for sign in plain if sign.isascii() and sign.isdigit())
    return digits if len(digits) == DIGITS_IN_CODE else ""


def _one_slip(one: str, other: str) -> bool:
    """One letter missing, added, changed, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    swapped = len(a) == len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped

"""The first word list: does a text say that it is happening now? Words raise urgency, never lower it (domain.md §5)."""

import re
import unicodedata
from collections.abc import Iterable
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
class Lexicon:
    """Phrases that make a signal ``immediate``; each a run of word beginnings, normalised."""

    immediate: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "Lexicon":
        """One pattern a phrase; ``*`` after a word stands for any ending. Raises ValueError for an empty phrase."""
        return cls(tuple(_pattern(phrase) for phrase in phrases))

    def is_immediate(self, text: str) -> bool:
        """Whether any phrase stands in the text, at the beginning of a word."""
        plain = normalised(text)
        return any(pattern.search(plain) for pattern in self.immediate)


def _pattern(phrase: str) -> re.Pattern[str]:
    words = [(normalised(word), word.endswith("*")) for word in phrase.split()]
    if not words or not all(word for word, _ in words):
        message = f"a phrase of the word list is empty: {phrase!r}"
        raise ValueError(message)
    parts = [re.escape(word) + (r"\w*" if open_ended else "") for word, open_ended in words]
    return re.compile(r"\b" + " ".join(parts) + r"\b")

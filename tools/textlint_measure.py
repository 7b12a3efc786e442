"""How hard a text is to read: words, sentences, and the formulas of domain.md §4.1 (Oborneva 2006; Flesch-Kincaid)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tools.textlint_syllables import syllables

_STRIPPED = re.compile(r"https?://\S+|\+?\d[\d ()+-]*\d|\d")
"""Addresses and phone numbers are not read as words."""
_ABBREVIATION = re.compile(r"\b(т)\.\s?(е|д|п|к)\.|\b(ст|ч|п|г|ул|им|стр|тел|мин|руб|e\.g|i\.e|etc)\.", re.IGNORECASE)
"""A full stop that ends no sentence."""
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_SENTENCE = re.compile(r"[.!?…]+[»\")]*(?:\s+|$)|\n+")
"""A line is a sentence too: list items end sentences."""
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_FRE = {"ru": (1.3, 60.1), "en": (1.015, 84.6)}
_GRADE = {"ru": (0.5, 8.4), "en": (0.39, 11.8)}
"""Factors of ASL (words a sentence) and ASW (syllables a word), by language: none was ever adapted to Kazakh."""
FORMULAS = frozenset(_FRE)


@dataclass(frozen=True)
class Reading:
    """Counts of one text. ``fre`` (higher is easier) and ``grade`` mean nothing under 30 words, nor in Kazakh: 0.0."""

    words: int
    sentences: int
    longest: int
    syllables: int
    language: str = "ru"

    @property
    def average(self) -> float:
        return self.words / max(self.sentences, 1)

    @property
    def fre(self) -> float:
        """206.835 - 1.3 ASL - 60.1 ASW in Russian, 206.835 - 1.015 ASL - 84.6 ASW in English."""
        asl, asw = _FRE.get(self.language, (0, 0))
        return 206.835 - asl * self.average - asw * self.per_word if asl else 0.0

    @property
    def grade(self) -> float:
        """0.5 ASL + 8.4 ASW - 15.59 in Russian, 0.39 ASL + 11.8 ASW - 15.59 in English."""
        asl, asw = _GRADE.get(self.language, (0, 0))
        return asl * self.average + asw * self.per_word - 15.59 if asl else 0.0

    @property
    def per_word(self) -> float:
        """Syllables a word."""
        return self.syllables / max(self.words, 1)


def reading(text: str, language: str = "ru") -> Reading:
    """Counts words, sentences and syllables of a plain text."""
    sentences = [found for part in sentences_of(text) if (found := _WORD.findall(part))]
    return Reading(
        words=sum(map(len, sentences)),
        sentences=len(sentences),
        longest=max(map(len, sentences), default=0),
        syllables=sum(syllables(word, language) for sentence in sentences for word in sentence),
        language=language,
    )


def sentences_of(text: str) -> list[str]:
    """The text cut at full stops and line ends, phone numbers, addresses and abbreviations' dots taken out before."""
    masked = _DECIMAL.sub("", text)
    masked = _ABBREVIATION.sub(lambda found: found.group().replace(".", "").replace(" ", ""), masked)
    return [part for part in _SENTENCE.split(_STRIPPED.sub(" ", masked)) if part.strip()]


def together(readings: Iterable[Reading]) -> Reading:
    """Several short texts of one language measured as one: a single short text is noise."""
    every = list(readings)
    return Reading(
        words=sum(one.words for one in every),
        sentences=sum(one.sentences for one in every),
        longest=max((one.longest for one in every), default=0),
        syllables=sum(one.syllables for one in every),
        language=every[0].language if every else "ru",
    )

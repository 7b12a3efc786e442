"""How hard a text is to read: words, sentences, and the two Russian formulas of domain.md §4.1 (Oborneva 2006)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_STRIPPED = re.compile(r"https?://\S+|\+?\d[\d ()+-]*\d|\d")
"""Addresses and phone numbers are not read as words."""
_ABBREVIATION = re.compile(r"\b(т)\.\s?(е|д|п|к)\.|\b(ст|ч|п|г|ул|им|стр|тел|мин|руб)\.", re.IGNORECASE)
"""A full stop that ends no sentence."""
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_SENTENCE = re.compile(r"[.!?…]+[»\")]*(?:\s+|$)|\n+")
"""A line is a sentence too: list items end sentences."""
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_VOWELS = {"ru": set("аеёиоуыэюяaeiouy"), "kk": set("аәеёиоөуұүыіэюяaeiouy"), "en": set("aeiouy")}
"""Latin ones everywhere: a child reads "Telegram" aloud as well."""


@dataclass(frozen=True)
class Reading:
    """Counts of one text. ``fre`` (higher is easier) and ``grade`` mean nothing under 30 words."""

    words: int
    sentences: int
    longest: int
    syllables: int

    @property
    def average(self) -> float:
        return self.words / max(self.sentences, 1)

    @property
    def fre(self) -> float:
        """206.835 - 1.3 ASL - 60.1 ASW."""
        return 206.835 - 1.3 * self.average - 60.1 * self.syllables / max(self.words, 1)

    @property
    def grade(self) -> float:
        """0.5 ASL + 8.4 ASW - 15.59."""
        return 0.5 * self.average + 8.4 * self.syllables / max(self.words, 1) - 15.59


def reading(text: str, language: str = "ru") -> Reading:
    """Counts words, sentences and syllables (vowels) of a plain text."""
    sentences = [found for part in sentences_of(text) if (found := _WORD.findall(part))]
    vowels = _VOWELS.get(language, _VOWELS["en"])
    return Reading(
        words=sum(map(len, sentences)),
        sentences=len(sentences),
        longest=max(map(len, sentences), default=0),
        syllables=sum(max(1, sum(letter in vowels for letter in word.lower())) for s in sentences for word in s),
    )


def sentences_of(text: str) -> list[str]:
    """The text cut at full stops and line ends, phone numbers, addresses and abbreviations' dots taken out before."""
    masked = _DECIMAL.sub("", text)
    masked = _ABBREVIATION.sub(lambda found: found.group().replace(".", "").replace(" ", ""), masked)
    return [part for part in _SENTENCE.split(_STRIPPED.sub(" ", masked)) if part.strip()]


def together(readings: Iterable[Reading]) -> Reading:
    """Several short texts measured as one: a single short text is noise."""
    every = list(readings)
    return Reading(
        words=sum(one.words for one in every),
        sentences=sum(one.sentences for one in every),
        longest=max((one.longest for one in every), default=0),
        syllables=sum(one.syllables for one in every),
    )

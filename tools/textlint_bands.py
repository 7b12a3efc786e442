"""How hard a text may be for whom (domain.md §4.2), and where that comes from."""

from dataclasses import dataclass

AGGLUTINATIVE = {"kk": 0.8}
"""A language that says more in a word gets fewer of them (domain.md §4.1)."""
ENOUGH_WORDS = 30
"""Shorter texts are noise for the formulas (domain.md §4.1): they are measured together."""


@dataclass(frozen=True)
class Limits:
    """Words a sentence on average and at most, words a message; FRE at least and FK grade at most."""

    average: float
    longest: int
    words: int
    fre: float
    grade: float


BANDS = {
    "child": Limits(6, 9, 45, 80, 3.5),
    "preteen": Limits(8, 12, 70, 70, 6),
    "teen": Limits(12, 16, 110, 55, 9),
    "adult": Limits(15, 22, 160, 30, 13),
}
"""domain.md §4.2: up to 10 and everybody not yet known; 11–13; 14–17; adults."""


def limits(audience: str, language: str) -> Limits:
    """The caps for this language: whole words are rounded to the nearest, the average is not."""
    band, scale = BANDS[audience], AGGLUTINATIVE.get(language, 1)
    return Limits(band.average * scale, round(band.longest * scale), round(band.words * scale), band.fre, band.grade)

"""Checks on every screen as it is said, in every state and language: length, buttons, and how hard it is to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from i18n.catalogue import SCREENS, Kind, Spec, Value
from i18n.screens import Screen, marked, screen
from tools.textlint_found import Finding, House
from tools.textlint_measure import Reading, reading, together

SAMPLES = {
    "word": "подснежник",
    "words": "подснежник колокольчик велосипед воробышек апельсин",
    "digits": "01234567890123456",
    "text": "",
}
"""Long ones, so that the real ones fit too. A specialist's words are measured nowhere: they are not ours."""
COUNTS = (0, 1, 2, 5, 21)
"""One of every plural form, and zero."""


@dataclass(frozen=True)
class Limits:
    """Of one band (domain.md §4.2). ``fre`` and ``grade`` hold from ENOUGH_WORDS on: shorter texts are noise."""

    average: float
    longest: int
    words: int
    fre: float
    grade: float


BANDS = {"child": Limits(6, 9, 45, 80, 3.5)}
ENOUGH_WORDS = 30
TOGETHER_FRE = 80.0
"""All of a child's screens as one text, so that thirty short ones can't each hide behind the noise."""

BUTTON_CHARACTERS = {1: 20, 2: 16, 3: 9}
"""By buttons in the row: what a 360-px phone shows of a label without cutting it."""
CHOICES_IN_A_ROW = 3
CALLBACK_BYTES = 12
"""Our own limit, well under the 64 bytes of Telegram's callback data, so that a prefix fits."""


@dataclass(frozen=True)
class Said:
    """One screen in one state."""

    language: str
    name: str
    state: str
    shown: Screen
    spec: Spec

    @property
    def measured(self) -> Reading:
        """Without the lines that hold a code or a safe word: they are copied, not read."""
        prose = (line for line, mono in marked(self.shown) if not mono)
        return reading("\n".join(prose), self.language)


def said(house: House) -> list[Said]:
    """Every screen in every state and language."""
    return [
        Said(language, name, _state(values), screen(house.words, language, name, values), spec)
        for language in house.languages
        for name, spec in SCREENS.items()
        for values in states(spec)
    ]


def states(spec: Spec) -> Iterator[dict[str, str | int]]:
    """Every combination of the values that a screen may be given; one sample stands for any text."""
    names = list(spec.values)
    for values in product(*(_samples(spec, name, spec.values[name]) for name in names)):
        yield dict(zip(names, values, strict=True))


def _samples(spec: Spec, name: str, value: Value) -> tuple[str | int, ...]:
    if isinstance(value, tuple):
        return value
    if name == "turn":
        return tuple(range(spec.variants))
    return COUNTS if value is Kind.COUNT else (SAMPLES[name],)


def _state(values: dict[str, str | int]) -> str:
    return " ".join(f"{name}={value}" for name, value in values.items() if name not in SAMPLES)


def fits(house: House) -> Iterator[Finding]:
    """Length of texts and labels."""
    for one in said(house):
        if len(one.shown.text) > one.spec.longest:
            yield _finding(one, f"{len(one.shown.text)} characters, at most {one.spec.longest}")
        for row in one.shown.rows:
            if len(row) > CHOICES_IN_A_ROW:
                yield _finding(one, f"{len(row)} buttons in a row, at most {CHOICES_IN_A_ROW}")
            widest = BUTTON_CHARACTERS[min(len(row), CHOICES_IN_A_ROW)]
            for choice in row:
                if len(choice.label) > widest:
                    yield _finding(one, f"the button {choice.label!r} has over {widest} characters")
                if not choice.action.isascii() or len(choice.action) > CALLBACK_BYTES:
                    yield _finding(one, f"the action {choice.action!r} is over {CALLBACK_BYTES} bytes or not ASCII")


def readable(house: House) -> Iterator[Finding]:
    """Every message of a child within the limits of its band, and all of them together."""
    limits = BANDS["child"]
    every = [one for one in said(house) if one.spec.audience == "child"]
    for one in every:
        for problem in _hard(one.measured, limits, one.language):
            yield _finding(one, problem)
    for language in house.languages:
        whole = together(one.measured for one in every if one.language == language)
        if language == "ru" and whole.fre < TOGETHER_FRE:
            yield Finding(f"{language}: all child's screens", f"FRE {whole.fre:.0f}, at least {TOGETHER_FRE:.0f}")


def _hard(read: Reading, limits: Limits, language: str) -> Iterator[str]:
    scale = 0.8 if language == "kk" else 1  # an agglutinative language says more per word (domain.md §4.1)
    if read.words > limits.words * scale:
        yield f"{read.words} words, at most {limits.words * scale:.0f}"
    if read.average > limits.average * scale:
        yield f"{read.average:.1f} words a sentence, at most {limits.average * scale:.1f} on average"
    if read.longest > limits.longest * scale:
        yield f"a sentence of {read.longest} words, at most {limits.longest * scale:.0f}"
    if language != "ru" or read.words < ENOUGH_WORDS:
        return  # the formulas are Oborneva's, for Russian
    if read.fre < limits.fre:
        yield f"FRE {read.fre:.1f}, at least {limits.fre}"
    if read.grade > limits.grade:
        yield f"FK grade {read.grade:.2f}, at most {limits.grade}"


def _finding(one: Said, what: str) -> Finding:
    return Finding(f"{one.language}: screen {one.name}" + (f" ({one.state})" if one.state else ""), what)

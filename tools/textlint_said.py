"""Checks on every screen as it is said, in every state, language and audience: length, buttons, how hard to read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from i18n.catalogue import READERS, SCREENS, Kind, Spec, Value, keys_of
from i18n.doors import Door, variant
from i18n.screens import Screen, marked, screen
from tools.textlint_bands import BANDS, ENOUGH_WORDS, limits
from tools.textlint_found import Finding, House
from tools.textlint_measure import FORMULAS, Reading, reading, together
from triage.steps import every_standing, steps

SAMPLES = {
    "word": "подснежник",
    "words": "подснежник колокольчик велосипед воробышек апельсин",
    "digits": "01234567890123456",
    "opens": "09:00",
}
"""Long ones, so that the real ones fit too. Any other text is a specialist's or a pack's: measured nowhere."""
COUNTS = (0, 1, 2, 5, 21)
"""One of every plural form, and zero."""

BUTTON_CHARACTERS = {1: 20, 2: 16, 3: 9}
"""By buttons in the row: what a 360-px phone shows of a label without cutting it."""
CHOICES_IN_A_ROW = 3
CALLBACK_BYTES = 24
"""Our own limit, well under the 64 bytes of Telegram's callback data, so that a prefix fits."""


@dataclass(frozen=True)
class Said:
    """One screen in one state."""

    language: str
    audience: str
    name: str
    state: str
    shown: Screen
    spec: Spec

    @property
    def prose(self) -> list[str]:
        """The lines, without those that hold a code or a safe word: they are copied, not read."""
        return [line for line, mono in marked(self.shown) if not mono]

    @cached_property
    def measured(self) -> Reading:
        return reading("\n".join(self.prose), self.language)


@lru_cache(maxsize=1)
def said(house: House) -> tuple[Said, ...]:
    """Every screen in every state, language, audience and door; where a text is missing yet, ``same_keys`` says so.

    Kept for the next check: saying it all takes a second.
    """
    return tuple(
        one
        for language in house.languages
        for name, spec in SCREENS.items()
        for audience in (spec.readers if spec.audience in READERS else (spec.audience,))
        if house.has(language, audience, *keys_of(name))
        for door in _doors(house, language, audience, name)
        for one in _said_at(house, door, (language, audience, name))
    )


def _doors(house: House, language: str, audience: str, name: str) -> tuple[Door, ...]:
    """The web's too, where anything is said otherwise there."""
    varied = any(house.has(language, audience, variant(key)) for key in keys_of(name))
    return ("telegram", "web") if varied else ("telegram",)


def _said_at(house: House, door: Door, what: tuple[str, str, str]) -> Iterator[Said]:
    """``what``: language, audience, screen."""
    (language, audience, name), words = what, house.words.at(door)
    called = name if door == "telegram" else f"{name} ({door})"
    for values in states(SCREENS[name]):
        shown = screen(words, language, name, values, audience)
        yield Said(language, audience, called, _state(values), shown, SCREENS[name])


def states(spec: Spec) -> Iterator[dict[str, str | int]]:
    """Every combination of the values that a screen may be given; one sample stands for any text.

    Buttons that come and go are all there or all away, and next steps come with the desk's hours they belong to.
    """
    flags = [name for name in spec.values if any(button.when == name for row in spec.rows for button in row)]
    together_with_steps = {"desk"} if Kind.STEPS in spec.values.values() else set()
    free = [name for name in spec.values if name not in flags[1:] and name not in together_with_steps]
    for values in product(*(_samples(spec, name, spec.values[name]) for name in free)):
        state = dict(zip(free, values, strict=True))
        state |= {name: state[first] for first in flags[:1] for name in flags[1:]}
        if together_with_steps:
            state["desk"], _, state["steps"] = str(state["steps"]).partition(" ")
        yield state


def _samples(spec: Spec, name: str, value: Value) -> tuple[str | int, ...]:
    if isinstance(value, tuple):
        return value
    if name == "turn":
        return tuple(range(spec.variants))
    if value is Kind.STEPS:
        return tuple(dict.fromkeys(" ".join((one.desk, *steps(one))) for one in every_standing()))
    return COUNTS if value is Kind.COUNT else (SAMPLES.get(name, ""),)


def _state(values: dict[str, str | int]) -> str:
    return " ".join(f"{name}={value}" for name, value in values.items() if name not in SAMPLES and value != "")


def fits(house: House) -> Iterator[Finding]:
    """Length of texts and labels: the same in every language."""
    for one in said(house):
        if len(one.shown.text) > one.spec.longest:
            yield _finding(one, f"{len(one.shown.text)} characters, at most {one.spec.longest}")
        for row in one.shown.rows:
            if len(row) > CHOICES_IN_A_ROW:
                yield _finding(one, f"{len(row)} buttons in a row, at most {CHOICES_IN_A_ROW}")
            widest = BUTTON_CHARACTERS[min(len(row), CHOICES_IN_A_ROW)]
            for choice in row:
                if len(choice.label) > widest:
                    yield _button(one, f"the button {choice.label!r} has over {widest} characters")
                if not choice.action.isascii() or len(choice.action) > CALLBACK_BYTES:
                    yield _button(one, f"the action {choice.action!r} is over {CALLBACK_BYTES} bytes or not ASCII")


def readable(house: House) -> Iterator[Finding]:
    """Every message of a reader within the limits of its band, and all of an audience together within its formulas."""
    every = [one for one in said(house) if one.audience in BANDS]
    for one in every:
        for problem in hard(one.measured, one.audience):
            yield _finding(one, problem)
    for (language, audience), whole in wholes(every).items():
        for problem in by_formula(whole, audience):
            yield Finding(f"{language}: all screens of {audience} together", problem)


def wholes(every: Iterable[Said]) -> dict[tuple[str, str], Reading]:
    """All screens of a language and audience as one text, each line counted once, however many screens have it."""
    lines: dict[tuple[str, str], dict[str, None]] = {}
    for one in every:
        lines.setdefault((one.language, one.audience), {}).update(dict.fromkeys(one.prose))
    return {where: together(reading(line, where[0]) for line in each) for where, each in lines.items()}


def hard(read: Reading, audience: str) -> Iterator[str]:
    """What is too hard about one message. Caps always hold, the formulas from 30 words on."""
    band = limits(audience, read.language)
    if read.words > band.words:
        yield f"{read.words} words, at most {band.words}"
    if read.average > band.average + 1e-9:
        yield f"{read.average:.1f} words a sentence, at most {band.average:.1f} on average"
    if read.longest > band.longest:
        yield f"a sentence of {read.longest} words, at most {band.longest}"
    yield from by_formula(read, audience)


def means_something(read: Reading) -> bool:
    """Whether there is a formula for this language, and words enough for it."""
    return read.language in FORMULAS and read.words >= ENOUGH_WORDS


def by_formula(read: Reading, audience: str) -> Iterator[str]:
    band = limits(audience, read.language)
    if not means_something(read):
        return
    if read.fre < band.fre:
        yield f"FRE {read.fre:.1f}, at least {band.fre}"
    if read.grade > band.grade:
        yield f"FK grade {read.grade:.2f}, at most {band.grade}"


def _finding(one: Said, what: str) -> Finding:
    state = f" ({one.state})" if one.state else ""
    return Finding(f"{one.language}/{one.audience}: screen {one.name}{state}", what)


def _button(one: Said, what: str) -> Finding:
    """The same in every state: said once."""
    return Finding(f"{one.language}/{one.audience}: screen {one.name}", what)

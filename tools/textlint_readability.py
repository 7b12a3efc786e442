"""docs/readability.md: how hard the texts are to read, for whom, by which limits. Written by the linter only."""

from collections.abc import Iterator

from i18n.catalogue import READERS
from tools.textlint_bands import BANDS, limits
from tools.textlint_found import Finding, House
from tools.textlint_measure import FORMULAS, Reading
from tools.textlint_said import BUTTON_CHARACTERS, Said, means_something, said, wholes

COMMAND = "python -m tools.textlint --readability docs/readability.md"
FILE = "readability.md"
WORST = 5
_AGES = {"child": "up to 10, and everybody not yet known", "preteen": "11–13", "teen": "14–17", "adult": "18 and over"}
_LANGUAGES = {"ru": "Russian", "kk": "Kazakh", "en": "English"}


def page(house: House) -> str:
    """The whole document, Markdown. The same texts always give the same bytes."""
    every = [one for one in said(house) if one.audience in BANDS]
    return "\n".join((*_head(), *_limits(house), *_together(every), *_worst(every)))


def stale(house: House) -> Iterator[Finding]:
    """The document beside these texts is not what they would give now. A folder without ``docs`` needs none."""
    path = house.directory.parent / "docs" / FILE
    if path.parent.is_dir() and (not path.exists() or path.read_text(encoding="utf-8") != page(house)):
        yield Finding(f"docs/{FILE}", f"is stale: run {COMMAND}")


def _head() -> Iterator[str]:
    yield "# How hard our texts are to read"
    yield ""
    yield f"Written by `{COMMAND}`; do not edit. `./run check` compares it with the texts."
    yield ""
    yield "Every screen is measured as it is said, in every state. Numbers, addresses, codes and safe words are not"
    yield "read as words; a line ends a sentence. ASL is words a sentence, ASW syllables a word."
    yield ""
    yield "- Russian (Oborneva 2006): FRE = 206.835 − 1.3·ASL − 60.1·ASW, FK = 0.5·ASL + 8.4·ASW − 15.59"
    yield "- English (Flesch, Kincaid): FRE = 206.835 − 1.015·ASL − 84.6·ASW, FK = 0.39·ASL + 11.8·ASW − 15.59"
    yield "- Kazakh: no formula was ever adapted, so only the caps, at 0.8 of the others': it says more in a word"
    yield ""
    yield "Under 30 words the formulas are noise: such a screen is held to the caps alone, and by the formulas all"
    yield "screens of an audience are one text, each line counted once."
    yield ""


def _limits(house: House) -> Iterator[str]:
    yield "## Limits"
    yield ""
    yield "Source: `domain.md` §4.1 and §4.2; 300 characters a message: `conversation.md`, rule 17."
    yield ""
    yield "| language | audience | age | words a sentence | longest sentence | words a message | FRE ≥ | FK ≤ |"
    yield "|---|---|---|---|---|---|---|---|"
    for language in _ordered(house):
        for audience in READERS:
            band = limits(audience, language)
            formula = f"{band.fre:g} | {band.grade:g}" if language in FORMULAS else "– | –"
            caps = f"{band.average:.3g} | {band.longest} | {band.words}"
            yield f"| {_LANGUAGES.get(language, language)} | {audience} | {_AGES[audience]} | {caps} | {formula} |"
    yield ""
    rows = ", ".join(f"{widest} characters with {number} in the row" for number, widest in BUTTON_CHARACTERS.items())
    yield f"A button's label, in every language: {rows}."
    yield ""


def _ordered(house: House) -> list[str]:
    return sorted(house.languages, key=lambda one: (list(_LANGUAGES).index(one) if one in _LANGUAGES else 9, one))


def _together(every: list[Said]) -> Iterator[str]:
    yield "## All screens of an audience together"
    yield ""
    yield "| language | audience | words | ASL | longest sentence | FRE | FK |"
    yield "|---|---|---|---|---|---|---|"
    for (language, audience), whole in wholes(every).items():
        yield f"| {language} | {audience} | {_scores(whole)} |"
    yield ""


def _scores(read: Reading) -> str:
    formula = f"{read.fre:.1f} | {read.grade:.1f}" if means_something(read) else "– | –"
    return f"{read.words} | {read.average:.1f} | {read.longest} | {formula}"


def _worst(every: list[Said]) -> Iterator[str]:
    yield f"## The {WORST} hardest screens of each audience"
    yield ""
    yield "By their nearest cap: words a message, words a sentence, the longest sentence. 100 % is the cap itself."
    yield ""
    yield "| language | audience | screen | of the cap | words | ASL | longest sentence | FRE | FK |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for language, audience in wholes(every):
        hardest: dict[str, Said] = {}
        for one in sorted(every, key=lambda one: (-load(one), one.name, one.state)):
            if (one.language, one.audience) == (language, audience):
                hardest.setdefault(one.name, one)
        for name, one in list(hardest.items())[:WORST]:
            yield f"| {language} | {audience} | {name} | {load(one):.0%} | {_scores(one.measured)} |"
    yield ""


def load(one: Said) -> float:
    """How much of its nearest cap a screen uses, 1.0 is all."""
    band, read = limits(one.audience, one.language), one.measured
    return max(read.words / band.words, read.average / band.average, read.longest / band.longest)

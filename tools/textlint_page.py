"""Checks on the web page's own words: as short and plain as what a child up to 10 reads in a screen."""

from collections.abc import Iterator
from itertools import product

from i18n.catalogue import LONGEST_TEXT
from i18n.parsing import Entry
from i18n.words import BUTTON
from tools.textlint_found import Finding, House
from tools.textlint_measure import reading, together
from tools.textlint_said import SAMPLES, by_formula, hard

READER = "child"
"""Nobody knows yet who opened the page (conversation.md, rule 5)."""


def plain_page(house: House) -> Iterator[Finding]:
    """Every text in every state, and all of a language together within the child's formulas."""
    for language in house.languages:
        lines: dict[str, None] = {}
        for entry in house.words.entries.get((language, BUTTON), {}).values():
            for said in _said(house, language, entry):
                lines |= dict.fromkeys(said.split("\n"))
                for problem in _problems(said, language):
                    yield Finding(house.place(language, BUTTON, entry.key), problem)
        for problem in by_formula(together(reading(line, language) for line in lines), READER):
            yield Finding(f"{house.file(language, BUTTON)}: all of it together", problem)


def _problems(said: str, language: str) -> Iterator[str]:
    yield from hard(reading(said, language), READER)
    if len(said) > LONGEST_TEXT:
        yield f"{len(said)} characters, at most {LONGEST_TEXT}"


def _said(house: House, language: str, entry: Entry) -> Iterator[str]:
    """The text in each of its states; whatever the script fills in is a number as long as the longest."""
    states = [[(name, choice) for choice in sorted(choices)] for name, choices in entry.selectors]
    filled = {name: SAMPLES.get(name, "180") for name in entry.shown - set(house.words.numbers)}
    for state in product(*states):
        yield house.words.text(language, BUTTON, entry.key, **filled, **dict(state))

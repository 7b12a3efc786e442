"""Checks on the ready phrases of the desk: as short and plain as what the bot says, and none that we warn of."""

from collections.abc import Iterator

from i18n.catalogue import LONGEST_TEXT, READERS
from i18n.forbidden import found
from i18n.phrases import FILE, Phrases, load_phrases
from i18n.reply_check import checked
from tools.textlint_address import slips
from tools.textlint_found import Finding, House
from tools.textlint_measure import reading, together
from tools.textlint_said import by_formula, hard
from tools.textlint_tone import guesses


def ready(house: House) -> Iterator[Finding]:
    """Every phrase of every language and audience, and all of an audience together within its formulas."""
    phrases = load_phrases(house.directory)
    for language in phrases.ready:
        for audience in READERS:
            yield from _one_by_one(house, phrases, language, audience)
            whole = together(reading(one.says[audience], language) for one in phrases.ready[language])
            for problem in by_formula(whole, audience):
                yield Finding(f"{house.directory / language / FILE}: all of {audience} together", problem)


def _one_by_one(house: House, phrases: Phrases, language: str, audience: str) -> Iterator[Finding]:
    for one in phrases.ready[language]:
        for problem in _problems(house, one.says[audience], language, audience):
            yield Finding(f"{house.directory / language / FILE}: {one.key}.{audience}", problem)


def _problems(house: House, text: str, language: str, audience: str) -> Iterator[str]:
    yield from hard(reading(text, language), audience)
    if len(text) > LONGEST_TEXT:
        yield f"{len(text)} characters, at most {LONGEST_TEXT}"
    if any(letter.isdigit() for letter in text):
        yield "a number is typed in: it stays here when it dies; the card shows those to call"
    for phrase in found(text, house.forbidden.get(language, ()), audience):
        yield f"rule {phrase.rule} forbids this, as in «{phrase.example}»"
    for find in checked(text, language, audience):
        yield f"the reply check would warn: {find.title} («{text[slice(*find.span)]}»)"
    for word, cure in slips(text, language, audience):
        yield f"rule 18: {word!r}: {cure}"
    if language == "ru":
        for word in guesses(text):
            yield f"rule 18: {word!r} may guess a gender"

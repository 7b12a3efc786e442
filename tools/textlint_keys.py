"""Checks on the files as they stand: same keys and variables in every language, complete choices, no digit typed in."""

import re
from collections.abc import Iterator, Mapping

from i18n.catalogue import SCREENS, Kind, given_to, keys_of, text_keys
from i18n.parsing import Entry
from i18n.words import DESK, FIRST_LANGUAGE, PAGES
from tools.textlint_found import Finding, House

PLURALS = {
    "ru": frozenset({"one", "few", "many"}),
    "kk": frozenset({"one", "other"}),
    "en": frozenset({"one", "other"}),
}
"""Categories of cardinal numbers (CLDR, plurals.xml); ``other`` in Russian is for fractions, which we never count."""

_DIGIT = re.compile(r"\d")
_PHONE = re.compile(r"\d{3}|\d[\d ()-]{5,}\d")
"""A specialist's label may name a key like F2, but no number to call."""
Texts = Mapping[str, Entry]
WHOLE = ("child", *PAGES)
"""Audiences that must be complete; the other bands give only what differs from ``child``."""


def same_keys(house: House) -> Iterator[Finding]:
    """Every language has every key of ru, and none of its own; a band has no key that child lacks."""
    for (language, audience), texts in house.words.entries.items():
        model = house.words.entries.get((FIRST_LANGUAGE, audience if audience in WHOLE else "child"), {})
        for key, problem in _differences(texts, model, whole=audience in WHOLE):
            yield Finding(house.place(language, audience, key), problem)
    for language in house.languages:
        for audience in WHOLE:
            here, there = ((spoken, audience) in house.words.entries for spoken in (language, FIRST_LANGUAGE))
            if there and not here:
                yield Finding(f"{house.directory / language / audience}.ftl", "missing, though the language is begun")


def _differences(texts: Texts, model: Texts, *, whole: bool) -> Iterator[tuple[str, str]]:
    for key in sorted(set(texts) - set(model)):
        yield key, f"{FIRST_LANGUAGE} has no such key; add it there or remove it"
    for key in sorted(set(model) - set(texts)) if whole else ():
        yield key, f"missing, but in {FIRST_LANGUAGE}"
    for key in sorted(set(model) & set(texts)):
        if odd := texts[key].variables ^ model[key].variables:
            yield key, f"asks for other values than {FIRST_LANGUAGE}: {_listed(odd)}"


def whole_choices(house: House) -> Iterator[Finding]:
    """A choice by number has every plural form, one by state every state, and a number shown is always declined."""
    kinds = {key: spec.values for name, spec in SCREENS.items() for key in text_keys(name)}
    for language, audience, entry in house.texts():
        for problem in _choice_problems(language, entry, dict(kinds.get(entry.key, {}))):
            yield Finding(house.place(language, audience, entry.key), problem)


def _choice_problems(language: str, entry: Entry, kinds: dict[str, Kind | tuple[str, ...]]) -> Iterator[str]:
    needed = PLURALS.get(language, frozenset({"other"}))
    for variable, variants in entry.selectors:
        allowed = kinds.get(variable)
        if isinstance(allowed, tuple) and variants - {"other"} != set(allowed):
            yield f"${variable} chooses between {_listed(variants)}, but may be {_listed(allowed)}"
        is_plural = variants & {"zero", "one", "two", "few", "many"} or variable in entry.shown
        if not isinstance(allowed, tuple) and is_plural and needed - variants:
            yield f"${variable} lacks the form {_listed(needed - variants)}"
    for variable in sorted(entry.shown):
        if kinds.get(variable) is Kind.COUNT and variable not in dict(entry.selectors):
            yield f"${variable} is a number without its forms: choose by it"


def nothing_unsaid(house: House) -> Iterator[Finding]:
    """A screen's text uses all that the screen is given: a code that is not said is a way back that nobody has."""
    for name, spec in SCREENS.items():
        for language in house.languages:
            texts = house.words.entries.get((language, spec.audience), {})
            for key in text_keys(name):
                for value in sorted(given_to(name, key) - spec.optional - texts[key].variables) if key in texts else ():
                    yield Finding(house.place(language, spec.audience, key), f"never uses ${value}")


def no_digits(house: House) -> Iterator[Finding]:
    """Numbers are data of the packs: one that is typed into a text stays there when it dies."""
    for language, audience, entry in house.texts():
        pattern = _PHONE if audience in DESK else _DIGIT
        if pattern.search(entry.literal):
            cure = "a number is typed in; take it from a pack by its variable, or write it as a word"
            yield Finding(house.place(language, audience, entry.key), cure)


def no_orphans(house: House) -> Iterator[Finding]:
    """A child's text that no screen shows has no reader, and nobody would notice that it is wrong."""
    used = {key for name in SCREENS for key in keys_of(name)}
    referred = {reference for _, _, entry in house.texts() for reference in entry.references}
    for language, audience, entry in house.texts():
        if audience not in PAGES and entry.key not in used | referred:
            yield Finding(house.place(language, audience, entry.key), "no screen shows it; remove it or add the screen")


def _listed(names: frozenset[str] | tuple[str, ...]) -> str:
    return ", ".join(sorted(names))

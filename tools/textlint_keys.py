"""Checks on the files as they stand: same keys and values in every language, whole choices, no digit typed in."""

import re
from collections.abc import Iterator, Mapping

from i18n.catalogue import READERS, SCREENS, Kind, given_to, keys_of, text_keys
from i18n.doors import is_variant, keys_at, plain
from i18n.parsing import Entry
from i18n.watermark import KEY as WATERMARK
from i18n.words import AUDIENCES, DESK, FIRST_LANGUAGE
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
AGES = ("a-who-", "a-child-age-")
"""Labels that name an age: a child of eight finds 8 among digits, not among words."""
Texts = Mapping[str, Entry]
RUSSIAN_ONLY = frozenset({"console"})
"""Pages of one language: their own people work in it."""


def same_keys(house: House) -> Iterator[Finding]:
    """Every language has every key and value of ru, audience by audience, and none of its own."""
    for audience in AUDIENCES:
        model = house.words.entries.get((FIRST_LANGUAGE, audience), {})
        wanted = _wanted(house, audience)
        for language in house.languages:
            texts = house.words.entries.get((language, audience))
            if texts is None:
                if wanted and (language == FIRST_LANGUAGE or audience not in RUSSIAN_ONLY):
                    yield Finding(house.file(language, audience), "missing: every language has all audiences")
                continue
            for key, problem in _differences(texts, model, wanted):
                yield Finding(house.place(language, audience, key), problem)


def _wanted(house: House, audience: str) -> set[str]:
    """A reader's file needs what her screens show; a page's file what ru has."""
    model = set(house.words.entries.get((FIRST_LANGUAGE, audience), {}))
    if audience not in READERS:
        return model
    shown = {
        key
        for name, spec in SCREENS.items()
        if spec.audience in READERS and audience in spec.readers
        for key in keys_of(name)
    }
    return model | shown | {WATERMARK} | {key for key in _variants(house) if plain(key) in shown}


def _variants(house: House) -> set[str]:
    """Who has a plain text of her own must have its variant too: else hers would win, and be untrue at the web page."""
    return {key for key in house.words.entries.get((FIRST_LANGUAGE, READERS[0]), {}) if is_variant(key)}


def _differences(texts: Texts, model: Texts, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """A model that is not there yet (ru is being written too) has nothing to differ from."""
    for key in sorted(set(texts) - set(model) - wanted) if model else ():
        yield key, f"{FIRST_LANGUAGE} has no such key; add it there or remove it"
    for key in sorted(wanted - set(texts)):
        yield key, "missing"
    for key in sorted(set(model) & set(texts)):
        if odd := texts[key].variables ^ model[key].variables:
            yield key, f"asks for other values than {FIRST_LANGUAGE}: {_listed(odd)}"


def whole_choices(house: House) -> Iterator[Finding]:
    """A choice by number has every plural form, one by state every state, and a number shown is always declined."""
    kinds = {key: spec.values for name, spec in SCREENS.items() for key in text_keys(name)}
    for language, audience, entry in house.texts():
        for problem in _choice_problems(language, entry, dict(kinds.get(plain(entry.key), {}))):
            yield Finding(house.place(language, audience, entry.key), problem)


def _choice_problems(language: str, entry: Entry, kinds: dict[str, Kind | tuple[str, ...]]) -> Iterator[str]:
    needed = PLURALS.get(language, frozenset({"other"}))
    for variable, variants in entry.selectors:
        allowed = kinds.get(variable)
        if isinstance(allowed, tuple) and (set(allowed) - variants or variants - set(allowed) - {"other"}):
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
            for audience in spec.readers if spec.audience in READERS else (spec.audience,):
                texts = house.words.entries.get((language, audience), {})
                for said in (said for key in text_keys(name) for said in keys_at("web", key)):
                    for value in _unsaid(name, texts[said]) if said in texts else ():
                        yield Finding(house.place(language, audience, said), f"never uses ${value}")


def _unsaid(name: str, entry: Entry) -> list[str]:
    spec = SCREENS[name]
    by_steps = given_to(name, "step-") if Kind.STEPS in spec.values.values() else set()
    return sorted(given_to(name, plain(entry.key)) - spec.optional - by_steps - entry.variables)


def no_digits(house: House) -> Iterator[Finding]:
    """Numbers are data of the packs: one that is typed into a text stays there when it dies."""
    for language, audience, entry in house.texts():
        pattern = _PHONE if audience in DESK or entry.key.startswith(AGES) else _DIGIT
        if pattern.search(entry.literal):
            cure = "a number is typed in; take it from a pack by its variable, or write it as a word"
            yield Finding(house.place(language, audience, entry.key), cure)


def no_orphans(house: House) -> Iterator[Finding]:
    """A reader's text that no screen shows has nobody to read it, and nobody would notice that it is wrong."""
    used = {key for name in SCREENS for key in keys_of(name)} | {WATERMARK}
    for language, audience, entry in house.texts():
        referred = {key for one in house.words.entries[language, audience].values() for key in one.references}
        if audience in (*READERS, "specialist") and not {plain(entry.key), entry.key} & (used | referred):
            yield Finding(house.place(language, audience, entry.key), "no screen shows it; remove it or add the screen")


def _listed(names: frozenset[str] | tuple[str, ...]) -> str:
    return ", ".join(sorted(names))

"""Checks on what is said: phrases that no rule allows, and endings that guess whether a child is a boy or a girl."""

import re
from collections.abc import Iterator

from i18n.forbidden import found
from i18n.words import DESK
from tools.textlint_found import Finding, House

_BOTH = re.compile(r"\w\((?:а|ла|на|ась|ая)\)|\w/(?:а|ла|ась)\b")
"""Both genders at once: «написал(а)», «готов/а»."""
_PAST = re.compile(r"\b[а-яё]{2,}(?:[аеёиоуыяю])л(?:а|ся|ась)?\b", re.IGNORECASE)
"""A masculine or feminine past tense, or a noun that looks like one: NOUNS below."""
_AFTER_YOU = re.compile(r"\b(?:ты|я)\b[^.!?\n]{0,40}?\b[а-яё]+л(?:а|ся|ась)?\b", re.IGNORECASE)
"""The same with any stem, where the subject is the child or the bot: «ты смогла», «я нашёл»."""
NOUNS = frozenset({"дела", "сила", "начала", "сначала", "сигнал", "канал", "школа", "журнал", "угол", "стол", "стул"})
"""Words of these shapes that are no verbs. Add a noun here; rewrite a verb in the present tense."""


def forbidden(house: House) -> Iterator[Finding]:
    """The phrases of ``<language>/forbidden.toml``, in every text that a reporter reads."""
    for language, audience, entry in house.texts():
        for phrase in () if audience in DESK else found(entry.literal, house.forbidden[language]):
            what = f"rule {phrase.rule} forbids this, as in «{phrase.example}». {phrase.instead}"
            yield Finding(house.place(language, audience, entry.key), what)


def neutral(house: House) -> Iterator[Finding]:
    """Rule 18. A child is spoken to in the present tense, so any past tense with a gender is wrong, whoever did it."""
    for language, audience, entry in house.texts():
        if language != "ru":
            continue  # Kazakh and English past tenses have no gender
        for word in guesses(entry.literal, strict=audience not in DESK):
            what = f"rule 18: {word!r} may guess a gender; use the present tense, a plural, or list the noun in NOUNS"
            yield Finding(house.place(language, audience, entry.key), what)


def guesses(text: str, *, strict: bool = True) -> list[str]:
    """Words that tell a gender. Not strict: only «(а)», and where the subject is «ты» or «я»."""
    both = [found.group() for found in _BOTH.finditer(text)]
    near = [found.group().split()[-1] for found in _AFTER_YOU.finditer(text)]
    anywhere = _PAST.findall(text) if strict else []
    return [word for word in dict.fromkeys((*both, *near, *anywhere)) if word.lower() not in NOUNS]

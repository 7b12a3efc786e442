"""Checks on what is said: phrases that no rule allows, endings that guess a gender, and who is "ты", who is "вы"."""

import re
from collections.abc import Iterator

from i18n.catalogue import READERS
from i18n.forbidden import found
from i18n.words import DESK
from tools.textlint_address import slips
from tools.textlint_found import Finding, House

_BOTH = re.compile(r"\w\((?:а|ла|на|ась|ая)\)|\w/(?:а|ла|ась)\b")
"""Both genders at once: «написал(а)», «готов/а»."""
_PAST = re.compile(r"\b[а-яё]{2,}(?:[аеёиоуыяю])л(?:а|ся|ась)?\b", re.IGNORECASE)
"""A masculine or feminine past tense, or a noun that looks like one: NOUNS below."""
_AFTER_YOU = re.compile(
    r"\b(?:ты|я|вы)\b[^.!?\n]{0,40}?\b(?:[а-яё]+л(?:а|ся|ась)?|смог|помог|спас|принёс|лёг)\b", re.IGNORECASE
)
"""The same with any stem, where the subject is the reader or the bot: «ты смогла», «я нашёл», «вы понял»."""
_SHORT = re.compile(
    r"\b(?:ты|я|вы)\b(?: [а-яё]+){0,2}? "
    r"((?:рад|готов|уверен|напуган|ранен|нужен|важен|жив|здоров|свободен|голоден|занят|обязан|согласен|способен|достоин"
    r"|благодарен|спокоен|услышан|виноват|прав|должен|один|сам)а?"
    r"|(?:нужна|важна|должна|свободна|голодна|согласна|способна|достойна|благодарна|спокойна|одна))\b"
    r"|\b(рада?)(?: (?:тебе|тебя|вам|вас|что|помочь|видеть))\b",
    re.IGNORECASE,
)
"""Short adjectives of the reader or of the bot itself: «ты готов», «вы одна», «я рада», «рад помочь»."""
NOUNS = frozenset({
    "дела", "сила", "начала", "сначала", "сигнал", "канал", "школа", "журнал", "угол", "стол", "стул", "материал",
    "файл", "правила", "мыла", "отдела", "раздел", "отдел", "персонал", "пол", "села", "зала", "предел",
    "материала", "канала", "сигнала", "числа", "тела", "дел", "сил", "мал", "вокзал", "вокзала", "ритуал", "интервал",
    "пробел",
})  # fmt: skip
"""Words of these shapes that are no verbs. Add a noun here; rewrite a verb in the present tense."""


def forbidden(house: House) -> Iterator[Finding]:
    """The phrases of ``<language>/forbidden.toml``, in every text that a reporter reads."""
    for language, audience, entry in house.texts():
        if audience in DESK:
            continue
        for phrase in found(entry.literal, house.forbidden[language], audience if audience in READERS else ""):
            what = f"rule {phrase.rule} forbids this, as in «{phrase.example}». Better: «{phrase.instead}»"
            yield Finding(house.place(language, audience, entry.key), what)


def neutral(house: House) -> Iterator[Finding]:
    """Rule 18. A reader is spoken to in the present tense, so any past tense with a gender is wrong, whoever did it."""
    for language, audience, entry in house.texts():
        if language != "ru":
            continue  # Kazakh and English past tenses have no gender
        for word in guesses(entry.literal, strict=audience not in DESK):
            what = f"rule 18: {word!r} may guess a gender; use the present tense, a plural, or list the noun in NOUNS"
            yield Finding(house.place(language, audience, entry.key), what)


def addressed(house: House) -> Iterator[Finding]:
    """Rule 18. «Ты» and «сен» to a child, «вы» and «сіз» to an adult."""
    for language, audience, entry in house.texts():
        for word, cure in slips(entry.literal, language, audience):
            yield Finding(house.place(language, audience, entry.key), f"rule 18: {word!r}: {cure}")


def guesses(text: str, *, strict: bool = True) -> list[str]:
    """Words that tell a gender. Not strict: only «(а)», and where the subject is «ты», «вы» or «я»."""
    both = [found.group() for found in _BOTH.finditer(text)]
    near = [found.group().split()[-1] for found in _AFTER_YOU.finditer(text)]
    short = [first or second for first, second in _SHORT.findall(text)]
    anywhere = _PAST.findall(text) if strict else []
    return [word for word in dict.fromkeys((*both, *near, *short, *anywhere)) if word.lower() not in NOUNS]

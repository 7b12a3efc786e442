"""Checks on the language of a text: no Russian left in English, none by oversight in Kazakh."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from i18n.phrases import FILE, load_phrases
from i18n.words import FIRST_LANGUAGE
from tools.textlint_found import Finding, House

_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_WORD = re.compile(r"[\u0400-\u04ff]{3,}")
OWN_NAMES = frozenset({"button-lang-ru", "button-lang-kk"})
"""Labels of the languages, each by its own name in its own letters: whoever looks for it reads no other."""
_NAMED = re.compile(r"«[^»]*»")
"""In English an organisation keeps the name that stands on its door, in «», with a word before it on what it is."""
ALIKE = frozenset({
    "адвокат", "бот", "браузер", "демо", "интернет", "код", "контрацепция", "масштаб", "микрофон", "минут", "плакат",
    "сайт", "телефон", "фото", "чат", "экран",  # the same word in both
    "беру", "бет", "маман", "телефоны", "қазақша", "экранда", "экранды",  # Kazakh words or endings that look Russian
})  # fmt: skip
"""Words of a Kazakh text that a Russian text has too. A native speaker has read none of it yet: add with care."""


def letters(house: House) -> Iterator[Finding]:
    """No Cyrillic in English; in Kazakh no word that stands in our Russian texts, unless it is Kazakh as well."""
    russian = {word for text in _texts(house, FIRST_LANGUAGE) for word in _words(text.said)}
    for text in _texts(house, "en"):
        for word in dict.fromkeys(_CYRILLIC.findall(_NAMED.sub(" ", text.said))):
            yield Finding(text.place, f"{word!r} is not English: translate it, or write a name of its own in «»")
    for text in _texts(house, "kk"):
        for word in dict.fromkeys(word for word in _words(text.said) if word in russian - ALIKE):
            yield Finding(text.place, f"{word!r} stands in our Russian texts too: translate it, or list it in ALIKE")


@dataclass(frozen=True)
class _Text:
    place: str
    said: str


def _texts(house: House, language: str) -> Iterator[_Text]:
    """What stands in the files of words, but for labels that are names, and the desk's ready phrases."""
    for spoken, audience, entry in house.texts():
        if spoken == language and entry.key not in OWN_NAMES:
            yield _Text(house.place(language, audience, entry.key), entry.literal)
    for one in load_phrases(house.directory).ready.get(language, ()):
        for audience, said in one.says.items():
            yield _Text(f"{house.directory / language / FILE}: {one.key}.{audience}", said)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]

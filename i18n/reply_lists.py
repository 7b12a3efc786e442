"""The lists of the reply check: read, proven on their own examples, and handed to the browser.

``i18n/reply_check.toml`` names the categories, ``i18n/<language>/reply_check.toml`` the wordings: ``[words]`` are sets
for patterns (``i18n.reply_patterns``), each ``[[phrase]]`` a family of sentences.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from i18n.forbidden import BadPhrase, Phrase, must_be_readers
from i18n.reply_patterns import BadPattern, compiled, expanded
from i18n.reply_text import Sentence, few, sentences

LANGUAGES: Final = ("ru", "kk", "en")
FILE: Final = "reply_check.toml"
_TEXTS: Final = {"category", "example", "instead"}
_LISTS: Final = {"patterns", "clean"}
_TEXTS_TOO: Final = {"rule", "formal"}
_LISTS_TOO: Final = {"unless", "only"}


@dataclass(frozen=True, kw_only=True)
class Category:
    """``rule``: its number in conversation.md, or a section of domain.md; ``title``: Russian, for the specialist."""

    rule: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Lists:
    """Everything that is checked: the categories in their order, and phrases by language."""

    categories: Mapping[str, Category]
    phrases: Mapping[str, tuple[Phrase, ...]]


def load_lists(directory: Path) -> Lists:
    """Raises BadPhrase: a wrong field, a pattern that is none, misses its example or finds what is clean."""
    categories = {name: _category(name, table) for name, table in _read(directory / FILE).items()}
    paths = {language: directory / language / FILE for language in LANGUAGES}
    phrases = {
        language: parse_phrases(_read(path), str(path), language, categories)
        for language, path in paths.items()
        if path.exists()
    }
    return Lists(categories=categories, phrases=phrases)


def parse_phrases(
    file: Mapping[str, Any], name: str, language: str, categories: Mapping[str, Category]
) -> tuple[Phrase, ...]:
    """Of one file, named in what is raised: BadPhrase."""
    sets: dict[str, str] = {}
    try:
        for word, written in file.get("words", {}).items():
            sets[word] = expanded(str(written), sets)
    except BadPattern as error:
        raise BadPhrase(f"{name}: words: {error}") from None
    phrases = []
    for place, table in enumerate(file.get("phrase", []), start=1):
        where = f"{name}: phrase {place}"
        _must_be_whole(table, where, categories)
        phrases.append(_proven(_phrase(table, where, language, sets, categories), where, language))
    return tuple(phrases)


def spans(phrase: Phrase, sentence: Sentence, language: str) -> Iterator[tuple[int, int]]:
    """[start, end) of each place in what was typed where the phrase stands, unless the sentence makes it right."""
    text = few(sentence.text) if language == "kk" else sentence.text
    if phrase.unless and phrase.unless.search(text):
        return
    for match in phrase.pattern.finditer(text):
        yield sentence.places[match.start()], sentence.places[match.end()] + 1


def portable(lists: Lists) -> dict[str, Any]:
    """The same as JSON for the browser; ``order``, because a template may sort names."""
    return {
        "order": list(lists.categories),
        "categories": {name: asdict(category) for name, category in lists.categories.items()},
        "phrases": {language: [_plain(phrase) for phrase in phrases] for language, phrases in lists.phrases.items()},
    }


def _plain(phrase: Phrase) -> dict[str, object]:
    return {
        "category": phrase.category,
        "rule": phrase.rule,
        "pattern": phrase.pattern.pattern,
        "unless": phrase.unless.pattern if phrase.unless else "",
        "instead": phrase.instead,
        "formal": phrase.formal,
        "only": sorted(phrase.only),
    }


def _must_be_whole(table: Mapping[str, Any], where: str, categories: Mapping[str, Category]) -> None:
    texts, lists = _TEXTS | (_TEXTS_TOO & set(table)), _LISTS | (_LISTS_TOO & set(table))
    if set(table) != texts | lists:
        wanted = ", ".join(sorted(_TEXTS | _LISTS))
        raise BadPhrase(f"{where}: write {wanted}; {', '.join(sorted(_TEXTS_TOO | _LISTS_TOO))} where needed")
    if not all(isinstance(table[one], str) for one in texts):
        raise BadPhrase(f"{where}: {', '.join(sorted(texts))} in quotes")
    if not all(isinstance(table[one], list) and all(isinstance(text, str) for text in table[one]) for one in lists):
        raise BadPhrase(f"{where}: {', '.join(sorted(lists))} as lists of texts")
    if not table["patterns"] or not table["clean"]:
        raise BadPhrase(f"{where}: patterns and clean need one entry at least")
    if table["category"] not in categories:
        raise BadPhrase(f"{where}: category {table['category']!r}: one of {', '.join(categories)}")
    must_be_readers(table.get("only", []), where)


def _phrase(
    table: Mapping[str, Any], where: str, language: str, sets: Mapping[str, str], categories: Mapping[str, Category]
) -> Phrase:
    try:
        pattern = compiled(table["patterns"], sets, language)
        unless = compiled(table["unless"], sets, language) if table.get("unless") else None
    except BadPattern as error:
        raise BadPhrase(f"{where}: {error}") from None
    return Phrase(
        rule=table.get("rule", categories[table["category"]].rule),
        pattern=pattern,
        example=table["example"],
        instead=table["instead"],
        clean=tuple(table["clean"]),
        only=frozenset(table.get("only", ())),
        category=table["category"],
        formal=table.get("formal", ""),
        unless=unless,
    )


def _proven(phrase: Phrase, where: str, language: str) -> Phrase:
    if not _stands_in(phrase, phrase.example, language):
        raise BadPhrase(f"{where}: does not find its own example: {phrase.example!r}")
    for text in (*phrase.clean, phrase.instead, phrase.formal):
        if _stands_in(phrase, text, language):
            raise BadPhrase(f"{where}: finds what is clean: {text!r}")
    return phrase


def _stands_in(phrase: Phrase, text: str, language: str) -> bool:
    return any(True for sentence in sentences(text) for _ in spans(phrase, sentence, language))


def _category(name: str, table: Mapping[str, Any]) -> Category:
    if set(table) != {"rule", "title"}:
        raise BadPhrase(f"{FILE}: {name}: write rule and title")
    return Category(rule=str(table["rule"]), title=str(table["title"]))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadPhrase(f"{path}: not TOML ({error})") from None

"""What may never be said to a child, as data: a pattern, the rule it breaks, and the sentences that prove it."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from i18n.catalogue import READERS

FIELDS = ("rule", "pattern", "example", "instead", "clean")
_ONLY = "only"


class BadPhrase(ValueError):
    """forbidden.toml cannot be used. Names file, place and cure."""


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """``rule`` is a number of conversation.md or a section of domain.md; ``instead`` is a better sentence.

    ``example`` is found by ``pattern``, none of ``clean`` is: they look alike and are right.
    ``only``: the audiences it holds for, none means all of them.
    """

    rule: str
    pattern: re.Pattern[str]
    example: str
    instead: str
    clean: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()
    category: str = ""
    formal: str = ""
    unless: re.Pattern[str] | None = None
    """The reply check (``i18n.reply_check``): its category, ``instead`` for an adult, what makes the sentence right."""


def parse_forbidden(text: str, file: str) -> tuple[Phrase, ...]:
    """Raises BadPhrase for a wrong field, a pattern that is none, misses its example or finds what is clean."""
    try:
        tables = tomllib.loads(text).get("phrase", [])
    except tomllib.TOMLDecodeError as error:
        raise BadPhrase(f"{file}: not TOML ({error})") from None
    return tuple(_phrase(table, f"{file}: phrase {place}") for place, table in enumerate(tables, start=1))


def load_forbidden(directory: Path, language: str) -> tuple[Phrase, ...]:
    """``<language>/forbidden.toml`` under directory; a language without one has no phrases. Raises BadPhrase."""
    path = directory / language / "forbidden.toml"
    return parse_forbidden(path.read_text(encoding="utf-8"), str(path)) if path.exists() else ()


def found(text: str, phrases: tuple[Phrase, ...], audience: str = "") -> tuple[Phrase, ...]:
    """The phrases that stand in the text, ё read as е, in any case. An unknown audience is the strictest: all hold."""
    plain = _plain(text)
    return tuple(
        phrase
        for phrase in phrases
        if (not audience or not phrase.only or audience in phrase.only) and phrase.pattern.search(plain)
    )


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е").replace("’", "'")


def _phrase(table: object, place: str) -> Phrase:
    if not isinstance(table, dict) or set(table) - {_ONLY} != set(FIELDS):
        raise BadPhrase(
            f"{place}: write exactly {', '.join(FIELDS)}, and `{_ONLY}` where it holds for some readers only"
        )
    lists = {name: table.get(name, []) for name in ("clean", _ONLY)}
    if not all(isinstance(table[name], str) for name in FIELDS[:-1]) or not all(map(_texts, lists.values())):
        raise BadPhrase(f"{place}: rule, pattern, example and instead in quotes, clean and {_ONLY} as lists of such")
    if not lists["clean"]:
        raise BadPhrase(f"{place}: clean is empty; give a sentence that looks like it and may be said")
    must_be_readers(lists[_ONLY], place)
    return _proven(table, place)


def must_be_readers(only: list[str], place: str) -> None:
    """Raises BadPhrase where ``only`` names an audience that there is not."""
    if strangers := sorted(set(only) - set(READERS)):
        raise BadPhrase(f"{place}: {_ONLY} = {strangers!r}: no such audience; one of {', '.join(READERS)}")


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _proven(table: dict[str, str], place: str) -> Phrase:
    try:
        pattern = re.compile(table["pattern"])
    except re.error as error:
        raise BadPhrase(f"{place}: pattern {table['pattern']!r}: {error}") from None
    if not pattern.search(_plain(table["example"])):
        raise BadPhrase(f"{place}: the pattern {pattern.pattern!r} does not find its own example (lower case, е for ё)")
    for sentence in table["clean"]:
        if pattern.search(_plain(sentence)):
            raise BadPhrase(f"{place}: the pattern {pattern.pattern!r} finds what is clean: {sentence!r}")
    return Phrase(
        rule=table["rule"],
        pattern=pattern,
        example=table["example"],
        instead=table["instead"],
        clean=tuple(table["clean"]),
        only=frozenset(table.get(_ONLY, ())),
    )

"""What may never be said to a child, as data: a pattern, the rule it breaks, and an example that proves the pattern."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path


class BadPhrase(ValueError):
    """forbidden.toml cannot be used. Names file, place and cure."""


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """``rule`` is a number of conversation.md or a section of domain.md; ``instead`` helps the one who writes."""

    rule: str
    pattern: re.Pattern[str]
    example: str
    instead: str


def parse_forbidden(text: str, file: str) -> tuple[Phrase, ...]:
    """Raises BadPhrase for a field missing, a pattern that is none, or one that does not find its own example."""
    try:
        tables = tomllib.loads(text).get("phrase", [])
    except tomllib.TOMLDecodeError as error:
        raise BadPhrase(f"{file}: not TOML ({error})") from None
    return tuple(_phrase(table, f"{file}: phrase {place}") for place, table in enumerate(tables, start=1))


def load_forbidden(directory: Path, language: str) -> tuple[Phrase, ...]:
    """``<language>/forbidden.toml`` under directory; a language without one has no phrases. Raises BadPhrase."""
    path = directory / language / "forbidden.toml"
    return parse_forbidden(path.read_text(encoding="utf-8"), str(path)) if path.exists() else ()


def found(text: str, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases that stand in the text, ё read as е, in any case."""
    plain = text.lower().replace("ё", "е")
    return tuple(phrase for phrase in phrases if phrase.pattern.search(plain))


def _phrase(table: object, place: str) -> Phrase:
    names = ("rule", "pattern", "example", "instead")
    if not isinstance(table, dict) or set(table) != set(names) or not all(isinstance(v, str) for v in table.values()):
        raise BadPhrase(f"{place}: write exactly {', '.join(names)}, each in quotes")
    try:
        pattern = re.compile(table["pattern"])
    except re.error as error:
        raise BadPhrase(f"{place}: pattern {table['pattern']!r}: {error}") from None
    phrase = Phrase(rule=table["rule"], pattern=pattern, example=table["example"], instead=table["instead"])
    if not found(phrase.example, (phrase,)):
        raise BadPhrase(f"{place}: the pattern {pattern.pattern!r} does not find its own example (lower case, е for ё)")
    return phrase

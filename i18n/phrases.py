"""Ready phrases of the desk (conversation.md rule 36), by audience and language: written and signed by people."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from i18n.catalogue import READERS

FILE: Final = "phrases.toml"
_SIGNATURE: Final = {"reviewed": bool, "by": str, "date": str}


class BadPhrases(ValueError):
    """phrases.toml cannot be used. Names file, key and cure."""


@dataclass(frozen=True, kw_only=True)
class Ready:
    """``says``: audience → the phrase. ``reviewed`` by whom and on which day, YYYY-MM-DD."""

    key: str
    says: Mapping[str, str]
    reviewed: bool
    by: str
    date: str


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """``titles``: key → what the specialist calls it, in the order of offering; ``ready`` by language, as ordered."""

    titles: Mapping[str, str]
    ready: Mapping[str, tuple[Ready, ...]]

    def waiting(self, language: str) -> tuple[str, ...]:
        """Keys that nobody has signed."""
        return tuple(one.key for one in self.ready.get(language, ()) if not one.reviewed)


def load_phrases(directory: Path) -> Phrases:
    """``phrases.toml`` and each ``<language>/phrases.toml`` under directory; none is no phrase. Raises BadPhrases."""
    if not (directory / FILE).exists():
        return Phrases(titles={}, ready={})
    titles = {key: str(table.get("title", key)) for key, table in _read(directory / FILE).items()}
    paths = {path.parent.name: path for path in sorted(directory.glob(f"*/{FILE}"))}
    return Phrases(titles=titles, ready={language: _ready(path, titles) for language, path in paths.items()})


def portable(phrases: Phrases) -> dict[str, Any]:
    """As JSON for the console: keys in their ``order``, titles, language → audience → key → phrase."""
    return {
        "order": list(phrases.titles),
        "titles": dict(phrases.titles),
        "says": {
            language: {audience: {one.key: one.says[audience] for one in ready} for audience in READERS}
            for language, ready in phrases.ready.items()
        },
    }


def _ready(path: Path, titles: Mapping[str, str]) -> tuple[Ready, ...]:
    tables = _read(path)
    if strange := sorted(set(tables) ^ set(titles)):
        raise BadPhrases(f"{path}: {', '.join(strange)}: the same keys as {FILE} of all languages, no other")
    return tuple(_one(f"{path}: {key}", key, tables[key]) for key in titles)


def _one(where: str, key: str, table: Mapping[str, Any]) -> Ready:
    if set(table) != {*READERS, *_SIGNATURE}:
        raise BadPhrases(f"{where}: write exactly {', '.join((*READERS, *_SIGNATURE))}")
    if not all(isinstance(table[one], str) and table[one].strip() for one in READERS):
        raise BadPhrases(f"{where}: a phrase for each of {', '.join(READERS)}, in quotes")
    if not all(isinstance(table[name], kind) for name, kind in _SIGNATURE.items()):
        raise BadPhrases(f"{where}: reviewed = true or false, by and date in quotes")
    if table["reviewed"] and not (table["by"].strip() and _day(table["date"])):
        raise BadPhrases(f"{where}: signed, but by whom and on which day? Fill in by and date (2026-11-20)")
    says = {audience: table[audience] for audience in READERS}
    return Ready(key=key, says=says, **{name: table[name] for name in _SIGNATURE})


def _day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadPhrases(f"{path}: not TOML ({error})") from None

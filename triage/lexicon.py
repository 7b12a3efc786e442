"""The compiled lexicon, read: a text in JSON → the matcher. Built by ``python -m tools.lexicon``; nobody edits it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from triage.classes import CLASSES
from triage.words import Item, Matcher, Pattern


class BadTable(ValueError):
    """The table cannot be used. Names the file and the cure."""


def read_table(text: str, *, file: str) -> Matcher:
    """Raises BadTable for anything but a whole table of this version."""
    try:
        table = json.loads(text)
        return Matcher(
            forms=_names(table["forms"]),
            stems=_names(table["stems"]),
            common=frozenset(table["common"].split()),
            patterns=tuple(map(_pattern, table["patterns"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadTable(f"{file}: not a table of this version; build it anew: python -m tools.lexicon") from error


def _names(sets: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """``"A B": "word word"`` → word → {A, B}."""
    return {word: frozenset(names.split()) for names, words in sets.items() for word in words.split()}


def _pattern(written: Iterable[Any]) -> Pattern:
    says, items, within, ordered, without, trap, whole = written
    if says not in CLASSES:
        raise ValueError(says)
    return Pattern(
        says=says,
        items=tuple(Item(frozenset(item.lstrip("!").split("|")), item.startswith("!")) for item in items),
        within=within,
        ordered=bool(ordered),
        without=frozenset(without),
        trap=bool(trap),
        whole=bool(whole),
    )

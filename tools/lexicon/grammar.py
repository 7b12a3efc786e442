"""The grammar of a lexicon's patterns (docs/triage.md): one line of text → what the matcher walks."""

import re
from dataclasses import dataclass

from triage.spelling import word
from triage.words import REACH

_NUMBERS = re.compile(r"N(\d+)-(\d+)")
NOT_WORDS = frozenset({"не", "ни", "нет", "нельзя", "not", "no", "never", "dont", "without", "без"})


class BadLexicon(ValueError):
    """Names file, key, value and cure."""


@dataclass(frozen=True)
class Written:
    """One pattern as it goes into the table. ``words`` are its literal words, ``stems`` those with any ending."""

    says: str
    items: tuple[str, ...]
    within: int
    ordered: bool
    without: tuple[str, ...]
    trap: bool
    whole: bool

    def as_json(self) -> list[object]:
        """In the order that ``triage.lexicon`` reads."""
        return [
            self.says,
            list(self.items),
            self.within,
            int(self.ordered),
            list(self.without),
            int(self.trap),
            int(self.whole),
        ]


def parsed(says: str, line: str, *, trap: bool) -> Written:
    """``WORD`` is a concept, a word in small letters itself (``*``: any ending), ``!X`` X after a NOT, ``A|B`` either.

    Words alone follow each other directly. With a concept they stand in any order within REACH others; ``A > B`` keeps
    the order, ``/n`` at the end sets the reach, ``-X`` forbids X in the sentence, ``N3-6`` is a number from 3 to 6. A
    ``^`` at the beginning: these words are the whole text.
    """
    whole, parts = line.startswith("^"), line.removeprefix("^").split()
    reach = next((int(part[1:]) for part in parts if re.fullmatch(r"/\d+", part)), None)
    without = tuple(name for part in parts if part.startswith("-") and len(part) > 1 for name in _names(part[1:]))
    places = [part for part in parts if not re.fullmatch(r"/\d+|>|-\S+", part)]
    literal = all(_is_word(one.lstrip("!")) for place in places for one in place.split("|"))
    items = tuple(_item(place, places[:at]) for at, place in enumerate(places))
    if not items or any(not name.rstrip("*") for item in items for name in item.lstrip("!").split("|")):
        raise BadLexicon(f"{says}: {line!r}: nothing to look for; every place needs a word or a CONCEPT")
    default = 0 if literal else REACH if len(items) > 1 else 0
    return Written(
        says=says,
        items=items,
        within=len(items) + (default if reach is None else reach),
        ordered=literal or ">" in parts,
        without=without,
        trap=trap,
        whole=whole,
    )


def _is_word(part: str) -> bool:
    return part.rstrip("*").islower() or not any(sign.isalpha() for sign in part)


def _item(place: str, before: list[str]) -> str:
    """A word behind "не" is read as turned over, since that is how it stands in a text."""
    turned = place.startswith("!") or bool(before and before[-1] in NOT_WORDS)
    alternatives = [name for one in place.lstrip("!").split("|") for name in _names(one)]
    return ("!" if turned else "") + "|".join(alternatives)


def _names(one: str) -> list[str]:
    if found := _NUMBERS.fullmatch(one):
        return [f"N{number}" for number in range(int(found[1]), int(found[2]) + 1)]
    if _is_word(one):
        return [" ".join(filter(None, (word(one.rstrip("*")),))) + ("*" if one.endswith("*") else "")]
    return [one]

"""A word in all its forms: Russian by its dictionary, English by its few rules; Kazakh is written with stems."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pymorphy3

_PARTS: dict[str, Callable[[Any], bool]] = {
    "1": lambda tag: {"1per"} in tag,
    "3": lambda tag: {"3per"} in tag,
    "past": lambda tag: {"past"} in tag and "PRTS" not in tag,
    "inf": lambda tag: "INFN" in tag,
    "imp": lambda tag: {"impr"} in tag,
}
"""Parts of a verb that a pattern may name: ``HIT.1`` is what I do, ``HIT.past`` what was done."""


@cache
def _dictionary() -> Any:  # noqa: ANN401  a library without types
    return pymorphy3.MorphAnalyzer()


def known(word: str) -> bool:
    """Whether it is a Russian word as the dictionary spells it."""
    return bool(_dictionary().word_is_known(word))


def russian(lemma: str) -> Iterator[tuple[str, frozenset[str]]]:
    """(form, parts) of every form but participles, which nobody types into a phone at night."""
    parses: list[Any] = _dictionary().parse(lemma)
    own = [one for one in parses if one.normal_form in {lemma, lemma.replace("ё", "е")}]
    for parse in own or parses[:1]:
        for form in parse.lexeme:
            if "PRTF" not in form.tag:
                yield form.word, frozenset(part for part, holds in _PARTS.items() if holds(form.tag))


def english(lemma: str) -> Iterator[str]:
    """The regular forms; irregular ones are written out in the lexicon."""
    stem = lemma.removesuffix("e")
    third = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeou":
        yield from (lemma, f"{lemma[:-1]}ies", f"{lemma}ing", f"{lemma[:-1]}ied")
    else:
        yield from (lemma, lemma + third, f"{stem}ing", f"{stem}ed")

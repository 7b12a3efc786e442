"""The real book, and assessing by it in a line."""

from functools import cache
from pathlib import Path

from triage.assess import assess
from triage.facts import Facts
from triage.rulebook import Rulebook, load

PACKS = Path(__file__).parents[2] / "triage" / "packs"


@cache
def book() -> Rulebook:
    return load(PACKS)


def said(*classes, **facts):
    return assess(book(), Facts(**facts), frozenset(classes))

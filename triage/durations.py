"""How long something took, kept as a bucket: a percentile of it can be told to some ten per cent. Pure."""

from bisect import bisect_right
from collections.abc import Mapping
from math import ceil, sqrt
from typing import Final

SPANS: Final = (60, 300, 900, 3600, 4 * 3600, 24 * 3600)
"""Seconds. What the overview's columns end at; each is an edge, so no answer is counted on the wrong side of one."""
_ANCHORS: Final[tuple[float, ...]] = (1, *SPANS, 7 * 24 * 3600, 400 * 24 * 3600)
_STEPS: Final = (23, 9, 7, 8, 8, 10, 11, 23)
"""Buckets between two anchors: none is wider than a fifth of what it begins with."""
EDGES: Final[tuple[float, ...]] = tuple(
    low * (high / low) ** (step / steps)
    for low, high, steps in zip(_ANCHORS, _ANCHORS[1:], _STEPS, strict=False)
    for step in range(steps)
)
"""Seconds at which a bucket ends and the next begins. Their numbers lie in the store: another division needs another
name there, or old numbers would mean something else."""


def bucket(seconds: float) -> int:
    """Its number, from 0: what is shorter than a second, or began in the future of another machine's clock."""
    return bisect_right(EDGES, seconds)


def middle(number: int) -> float:
    """Seconds that stand for a bucket: off by a tenth of the true time at most, from a second to four hundred days."""
    if number <= 0:
        return EDGES[0]
    if number >= len(EDGES):
        return EDGES[-1]
    return sqrt(EDGES[number - 1] * EDGES[number])


def percentile(counts: Mapping[int, int], share: float) -> float | None:
    """The smallest time that ``share`` (0–1) of all took at most, by nearest rank; None where there are none."""
    total = sum(counts.values())
    rank, passed = max(1, ceil(share * total)), 0
    for number in sorted(counts):
        passed += counts[number]
        if passed >= rank:
            return middle(number)
    return None


def columns(counts: Mapping[int, int]) -> tuple[int, ...]:
    """How many ended within each of SPANS (and not within the one before), and at last those that took longer."""
    found = [0] * (len(SPANS) + 1)
    for number, many in counts.items():
        found[bisect_right(SPANS, EDGES[number - 1] if number else 0)] += many
    return tuple(found)

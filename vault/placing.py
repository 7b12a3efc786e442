"""Which lines of a chain stand where they belong, when not all of them do. Pure."""

from bisect import bisect_left
from collections.abc import Sequence


def in_place(numbers: Sequence[int], count: int) -> dict[int, int]:
    """Number → place (from 0) of a longest run of lines that rise; all others were moved, added or doubled.

    Patience sorting, O(n log n). Numbers outside 1 … ``count`` are nobody's.
    """
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = [-1] * len(numbers)
    for place, number in enumerate(numbers):
        if not 1 <= number <= count:
            continue
        length = bisect_left(tails, number)
        before[place] = places[length - 1] if length else -1
        tails[length : length + 1], places[length : length + 1] = [number], [place]
    place, found = places[-1] if places else -1, {}
    while place >= 0:
        found[numbers[place]] = place
        place = before[place]
    return found

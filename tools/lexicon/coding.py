"""Numbers and letters as few bytes, told by what came before: a binary range coder with adaptive contexts.

The arithmetic of LZMA's coder (its specification, "The range decoder"), with probabilities that learn at the pace of
1/n, because most contexts are met a few times only, and that several contexts tell together. The page's twin is
``portal/static/button/words/coding.js``. Both count in whole numbers only, so that they never drift apart.
"""

from collections.abc import Sequence
from typing import Final, Protocol

TOP: Final = 1 << 24
"""Below this the range is widened by a byte."""
ONE: Final = 1 << 16
"""A probability of 1."""
SLOTS: Final = 20
"""Bits: contexts are hashed into 2^20 slots. Two that fall together cost some bytes and nothing else."""
SLOWEST: Final = 250
"""A context that was met so often learns no slower."""
PACE: Final = tuple(int(ONE / (met + 1.5)) for met in range(SLOWEST + 1))
TRUST: Final = tuple(min(met, 30) * (min(met, 30) + 2) for met in range(SLOWEST + 1))
"""How much a context counts beside the others of the same bit, by how often it was met."""
SPREAD: Final = 0x9E3779B1
"""Fibonacci hashing (Knuth, TAOCP 3, 6.4)."""
WORD: Final = 0xFFFFFFFF
BYTE: Final = 0xFF
Contexts = Sequence[int]
"""Of one value: hashes (32 bits) of what may tell it, the vaguest first."""


class Coder(Protocol):
    """What writing and reading share, so that a table is described once."""

    def bit(self, slots: Sequence[int], bit: int = 0) -> int:
        """Codes a bit told by these slots. A reader passes none. Returns the bit."""
        ...


def context(*parts: int) -> int:
    """A hash of small numbers."""
    value = 0
    for part in parts:
        value = ((value ^ part) * SPREAD + 0x7F4A7C15) & WORD
        value ^= value >> 15
    return value


def slots(contexts: Contexts, node: int) -> list[int]:
    """Where the bit ``node`` of a value is told."""
    return [((one + node * SPREAD) & WORD) >> (32 - SLOTS) for one in contexts]


def tree(coder: Coder, contexts: Contexts, bits: int, value: int = 0) -> int:
    """A value of so many bits, the highest first."""
    node = 1
    for place in range(bits - 1, -1, -1):
        node = node * 2 + coder.bit(slots(contexts, node), value >> place & 1)
    return node - (1 << bits)


def number(coder: Coder, contexts: Contexts, value: int = 0) -> int:
    """A value from 0 on: how many bits it has, then these."""
    length = (value + 1).bit_length()
    size = 1
    while coder.bit(slots(contexts, size), int(size < length)):
        size += 1
    node = 1
    for place in range(size - 2, -1, -1):
        node = node * 2 + coder.bit(slots(contexts, (size << 20) + node), value + 1 >> place & 1)
    return node - 1


class Memory:
    """What was seen in each slot: the probability of a 1, and how often it was met."""

    def __init__(self) -> None:
        self._chance = [ONE >> 1] * (1 << SLOTS)
        self._met = [0] * (1 << SLOTS)

    def guess(self, told_by: Sequence[int]) -> int:
        """The probability of a 1 in 1/4096, never 0 and never 1."""
        weight = total = 0
        for place, slot in enumerate(told_by, start=1):
            trust = TRUST[self._met[slot]] * place
            weight += trust
            total += trust * self._chance[slot]
        likely = total // weight if weight else ONE >> 1
        return min(max(likely >> 4, 1), 4095)

    def learn(self, told_by: Sequence[int], bit: int) -> None:
        """Every slot moves towards what came."""
        for slot in told_by:
            chance, met = self._chance[slot], self._met[slot]
            step = (ONE - 1 - chance if bit else chance) * PACE[met] >> 16
            self._chance[slot] = chance + step if bit else chance - step
            self._met[slot] = min(met + 1, SLOWEST)


class Encoder:
    """Writes."""

    def __init__(self) -> None:
        self._memory, self._low, self._range, self._bytes = Memory(), 0, WORD, bytearray()

    def bit(self, slots: Sequence[int], bit: int = 0) -> int:
        """See Coder."""
        bound = (self._range >> 12) * self._memory.guess(slots)
        self._memory.learn(slots, bit)
        if bit:
            self._range = bound
        else:
            self._low, self._range = self._low + bound, self._range - bound
        while self._range < TOP:
            self._shift()
            self._range = self._range << 8
        return bit

    def _shift(self) -> None:
        if self._low > WORD:
            place = len(self._bytes) - 1
            while self._bytes[place] == BYTE:
                self._bytes[place], place = 0, place - 1
            self._bytes[place] += 1
        self._bytes.append((self._low & WORD) >> 24)
        self._low = (self._low << 8) & WORD

    def finish(self) -> bytes:
        """Everything written."""
        for _ in range(4):
            self._shift()
        return bytes(self._bytes)


class Decoder:
    """Reads. What was cut off reads as zeroes: the length and the sum of a table are checked by whoever fetched it."""

    def __init__(self, written: bytes) -> None:
        self._memory, self._range, self._bytes, self._at = Memory(), WORD, written, 4
        self._code = int.from_bytes(written[:4], "big")

    def bit(self, slots: Sequence[int], bit: int = 0) -> int:  # noqa: ARG002  see Coder
        """See Coder."""
        bound = (self._range >> 12) * self._memory.guess(slots)
        said = int(self._code < bound)
        self._memory.learn(slots, said)
        if said:
            self._range = bound
        else:
            self._code, self._range = self._code - bound, self._range - bound
        while self._range < TOP:
            more = self._bytes[self._at] if self._at < len(self._bytes) else 0
            self._range, self._code, self._at = self._range << 8, (self._code << 8 | more) & WORD, self._at + 1
        return said

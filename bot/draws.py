"""Chance for the verbs that need a word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class WordDraws:
    """Implements ``desk.ports.Draws``. 2,048 words divide two random bytes evenly."""

    words: Sequence[str]
    draw: Callable[[int], bytes]

    def safe_word(self) -> str:
        """One word out of the children's list."""
        return self.words[int.from_bytes(self.draw(2)) % len(self.words)]

"""Chance for the verbs that need a word or a name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

LONGEST_SAFE_WORD = 6
"""Letters."""
FIRST_TRIED = frozenset({"старт", "меню", "слово", "ключ"})
"""What somebody who picks up the emptied telephone types first."""


@dataclass(frozen=True)
class WordDraws:
    """Implements ``desk.ports.Draws``. Four random bytes make the bias of the remainder vanish."""

    words: Sequence[str]
    draw: Callable[[int], bytes]

    def safe_word(self) -> str:
        """One short word out of the children's list."""
        return self.short[int.from_bytes(self.draw(4)) % len(self.short)]

    def media_id(self) -> str:
        """16 random bytes (protocol §0)."""
        return self.draw(16).hex()

    @property
    def short(self) -> Sequence[str]:
        """Easier to remember, and to type with somebody in the next room."""
        return [word for word in self.words if len(word) <= LONGEST_SAFE_WORD and word not in FIRST_TRIED]

"""One entry of a thread, on its way to be sealed."""

from dataclasses import dataclass, field
from datetime import datetime

from triage.incoming import SealedWord


class Threadless(Exception):
    """Words came that a browser sealed to a thread which the desk does not have: nobody could ever read them."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """One entry to seal. ``source``: the protocol's ``from``; ``asked``: the screen before; ``media``: its voice.
    ``sealed``: by the browser already, with all of this in it.
    """

    text: str = field(repr=False)
    source: str
    asked: str
    at: datetime
    media: str = ""
    seconds: int = 0
    sealed: SealedWord | None = field(default=None, repr=False)

    @property
    def said(self) -> bool:
        """Whether there are words that a rule may have read."""
        return bool(self.text) or (self.sealed is not None and not self.sealed.media)

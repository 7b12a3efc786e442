"""What the sender needs of a messenger, and the ways in which a call can end badly."""

from typing import Protocol

from i18n.screens import Screen
from triage.ids import Address, MessageId


class SlowDown(Exception):
    """429: nothing was done; try again after ``retry_after_s``."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(retry_after_s)
        self.retry_after_s = retry_after_s


class Unreachable(Exception):
    """403: the reader blocked the bot or is gone. An ordinary outcome."""


class Unknown(Exception):
    """No answer, or one that nobody can read: it may have been done."""


class Rejected(Exception):
    """400: this call will never be accepted as it is. ``gone``: the message that it names is not there any more."""

    def __init__(self, *, gone: bool = False) -> None:
        super().__init__("gone" if gone else "rejected")
        self.gone = gone


class TooBig(Exception):
    """A file of more bytes than were asked for."""


class Channel(Protocol):
    """Each method raises SlowDown, Unreachable, Unknown or Rejected."""

    async def send(self, address: Address, screen: Screen) -> MessageId:
        """A new message."""

    async def edit(self, address: Address, message: MessageId, screen: Screen) -> None:
        """Replaces a message of ours; the same content again is fine."""

    async def mark(self, address: Address, message: MessageId, choices: Screen) -> None:
        """Only the buttons of a message of ours are replaced; what it says stays."""

    async def answer(self, callback: str, text: str) -> None:
        """Answers a tap, with a popup if there is a text; one that came too late is fine."""

    async def delete(self, address: Address, messages: list[MessageId]) -> None:
        """At most 100 at a time; ids that are not there are skipped. Rejected when one of them is too old."""

    async def leave(self, address: Address) -> None:
        """Out of a group; not being in it is fine."""

"""What the door of the web button is given. Nothing here is made at import."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from desk.visiting import SealedReply, Sought, Visiting
from i18n.screens import Screen
from portal.button.lanes import Lanes
from triage.ids import AccountId, SignalId
from triage.tells import Tell

Dressed = tuple[tuple[str, Screen], ...]
"""(name, screen) of what a page shows together, in order."""
Contacts = tuple[tuple[str, str], ...]
"""(number, whose it is and when)."""


class Dressing(Protocol):
    """What is told, as screens in the reporter's language and for her age. Every method raises Unavailable."""

    async def dressed(self, account: AccountId, tells: Iterable[Tell]) -> Dressed:
        """In order; what a page has no use for is left out."""

    async def reply(self, account: AccountId) -> Screen:
        """The frame of a reply, whose text only the page can open."""


class CodesInTransit(Protocol):
    """Receipt codes that the house drew itself and nobody has seen yet (protocol 4.5). Raises Unavailable."""

    async def code(self, signal: SignalId) -> tuple[int, ...] | None:
        """While it is kept."""

    async def drop_code(self, signal: SignalId, shown: tuple[int, ...]) -> None:
        """It was shown."""


@dataclass(frozen=True, kw_only=True)
class Located:
    """Where a receipt code leads; ``keys`` is the vault's own and nobody else's."""

    locator: str = field(repr=False)
    keys: object = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Unlocked:
    """``proof`` answers the challenge; ``keys`` as above."""

    proof: bytes = field(repr=False)
    keys: object = field(repr=False)


class CodeHands(Protocol):
    """What a page's script does with a receipt code (protocol 10.5), done here for whoever has no script."""

    async def locate(self, code: tuple[int, ...]) -> Located:
        """60 ms of one core, beside the loop."""

    def unlock(self, located: Located, sought: Sought, account: AccountId) -> Unlocked | None:
        """None where the code does not open what it leads to."""

    def texts(self, unlocked: Unlocked, signal: SignalId, replies: Iterable[SealedReply]) -> tuple[str, ...]:
        """Of those that open, in order."""


@dataclass(frozen=True, kw_only=True)
class Plain:
    """For the form without script. ``codes``: five indices of a text that looks like a receipt code, else ()."""

    codes: Callable[[str], tuple[int, ...]]
    spelt: Callable[[tuple[int, ...]], Mapping[str, str]]
    """Indices → ``words`` and ``digits``."""
    transit: CodesInTransit
    hands: CodeHands


@dataclass(frozen=True, kw_only=True)
class ButtonParts:
    """``words``: (language, now) → texts of the page by key, without their prefix; ``contacts``: by language.

    ``reads``: whether anybody could open a report at all; True where nobody can say. ``ready`` raises Unavailable
    while not. ``sources``: tags of the sites and posters that may lead here. ``draw``: random bytes.
    """

    visiting: Visiting
    dressing: Dressing
    lanes: Lanes
    plain: Plain
    words: Callable[[str, datetime], Mapping[str, str]]
    contacts: Callable[[str], Contacts]
    languages: tuple[str, ...]
    sources: frozenset[str]
    exit_url: str
    draw: Callable[[int], bytes]
    reads: Callable[[], Awaitable[bool]]
    ready: Callable[[], Awaitable[None]]

    def spoken(self, language: str) -> str:
        """Hers where we speak it, else the first of ours."""
        own = language.partition("-")[0].lower()
        return own if own in self.languages else self.languages[0]

    def source(self, tag: str) -> str:
        """An unknown tag counts as none: nobody can be marked by a link of his own making."""
        return tag if tag in self.sources else ""

"""What the door of the web button is given. Nothing here is made at import."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from desk.visiting import SealedReply, Sought, Visiting
from i18n.screens import Screen
from portal.button.lanes import Lanes
from portal.button.lot import Lot
from triage.ids import AccountId, EntryId, SignalId
from triage.tells import Tell

Dressed = tuple[tuple[str, Screen], ...]
"""(name, screen) of what a page shows together, in order."""
Contacts = tuple[tuple[str, str], ...]
"""(number, whose it is and when)."""


async def _roomy() -> bool:
    return False


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


class Unlocked(Protocol):
    """A thread that a code opened, for as long as one answer takes. ``proof`` answers the challenge."""

    @property
    def proof(self) -> bytes: ...

    def texts(self, replies: Iterable[SealedReply]) -> tuple[tuple[EntryId, str], ...]:
        """Of those that open, in order."""


class CodeInHand(Protocol):
    """What a page's script does with a receipt code (protocol 10.5), done here for whoever has no script."""

    @property
    def locator(self) -> str: ...

    def unlock(self, sought: Sought, account: AccountId) -> Unlocked | None:
        """None where the code does not open what it leads to."""


@dataclass(frozen=True, kw_only=True)
class Plain:
    """For the form without script. ``codes``: five indices of a text that looks like a receipt code, else ()."""

    codes: Callable[[str], tuple[int, ...]]
    spelt: Callable[[tuple[int, ...]], Mapping[str, str]]
    """Indices → ``words`` and ``digits``."""
    transit: CodesInTransit
    in_hand: Callable[[tuple[int, ...]], Awaitable[CodeInHand]]
    """60 ms of one core."""


@dataclass(frozen=True, kw_only=True)
class ButtonParts:
    """``words``: (language, now) → texts of the page by key, without their prefix; ``contacts``: by language.

    ``desks``: public keys of intake and fallback now; raises Unavailable. ``ready`` raises it while nobody could open
    a report; ``reads``: whether anybody could, True where nobody can say. ``sources``: tags of the sites and posters
    that may lead here. ``draw``: random bytes. ``crowded``: whether the store's memory is short; raises Unavailable.
    """

    visiting: Visiting
    desks: Callable[[], Awaitable[Mapping[str, bytes]]]
    dressing: Dressing
    lanes: Lanes
    forms: Lot
    plain: Plain
    words: Callable[[str, datetime], Mapping[str, str]]
    contacts: Callable[[str], Contacts]
    languages: tuple[str, ...]
    sources: frozenset[str]
    exit_url: str
    draw: Callable[[int], bytes]
    reads: Callable[[], Awaitable[bool]]
    ready: Callable[[], Awaitable[None]]
    crowded: Callable[[], Awaitable[bool]] = _roomy

    def spoken(self, language: str) -> str:
        """Hers where we speak it, else the first of ours."""
        own = language.partition("-")[0].lower()
        return own if own in self.languages else self.languages[0]

    def source(self, tag: str) -> str:
        """An unknown tag counts as none: nobody can be marked by a link of his own making."""
        return tag if tag in self.sources else ""

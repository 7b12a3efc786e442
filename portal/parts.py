"""Everything that the portal is given, and what a door sees of one request. Nothing here is made at import."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from desk.casework import Casework
from desk.closed import ClosedList
from desk.drills import Drills
from desk.duty import Duty
from desk.endings import Endings
from desk.forum import GroupBinding
from desk.hearing import Hearing
from desk.oversight import Oversight
from desk.people import Colleague, Roster
from desk.pushing import Pushing
from desk.resealing import Resealing
from desk.rostering import Rostering
from portal.button.parts import ButtonParts
from portal.button.poster_words import PosterWords
from portal.ports import Bell, Enrolment, Health, Json, OneTimeCodes, Passkeys, SignIns
from triage.contacts import Contacts
from triage.rulebook import Rulebook

PING_EVERY_S = 15.0
"""docs/console-api.md: two missed pings tell a browser that the stream is dead."""


@dataclass(frozen=True, kw_only=True)
class Hook:
    """Where Telegram delivers. ``secret`` is what it repeats in a header; ``door`` returns when the update is saved."""

    path: str = field(repr=False)
    secret: str = field(repr=False)
    door: Callable[[dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Front:
    """The words of the page at ``/``, in the language of the house. ``contacts``: (number, whose it is and when).

    ``links``: (address, words), in the demo only. Shown without the store and without a script.
    """

    language: str
    title: str
    lead: str
    contacts: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Console:
    """What the console's pages are made with: ``words`` by key, ``word_list`` of passphrases, ``desk`` the document.

    ``jurisdiction``: the country of this installation, ``ru`` or ``kz``; rules and numbers are those of the packs.
    ``rings``: a bot is there to which members can link a chat; without one the second channel alone tells them.
    ``gate``: that has a gate (pager, mail), beside whatever devices members have.
    """

    words: Mapping[str, str]
    word_list: bytes = field(repr=False)
    desk: Mapping[str, Any] = field(repr=False)
    bot: str
    jurisdiction: str
    rulebook: Rulebook = field(repr=False)
    contacts: Contacts = field(repr=False)
    demo: bool = False
    rings: bool = True
    gate: bool = False
    writing: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """``check``: the lists of the reply check, ``phrases``: what is ready to be said, as the browser takes them."""

    def known(self, despite: Iterable[str]) -> tuple[str, ...]:
        """Those that are categories of the reply check: nothing else may reach the journal from a browser."""
        categories = self.writing.get("check", {}).get("categories", {})
        return tuple(name for name in categories if name in set(despite))


@dataclass(frozen=True, kw_only=True)
class Afterwards:
    """What came of it: signals that were closed, and how the desk practises."""

    closed: ClosedList
    drills: Drills


@dataclass(frozen=True, kw_only=True)
class PortalParts:
    """``origin``: our public one (``https://…``), empty when only this machine comes in. ``new_request`` draws ids.

    ``button`` None: the page at ``/`` has numbers alone.
    """

    duty: Duty
    casework: Casework
    endings: Endings
    hearing: Hearing
    oversight: Oversight
    roster: Roster
    rostering: Rostering
    enrolment: Enrolment
    sign_ins: SignIns
    resealing: Resealing
    afterwards: Afterwards
    passkeys: Passkeys
    codes: OneTimeCodes
    bell: Bell
    health: Health
    clock: Callable[[], datetime]
    new_request: Callable[[], str]
    console: Console
    front: Front
    group: GroupBinding = field(default_factory=GroupBinding)
    origin: str = ""
    hook: Hook | None = None
    duty_hook: Hook | None = None
    ping_every_s: float = PING_EVERY_S
    pushing: Pushing | None = None
    button: ButtonParts | None = None
    poster: PosterWords | None = None


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One request at a door. ``colleagues`` and ``session`` are there for a signed-in member."""

    request: web.Request
    parts: PortalParts
    now: datetime
    origin: str = ""
    session: str = field(default="", repr=False)
    member: Colleague | None = None
    colleagues: tuple[Colleague, ...] = ()

    @property
    def who(self) -> Colleague:
        """Who is signed in. Raises RuntimeError behind a door that lets anybody in: a mistake of ours."""
        if self.member is None:
            raise RuntimeError("nobody is signed in at this door")
        return self.member

    @property
    def names(self) -> dict[str, str]:
        """Member → name."""
        return {one.member: one.name for one in self.colleagues}


Door = Callable[[Visit], Awaitable[web.StreamResponse]]
__all__ = ["PING_EVERY_S", "Console", "Door", "Front", "Hook", "Json", "PortalParts", "Visit"]

"""What is written down of a drill, and where: content-free."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from desk.ports import JournalLine, Outcome
from triage.card import Card
from triage.ids import MemberId, SignalId

KEPT: Final = 20
"""Drills that the list of the console remembers."""


@dataclass(frozen=True, kw_only=True)
class Drill:
    """Content-free. ``seen_s``, ``claimed_s``: seconds after ``at``; None where nobody did.

    ``ended``: "" while it runs, ``claimed``, ``missed`` (nobody took it), ``stopped`` (by whoever began it, or because
    real danger came) or ``failed`` (lost in a crash). ``leaving``: its result is written down, what is left of it is
    being erased. ``ended_at``: when that was; None while it runs, and in results of before.
    """

    request: str
    signal: SignalId
    by: MemberId
    at: datetime
    seen_s: int | None = None
    claimed_s: int | None = None
    ended: str = ""
    leaving: bool = False
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Running:
    """``raw`` as it was read, for a save to compare."""

    drill: Drill
    raw: str


class DrillBook(Protocol):
    """At most one runs. Every method raises Unavailable."""

    async def running(self) -> Running | None:
        """None while none does."""

    async def past(self) -> tuple[Drill, ...]:
        """The newest first, KEPT at most."""

    async def last(self) -> Drill | None:
        """The one that ended last, also while what is left of it is being erased."""

    async def begin(self, drill: Drill) -> bool:
        """With its line in the audit journal; False where one runs already."""

    async def note(self, before: Running, drill: Drill) -> Running | None:
        """None where another process was faster."""

    async def finish(self, before: Running) -> None:
        """From running to past; nothing where another process was faster."""

    async def card(self, signal: SignalId) -> Card | None:
        """None where it is gone; one that will not open is ``triage.card.unreadable``."""

    async def claims(self, signal: SignalId) -> tuple[tuple[MemberId, datetime], ...]:
        """Who took it, and when, in order."""

    async def erase(self, signal: SignalId, line: JournalLine) -> Outcome:
        """All of it, without a tombstone: it counts nowhere."""


class Seen(Protocol):
    """Raises Unavailable."""

    async def seen(self) -> Mapping[MemberId, datetime]:
        """When each said «Вижу» last."""

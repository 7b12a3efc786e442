"""While a desk changes its key, its members' browsers re-seal what lies under the earlier one (protocol 9.5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from desk import access
from desk.access import Refused
from desk.people import Colleague
from desk.ports import JournalLine, Outcome
from triage.ids import EntryId, SignalId

AT_ONCE = 4
"""Threads that one browser gets: about 15 ms of its processor each, so that nobody at the desk feels it."""


@dataclass(frozen=True, kw_only=True)
class SealedBox:
    """A thread's seed under an earlier key of the desk, and the notes; ``version`` names the state that was read."""

    signal: SignalId
    version: str
    public: str
    kid: str
    box: str = field(repr=False)
    notes: Mapping[EntryId, str] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Resealed:
    """The same under the key ``kid``. A note that did not open (another desk's) is not among the notes."""

    signal: SignalId
    version: str
    kid: str
    box: str = field(repr=False)
    notes: Mapping[EntryId, str] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is left, and some of it. ``kid``: the desk's present key."""

    kid: str
    left: int
    boxes: tuple[SealedBox, ...]


class Boxes(Protocol):
    """Every method raises Unavailable."""

    async def kid(self, desk: str) -> str:
        """The name of the desk's present key."""

    async def left(self, desk: str) -> int:
        """Threads under an earlier one."""

    async def some(self, desk: str, most: int) -> tuple[SealedBox, ...]:
        """A few of them."""

    async def put_back(self, desk: str, resealed: Resealed, line: JournalLine) -> Outcome:
        """In one step; LOST where the signal changed, went, or was re-sealed by somebody else."""

    async def for_reporter(self, signal: SignalId, kid: str, box: str, line: JournalLine) -> bool:
        """The thread under a new receipt code (protocol 4.7). False where this code is not awaited (any more)."""


@dataclass(frozen=True, kw_only=True)
class Resealing:
    """Raises Refused (``not-allowed``, ``key-changed``) or Unavailable."""

    boxes: Boxes

    async def wanted(self, who: Colleague) -> Wanted:
        """Of her own desk."""
        access.check("reseal", who.role)
        left = await self.boxes.left(who.desk)
        some = await self.boxes.some(who.desk, AT_ONCE) if left else ()
        return Wanted(kid=await self.boxes.kid(who.desk), left=left, boxes=some)

    async def put_back(self, who: Colleague, resealed: Resealed, now: datetime) -> Wanted:
        """Whether it was taken or came too late: what is left now says the rest."""
        access.check("reseal", who.role)
        await self.must_be_present(who, resealed.kid)
        line = JournalLine(at=now, by=who.member, verb="resealed")
        await self.boxes.put_back(who.desk, resealed, line)
        left = await self.boxes.left(who.desk)
        return Wanted(kid=resealed.kid, left=left, boxes=())

    async def must_be_present(self, who: Colleague, kid: str) -> None:
        """What is sealed to an earlier key of the desk is refused: somebody who left may have it."""
        if kid != await self.boxes.kid(who.desk):
            raise Refused("key-changed")

    async def for_reporter(self, who: Colleague, signal: SignalId, sealed: tuple[str, str], now: datetime) -> None:
        """``sealed``: name of the new code's key, and the box. Raises Refused("wrong-key"): not awaited any more."""
        access.check("reseal", who.role)
        line = JournalLine(at=now, by=who.member, verb="resealed-code")
        if not await self.boxes.for_reporter(signal, *sealed, line):
            raise Refused("wrong-key")

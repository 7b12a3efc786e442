"""Voice messages: what becomes of one, who may hear it, and what the desk needs of the place where they lie."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from desk import access
from desk.access import Refused
from desk.acting import Asked
from desk.ports import Files
from triage import card as cards
from triage.ids import SignalId
from triage.tells import FetchVoice


class MediaState(StrEnum):
    """Of one voice message, as the desk sees it (docs/console-api.md)."""

    WAITING = "waiting"
    KEPT = "kept"
    LOST = "lost"
    """For a day the messenger did not give it out."""
    TOO_BIG = "too-big"
    NO_ROOM = "no-room"
    """The store, the disk or the signal's own share is full; fetched after all if there is room within the day."""


class NoRoom(Exception):
    """A voice message cannot be kept now. Text still can: that is what the room is left for."""


@dataclass(frozen=True, kw_only=True)
class Errand:
    """A promise to fetch a voice message; ``partition`` and ``id`` name its place in the outbox."""

    partition: int
    id: str
    tell: FetchVoice = field(repr=False)


class Media(Protocol):
    """Where sealed voice messages lie. Every method raises Unavailable."""

    async def sealed(self, signal: SignalId, media: str) -> bytes | None:
        """The ciphertext (protocol 5.4), or None where nothing of that name is kept for this signal."""


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """A member's browser gets what it alone can open."""

    files: Files
    media: Media

    async def hear(self, asked: Asked, media: str) -> bytes:
        """Raises Refused: ``not-allowed``, ``gone``. Its name stands in the thread, whose reading was journaled."""
        access.check("read", asked.who.role)
        versioned = await self.files.card(asked.signal)
        draft = versioned is not None and cards.is_draft(versioned.card)
        sealed = None if draft else await self.media.sealed(asked.signal, media)
        if sealed is None:
            raise Refused("gone")
        return sealed

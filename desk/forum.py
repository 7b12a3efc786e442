"""The desk's forum group: one content-free topic per signal, which follows what stands in the queue (decision 0011)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from desk import access
from desk.people import Colleague
from triage.card import Card, is_closed, is_draft
from triage.ids import MemberId, SignalId, UpdateId

LIFE = timedelta(hours=24)
"""A topic whose signal is done is deleted so long afterwards, as every chat is (conversation rule 24)."""


class Says(StrEnum):
    """All that is ever written into a topic."""

    WAITS = "waits"
    TAKEN = "taken"
    ANSWERED = "answered"


class Step(StrEnum):
    """One call to the messenger."""

    CREATE = "create"
    SAY = "say"
    CLOSE = "close"
    REOPEN = "reopen"
    DELETE = "delete"


@dataclass(frozen=True, kw_only=True)
class Topic:
    """What stands in the group. ``thread``: the messenger's number of it."""

    thread: int
    says: Says | None = None
    closed_at: datetime | None = None


def says(card: Card | None) -> Says | None:
    """None: the desk has nothing to do there (done, erased, or not given to it)."""
    if card is None or is_draft(card) or is_closed(card):
        return None
    if card.awaiting != "desk":
        return Says.ANSWERED
    return Says.WAITS if card.held_by is None else Says.TAKEN


def next_step(topic: Topic | None, card: Card | None, now: datetime) -> Step | None:
    """One at a time, so that a crash between two of them is mended by the next look."""
    wanted = says(card)
    if topic is None:
        return Step.CREATE if wanted is Says.WAITS else None
    if wanted is None:
        if card is None or is_draft(card):
            return Step.DELETE  # what was erased leaves nothing, not even that it was there
        if topic.closed_at is None:
            return Step.CLOSE
        return Step.DELETE if now - topic.closed_at >= LIFE else None
    if topic.closed_at is not None:
        return Step.REOPEN
    return Step.SAY if topic.says is not wanted else None


class Forum(Protocol):
    """What the store knows of the group. Every method raises Unavailable."""

    async def bound(self) -> bool:
        """Whether the group of the settings was bound, and to this bot."""

    async def offer_code(self, member: MemberId) -> str:
        """A one-time code that binds the group, ten minutes."""

    async def bind(self, code: str, update: UpdateId, now: datetime) -> bool:
        """Whether the code was good; the same update may ask again."""

    async def topics(self) -> dict[SignalId, Topic]:
        """Those that stand in this group."""

    async def put(self, signal: SignalId, topic: Topic | None) -> None:
        """None: it is gone."""


@dataclass
class ForumSigns:
    """How the group is, as a word (``forum-…`` in the operator's texts): nothing of whose it is."""

    word: str = "not-configured"


@dataclass(frozen=True, kw_only=True)
class GroupBinding:
    """Only a supervisor decides in which group the desk's signals show."""

    forum: Forum | None = None
    signs: ForumSigns = field(default_factory=ForumSigns)

    async def offer_code(self, who: Colleague) -> str | None:
        """None where no group is configured. Raises Refused, Unavailable."""
        access.check("bind-group", who.role)
        return await self.forum.offer_code(who.member) if self.forum else None

    def word(self, who: Colleague) -> str:
        """How it stands with the group. Raises Refused."""
        access.check("bind-group", who.role)
        return self.signs.word

"""One deed of a specialist: load, decide, save as one with its line in the journal, and tell whom it concerns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from desk import access
from desk.access import SUPERVISORS, Refused
from desk.counting import Counting, nothing_else
from desk.people import Colleague
from desk.ports import Deed, Enclosed, Files, JournalLine, Outcome, Unavailable, Versioned
from triage import card as cards
from triage import quality
from triage.card import Card
from triage.ids import AccountId, MemberId, SignalId, UpdateId
from triage.tells import AlertDesk, FewerWait, News, Tell

ATTEMPTS = 12
"""Rounds against other members who change the same card at the same time; each round somebody wins."""
_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request of a member about one signal. The same ``request`` twice has one effect."""

    who: Colleague
    signal: SignalId
    now: datetime
    request: UpdateId


class People(Protocol):
    """Who works here, and in which chats. Every method raises Unavailable."""

    async def colleagues(self) -> tuple[Colleague, ...]:
        """Every enrolled member."""

    async def accounts(self) -> Mapping[MemberId, AccountId]:
        """The chats of those who linked one."""


def nobody(_card: Card) -> tuple[Tell, ...]:
    """It is to be found where it is looked for."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Act:
    """One verb: which right it needs, what the journal calls it, what it makes of the card, who hears of it.

    ``only_changes``: where the card stays as it was, nothing was done, and no line says that it was.
    """

    right: str
    verb: str
    change: Callable[[Card], Card]
    tells: Callable[[Card], tuple[Tell, ...]] = nobody
    detail: str = ""
    enclosed: Enclosed = field(default_factory=Enclosed)
    counting: Counting = nothing_else
    only_changes: bool = False


@dataclass(frozen=True, kw_only=True)
class Acting:
    """Loads, decides, saves; the same request twice has one effect."""

    files: Files

    async def card(self, asked: Asked) -> Versioned:
        """Refused("gone") for what was erased, and for what an adult has not consented to (P-03.2)."""
        versioned = await self.files.card(asked.signal)
        if versioned is None or cards.is_draft(versioned.card):
            raise Refused("gone")
        return versioned

    async def done(self, asked: Asked, act: Act) -> Card:
        """The card as it stands then. Raises what the act refuses, or Unavailable."""
        access.check(act.right, asked.who.role)
        for _ in range(ATTEMPTS):
            versioned = await self.card(asked)
            try:
                card = act.change(versioned.card)
            except Refused:
                # The answer to the first time may have been lost, and the signal handed on since.
                if await self.files.was_done(asked.signal, asked.request):
                    return versioned.card
                raise
            if act.only_changes and card == versioned.card:
                return card
            deed = Deed(
                request=asked.request,
                card=card,
                card_version=versioned.version,
                line=line_of(asked, act),
                enclosed=act.enclosed,
                tells=(*act.tells(card), *_fewer(versioned.card, card)),
                counts=(*quality.moved(versioned.card, card, asked.now), *await act.counting(versioned.card)),
            )
            if await self.files.save(deed) is not Outcome.LOST:
                return card
        raise Unavailable(asked.signal)


def line_of(asked: Asked, act: Act) -> JournalLine:
    """What the journal says of it."""
    despite = act.enclosed.reply.despite if act.enclosed.reply else ()
    detail = "despite-check" if despite else act.detail
    return JournalLine(at=asked.now, by=asked.who.member, verb=act.verb, detail=detail, despite=despite)


def must(found: _T | None, code: str) -> _T:
    """What a change made, or Refused where it made nothing."""
    if found is None:
        raise Refused(code)
    return found


def still_open(card: Card) -> Card:
    """Refused("closed")."""
    return must(None if cards.is_closed(card) else card, "closed")


def held(card: Card, asked: Asked) -> Card:
    """Refused("not-yours") names whose it is."""
    if card.held_by != asked.who.member:
        raise Refused("not-yours", by=card.held_by or "")
    return card


def in_reach(card: Card, asked: Asked) -> Card:
    """What she holds; a supervisor also what anybody or nobody holds."""
    return still_open(card) if asked.who.role in SUPERVISORS else held(card, asked)


def news(card: Card) -> tuple[Tell, ...]:
    """Something waits for the reporter: said without a word of what, since anybody may hold her phone (rule 26)."""
    return (News(account=card.account, signal=card.signal),) if card.account else ()


def rings(card: Card) -> tuple[Tell, ...]:
    """The desk hears of it; the holder alone, where there is one."""
    return (AlertDesk(signal=card.signal, member=card.held_by),)


def _fewer(before: Card, after: Card) -> tuple[Tell, ...]:
    """Somebody was answered, or what an adult did not give was handed back: the members' chats count fewer."""
    answered = before.awaiting == "desk" != after.awaiting
    return (FewerWait(signal=after.signal),) if answered or cards.is_draft(after) else ()

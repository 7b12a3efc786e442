"""What support ended with: the closed signals, page by page, the newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from desk import access
from desk.access import SUPERVISORS
from desk.people import Colleague
from triage import card as cards
from triage.card import Card
from triage.case import by_one_alone
from triage.ids import SignalId

ON_A_PAGE: Final = 20


@dataclass(frozen=True, kw_only=True)
class Place:
    """In the list: of one that closed at ``at`` (whole seconds count); ties in the order of their names."""

    at: datetime
    signal: SignalId


@dataclass(frozen=True, kw_only=True)
class Page:
    """``after``: where the next one begins, None at the end. ``alone``: which of them a supervisor should look at."""

    cards: tuple[Card, ...]
    after: Place | None
    alone: frozenset[SignalId] = frozenset()


class ClosedShelf(Protocol):
    """Raises Unavailable."""

    async def page(self, after: Place | None, most: int) -> tuple[tuple[Card, ...], Place | None]:
        """``most`` cards behind a place, the newest first, and the place of the last where more may follow."""


@dataclass(frozen=True, kw_only=True)
class ClosedList:
    """Whoever may read a signal may see that it was closed."""

    shelf: ClosedShelf

    async def page(self, who: Colleague, after: Place | None = None) -> Page:
        """Raises Refused("not-allowed") or Unavailable. A supervisor sees what one member lowered and closed alone."""
        access.check("read", who.role)
        found, behind = await self.shelf.page(after, ON_A_PAGE)
        shown = tuple(card for card in found if not (card.case.drill or cards.is_draft(card)))
        alone = frozenset(card.signal for card in shown if by_one_alone(card.case))
        return Page(cards=shown, after=behind, alone=alone if who.role in SUPERVISORS else frozenset())

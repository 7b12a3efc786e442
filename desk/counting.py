"""What is counted of the desk's work, in the very save that does it (docs/operating.md). Nobody is named in it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from desk.ports import Change, Files
from triage import quality
from triage.card import Card
from triage.quality import Count

Counting = Callable[[Card], Awaitable[tuple[Count, ...]]]
"""The card as it was before a deed → what is counted beside its change."""


class LinedUp(Files, Protocol):
    """Files that know the order in which the desk should take signals. Raises Unavailable."""

    async def stands_before(self, card: Card, now: datetime) -> bool:
        """Whether another signal of the same desk, which nobody holds, should be taken before this one."""


async def nothing_else(_card: Card) -> tuple[Count, ...]:
    """For a deed that is counted by what it makes of the card alone."""
    return ()


def claim_counted(files: LinedUp, now: datetime) -> Counting:
    """Whether the first in line was taken, told from the line as it stands at that moment."""

    async def counted(card: Card) -> tuple[Count, ...]:
        passed_over = card.held_by is None and quality.counts(card) and await files.stands_before(card, now)
        return quality.claimed(card, now, passed_over=passed_over)

    return counted


def counted(change: Change, before: Card | None, now: datetime, *, attended: bool) -> Change:
    """A reporter's change with its counts. ``before``: the card that was open to her; another one changes no place.

    ``attended``: somebody is on shift now; a new signal remembers it.
    """
    if change.erases:
        return replace(change, counts=quality.moved(before, None, now))
    card = change.card
    if card is None:
        return change
    if change.opened:
        card = replace(card, after_hours=not attended)
        return replace(change, card=card, counts=quality.moved(None, card, now))
    same = before is not None and before.signal == card.signal
    return replace(change, counts=quality.moved(before, card, now)) if same else change

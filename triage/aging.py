"""Waiting raises a signal's place step by step, never to that of an ``immediate`` one: nobody waits for ever. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from triage.urgency import RANK, Urgency

COUNTS_HIGHER_AFTER: Final[Mapping[Urgency, timedelta]] = MappingProxyType(
    {Urgency.STANDARD: timedelta(hours=24), Urgency.PLANNED: timedelta(days=3)}
)
"""domain.md §3.1: standard ≤ 24 h, planned ≤ 3 working days. What has waited out its promise stands with the next tier."""


def lane(urgency: Urgency, waited: timedelta) -> int:
    """0 for ``immediate`` alone; the others as ``RANK`` says, one less for every promise that was waited out."""
    rank = RANK[urgency]
    while (promise := COUNTS_HIGHER_AFTER.get(tuple(Urgency)[rank])) and waited >= promise:
        waited -= promise
        rank -= 1
    return rank


def place(urgency: Urgency, received_at: datetime, now: datetime) -> tuple[int, datetime]:
    """Sorts the queue: the lane, then who waits longest."""
    return lane(urgency, now - received_at), received_at

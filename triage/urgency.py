"""How urgent a signal is, and where that places it in the queue."""

from datetime import UTC, datetime
from enum import StrEnum


class Urgency(StrEnum):
    """The four tiers of domain.md §3.1, most urgent first."""

    IMMEDIATE = "immediate"
    URGENT = "urgent"
    STANDARD = "standard"
    PLANNED = "planned"


RANK = {tier: place for place, tier in enumerate(Urgency)}
"""0 is the most urgent."""

_TIER_SPAN_S = 10**11
"""Wider than any epoch time in seconds, so that no waiting lifts a signal over a more urgent one."""


_LAST_S = _TIER_SPAN_S // 2
"""Added to the score of a drill: it stands behind whatever is real in its tier, however late that comes."""
REAL_FIRST = frozenset({Urgency.IMMEDIATE, Urgency.URGENT})
"""No child of these tiers stands behind a drill, whatever tier the drill was given: practice can wait."""


def higher(one: Urgency, other: Urgency) -> Urgency:
    """The more urgent of two: words and doubts raise, nothing lowers (P-05.1, domain.md §3.2)."""
    return min(one, other, key=RANK.__getitem__)


def queue_score(urgency: Urgency, received_at: datetime, *, drill: bool = False) -> float:
    """Sorts by tier, then by who waits longest; smallest first. A drill stands behind all real ones of ``REAL_FIRST``
    and of its tier.
    """
    if drill:
        return first_drill_score(max(urgency, Urgency.URGENT, key=RANK.__getitem__)) + received_at.timestamp()
    return first_score(urgency) + received_at.timestamp()


def first_score(urgency: Urgency) -> int:
    """No score of a more urgent tier reaches it."""
    return RANK[urgency] * _TIER_SPAN_S


def first_drill_score(urgency: Urgency) -> int:
    """No score of a real signal of that tier reaches it."""
    return first_score(urgency) + _LAST_S


def is_drill(score: float) -> bool:
    """Whether a queue score was made for a drill."""
    return score % _TIER_SPAN_S >= _LAST_S


def tier_of(score: float) -> Urgency:
    """The tier that a queue score was made of; of a drill the one that it stands at the end of."""
    return tuple(Urgency)[int(score // _TIER_SPAN_S)]


def received_at(score: float) -> datetime:
    """The time that a queue score was made of, UTC."""
    return datetime.fromtimestamp(score % _LAST_S, UTC)

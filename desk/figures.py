"""The numbers by which somebody outside sees whether anybody is left waiting. No identifiers in any of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from triage.tells import EraseChat, FetchVoice, FewerWait, LeaveChat, RenewScreen, Tell
from triage.urgency import Urgency

_NOBODY_HEARS: Final = (FetchVoice, FewerWait, LeaveChat, RenewScreen)


@dataclass(frozen=True, kw_only=True)
class Ages:
    """Seconds; 0 where nothing waits.

    ``untold_s``: of the oldest promise that a person should hear. ``unclaimed_immediate_s``: how long the reporter of
    an immediate signal that nobody holds has waited for the desk.
    """

    untold_s: float = 0.0
    unclaimed_immediate_s: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Standing:
    """``memory_share``: of what the store may use; None where it has no limit."""

    ages: Ages
    waiting: Mapping[Urgency, int]
    held: int
    memory_share: float | None


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Everything that a scrape tells. ``standing`` None: the store is down. Ages in seconds, None: not known yet."""

    standing: Standing | None
    on_shift: int | None
    pages_taken: int
    pages_failed: int
    updates_silence_s: float | None
    updates_lag_s: float | None
    canary_flies: bool
    canary_age_s: float | None = None
    canary_lost: bool = False


class Gauges(Protocol):
    """Read from the store, in a number of round trips that does not grow. Raises Unavailable."""

    async def ages(self, now: datetime) -> Ages:
        """The two that matter."""

    async def standing(self, now: datetime) -> Standing:
        """Those, and the rest."""


def should_be_heard(tell: Tell | None) -> bool:
    """Whether a person waits for it, knowingly or not. What cannot be read may be anything, so it counts."""
    if isinstance(tell, EraseChat):
        return bool(tell.callback or tell.message)
    return not isinstance(tell, _NOBODY_HEARS)

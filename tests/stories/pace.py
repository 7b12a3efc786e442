"""The product's own waiting times, shortened: what is asserted never depends on them, only how long a story takes."""

from datetime import timedelta

import pytest

from tests.stories.rig import Product
from workers import limiter, telegram, telling, updates


def quick(patch: pytest.MonkeyPatch) -> None:
    """Pauses after a failure, and how long one call to Telegram may hang."""
    patch.setattr(updates, "AFTER_FAILURE_S", 0.1)
    patch.setattr(telling, "BACKOFF_S", (0.1, 0.2, 0.4))
    patch.setattr(telling, "NOBODY_AGAIN_S", 0.2)
    patch.setattr(telegram, "TIMEOUT_S", 1)
    patch.setattr(limiter, "CHAT_BURST", 1000.0)
    patch.setattr(limiter, "CHAT_PER_S", 1000.0)


def unlimited(running: Product) -> None:
    """Telegram's flood limits off: a night of an hour is told in seconds."""
    running.peer.limits(enabled=False)


def later(running: Product, **by: float) -> None:
    """Hours pass for the product and for Telegram, which reads the same clock."""
    running.clock.offset += timedelta(**by)

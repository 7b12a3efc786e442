"""The machine's time and chance: the one place that reaches for them, and hands them on as values."""

import os
from datetime import UTC, datetime


def now() -> datetime:
    """UTC."""
    return datetime.now(UTC)  # noqa: TID251  the wiring reads the clock, so that nobody else has to


def draw(count: int) -> bytes:
    """``count`` bytes of the system's random source."""
    return os.urandom(count)  # noqa: TID251  the wiring draws, so that nobody else has to

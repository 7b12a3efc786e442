"""Signs of life that the health page asks for."""

import time
from dataclasses import dataclass


@dataclass
class Lag:
    """How old the last update was when it had been kept, seconds; None before the first."""

    last_s: float | None = None


@dataclass
class Pulse:
    """When something last went well, on a monotonic clock; 0 before the first time."""

    at: float = 0.0

    def beat(self) -> None:
        """It went well just now."""
        self.at = time.monotonic()

    def age_s(self) -> float:
        """Seconds since then; infinite before the first time."""
        return time.monotonic() - self.at if self.at else float("inf")

"""Health that says what a test wants."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class SaidHealth:
    said: dict[str, object] = field(default_factory=lambda: {"ok": True, "store": True})

    async def report(self, now: datetime) -> dict[str, object]:
        return self.said

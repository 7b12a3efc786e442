"""No door opens before somebody can read: without a reader of both desks a report would be a letter to nobody."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.health import HouseHealth
from desk.ports import Unavailable


@dataclass
class Gate:
    """Raises Unavailable while a desk has no reader: Telegram keeps the update, and delivers it again."""

    door: Callable[[Mapping[str, Any]], Awaitable[None]]
    health: HouseHealth
    is_open: bool = field(default=False)

    async def __call__(self, update: Mapping[str, Any]) -> None:
        """Once open it stays open; revoking the last reader is the desk's own business."""
        if not self.is_open:
            missing = await self.health.missing_desks()
            if missing:
                raise Unavailable("no reader yet: " + ", ".join(sorted(missing)))
            self.is_open = True
        await self.door(update)

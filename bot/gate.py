"""No door opens before somebody can read: without a reader of both desks a report would be a letter to nobody."""

from dataclasses import dataclass, field

from bot.health import HouseHealth
from desk.ports import Unavailable


@dataclass
class Gate:
    """Asked before every update. Telegram keeps what is refused, and delivers it again."""

    health: HouseHealth
    is_open: bool = field(default=False)

    async def __call__(self) -> None:
        """Raises Unavailable while a desk has no reader. Once open it stays so: revoking is the desk's own business."""
        if self.is_open:
            return
        missing = await self.health.missing_desks()
        if missing:
            raise Unavailable("no reader yet: " + ", ".join(sorted(missing)))
        self.is_open = True

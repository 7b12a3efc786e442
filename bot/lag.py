"""How far behind Telegram we are: the age of an update at the moment it had been kept."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workers.pulse import Lag


@dataclass(frozen=True)
class Lagged:
    """The door, with a look at the clock behind it. Taps carry no time of their own (Bot API, CallbackQuery)."""

    door: Callable[[Mapping[str, Any]], Awaitable[None]]
    lag: Lag
    now: Callable[[], datetime]

    async def __call__(self, raw: Mapping[str, Any]) -> None:
        """Raises what the door raises; nothing is measured then."""
        await self.door(raw)
        message = raw.get("message")
        sent = message.get("date") if isinstance(message, Mapping) else None
        if isinstance(sent, int):
            self.lag.last_s = max(0.0, self.now().timestamp() - sent)

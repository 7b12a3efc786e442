"""Our getUpdates loop: the offset moves only after an update's effects are in the store; one order per chat."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods.base import TelegramMethod

from desk.ports import Unavailable
from workers.ports import Leases

LEASE = "updates"
POLL_S = 5
"""Shorter than the lease (vault.lease, 10 s), which each round renews."""
AFTER_FAILURE_S = 2.0
WHILE_OTHERS_POLL_S = 3.0
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
"""All that the doors have a use for; the rest never leaves Telegram."""
_log = structlog.get_logger("updates")


class GetRaw(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates with its answer left as it is: one update that does not parse must not hide the others."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int
    timeout: int
    limit: int = 100
    allowed_updates: list[str] = KINDS


@dataclass
class Polling:
    """``door`` raises Unavailable for what must be delivered again."""

    bot: Bot
    leases: Leases
    door: Callable[[Mapping[str, Any]], Awaitable[None]]
    offset: int = field(default=0)

    async def poll(self) -> None:
        """One round. Run it again and again; whoever does not hold the lease only waits."""
        try:
            if not await self.leases.take(LEASE):
                await asyncio.sleep(WHILE_OTHERS_POLL_S)
                return
            updates = await self.bot(GetRaw(offset=self.offset, timeout=POLL_S), request_timeout=POLL_S + 4)
        except (AiogramError, OSError, TimeoutError, ValueError, Unavailable) as error:
            _log.warning("no-updates", why=type(error).__name__)
            await asyncio.sleep(AFTER_FAILURE_S)
            return
        for update in updates:
            if not await self._kept(update):
                await asyncio.sleep(AFTER_FAILURE_S)
                return

    async def _kept(self, update: Mapping[str, Any]) -> bool:
        try:
            await self.door(update)
        except Unavailable:
            return False
        self.offset = int(update["update_id"]) + 1
        return True

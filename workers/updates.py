"""Our getUpdates loop: the offset moves only after an update's effects are in the store; one order per chat."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods.base import TelegramMethod

from desk.ports import Unavailable
from workers.ports import Leases
from workers.pulse import Pulse

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
    pulse: Pulse = field(default_factory=Pulse)
    offset: int = field(default=0)
    held: bool = field(default=False)

    async def poll(self) -> None:
        """Round after round, for ever; whoever does not hold the lease only waits."""
        while True:
            pause_s = await self._round()
            await asyncio.sleep(pause_s)

    async def _round(self) -> float:
        """Seconds to wait before the next one."""
        try:
            if not await self._mine():
                return WHILE_OTHERS_POLL_S
            patience_s = (
                POLL_S if self.pulse.at else 0
            )  # the first answer is a sign of life, and must not keep one waiting
            updates = await self.bot(GetRaw(offset=self.offset, timeout=patience_s), request_timeout=POLL_S + 4)
            self.pulse.beat()
        except (AiogramError, OSError, TimeoutError, ValueError, Unavailable) as error:
            _log.warning("no-updates", why=type(error).__name__)
            return AFTER_FAILURE_S
        by_chat: dict[object, list[Mapping[str, Any]]] = {}
        for update in updates:
            by_chat.setdefault(_chat_of(update), []).append(update)
        failed = [one for one in await asyncio.gather(*map(self._kept, by_chat.values())) if one is not None]
        # What was kept beyond the first failure comes again, and is known by its id.
        self.offset = min(failed, default=max((int(one["update_id"]) + 1 for one in updates), default=self.offset))
        return AFTER_FAILURE_S if failed else 0.0

    async def _mine(self) -> bool:
        """From a store that is down nobody can take the lease: its last holder goes on, so that the door can say so."""
        try:
            self.held = bool(await self.leases.take(LEASE))
        except Unavailable:
            if not self.held:
                raise
        return self.held

    async def _kept(self, updates: Sequence[Mapping[str, Any]]) -> int | None:
        """One chat's updates in order; the id of the first that could not be kept."""
        for update in updates:
            try:
                await self.door(update)
            except Unavailable:
                return int(update["update_id"])
        return None


def _chat_of(update: Mapping[str, Any]) -> object:
    """What has one order: a private chat with its taps, which come from the user whose chat it is."""
    for what in KINDS:
        body = update.get(what)
        if isinstance(body, Mapping):
            of = body.get("from") if what == "callback_query" else body.get("chat")
            return str(of.get("id")) if isinstance(of, Mapping) else None
    return None

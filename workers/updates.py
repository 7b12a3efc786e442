"""Our getUpdates loop: the offset moves only after an update's effects are in the store; one order per chat."""

import asyncio
import time
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
TURN_S = 0.05
"""Of each chat in one round. Then it is looked what others have sent meanwhile: a flood holds up nobody but itself."""
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
    kept: set[int] = field(default_factory=set)
    """Ids that are in the store and can't be confirmed yet: Telegram confirms everything before one as well."""

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
            if _id_of(update) not in self.kept:
                by_chat.setdefault(_chat_of(update), []).append(update)
        ends = time.monotonic() + TURN_S
        went_well = await asyncio.gather(*(self._turn(mine, ends) for mine in by_chat.values()))
        self._confirm([_id_of(update) for update in updates])
        return 0.0 if all(went_well) else AFTER_FAILURE_S

    def _confirm(self, ids: Sequence[int]) -> None:
        """With the next call, up to the first that is not kept; what was kept beyond it is not handled again."""
        left = [one for one in ids if one not in self.kept]
        self.offset = min(left, default=max(ids, default=self.offset - 1) + 1)
        self.kept = {one for one in self.kept if one >= self.offset}

    async def _mine(self) -> bool:
        """From a store that is down nobody can take the lease: its last holder goes on, so that the door can say so."""
        try:
            self.held = bool(await self.leases.take(LEASE))
        except Unavailable:
            if not self.held:
                raise
        return self.held

    async def _turn(self, updates: Sequence[Mapping[str, Any]], ends: float) -> bool:
        """One chat's updates in order, at least one of them; whether all went well that had their turn."""
        for update in updates:
            try:
                await self.door(update)
            except Unavailable:
                return False
            self.kept.add(_id_of(update))
            if time.monotonic() >= ends:
                break
        return True


def _id_of(update: Mapping[str, Any]) -> int:
    return int(update["update_id"])


def _chat_of(update: Mapping[str, Any]) -> object:
    """What has one order: a private chat with its taps, which come from the user whose chat it is."""
    for what in KINDS:
        body = update.get(what)
        if isinstance(body, Mapping):
            of = body.get("from") if what == "callback_query" else body.get("chat")
            return str(of.get("id")) if isinstance(of, Mapping) else None
    return None

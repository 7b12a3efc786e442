"""Both sides of a chat, erased: every message we know of, and the gaps that a crash may hide one in."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.chat import Chat, Trace
from triage.ids import MessageId
from triage.tells import EraseChat
from workers.channel import Channel, Rejected, SlowDown, Unknown
from workers.ports import Chats

AT_ONCE = 100
"""Bot API, deleteMessages: 1–100 ids."""
DELETABLE = timedelta(hours=48)
MOST_SWEPT = 1000
"""Ids of one gap (architecture.md, The store); unknown ones are skipped by Telegram."""


@dataclass(frozen=True)
class Erasing:
    """May run twice: what is gone already is skipped."""

    channel: Channel
    chats: Chats
    clock: Callable[[], datetime]

    async def erase(self, chat: Chat, tell: EraseChat, popup: str) -> int:
        """The popup first: it leaves nothing behind. How many messages Telegram will not delete."""
        if tell.callback:
            with contextlib.suppress(SlowDown, Unknown):  # nothing may delay what follows
                await self.channel.answer(tell.callback, popup)
        traces = await self.chats.traces(chat)
        known = [trace for listed in traces.values() for trace in listed]
        limit = (self.clock() - DELETABLE).timestamp()
        ids = {MessageId(number) for trace in known if trace.at > limit for number in _numbers(trace)}
        ids |= {tell.message} if tell.message else set()
        ordered = sorted(ids)
        left = sum(trace.first == trace.last and trace.at <= limit for trace in known)
        for start in range(0, len(ordered), AT_ONCE):
            left += await self._delete(chat, ordered[start : start + AT_ONCE])
        await self.chats.cleared(chat, traces)
        return left

    async def _delete(self, chat: Chat, ids: list[MessageId]) -> int:
        """How many stay: one old id refuses a whole batch, so a refused one is halved."""
        try:
            await self.channel.delete(chat.account.address, ids)
        except Rejected:
            if len(ids) == 1:
                return 1
            middle = len(ids) // 2
            return await self._delete(chat, ids[:middle]) + await self._delete(chat, ids[middle:])
        return 0


def _numbers(trace: Trace) -> range:
    last = min(trace.last, MessageId(trace.first + MOST_SWEPT))
    return range(trace.first, last + 1)

"""One alert stands in a member's chat with the desk: no word, no urgency, always as long as any other.

What must be heard is sent anew and the one before it deleted, since an edit makes no sound; fewer are edited.
"""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from desk.chat import Board, Chat, Counts
from i18n.screens import Screen
from triage.card import Card, is_draft
from triage.ids import MessageId
from triage.tells import AlertDesk
from triage.urgency import Urgency
from workers.channel import Channel, Rejected, SlowDown, Unknown, Unreachable
from workers.ports import Boards, Chats

MOST_SHOWN = 999
"""The number has three digits, so that every alert is as long as any other."""
Rendered = Callable[[Chat, Counts, "Board | None"], Screen]
"""What to count, and the alert that stands already, if it only changes."""
Send = Callable[[Screen], Awaitable[MessageId]]


@dataclass(frozen=True)
class Ringing:
    """Raises what the channel and the store raise."""

    channel: Channel
    chats: Chats
    boards: Boards
    rendered: Rendered

    async def alert(self, chat: Chat, tell: AlertDesk, send: Send, at_ms: int) -> str:
        """``at_ms``: when it was promised. Every ``immediate`` rings and the first ``urgent``; others only count.

        Asked once more afterwards: consent may have ended meanwhile.
        """
        card = await self.chats.card(tell.signal)
        if card is None or is_draft(card):
            return "dropped"
        before, counts = await self.boards.board(chat), await self.boards.counts()
        if tell.quiet:
            return await self._counted(chat, card, before, counts)
        if before and before.at_ms > at_ms:
            await self._tidy(chat, before)
            return "told"  # what was sent since then counted this one too
        if self._must_ring(card, tell, before, counts):
            await self.ring(chat, send, before, counts)
        elif before and counts.unanswered != before.unanswered and not await self._edit(chat, before, counts):
            await self.ring(chat, send, None, counts)  # hers went with a day's chat: somebody waits and nothing says so
        card = await self.chats.card(tell.signal)
        if card is None or is_draft(card):
            await self.fewer(chat)
        return "told"

    def _must_ring(self, card: Card, tell: AlertDesk, before: Board | None, counts: Counts) -> bool:
        if before is None or tell.member is not None or tell.unheard or card.urgency is Urgency.IMMEDIATE:
            return True
        others = min(before.urgent, counts.urgent - 1)  # what rang before may be in somebody's hands by now
        return card.urgency is Urgency.URGENT and (others <= 0 or before.seen)

    async def ring(self, chat: Chat, send: Send, before: Board | None, counts: Counts) -> None:
        """A new message, with a sound, and only then the old one goes; what cannot go now goes with the next."""
        message = await send(self.rendered(chat, counts, None))
        stale = (*before.stale, before.message) if before else ()
        board = Board(
            message=message, unanswered=counts.unanswered, urgent=counts.urgent, at_ms=counts.at_ms, stale=stale
        )
        await self.boards.put(chat, board)
        with contextlib.suppress(SlowDown, Unknown):
            await self._tidy(chat, board)

    async def again(self, chat: Chat, send: Send, at_ms: int, *, called: bool = False) -> str:
        """An alarm has climbed. Nothing rings once everybody was answered, but a colleague's call: that is one.

        ``at_ms``: when it was promised. What rang since then rang for it: an hour without a messenger is one ring.
        """
        before, counts = await self.boards.board(chat), await self.boards.counts()
        if before and before.at_ms > at_ms:
            await self._tidy(chat, before)
            return "told"
        counts = replace(counts, unanswered=max(counts.unanswered, int(called)))
        if counts.unanswered == 0:
            return await self.fewer(chat)
        await self.ring(chat, send, before, counts)
        return "told"

    async def fewer(self, chat: Chat) -> str:
        """Silently; where nobody waits any more, the alert goes."""
        before, counts = await self.boards.board(chat), await self.boards.counts()
        if before is None:
            return "dropped"
        if counts.unanswered == 0:
            await self._delete(chat, (*before.stale, before.message))
            await self.boards.put(chat, None)
        elif counts.unanswered < before.unanswered:
            await self._edit(chat, before, counts)
        return "told"

    async def _counted(self, chat: Chat, card: Card, before: Board | None, counts: Counts) -> str:
        """A colleague was rung for it: what stands here stays true, and nobody was told.

        Which of the urgent ones that wait now had rung here nobody knows any more, so the next one does.
        """
        if before and card.urgency is Urgency.URGENT:
            before = replace(before, urgent=0)
            await self.boards.put(chat, before)
        if before and counts.unanswered != before.unanswered:
            await self._edit(chat, before, counts)
        return "dropped"

    async def seen(self, chat: Chat) -> str:
        """The button goes, the number stays."""
        before = await self.boards.board(chat)
        if before is None:
            return "dropped"
        board = replace(before, seen=True)
        await self._edit(chat, board, Counts(unanswered=board.unanswered, urgent=board.urgent, at_ms=board.at_ms))
        return "told"

    async def _edit(self, chat: Chat, board: Board, counts: Counts) -> bool:
        """Whether it stood there."""
        shown = self.rendered(chat, counts, board)
        try:
            await self.channel.edit(chat.account.address, board.message, shown)
        except Rejected:
            await self.boards.put(chat, None)  # not there any more: the next one is sent anew
            return False
        # what made no sound here did not ring here: the next urgent one still must
        urgent = min(board.urgent, counts.urgent)
        await self.boards.put(chat, replace(board, unanswered=counts.unanswered, urgent=urgent))
        return True

    async def _tidy(self, chat: Chat, board: Board) -> None:
        if board.stale:
            await self._delete(chat, board.stale)
            await self.boards.put(chat, replace(board, stale=()))

    async def _delete(self, chat: Chat, messages: tuple[MessageId, ...]) -> None:
        with contextlib.suppress(Rejected, Unreachable):
            await self.channel.delete(chat.account.address, list(messages))

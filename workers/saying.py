"""What the house says of its own accord: silently, by edit, unless a sound is safe (conversation rule 26)."""

from dataclasses import dataclass

from desk.chat import Chat, OpenScreen
from triage.ids import SignalId
from workers.channel import Rejected
from workers.post import Letter
from workers.showing import NOT_RENEWED, Showing, without_replacing

NEVER_RINGS = frozenset({"unanswered"})
"""What it says would stand on a lock screen: somebody may hold the phone."""


@dataclass(frozen=True)
class Saying:
    """Never while covered, after Stop, or in another thread's chat."""

    showing: Showing

    async def told(self, letter: Letter, chat: Chat, signal: SignalId, name: str) -> str:
        """The screen ``name`` in place of the last one."""
        showing = self.showing
        before = await showing.chats.open_screen(chat)
        if chat.account.signal != signal or chat.account.quiet or before is None:
            return "dropped"
        said = showing.rendered(chat, name, {})
        if name not in NEVER_RINGS and self._may_ring(chat):
            message = await showing.put(letter, chat, said, None)
            await showing.ledger.screen(chat, OpenScreen(message, name, {}), showing.clock())
            return "told"
        keeps = before.name in NOT_RENEWED  # a word or a code that she may not have copied yet: only the buttons change
        said = without_replacing(said) if keeps else said
        try:
            await (showing.channel.mark if keeps else showing.channel.edit)(chat.account.address, before.message, said)
        except Rejected as refusal:
            if refusal.gone:
                return "dropped"
            raise
        if not keeps:
            await showing.ledger.screen(chat, OpenScreen(before.message, name, {}), showing.clock())
        return "told"

    def _may_ring(self, chat: Chat) -> bool:
        wish = chat.card.may_write if chat.card else ""
        hours, now = self.showing.filling.hours, self.showing.clock()
        return wish == "any" or (wish == "day" and hours.is_day(now))

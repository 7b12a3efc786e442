"""What the house says of its own accord: silently, by edit, unless a sound is safe (conversation rule 26)."""

from dataclasses import dataclass

from desk.chat import Chat, OpenScreen
from triage.ids import SignalId
from triage.tells import SayScreen
from workers.channel import Rejected
from workers.post import Letter
from workers.showing import NOT_RENEWED, Showing, without_replacing


@dataclass(frozen=True)
class Saying:
    """Never while covered, after Stop, or in another thread's chat."""

    showing: Showing

    async def told(self, letter: Letter, chat: Chat, signal: SignalId, name: str) -> str:
        """The screen ``name`` in place of the last one."""
        return await self.said(letter, chat, SayScreen(account=chat.account.account, signal=signal, name=name))

    async def said(self, letter: Letter, chat: Chat, tell: SayScreen) -> str:
        """The same, of a screen with values."""
        showing, name, values = self.showing, tell.name, dict(tell.values)
        before = await showing.chats.open_screen(chat)
        if chat.account.signal != tell.signal or chat.account.quiet or before is None:
            return "dropped"
        said = showing.rendered(chat, name, await showing.filling.values(chat, name, values))
        if self._may_ring(chat):
            message = await showing.put(letter, chat, said, None)
            await showing.stands(chat, OpenScreen(message, name, values))
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
            await showing.stands(chat, OpenScreen(before.message, name, values))
        return "told"

    def _may_ring(self, chat: Chat) -> bool:
        wish = chat.card.may_write if chat.card else ""
        hours, now = self.showing.filling.hours, self.showing.clock()
        return wish == "any" or (wish == "day" and hours.is_day(now))

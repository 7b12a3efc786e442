"""An alert in one member's chat, and how it disappears again when an adult has not consented (P-03.2)."""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from desk.chat import Chat
from triage.card import is_draft
from triage.ids import MessageId
from triage.tells import AlertDesk, WithdrawAlert
from workers.channel import Channel, Rejected, Unreachable
from workers.ports import Chats


@dataclass(frozen=True)
class Alerted:
    """``send`` puts the alert into a chat and answers with its message."""

    channel: Channel
    chats: Chats

    async def alert(self, chat: Chat, tell: AlertDesk, send: Callable[[], Awaitable[MessageId]]) -> str:
        """Told, unless nobody may hear of the signal; asked once more afterwards, since consent may end meanwhile."""
        if await self._is_nobodys(tell):
            return "dropped"
        message = await send()
        await self.chats.put_alerted(tell.signal, chat.account.account, message)
        if await self._is_nobodys(tell):
            await self.withdraw(WithdrawAlert(signal=tell.signal))
        return "told"

    async def withdraw(self, tell: WithdrawAlert) -> str:
        """Out of every member's chat, unless consent came meanwhile; one that is gone already is gone."""
        card = await self.chats.card(tell.signal)
        if card is not None and card.consent != "awaiting":
            return "dropped"
        for account, message in await self.chats.alerted(tell.signal):
            chat = await self.chats.chat(account)
            if chat:
                with contextlib.suppress(Rejected, Unreachable):
                    await self.channel.delete(chat.account.address, [message])
        await self.chats.drop_alerted(tell.signal)
        return "told"

    async def _is_nobodys(self, tell: AlertDesk) -> bool:
        """A draft, or erased by her or by the desk: there is nothing to hear of."""
        card = await self.chats.card(tell.signal)
        return card is None or is_draft(card)

"""A page of the web door: what the house says later waits in the store until it looks; its screens are dressed here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from desk.chat import Chat, OpenScreen
from desk.ports import Unavailable
from i18n.screens import Screen
from triage.casework import home_screen
from triage.ids import AccountId, MessageId, SignalId
from triage.tells import EraseChat, News, ShowCode, ShowReplies, ShowScreen, StillWaiting, Tell
from workers.filling import Filling
from workers.post import Letter
from workers.showing import LIVE, NEEDS_SECRET, Showing, goes_on

NEWS: Final = MessageId(1)
"""In place of a message's id (vault.filing): the house put this screen up of its own accord."""
WORDS, DIGITS, TEXT = "⟦words⟧", "⟦digits⟧", "⟦text⟧"
"""What only the page knows: it fills its own code and the replies that it opened into these."""
CODE_NEW: Final = "code_new"


@dataclass(frozen=True)
class Paging:
    """Nothing is sent: a page asks. Raises what the store raises."""

    showing: Showing

    async def told(self, letter: Letter, chat: Chat) -> str:
        """``told`` once it stands in the store; ``dropped`` what a page has no use for."""
        match letter.tell:
            case News(signal=signal):
                return await self._stands(chat, signal, "reply_waiting")
            case StillWaiting(signal=signal):
                return await self._stands(chat, signal, "unanswered")
            case _:
                return "dropped"

    async def _stands(self, chat: Chat, signal: SignalId, name: str) -> str:
        if chat.account.signal != signal:
            return "dropped"
        values: dict[str, str | int] = {}
        if name == "reply_waiting" and not await self.showing.chats.unread(signal):
            name, known = home_screen(chat.card)  # what she must be told before others are, or asked after closing
            values = dict(known)
        await self.showing.ledger.screen(chat, OpenScreen(NEWS, name, values), self.showing.clock())
        return "told"


@dataclass(frozen=True, kw_only=True)
class Dressing:
    """An answer's names and values → texts and buttons, in her language and for her age."""

    filling: Filling

    async def dressed(self, account: AccountId, tells: Iterable[Tell]) -> tuple[tuple[str, Screen], ...]:
        """(name, screen) of what a page shows now, in order. Raises Unavailable."""
        chat = await self.filling.chats.chat(account)
        if chat is None:
            raise Unavailable("no such visit")
        shown = [await self._dressed(chat, tell) for tell in tells]
        return tuple(one for one in shown if one)

    async def _dressed(self, chat: Chat, tell: Tell) -> tuple[str, Screen] | None:
        if isinstance(tell, ShowCode):
            return self._code(chat)
        if isinstance(tell, EraseChat) and tell.alert:  # rule 25: the honest line after
            return tell.alert, self.filling.rendered(chat, tell.alert, {"kept": "yes" if tell.alert_kept else "no"})
        if isinstance(tell, ShowReplies):  # the page opens them; where none waits, it says how things stand
            if await self._unread(chat):
                return None
            name, values = home_screen(chat.card)
            tell = ShowScreen(account=tell.account, name=name, values=values)
        if isinstance(tell, ShowScreen) and tell.name == CODE_NEW:
            return self._code(chat, CODE_NEW)
        if not isinstance(tell, ShowScreen) or tell.name in NEEDS_SECRET:
            return None
        return await self._screen(chat, tell)

    async def _screen(self, chat: Chat, tell: ShowScreen) -> tuple[str, Screen]:
        if goes_on(tell.name) and await self._unread(chat):
            tell = replace(tell, name="status", values={})
        if tell.name == "more" and chat.card:
            tell = replace(tell, values={"turn": chat.card.words})
        if tell.name in LIVE and chat.card is None:
            tell = replace(tell, name="first", values={})
        values = await self.filling.values(chat, tell.name, tell.values)
        if tell.name == "told" and chat.card:  # what she is told before others are (rule 29) stands before her now
            await self.filling.chats.put_heard(chat.card.signal, self.filling.clock())
        return tell.name, self.filling.rendered(chat, tell.name, values)

    def _code(self, chat: Chat, name: str = "code") -> tuple[str, Screen]:
        return name, self.filling.rendered(chat, name, {"words": WORDS, "digits": DIGITS})

    async def reply(self, account: AccountId) -> Screen:
        """The frame of a reply, whose text only the page can open. Raises Unavailable."""
        chat = await self.filling.chats.chat(account)
        if chat is None:
            raise Unavailable("no such visit")
        return self.filling.rendered(chat, "reply", {"text": TEXT})

    async def _unread(self, chat: Chat) -> bool:
        return bool(chat.card and await self.filling.chats.unread(chat.card.signal))

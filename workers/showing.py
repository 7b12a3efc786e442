"""A screen for one chat: filled with what is true now, put in the place of another or below, and noted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desk.chat import Chat, OpenScreen
from i18n.screens import Choice, Screen
from triage.ids import MessageId
from triage.incoming import BELOW
from triage.tells import ShowScreen
from workers.channel import Channel, Rejected
from workers.filling import Filling
from workers.ports import Chats, Ledger
from workers.post import Letter

LIVE = frozenset({"status", "returned", "returned_word", "next", "preview"})
"""Screens that say how things stand: nothing stands for a newcomer."""
NEEDS_SECRET = frozenset({"safe_word"})
NOT_RENEWED = frozenset({"safe_word", "code", "code_new", "reply"})
"""Their content is not kept; replacing them could take away what has not been read yet."""
SAYS_AN_ANSWER_WAITS = frozenset({"status", "reply_waiting"})
GO_BELOW = frozenset(
    {"numbers", "menu", "next", "code", "new_code", "read", "back", "stop", "wish", "calm", "language"}
)


@dataclass(frozen=True)
class Showing:
    """Raises what the channel and the store raise."""

    channel: Channel
    chats: Chats
    ledger: Ledger
    filling: Filling
    clock: Callable[[], datetime]

    async def screen(self, letter: Letter, chat: Chat, tell: ShowScreen) -> str:
        if tell.name in NEEDS_SECRET and not tell.secret:
            return "dropped"
        if chat.card and goes_on(tell.name) and await self.chats.unread(chat.card.signal):
            # A person's answer must not be overlooked because she writes on, or because a question of ours waits.
            if tell.edit is None and await self._stands_already(chat):
                return "dropped"
            tell = replace(tell, name="status", values={})
        if tell.name == "more" and chat.card:
            tell = replace(tell, values={"turn": chat.card.words})
        if tell.name in LIVE and chat.card is None:
            tell = replace(tell, name="first")
        return await self.shown(letter, chat, tell)

    async def _stands_already(self, chat: Chat) -> bool:
        """That an answer waits is the last thing in her chat: after an outage two letters in a row would say it."""
        before = await self.chats.open_screen(chat)
        if before is None or before.name not in SAYS_AN_ANSWER_WAITS:
            return False
        traces = [one for listed in (await self.chats.traces(chat)).values() for one in listed]
        return max((one.last for one in traces if one.first == one.last), default=0) <= before.message

    async def shown(self, letter: Letter, chat: Chat, tell: ShowScreen) -> str:
        values = await self.filling.values(chat, tell.name, {**tell.values, **tell.secret})
        message = await self.put(letter, chat, self.rendered(chat, tell.name, values), tell.edit)
        await self.stands(chat, OpenScreen(message, tell.name, dict(tell.values)))
        return "told"

    async def stands(self, chat: Chat, shown: OpenScreen) -> None:
        """Noted as the last one; what she must be told before others are, is noted on the card as well (rule 29)."""
        await self.ledger.screen(chat, shown, self.clock())
        if shown.name == "told" and chat.card:
            await self.chats.put_heard(chat.card.signal, self.clock())

    async def put(self, letter: Letter, chat: Chat, shown: Screen, edit: MessageId | None) -> MessageId:
        """By edit where there is something to replace, else as a new message, announced before and noted after."""
        if edit is not None:
            try:
                await self.channel.edit(chat.account.address, edit, shown)
            except Rejected as refusal:
                if not refusal.gone:
                    raise
            else:
                return edit
        letter.low = await self.ledger.announce(letter, letter.account)
        message = await self.channel.send(chat.account.address, shown)
        await self.ledger.sent(chat, message, self.clock())
        letter.low = 0
        return message

    def rendered(self, chat: Chat, name: str, values: Mapping[str, str | int]) -> Screen:
        shown = self.filling.rendered(chat, name, values)
        return without_replacing(shown) if name in NOT_RENEWED else shown


def goes_on(name: str) -> bool:
    """Screens that only go on with the conversation; the wishes she asked to write down herself."""
    return name in {"more", "more_now", "passed_on"} or (name.startswith("ask_") and name != "ask_wishes")


def without_replacing(shown: Screen) -> Screen:
    """Buttons whose screens go below this one, since nothing may replace it. Another word is meant to."""

    def below(choice: Choice) -> Choice:
        return replace(choice, action=choice.action + BELOW) if choice.action in GO_BELOW else choice

    return replace(shown, rows=tuple(tuple(below(choice) for choice in row) for row in shown.rows))

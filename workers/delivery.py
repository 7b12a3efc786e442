"""One letter: what it says now, told, and noted as told. Crash anywhere: it is told again under the same id."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desk.chat import Chat, OpenScreen
from i18n.screens import Choice, Screen, screen
from i18n.words import Words
from triage.card import Card
from triage.ids import EntryId, MessageId, SignalId
from triage.incoming import BELOW
from triage.tells import EraseChat, LeaveChat, News, RemoveMessages, RenewScreen, ShowCode, ShowReplies, ShowScreen
from workers.channel import Channel, Rejected, SlowDown, Unknown
from workers.erasing import Erasing
from workers.pieces import pieces
from workers.ports import Chats, Ledger
from workers.post import Letter

LIVE = frozenset({"status", "returned", "returned_word"})
"""Screens that say how things stand at the moment they are shown."""
NEEDS_SECRET = frozenset({"safe_word"})
NOT_RENEWED = frozenset({"safe_word", "code", "reply"})
"""Their content is not kept; replacing them could take away what has not been read yet."""
GO_BELOW = frozenset({"numbers", "menu", "next", "code", "read", "back", "stop"})
BELOW_CODE = "below_code"
"""The screen that stands under a code, so that nothing ever replaces the code itself."""
LONGEST_PART = 3500
"""UTF-16 units of a reply in one message: below Telegram's 4,096 with room for the line above it."""


@dataclass(frozen=True)
class Delivery:
    """Raises what the channel and the store raise; the caller decides on retries."""

    channel: Channel
    chats: Chats
    ledger: Ledger
    words: Words
    codes: Callable[[str, tuple[int, ...]], Mapping[str, str]]
    clock: Callable[[], datetime]

    async def deliver(self, letter: Letter) -> str:
        """What became of it: ``told`` or ``dropped``."""
        tell = letter.tell
        if isinstance(tell, LeaveChat):
            await self.channel.leave(tell.address)
            return "told"
        chat = await self.chats.chat(letter.account) if letter.account else None
        if chat is None:
            if isinstance(tell, EraseChat):
                await self.chats.forgotten(tell.account)
            return "dropped"
        callback = getattr(tell, "callback", "")
        if callback and not isinstance(tell, EraseChat) and letter.tries == 0:
            with contextlib.suppress(SlowDown, Unknown):  # the screen matters, not the little clock on the button
                await self.channel.answer(callback, "")
        return await self._told(letter, chat)

    async def undelivered(self, letter: Letter) -> None:
        """The reader is out of reach: what waits for her is marked, so that the desk sees it."""
        if isinstance(letter.tell, News | ShowReplies):
            for entry in await self.chats.unread(letter.tell.signal):
                await self.chats.put_reply_state(letter.tell.signal, entry, "undelivered", self.clock())

    async def _told(self, letter: Letter, chat: Chat) -> str:  # noqa: PLR0911  one line per kind of promise
        match letter.tell:
            case ShowScreen() as tell:
                return await self._screen(letter, chat, tell)
            case ShowReplies() as tell:
                return await self._replies(letter, chat, tell)
            case ShowCode() as tell:
                return await self._code(letter, chat, tell)
            case News() as tell:
                return await self._news(chat, tell)
            case RemoveMessages() as tell:
                return await self._removed(chat, list(tell.messages))
            case RenewScreen():
                return await self._renewed(letter, chat)
            case EraseChat() as tell:
                return await self._erased(letter, chat, tell)
            case _:
                return await self._shown(letter, chat, ShowScreen(account=chat.account.account, name="alert"))

    async def _screen(self, letter: Letter, chat: Chat, tell: ShowScreen) -> str:
        if tell.name in NEEDS_SECRET and not tell.secret:
            return "dropped"
        if tell.name == "more" and chat.card:
            # An answer that waits must not be overlooked because she writes on.
            unread = await self.chats.unread(chat.card.signal)
            tell = replace(tell, values={"turn": chat.card.words}) if not unread else replace(tell, name="status")
        if tell.name in LIVE:
            tell = replace(tell, values=await self._standing(chat.card)) if chat.card else replace(tell, name="first")
        return await self._shown(letter, chat, tell)

    async def _shown(self, letter: Letter, chat: Chat, tell: ShowScreen) -> str:
        values = {**tell.values, **tell.secret}
        message = await self._put(letter, chat, self._rendered(chat, tell.name, values), tell.edit)
        if tell.name != "alert":
            await self.ledger.screen(chat, OpenScreen(message, tell.name, dict(tell.values)), self.clock())
        return "told"

    async def _put(self, letter: Letter, chat: Chat, shown: Screen, edit: MessageId | None) -> MessageId:
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

    async def _standing(self, card: Card) -> Mapping[str, str | int]:
        unread = len(await self.chats.unread(card.signal))
        held = "held" if card.held_by else "waiting"
        return {"state": "answered" if card.awaiting == "reporter" else held, "unread": unread}

    async def _replies(self, letter: Letter, chat: Chat, tell: ShowReplies) -> str:
        """Each reply is a message that nothing of ours replaces: its text is forgotten here as soon as it was shown.

        What was tapped keeps its words, which may be nowhere else; the screen that stands last gets the next news.
        """
        if chat.account.signal != tell.signal:
            return "dropped"
        entries = await self.chats.unread(tell.signal)
        for entry in entries:
            await self._reply(letter, chat, tell.signal, entry)
        if entries and not tell.callback:
            return "told"
        before = await self.chats.open_screen(chat)
        kept = before.message if before and before.name in NOT_RENEWED else None
        tapped = tell.edit or kept
        last = before.message if before and tell.edit else tell.edit
        below = None if entries or kept else last
        await self._screen(letter, chat, ShowScreen(account=chat.account.account, name="status", edit=below))
        if tapped and tapped != below:
            await self._without_read(chat, tapped)
        return "told"

    async def _without_read(self, chat: Chat, message: MessageId) -> None:
        """Nothing waits behind its button any more."""
        with contextlib.suppress(Rejected):
            await self.channel.mark(chat.account.address, message, _kept(self._rendered(chat, "next", {})))

    async def _reply(self, letter: Letter, chat: Chat, signal: SignalId, entry: EntryId) -> None:
        text = await self.chats.reply_text(signal, entry)
        parts = pieces(text, LONGEST_PART) if text is not None else []
        for part in parts:
            await self._put(letter, chat, self._rendered(chat, "reply", {"text": part}), None)
        if not parts:
            await self._put(letter, chat, self._rendered(chat, "reply_gone", {}), None)
        await self.chats.put_reply_state(signal, entry, "shown" if parts else "undelivered", self.clock())

    async def _code(self, letter: Letter, chat: Chat, tell: ShowCode) -> str:
        if chat.account.signal != tell.signal:
            return "dropped"
        indices = await self.chats.code(tell.signal)
        if indices is None:
            before = await self.chats.open_screen(chat)
            if before and before.name in {"code", BELOW_CODE}:
                return "dropped"  # a second tap on the same button: the code stands there, and is nowhere else any more
            gone = ShowScreen(account=chat.account.account, name="code_gone", edit=tell.edit)
            return await self._shown(letter, chat, gone)
        secret = dict(self.codes(chat.account.language, indices))
        shown = ShowScreen(account=chat.account.account, name="code", secret=secret, edit=tell.edit)
        await self._shown(letter, chat, shown)
        await self.chats.drop_code(tell.signal)
        await self._stands_below(letter, chat)
        return "told"

    async def _stands_below(self, letter: Letter, chat: Chat) -> None:
        """The code stands nowhere else any more: news of a reply must find another screen to replace."""
        await self._screen(letter, chat, ShowScreen(account=chat.account.account, name="status"))
        below = await self.chats.open_screen(chat)
        if below:
            await self.ledger.screen(chat, replace(below, name=BELOW_CODE), self.clock())

    async def _news(self, chat: Chat, tell: News) -> str:
        """Never a new message: nobody has said that one is safe (rule 26). Never while covered, never after Stop."""
        before = await self.chats.open_screen(chat)
        if chat.account.signal != tell.signal or chat.account.quiet or before is None:
            return "dropped"
        news = self._rendered(chat, "reply_waiting", {})
        keeps = before.name in NOT_RENEWED  # a word or a code that she may not have copied yet: only the buttons change
        news = _kept(news) if keeps else news
        try:
            await (self.channel.mark if keeps else self.channel.edit)(chat.account.address, before.message, news)
        except Rejected as refusal:
            if refusal.gone:
                return "dropped"
            raise
        if not keeps:
            await self.ledger.screen(chat, OpenScreen(before.message, "reply_waiting", {}), self.clock())
        return "told"

    async def _renewed(self, letter: Letter, chat: Chat) -> str:
        before = await self.chats.open_screen(chat)
        if before is None or before.name in NOT_RENEWED:
            return "dropped"
        home = "status" if chat.card else "first"
        again = ShowScreen(account=chat.account.account, name=home, edit=before.message)
        return await self._screen(letter, chat, again)

    async def _removed(self, chat: Chat, messages: list[MessageId]) -> str:
        try:
            await self.channel.delete(chat.account.address, messages)
        except Rejected:
            return "failed"
        return "told"

    async def _erased(self, letter: Letter, chat: Chat, tell: EraseChat) -> str:
        left = await Erasing(self.channel, self.chats, self.clock).erase(chat, tell, self._popup(chat, tell))
        if left and (tell.callback or tell.message):  # the clock's own errands never ring a telephone (rule 26)
            await self._put(letter, chat, self._rendered(chat, "too_old", {}), None)
        return "told"

    def _popup(self, chat: Chat, tell: EraseChat) -> str:
        if not tell.alert:
            return ""
        return self._rendered(chat, tell.alert, {"kept": "yes" if tell.alert_kept else "no"}).text

    def _rendered(self, chat: Chat, name: str, values: Mapping[str, str | int]) -> Screen:
        shown = screen(self.words, chat.account.language, name, values)
        return _kept(shown) if name in NOT_RENEWED else shown


def _kept(shown: Screen) -> Screen:
    """Buttons whose screens go below this one, since nothing may replace it. Another word is meant to."""

    def below(choice: Choice) -> Choice:
        return replace(choice, action=choice.action + BELOW) if choice.action in GO_BELOW else choice

    return replace(shown, rows=tuple(tuple(below(choice) for choice in row) for row in shown.rows))

"""One letter: what it says now, told, and noted as told. Crash anywhere: it is told again under the same id."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from desk.chat import Board, Chat, Counts, OpenScreen
from i18n.screens import Screen
from triage.casework import home_screen
from triage.ids import EntryId, MessageId, SignalId, is_of_duty_bot, is_of_the_web
from triage.tells import (
    AlertDesk,
    EraseChat,
    FewerWait,
    LeaveChat,
    News,
    NoteSeen,
    RemoveMessages,
    RenewScreen,
    RingDesk,
    ShowCode,
    ShowReplies,
    ShowScreen,
    StillWaiting,
)
from workers.boards import MOST_SHOWN, Ringing
from workers.channel import Channel, Rejected, SlowDown, Unknown
from workers.erasing import Erasing
from workers.pages import Paging
from workers.pieces import pieces
from workers.ports import Boards, Chats
from workers.post import Letter
from workers.saying import Saying
from workers.showing import NOT_RENEWED, SAYS_AN_ANSWER_WAITS, Showing, without_replacing

BELOW_CODE = "below_code"
"""The screen that stands under a code, so that nothing ever replaces the code itself."""
LONGEST_PART = 3500
"""UTF-16 units of a reply in one message: below Telegram's 4,096 with room for the line above it."""


@dataclass(frozen=True)
class Delivery:
    """Raises what the channel and the store raise; the caller decides on retries."""

    showing: Showing
    codes: Callable[[str, tuple[int, ...]], Mapping[str, str]]
    boards: Boards

    @property
    def channel(self) -> Channel:
        """Where it is told."""
        return self.showing.channel

    @property
    def chats(self) -> Chats:
        """What stands in the store."""
        return self.showing.chats

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
        if is_of_the_web(chat.account.account):
            return await Paging(self.showing).told(letter, chat)
        callback = getattr(tell, "callback", "")
        if callback and not isinstance(tell, EraseChat) and letter.tries == 0:
            with contextlib.suppress(SlowDown, Unknown):  # the screen matters, not the little clock on the button
                await self.channel.answer(callback, "")
        return await self._told(letter, chat)

    async def undelivered(self, letter: Letter) -> None:
        """The reader is out of reach: what waits for her is marked, so that the desk sees it."""
        if isinstance(letter.tell, News | ShowReplies):
            for entry in await self.chats.unread(letter.tell.signal):
                await self.chats.put_reply_state(letter.tell.signal, entry, "undelivered", self.showing.clock())

    async def _told(self, letter: Letter, chat: Chat) -> str:  # noqa: PLR0911  one line per kind of promise
        match letter.tell:
            case ShowScreen() as tell:
                return await self.showing.screen(letter, chat, tell)
            case ShowReplies() as tell:
                return await self._replies(letter, chat, tell)
            case ShowCode() as tell:
                return await self._code(letter, chat, tell)
            case News() as tell:
                return await Saying(self.showing).told(letter, chat, tell.signal, "reply_waiting")
            case RemoveMessages() as tell:
                return await self._removed(chat, list(tell.messages))
            case RenewScreen():
                return await self._renewed(letter, chat)
            case EraseChat() as tell:
                return await self._erased(letter, chat, tell)
            case StillWaiting() as tell:
                return await Saying(self.showing).told(letter, chat, tell.signal, "unanswered")
            case _:
                return await self._to_the_desk(letter, chat)

    async def _to_the_desk(self, letter: Letter, chat: Chat) -> str:
        ringing = Ringing(self.channel, self.chats, self.boards, self._alert)

        async def send(shown: Screen) -> MessageId:
            return await self.showing.put(letter, chat, shown, None)

        match letter.tell:
            case AlertDesk() as tell:
                return await ringing.alert(chat, tell, send, promised_ms(letter.id))
            case RingDesk() as tell:
                return await ringing.again(chat, send, promised_ms(letter.id), called=tell.called)
            case FewerWait():
                return await ringing.fewer(chat)
            case NoteSeen():
                return await ringing.seen(chat)
            case _:
                return "dropped"

    def _alert(self, chat: Chat, counts: Counts, standing: Board | None) -> Screen:
        seen = "no" if standing and standing.seen else "yes"
        values = {"count": f"{min(counts.unanswered, MOST_SHOWN):03}", "seen": seen}
        return self.showing.filling.rendered(chat, "alert", values)

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
        name, values = home_screen(chat.card)
        shown = ShowScreen(account=chat.account.account, name=name, values=values, edit=below)
        await self.showing.screen(letter, chat, shown)
        if tapped and tapped != below:
            await self._nothing_waits(chat, before, tapped)
        return "told"

    async def _nothing_waits(self, chat: Chat, before: OpenScreen | None, message: MessageId) -> None:
        """Behind its button any more. A message that said so goes: how things stand is below. Others keep theirs."""
        with contextlib.suppress(Rejected):
            if before and before.message == message and before.name in SAYS_AN_ANSWER_WAITS:
                await self.channel.delete(chat.account.address, [message])
                return
            values = await self.showing.filling.values(chat, "next", {})
            await self.channel.mark(
                chat.account.address, message, without_replacing(self.showing.rendered(chat, "next", values))
            )

    async def _reply(self, letter: Letter, chat: Chat, signal: SignalId, entry: EntryId) -> None:
        text = await self.chats.reply_text(signal, entry)
        parts = pieces(text, LONGEST_PART) if text is not None else []
        for part in parts:
            await self.showing.put(letter, chat, self.showing.rendered(chat, "reply", {"text": part}), None)
        if not parts:
            await self.showing.put(letter, chat, self.showing.rendered(chat, "reply_gone", {}), None)
        await self.chats.put_reply_state(signal, entry, "shown" if parts else "undelivered", self.showing.clock())

    async def _code(self, letter: Letter, chat: Chat, tell: ShowCode) -> str:
        if chat.account.signal != tell.signal:
            return "dropped"
        indices = await self.chats.code(tell.signal)
        if indices is None:
            before = await self.chats.open_screen(chat)
            if before and before.name in {"code", "code_new", BELOW_CODE}:
                return "dropped"  # a second tap on the same button: the code stands there, and is nowhere else any more
            gone = ShowScreen(account=chat.account.account, name="code_gone", edit=tell.edit)
            return await self.showing.shown(letter, chat, gone)
        secret = dict(self.codes(chat.account.language, indices))
        name = "code_new" if await self.chats.awaits_box(tell.signal) else "code"
        shown = ShowScreen(account=chat.account.account, name=name, secret=secret, edit=tell.edit)
        await self.showing.shown(letter, chat, shown)
        await self.chats.drop_code(tell.signal, indices)
        await self._stands_below(letter, chat)
        return "told"

    async def _stands_below(self, letter: Letter, chat: Chat) -> None:
        """The code stands nowhere else any more: news of a reply must find another screen to replace."""
        await self.showing.screen(letter, chat, ShowScreen(account=chat.account.account, name="status"))
        below = await self.chats.open_screen(chat)
        if below:
            await self.showing.ledger.screen(chat, replace(below, name=BELOW_CODE), self.showing.clock())

    async def _renewed(self, letter: Letter, chat: Chat) -> str:
        before = await self.chats.open_screen(chat)
        if before is None or before.name in NOT_RENEWED or is_of_duty_bot(chat.account.account):
            return "dropped"
        home = "status" if chat.card else "first"
        asked = before.name if before.name.startswith("ask_") else home  # a question that waits goes on waiting
        values = before.values if asked == before.name else {}
        again = ShowScreen(account=chat.account.account, name=asked, values=values, edit=before.message)
        return await self.showing.screen(letter, chat, again)

    async def _removed(self, chat: Chat, messages: list[MessageId]) -> str:
        try:
            await self.channel.delete(chat.account.address, messages)
        except Rejected:
            return "failed"
        return "told"

    async def _erased(self, letter: Letter, chat: Chat, tell: EraseChat) -> str:
        left = await Erasing(self.channel, self.chats, self.showing.clock).erase(chat, tell, self._popup(chat, tell))
        if left and (tell.callback or tell.message):  # the clock's own errands never ring a telephone (rule 26)
            await self.showing.put(letter, chat, self.showing.rendered(chat, "too_old", {}), None)
        return "told"

    def _popup(self, chat: Chat, tell: EraseChat) -> str:
        if not tell.alert:
            return ""
        return self.showing.rendered(chat, tell.alert, {"kept": "yes" if tell.alert_kept else "no"}).text


def promised_ms(promise: str) -> int:
    """When a promise was made, by the store's clock: a stream's ids begin with it."""
    return int(promise.partition("-")[0])

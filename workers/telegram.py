"""Telegram out: one call, its one retry-free answer. The only module that turns an address back into a chat id."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import Response
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
)
from aiohttp import ClientError

from i18n.screens import Choice, Screen, marked
from i18n.words import Words
from triage.ids import Address, MessageId
from workers.channel import Rejected, SlowDown, TooBig, Unknown, Unreachable

TIMEOUT_S = 15
FILE_TIMEOUT_S = 60
"""For a whole file of 1 MB at most, over a bad line."""
_KEPT = (Response[Message], Response[bool], Response[Message | bool])
"""pydantic builds these anew, 4 ms each, whenever the garbage collector has taken the last reference."""
_STYLES = {"danger": "danger"}


@dataclass(frozen=True)
class Telegram:
    """Implements ``workers.channel.Channel``. ``console`` is the desk's address for alerts, https only."""

    bot: Bot
    console: str = ""

    async def send(self, address: Address, screen: Screen) -> MessageId:
        """A new message, no preview of links."""
        async with _translated():
            sent = await self.bot.send_message(
                chat_id=int(address),
                text=screen.text,
                entities=_entities(screen),
                parse_mode=None,
                reply_markup=self._keyboard(screen),
                request_timeout=TIMEOUT_S,
            )
        return MessageId(sent.message_id)

    async def edit(self, address: Address, message: MessageId, screen: Screen) -> None:
        """Makes no sound on the phone (conversation rule 26)."""
        try:
            async with _translated():
                await self.bot.edit_message_text(
                    chat_id=int(address),
                    message_id=message,
                    text=screen.text,
                    entities=_entities(screen),
                    parse_mode=None,
                    reply_markup=self._keyboard(screen),
                    request_timeout=TIMEOUT_S,
                )
        except _Same:
            return

    async def mark(self, address: Address, message: MessageId, choices: Screen) -> None:
        """Silent too, and what stands in the message stays."""
        try:
            async with _translated():
                await self.bot.edit_message_reply_markup(
                    chat_id=int(address),
                    message_id=message,
                    reply_markup=self._keyboard(choices),
                    request_timeout=TIMEOUT_S,
                )
        except _Same:
            return

    async def answer(self, callback: str, text: str) -> None:
        """``text`` shows as a popup that has to be closed, so that it can be read in peace."""
        try:
            async with _translated():
                await self.bot.answer_callback_query(
                    callback_query_id=callback, text=text or None, show_alert=bool(text), request_timeout=TIMEOUT_S
                )
        except (Rejected, Unreachable):
            return

    async def delete(self, address: Address, messages: list[MessageId]) -> None:
        """deleteMessages: both sides of a private chat."""
        async with _translated():
            await self.bot.delete_messages(chat_id=int(address), message_ids=list(messages), request_timeout=TIMEOUT_S)

    async def leave(self, address: Address) -> None:
        """Not being there any more is what we wanted."""
        try:
            async with _translated():
                await self.bot.leave_chat(chat_id=int(address), request_timeout=TIMEOUT_S)
        except (Rejected, Unreachable):
            return

    def _keyboard(self, screen: Screen) -> InlineKeyboardMarkup | None:
        rows = [[button for choice in row if (button := self._button(choice))] for row in screen.rows]
        rows = [row for row in rows if row]
        return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None

    def _button(self, choice: Choice) -> InlineKeyboardButton | None:
        if choice.action == "console":
            return InlineKeyboardButton(text=choice.label, url=self.console) if self.console else None
        if choice.copy is not None:
            return InlineKeyboardButton(text=choice.label, copy_text=CopyTextButton(text=choice.copy))
        return InlineKeyboardButton(text=choice.label, callback_data=choice.action, style=_STYLES.get(choice.look))


@dataclass(frozen=True)
class VoiceFiles:
    """Implements ``workers.ports.VoiceSource``. A link lives an hour and holds the token: it stays in here."""

    bot: Bot

    async def fetch(self, file: str, most: int) -> bytes:
        """getFile, then the file from the same server, counted while it is read."""
        async with _translated():
            found = await self.bot.get_file(file, request_timeout=TIMEOUT_S)
            if (found.file_size or 0) > most:
                raise TooBig
            return await self._read(found.file_path or "", most)

    async def _read(self, path: str, most: int) -> bytes:
        session, content = self.bot.session, bytearray()
        url = session.api.file_url(self.bot.token, path)
        async with aclosing(session.stream_content(url, timeout=FILE_TIMEOUT_S)) as chunks:
            async for chunk in chunks:
                content += chunk
                if len(content) > most:
                    raise TooBig
        return bytes(content)


@dataclass(frozen=True)
class Profile:
    """How the bot looks in a list: neutral, somebody else may hold the phone. Set at every start."""

    bot: Bot
    words: Words
    commands: tuple[str, ...] = ("hide", "help", "start")

    async def keep(self) -> None:
        """Tried until Telegram has taken it; then there is nothing more to do."""
        await self.show()
        await asyncio.Event().wait()

    async def show(self) -> None:
        """A reporter's three: Hide and Help must be one tap away even where a screen has scrolled off."""
        commands = [
            BotCommand(command=name, description=self.words.text("ru", "front", f"command-{name}"))
            for name in self.commands
        ]
        await self.bot.set_my_commands(commands, scope=BotCommandScopeAllPrivateChats())


class _Same(Exception):
    """The message reads like that already."""


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    """Errors of aiogram carry texts, links and at times the token: none of that leaves this function."""
    try:
        yield
    except TelegramRetryAfter as error:
        raise SlowDown(float(error.retry_after)) from None
    except TelegramForbiddenError:
        raise Unreachable from None
    except TelegramBadRequest as error:
        raise _refusal(error) from None
    # 401 and 404 too: they speak of our token, and while it is wrong no promise may be given up.
    except (TelegramServerError, TelegramAPIError, AiogramError, ClientError, OSError, TimeoutError):
        raise Unknown from None
    except ValueError:
        raise Unknown from None


def _refusal(error: TelegramAPIError) -> Exception:
    said = error.message.lower()
    if "message is not modified" in said:
        return _Same()
    return Rejected(gone="not found" in said or "can't be edited" in said)


def _entities(screen: Screen) -> list[MessageEntity] | None:
    """Lines in monospace; offsets count UTF-16 units (Bot API, MessageEntity)."""
    found, offset = [], 0
    for line, mono in marked(screen):
        length = len(line.encode("utf-16-le")) // 2
        if mono and length:
            found.append(MessageEntity(type="code", offset=offset, length=length))
        offset += length + 1
    return found or None

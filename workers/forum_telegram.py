"""The forum group at Telegram. Errors of aiogram carry texts, numbers and at times the token: none leaves this file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiohttp import ClientError

from workers.forum import Refused, TopicGone

TIMEOUT_S = 15
OUT_OF_REACH_S = 30.0
_WORDS = (
    ("not a forum", "no-topics"),
    ("chat not found", "gone"),
    ("not enough rights", "no-right"),
    ("have no rights", "no-right"),
    ("need administrator rights", "no-right"),
    ("admin_required", "no-right"),
    ("topic_closed", "no-right"),
)
"""What Telegram's sentence holds, and what it means for whoever must mend it."""
_TOPIC_GONE = ("thread not found", "topic_id_invalid", "topic_deleted")


@dataclass(frozen=True)
class TelegramGroup:
    """Implements ``workers.forum.Group``."""

    bot: Bot = field(repr=False)
    chat: int = field(repr=False)

    async def create(self, name: str) -> int:
        """createForumTopic: needs can_manage_topics."""
        async with _translated():
            made = await self.bot.create_forum_topic(chat_id=self.chat, name=name, request_timeout=TIMEOUT_S)
        return made.message_thread_id

    async def say(self, thread: int, text: str, *, silently: bool) -> None:
        """One of our three words."""
        async with _translated():
            await self.bot.send_message(
                chat_id=self.chat,
                message_thread_id=thread,
                text=text,
                parse_mode=None,
                disable_notification=silently,
                request_timeout=TIMEOUT_S,
            )

    async def close(self, thread: int) -> None:
        """One that a person closed before us is closed."""
        async with _translated(same_is_fine=True):
            await self.bot.close_forum_topic(chat_id=self.chat, message_thread_id=thread, request_timeout=TIMEOUT_S)

    async def reopen(self, thread: int) -> None:
        """One that a person reopened before us is open."""
        async with _translated(same_is_fine=True):
            await self.bot.reopen_forum_topic(chat_id=self.chat, message_thread_id=thread, request_timeout=TIMEOUT_S)

    async def delete(self, thread: int) -> None:
        """With every message in it, whoever wrote it."""
        async with _translated():
            await self.bot.delete_forum_topic(chat_id=self.chat, message_thread_id=thread, request_timeout=TIMEOUT_S)


@asynccontextmanager
async def _translated(*, same_is_fine: bool = False) -> AsyncIterator[None]:
    try:
        yield
    except TelegramRetryAfter as error:
        raise Refused("slow", float(error.retry_after)) from None
    except TelegramMigrateToChat:
        raise Refused("moved") from None
    except TelegramForbiddenError:
        raise Refused("gone") from None
    except TelegramUnauthorizedError:
        raise Refused("unreachable") from None
    except TelegramBadRequest as error:
        said = error.message.lower()
        if same_is_fine and "not_modified" in said:
            return
        if any(words in said for words in _TOPIC_GONE):
            raise TopicGone from None
        raise Refused(next((word for words, word in _WORDS if words in said), "refused")) from None
    except (AiogramError, ClientError, OSError, TimeoutError, ValueError):
        raise Refused("unreachable", OUT_OF_REACH_S) from None

"""The stock bot's handlers: one per button, position and message ids in aiogram's FSM."""

from collections.abc import Callable, Mapping
from typing import Any

from aiogram import Bot, F, Router
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
)
from redis.asyncio import Redis

from i18n.screens import Choice, Screen, marked, screen
from i18n.words import Words
from tests.bench.telegram import SPECIALIST

DESK = {"desk": "open", "opens": ""}
"""Somebody is always there."""


class Where(StatesGroup):
    telling = State()


def router() -> Router:
    made = Router()
    made.message.register(start, CommandStart())
    made.message.register(more_text, Where.telling, F.text)
    made.message.register(first_text, F.text)
    made.callback_query.register(back, F.data == "back")
    made.callback_query.register(hide, F.data == "hide")
    made.callback_query.register(menu, F.data == "menu")
    for action, name, values in (("need", "ask_who", {}), ("numbers", "numbers", {"country": "none"})):
        made.callback_query.register(_plain(name, values), F.data == action)
    return made


async def start(message: Message, state: FSMContext, words: Words) -> None:
    await _answer(message, state, screen(words, "ru", "first", DESK))


async def first_text(message: Message, state: FSMContext, words: Words, texts: Redis, draw: Callable[[], str]) -> None:
    await texts.rpush(f"texts:{message.chat.id}", message.text or "")
    await state.set_state(Where.telling)
    await _answer(message, state, screen(words, "ru", "believed", {**DESK, "online": "no"}))
    await _answer(message, state, screen(words, "ru", "safe_word", {"word": draw()}))
    await _answer(message, state, screen(words, "ru", "ask_who", {}))
    alert = screen(words, "ru", "alert", {"count": "001", "seen": "no"})
    if message.bot:
        await message.bot.send_message(SPECIALIST, alert.text, reply_markup=_keyboard(alert))


async def more_text(message: Message, state: FSMContext, words: Words, texts: Redis) -> None:
    await texts.rpush(f"texts:{message.chat.id}", message.text or "")
    await _answer(message, state, screen(words, "ru", "ask_who", {"lead": "kept"}))


async def menu(query: CallbackQuery, state: FSMContext, words: Words) -> None:
    told = await state.get_state() is not None
    await _edit(query, screen(words, "ru", "menu", {"signal": "yes" if told else "no"}))


async def back(query: CallbackQuery, state: FSMContext, words: Words) -> None:
    if await state.get_state() is None:
        await _edit(query, screen(words, "ru", "first", DESK))
    else:
        await _edit(query, screen(words, "ru", "ask_who", {}))


async def hide(query: CallbackQuery, state: FSMContext, bot: Bot) -> None:
    data = await state.get_data()
    await query.answer()
    await bot.delete_messages(query.from_user.id, data.get("messages", []))
    await state.clear()


def _plain(name: str, values: Mapping[str, str]) -> Callable[..., Any]:
    async def show(query: CallbackQuery, words: Words) -> None:
        await _edit(query, screen(words, "ru", name, values))

    return show


async def _answer(message: Message, state: FSMContext, shown: Screen) -> None:
    """Ids of both sides are kept for Hide."""
    sent = await message.answer(shown.text, entities=_entities(shown), reply_markup=_keyboard(shown))
    known = (await state.get_data()).get("messages", [])
    new = [one for one in (message.message_id, sent.message_id) if one not in known]
    await state.update_data(messages=[*known, *new])


async def _edit(query: CallbackQuery, shown: Screen) -> None:
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(shown.text, entities=_entities(shown), reply_markup=_keyboard(shown))


def _keyboard(shown: Screen) -> InlineKeyboardMarkup | None:
    rows = [[_button(choice) for choice in row] for row in shown.rows]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def _button(choice: Choice) -> InlineKeyboardButton:
    if choice.action == "console":
        return InlineKeyboardButton(text=choice.label, url="https://bench.invalid/console")
    if choice.copy is not None:
        return InlineKeyboardButton(text=choice.label, copy_text=CopyTextButton(text=choice.copy))
    style = "danger" if choice.look == "danger" else None
    return InlineKeyboardButton(text=choice.label, callback_data=choice.action, style=style)


def _entities(shown: Screen) -> list[MessageEntity] | None:
    found, offset = [], 0
    for line, mono in marked(shown):
        length = len(line.encode("utf-16-le")) // 2
        if mono and length:
            found.append(MessageEntity(type="code", offset=offset, length=length))
        offset += length + 1
    return found or None

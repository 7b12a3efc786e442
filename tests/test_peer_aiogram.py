"""The Bot API peer seen by aiogram, the product's own client: its types accept every answer and update."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.filters import CommandStart
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    CallbackQuery,
    CopyTextButton,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from tests.peer import DEMO_TOKEN, Peer, Person, running_peer

_KINDS = [
    "photo",
    "voice",
    "sticker",
    "contact",
    "location",
    "document",
    "poll",
    "video",
    "video_note",
    "audio",
    "dice",
]


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    async with running_peer() as running:
        yield running


@pytest.fixture
async def bot(peer: Peer) -> AsyncIterator[Bot]:
    made = Bot(DEMO_TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(peer.url)))
    yield made
    await made.session.close()


@pytest.fixture
async def child(peer: Peer) -> Person:
    person = peer.user(1001, name="Аня", language="ru")
    await person.starts("promo")
    return person


def keyboard() -> InlineKeyboardMarkup:
    help_me = InlineKeyboardButton(text="Мне нужна помощь", callback_data="help", style="danger")
    code = InlineKeyboardButton(text="Код", copy_text=CopyTextButton(text="лиса"))
    return InlineKeyboardMarkup(inline_keyboard=[[help_me], [code]])


async def test_a_conversation_by_polling(bot, child):
    dispatcher = Dispatcher()

    async def greet(message: Message) -> None:
        await message.answer("<b>Привет</b>", parse_mode="HTML", reply_markup=keyboard())

    async def pressed(query: CallbackQuery) -> None:
        await query.answer("Слышу", show_alert=True)
        assert isinstance(query.message, Message)
        await query.message.edit_text("Пиши")

    dispatcher.message.register(greet, CommandStart(deep_link=True))
    dispatcher.callback_query.register(pressed, F.data == "help")
    running = asyncio.ensure_future(dispatcher.start_polling(bot, handle_signals=False))
    assert (await child.sees("Привет")).labels == ["Мне нужна помощь", "Код"]
    await child.presses("Мне нужна помощь")
    await child.sees("Пиши")
    assert child.alerts == ["Слышу"]
    await dispatcher.stop_polling()
    await running


async def test_messages_are_sent_edited_and_deleted(bot, child):
    sent = await bot.send_message(1001, "а", reply_markup=keyboard())
    assert isinstance(await bot.edit_message_text("б", chat_id=1001, message_id=sent.message_id), Message)
    assert isinstance(
        await bot.edit_message_reply_markup(chat_id=1001, message_id=sent.message_id, reply_markup=keyboard()), Message
    )
    assert await bot.delete_messages(1001, [child.chat()[0].id, sent.message_id])
    assert child.chat() == []


async def test_refusals_become_aiograms_exceptions(peer, bot, child):
    with pytest.raises(TelegramBadRequest, match="can't parse entities"):
        await bot.send_message(1001, "<p>", parse_mode="HTML")
    peer.fail("sendMessage", status=429, retry_after=7)
    with pytest.raises(TelegramRetryAfter) as flood:
        await bot.send_message(1001, "а")
    assert flood.value.retry_after == 7
    await child.blocks()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(1001, "а")


@pytest.mark.parametrize("kind", _KINDS)
async def test_everything_people_send_is_understood(bot, child, kind):
    await child.sends(kind, caption="подпись", forwarded_from="Кто-то")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.content_type == kind


async def test_membership_groups_edits_and_stale_presses_are_understood(bot, child):
    await child.edits(child.chat()[0].id, "/start б")
    await child.blocks()
    await child.unblocks()
    await child.adds_bot_to_group()
    await child.taps("x", message_id=999)
    updates = await bot.get_updates()
    kinds = [
        "message",
        "edited_message",
        "my_chat_member",
        "my_chat_member",
        "my_chat_member",
        "message",
        "callback_query",
    ]
    assert [update.event_type for update in updates] == kinds
    assert isinstance(updates[-1].callback_query.message, InaccessibleMessage)


async def test_files_are_downloaded(bot, child):
    await child.sends("voice", content=b"OggS")
    message = (await bot.get_updates())[-1].message
    content = await bot.download(message.voice)
    assert content.read() == b"OggS"


async def test_profile_and_chat_calls_are_understood(bot, child):
    assert (await bot.me()).username == "red_button_demo_bot"
    assert (await bot.get_chat(1001)).first_name == "Аня"
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand(command="start", description="Начать")], scope=scope, language_code="ru")
    assert (await bot.get_my_commands(scope=scope, language_code="ru"))[0].command == "start"
    await bot.set_my_name("Имя")
    assert (await bot.get_my_name()).name == "Имя"
    await bot.set_my_short_description("Коротко")
    assert (await bot.get_my_short_description()).short_description == "Коротко"
    assert await bot.send_chat_action(1001, "typing")
    await bot.set_webhook(
        "http://127.0.0.1:9/hook", secret_token="s", allowed_updates=["message"], drop_pending_updates=True
    )
    assert (await bot.get_webhook_info()).pending_update_count == 0
    assert await bot.delete_webhook()

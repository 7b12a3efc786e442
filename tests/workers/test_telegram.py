"""What Telegram answers becomes one of five outcomes, and none of its words goes any further."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage

from i18n.screens import Choice, Screen
from tests.peer import running_peer
from triage.ids import Address, MessageId
from workers.channel import Rejected, SlowDown, Unknown, Unreachable
from workers.telegram import Telegram, _entities, _translated

TOKEN = "123456:AAHnobody-else-knows-this-token-xyz"
CALL = SendMessage(chat_id=1, text="дома плохо")
SCREEN = Screen("Я тебе верю.", ((Choice("Дальше", "next"),),))


def bot(url: str, token: str = TOKEN) -> Bot:
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))


@pytest.fixture
async def chat() -> AsyncIterator[tuple[Telegram, Address, str]]:
    async with running_peer(TOKEN) as peer:
        person = peer.user(77, name="Канарейка", language="ru")
        await person.starts("")
        client = bot(peer.url)
        yield Telegram(client), Address("77"), peer.url
        await client.session.close()


async def test_a_screen_is_sent_edited_and_deleted(chat):
    telegram, address, _ = chat
    message = await telegram.send(address, SCREEN)
    await telegram.edit(address, message, SCREEN)
    await telegram.edit(address, message, Screen("Дальше."))
    await telegram.delete(address, [message, MessageId(message + 900)])
    with pytest.raises(Rejected) as refused:
        await telegram.edit(address, message, SCREEN)
    assert refused.value.gone


async def test_with_a_wrong_token_nothing_is_refused_for_good(chat):
    _, address, url = chat
    stranger = bot(url, "123456:AAHanother-token-that-was-revoked-aa")
    for act in (
        Telegram(stranger).send(address, SCREEN),
        Telegram(stranger).edit(address, MessageId(5), SCREEN),
        Telegram(stranger).delete(address, [MessageId(5)]),
    ):
        with pytest.raises(Unknown):
            await act
    await stranger.session.close()


async def test_a_tap_that_came_too_late_is_fine(chat):
    telegram, _, _ = chat
    await telegram.answer("no-such-callback", "")


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (TelegramRetryAfter(CALL, "Too Many Requests", 7), SlowDown),
        (TelegramForbiddenError(CALL, "Forbidden: bot was blocked by the user"), Unreachable),
        (TelegramUnauthorizedError(CALL, "Unauthorized"), Unknown),
        (TelegramNotFound(CALL, "Not Found"), Unknown),
        (TelegramBadRequest(CALL, "Bad Request: дома плохо"), Rejected),
        (TelegramServerError(CALL, "Bad Gateway"), Unknown),
        (TelegramNetworkError(CALL, f"https://api.telegram.org/bot{TOKEN}/sendMessage"), Unknown),
        (ClientDecodeError("Failed to decode", ValueError("дома плохо"), "дома плохо"), Unknown),
        (TimeoutError(TOKEN), Unknown),
        (ConnectionResetError(TOKEN), Unknown),
    ],
)
async def test_every_error_becomes_an_outcome_without_its_words(error, outcome):
    with pytest.raises(outcome) as raised:
        async with _translated():
            raise error
    said = f"{raised.value!r} {raised.value} {raised.value.__cause__!r}"
    assert raised.value.__suppress_context__
    assert TOKEN not in said
    assert "плохо" not in said


def test_lines_in_monospace_are_found_by_utf_16_offsets():
    screen = Screen("😭 слово:\nкот 😭\nконец", mono=("кот 😭",))
    (entity,) = _entities(screen) or []
    text = screen.text.encode("utf-16-le")
    assert text[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le") == "кот 😭"

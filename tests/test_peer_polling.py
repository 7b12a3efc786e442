"""The Bot API peer: long polling, lifetimes, forced duplicates."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.peer import Peer, Person, running_peer
from tests.peer.plain_bot import PlainBot, plain_bot


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    async with running_peer() as running:
        yield running


@pytest.fixture
async def bot(peer: Peer) -> AsyncIterator[PlainBot]:
    async with plain_bot(peer.url) as client:
        yield client


@pytest.fixture
def child(peer: Peer) -> Person:
    return peer.user(1001, name="Аня", last_name="Т", username="anya", language="ru")


def texts(updates: list[dict[str, Any]]) -> list[object]:
    return [update["message"]["text"] for update in updates]


async def test_an_update_says_who_where_and_what(bot, child):
    message_id = await child.starts("promo")
    (update,) = await bot.ok("getUpdates")
    message = update["message"]
    assert message["from"] == {
        "id": 1001, "is_bot": False, "first_name": "Аня", "last_name": "Т", "username": "anya", "language_code": "ru",
    }  # fmt: skip
    assert message["chat"] == {"id": 1001, "type": "private", "first_name": "Аня", "last_name": "Т", "username": "anya"}
    assert (message["message_id"], message["text"]) == (message_id, "/start promo")
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_updates_come_again_until_the_next_offset_confirms_them(peer, bot, child):
    await child.writes("а")
    first = await bot.ok("getUpdates")
    assert await bot.ok("getUpdates") == first
    await child.writes("б")
    rest = await bot.ok("getUpdates", offset=first[0]["update_id"] + 1)
    assert texts(rest) == ["б"]
    assert [u["state"] for u in peer.updates()] == ["confirmed", "pending"]


async def test_a_limit_and_a_negative_offset(bot, child):
    for text in "абвг":
        await child.writes(text)
    assert texts(await bot.ok("getUpdates", limit=2)) == ["а", "б"]
    assert texts(await bot.ok("getUpdates", offset=-1)) == ["г"]
    assert texts(await bot.ok("getUpdates")) == ["г"]


async def test_a_long_poll_ends_with_the_first_update(bot, child):
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        poll = group.create_task(bot.ok("getUpdates", timeout=50))
        await asyncio.sleep(0.05)
        await child.writes("а")
    assert texts(poll.result()) == ["а"]


async def test_a_second_poll_ends_the_first_with_409(bot, child):
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        first = group.create_task(bot.refusal("getUpdates", timeout=50))
        await asyncio.sleep(0.05)
        second = group.create_task(bot.ok("getUpdates", timeout=50))
        await asyncio.sleep(0.05)
        await child.writes("а")
    assert first.result().startswith("409 Conflict: terminated by other getUpdates request")
    assert texts(second.result()) == ["а"]


async def test_polling_is_refused_while_a_webhook_is_set_and_ended_when_one_is(bot):
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        poll = group.create_task(bot.refusal("getUpdates", timeout=50))
        await asyncio.sleep(0.05)
        await bot.ok("setWebhook", url="http://127.0.0.1:9/")
    assert poll.result() == "409 Conflict: terminated by setWebhook request"
    assert (await bot.refusal("getUpdates")).startswith(
        "409 Conflict: can't use getUpdates method while webhook is active"
    )
    await bot.ok("deleteWebhook")
    assert await bot.ok("getUpdates") == []


async def test_only_the_updates_asked_for_are_made(bot, child):
    await bot.ok("getUpdates", allowed_updates=["edited_message"])
    message_id = await child.writes("а")
    await child.edits(message_id, "б")
    (update,) = await bot.ok("getUpdates")
    assert update["edited_message"]["text"] == "б"
    assert "edit_date" in update["edited_message"]


async def test_a_message_waits_24_hours_and_a_press_150_seconds(peer, bot, child):
    await child.starts()
    sent = await bot.ok(
        "sendMessage", chat_id=1001, text="а", reply_markup={"inline_keyboard": [[{"text": "Б", "callback_data": "b"}]]}
    )
    await child.presses("Б")
    peer.advance(seconds=149)
    assert [u["type"] for u in peer.updates() if u["state"] == "pending"] == ["message", "callback_query"]
    peer.advance(seconds=1)
    (update,) = await bot.ok("getUpdates")
    assert update["message"]["text"] == "/start"
    peer.advance(hours=24)
    assert await bot.ok("getUpdates") == []
    assert [u["state"] for u in peer.updates()] == ["expired", "expired"]
    assert sent["message_id"] == child.last.id


async def test_a_confirmed_update_can_be_forced_to_come_again_once(peer, bot, child):
    await child.writes("а")
    (update,) = await bot.ok("getUpdates")
    after = update["update_id"] + 1
    assert await bot.ok("getUpdates", offset=after) == []
    peer.redeliver(update["update_id"])
    assert await bot.ok("getUpdates", offset=after) == [update]
    assert await bot.ok("getUpdates", offset=after) == []


async def test_a_press_is_answered_once_and_in_time(peer, bot, child):
    await child.starts()
    markup = {"inline_keyboard": [[{"text": "Скрыть", "callback_data": "hide"}]]}
    await bot.ok("sendMessage", chat_id=1001, text="а", reply_markup=markup)
    too_old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    press = await child.presses("Скрыть")
    assert await bot.ok("answerCallbackQuery", callback_query_id=press["query_id"], text="Готово", show_alert=True)
    assert child.alerts == ["Готово"]
    assert await bot.refusal("answerCallbackQuery", callback_query_id=press["query_id"]) == too_old
    late = await child.presses("hide")
    assert (
        await bot.refusal("answerCallbackQuery", callback_query_id=late["query_id"], text="я" * 201)
        == "400 Bad Request: MESSAGE_TOO_LONG"
    )
    peer.advance(seconds=150)
    assert await bot.refusal("answerCallbackQuery", callback_query_id=late["query_id"]) == too_old


async def test_a_press_on_a_deleted_message_brings_an_inaccessible_message(bot, child):
    await child.starts()
    await child.taps("old", message_id=77)
    query = (await bot.ok("getUpdates"))[-1]["callback_query"]
    assert (query["data"], query["message"]["date"], query["message"]["message_id"]) == ("old", 0, 77)


async def test_a_button_nobody_can_see_cannot_be_pressed(child):
    with pytest.raises(LookupError, match="no visible button"):
        await child.presses("Скрыть")


async def test_blocking_and_unblocking_are_told(bot, child):
    await child.starts()
    await child.blocks()
    await child.unblocks()
    changes = [u["my_chat_member"] for u in await bot.ok("getUpdates") if "my_chat_member" in u]
    assert [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]


async def test_a_group_the_bot_is_added_to_can_be_left(peer, bot, child):
    group = await child.adds_bot_to_group("Класс")
    await child.writes("всем привет", chat_id=group)
    added, service, hello = await bot.ok("getUpdates")
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert added["my_chat_member"]["chat"] == {"id": group, "type": "supergroup", "title": "Класс"}
    assert service["message"]["new_chat_members"][0]["is_bot"]
    assert hello["message"]["from"]["id"] == 1001
    assert await bot.ok("leaveChat", chat_id=group)
    assert (await bot.refusal("sendMessage", chat_id=group, text="а")).startswith("403 Forbidden: bot is not a member")
    before = len(peer.updates())
    await child.writes("без бота", chat_id=group)
    assert len(peer.updates()) == before


async def test_held_updates_pile_up_until_they_are_released(peer, bot, child):
    peer.hold()
    await child.writes("а")
    assert await bot.ok("getUpdates") == []
    peer.release()
    assert texts(await bot.ok("getUpdates")) == ["а"]


async def test_a_reset_peer_knows_nobody_but_never_gives_an_old_id_again(peer, bot, child):
    message_id = await child.writes("а")
    old = (await bot.ok("getUpdates"))[0]["update_id"]
    peer.reset()
    again = peer.user(1001, name="Аня")
    assert again.chat() == []
    assert await again.writes("б") > message_id
    assert (await bot.ok("getUpdates"))[0]["update_id"] > old

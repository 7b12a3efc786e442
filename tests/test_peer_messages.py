"""The Bot API peer: what a bot may send, edit and delete, in the words of the real server."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from tests.peer import Peer, Person, running_peer
from tests.peer.plain_bot import PlainBot, plain_bot


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    async with running_peer() as running:
        running.limits(enabled=False)
        yield running


@pytest.fixture
async def bot(peer: Peer) -> AsyncIterator[PlainBot]:
    async with plain_bot(peer.url) as client:
        yield client


@pytest.fixture
async def child(peer: Peer) -> Person:
    person = peer.user(1001, name="Аня", username="anya", language="ru")
    await person.starts()
    return person


def keyboard(**button: object) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "Кнопка", **button}]]}


async def test_a_message_appears_on_the_phone(bot, child):
    sent = await bot.ok("sendMessage", chat_id=child.id, text="  Привет  ")
    assert sent["chat"] == {"id": 1001, "first_name": "Аня", "username": "anya", "type": "private"}
    assert (child.last.id, child.last.text) == (sent["message_id"], "Привет")


async def test_json_form_multipart_and_query_calls_mean_the_same(bot, child):
    markup = json.dumps(keyboard(callback_data="x"))
    await bot.form("sendMessage", chat_id=str(child.id), text="форма", reply_markup=markup)
    assert child.last.labels == ["Кнопка"]
    await bot.query("SENDMESSAGE", chat_id=str(child.id), text="адрес", reply_markup=markup)
    assert (child.last.text, child.last.labels) == ("адрес", ["Кнопка"])


async def test_message_ids_are_one_sequence_over_all_chats_and_both_directions(peer, bot, child):
    other = peer.user(1002, name="Дима")
    ids = [
        child.chat()[0].id,
        await other.writes("а"),
        (await bot.ok("sendMessage", chat_id=1001, text="б"))["message_id"],
    ]
    ids += [await child.writes("в"), (await bot.ok("sendMessage", chat_id=1002, text="г"))["message_id"]]
    assert ids == list(range(ids[0], ids[0] + 5))


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"text": ""}, "400 Bad Request: message text is empty"),
        ({"text": " \n "}, "400 Bad Request: text must be non-empty"),
        ({"text": "я" * 4097}, "400 Bad Request: message is too long"),
        ({"text": "😀" * 2049}, "400 Bad Request: message is too long"),
        ({"text": "а", "chat_id": 9}, "400 Bad Request: chat not found"),
        ({"text": "а", "chat_id": ""}, "400 Bad Request: chat_id is empty"),
        ({"text": "а", "parse_mode": "BBCode"}, "400 Bad Request: unsupported parse_mode"),
        ({"text": "а", "reply_markup": keyboard(callback_data="ж" * 33)}, "400 Bad Request: BUTTON_DATA_INVALID"),
        (
            {"text": "а", "reply_markup": keyboard(copy_text={"text": "я" * 257})},
            "400 Bad Request: BUTTON_COPY_TEXT_INVALID",
        ),
        ({"text": "а", "reply_markup": keyboard(copy_text={"text": ""})}, "400 Bad Request: BUTTON_COPY_TEXT_INVALID"),
        ({"text": "а", "reply_markup": '{"inline'}, "400 Bad Request: can't parse reply markup JSON object"),
        ({"text": "а", "reply_parameters": {"message_id": 99}}, "400 Bad Request: message to be replied not found"),
    ],
)
async def test_what_telegram_refuses_is_refused(bot, child, params, sentence):
    assert await bot.refusal("sendMessage", **{"chat_id": child.id, **params}) == sentence


async def test_the_length_counts_after_entities_are_parsed(bot, child):
    text = "<b>" + "😀" * 2048 + "</b>"
    sent = await bot.ok("sendMessage", chat_id=child.id, text=text, parse_mode="HTML")
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]


async def test_64_bytes_of_callback_data_and_256_characters_to_copy_are_allowed(bot, child):
    rows = [
        [{"text": "а", "callback_data": "ж" * 32, "style": "danger"}],
        [{"text": "б", "copy_text": {"text": "я" * 256}}],
    ]
    await bot.ok("sendMessage", chat_id=child.id, text="а", reply_markup={"inline_keyboard": rows})
    assert child.last.buttons == rows


async def test_nobody_who_never_wrote_can_be_written_to(peer, bot):
    peer.user(1009, name="Вера")
    assert await bot.refusal("sendMessage", chat_id=1009, text="а") == "400 Bad Request: chat not found"


async def test_an_edit_without_a_keyboard_takes_the_keyboard_away(bot, child):
    sent = await bot.ok("sendMessage", chat_id=child.id, text="а", reply_markup=keyboard(callback_data="x"))
    edited = await bot.ok("editMessageText", chat_id=child.id, message_id=sent["message_id"], text="б")
    assert "reply_markup" not in edited
    assert "edit_date" in edited
    assert (child.last.text, child.last.labels) == ("б", [])


async def test_the_same_text_entities_and_keyboard_are_not_a_modification(bot, child):
    same = {"chat_id": child.id, "text": "<b>а</b>", "parse_mode": "HTML", "reply_markup": keyboard(callback_data="x")}
    same["message_id"] = (await bot.ok("sendMessage", **same))["message_id"]
    assert (await bot.refusal("editMessageText", **same)).startswith(
        "400 Bad Request: message is not modified: specified"
    )
    await bot.ok("editMessageText", **{**same, "text": "а"})
    await bot.ok("editMessageReplyMarkup", **{**same, "reply_markup": keyboard(callback_data="y")})
    refusal = await bot.refusal("editMessageReplyMarkup", **{**same, "reply_markup": keyboard(callback_data="y")})
    assert "message is not modified" in refusal


async def test_only_own_and_existing_messages_can_be_edited(bot, child):
    own = child.chat()[0].id
    assert (
        await bot.refusal("editMessageText", chat_id=1001, message_id=own, text="а")
        == "400 Bad Request: message can't be edited"
    )
    assert (
        await bot.refusal("editMessageText", chat_id=1001, message_id=77, text="а")
        == "400 Bad Request: message to edit not found"
    )


async def test_both_sides_of_a_chat_can_be_deleted_and_unknown_ids_are_skipped(peer, bot, child):
    sent = await bot.ok("sendMessage", chat_id=child.id, text="а")
    other = peer.user(1002, name="Дима")
    foreign = await other.writes("останется")
    assert await bot.ok(
        "deleteMessages", chat_id=child.id, message_ids=[child.chat()[0].id, sent["message_id"], foreign, 999]
    )
    assert child.chat() == []
    assert [m.text for m in other.chat()] == ["останется"]
    assert [line["event"] for line in peer.transcript(child.id)] == ["received", "sent", "deleted", "deleted"]


async def test_one_message_of_48_hours_refuses_the_whole_batch():
    start = datetime(2026, 3, 1, tzinfo=UTC)
    async with running_peer(clock=lambda: start) as peer, plain_bot(peer.url) as bot:
        child = peer.user(1001, name="Аня")
        old = await child.starts()
        peer.advance(hours=47, minutes=59, seconds=59)
        fresh = (await bot.ok("sendMessage", chat_id=child.id, text="свежее"))["message_id"]
        peer.advance(seconds=1)
        for refusal in (
            await bot.refusal("deleteMessages", chat_id=child.id, message_ids=[fresh, old]),
            await bot.refusal("deleteMessage", chat_id=child.id, message_id=old),
        ):
            assert refusal.startswith("400 Bad Request: message can't be deleted")
        assert [m.id for m in child.chat()] == [old, fresh]
        assert await bot.ok("deleteMessages", chat_id=child.id, message_ids=[fresh])


async def test_a_message_under_48_hours_old_can_be_deleted():
    start = datetime(2026, 3, 1, tzinfo=UTC)
    async with running_peer(clock=lambda: start) as peer, plain_bot(peer.url) as bot:
        child = peer.user(1001, name="Аня")
        message_id = await child.starts()
        peer.advance(hours=47, minutes=59, seconds=59)
        assert await bot.ok("deleteMessage", chat_id=child.id, message_id=message_id)


@pytest.mark.parametrize(
    ("ids", "sentence"),
    [
        ([], "message identifiers are not specified"),
        (list(range(1, 102)), "too many message identifiers specified"),
        ([0], "invalid message identifier specified"),
    ],
)
async def test_a_batch_is_1_to_100_positive_ids(bot, child, ids, sentence):
    assert await bot.refusal("deleteMessages", chat_id=child.id, message_ids=ids) == f"400 Bad Request: {sentence}"


async def test_deleting_what_is_gone_is_refused_one_by_one(bot, child):
    assert (
        await bot.refusal("deleteMessage", chat_id=child.id, message_id=99)
        == "400 Bad Request: message to delete not found"
    )


async def test_whoever_has_the_token_reads_what_remains(peer, bot, child):
    await bot.ok("sendMessage", chat_id=child.id, text="ответ")
    assert [m.get("text") for m in await bot.ok("getMessages")] == ["/start", "ответ"]
    await bot.ok("deleteMessages", chat_id=child.id, message_ids=[m.id for m in child.chat()])
    assert await bot.ok("getMessages") == []


async def test_a_blocked_bot_may_not_write(bot, child):
    await child.blocks()
    assert await bot.refusal("sendMessage", chat_id=child.id, text="а") == "403 Forbidden: bot was blocked by the user"
    await child.unblocks()
    assert await bot.ok("sendMessage", chat_id=child.id, text="а")


async def test_a_wrong_token_and_an_unknown_method_are_told_apart(peer, bot):
    async with plain_bot(peer.url, "123456:wrong") as stranger:
        assert await stranger.call("getMe") == (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
    assert await bot.call("sendTelepathy") == (404, {"ok": False, "error_code": 404, "description": "Not Found"})


async def test_a_reply_keyboard_is_shown_pressed_and_removed(bot, child):
    keys = {"keyboard": [["Да", {"text": "Нет"}]], "resize_keyboard": True}
    await bot.ok("sendMessage", chat_id=child.id, text="а", reply_markup=keys)
    await child.presses("Да")
    assert child.chat()[-1].text == "Да"
    await bot.ok("sendMessage", chat_id=child.id, text="б", reply_markup={"remove_keyboard": True})
    assert child.screen()["keyboard"] is None

"""The Bot API peer: flood limits, forced failures, files, what people send, the clock, another process."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from tests.peer import DEMO_TOKEN, Peer, Person, remote_peer, running_peer
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
async def child(peer: Peer) -> Person:
    person = peer.user(1001, name="Аня")
    await person.starts()
    return person


async def test_a_chat_takes_a_burst_of_20_and_then_one_a_second(peer, bot, child):
    answers = [await bot.call("sendMessage", chat_id=1001, text=str(number)) for number in range(21)]
    assert [status for status, _ in answers] == [200] * 20 + [429]
    assert answers[-1][1]["parameters"] == {"retry_after": 1}
    assert answers[-1][1]["description"] == "Too Many Requests: retry after 1"
    peer.advance(seconds=1)
    assert await bot.ok("sendMessage", chat_id=1001, text="ещё")


async def test_the_bot_as_a_whole_sends_30_a_second(peer, bot):
    people = [peer.user(3000 + number, name="Кто-то") for number in range(40)]
    for person in people:
        await person.starts()
    statuses = [(await bot.call("sendMessage", chat_id=person.id, text="а"))[0] for person in people]
    assert statuses[:30] == [200] * 30
    assert 429 in statuses
    assert await bot.ok("deleteMessages", chat_id=3000, message_ids=[1])


async def test_the_next_calls_can_be_made_to_fail(peer, bot, child):
    peer.fail("sendMessage", status=429, times=2, retry_after=2)
    for _ in range(2):
        status, body = await bot.call("sendMessage", chat_id=1001, text="а")
        assert (status, body["parameters"]["retry_after"]) == (429, 2)
    assert await bot.ok("sendMessage", chat_id=1001, text="а")
    assert [(c["ok"], c["fault"]) for c in peer.calls("sendMessage")] == [(False, "status")] * 2 + [(True, None)]


async def test_a_failure_can_hit_one_chat_and_last_until_it_is_healed(peer, bot, child):
    await peer.user(1002, name="Дима").starts()
    peer.fail(status=502, times=-1, chat_id=1001)
    assert await bot.refusal("sendMessage", chat_id=1001, text="а") == "502 Bad Gateway"
    assert await bot.refusal("sendChatAction", chat_id=1001, action="typing") == "502 Bad Gateway"
    assert await bot.ok("sendMessage", chat_id=1002, text="а")
    peer.heal()
    assert await bot.ok("sendMessage", chat_id=1001, text="а")


@pytest.mark.parametrize("kind", ["malformed", "reset", "timeout", "status"])
@pytest.mark.parametrize("after", [False, True])
async def test_a_call_can_be_lost_before_or_after_it_is_carried_out(peer, bot, child, kind, after):
    peer.fail("sendMessage", kind=kind, after=after)
    with pytest.raises((aiohttp.ClientError, json.JSONDecodeError, TimeoutError, AssertionError)):
        async with asyncio.timeout(1):
            await bot.ok("sendMessage", chat_id=1001, text="дошло")
    assert [m.text for m in child.chat() if m.by_bot] == ["дошло"] * after


async def test_an_unknown_kind_of_trouble_is_an_error_of_the_test(peer):
    with pytest.raises(ValueError, match="kind is one of"):
        peer.fail(kind="earthquake")


async def test_a_voice_message_can_be_fetched_for_an_hour(peer, bot, child):
    await child.sends("voice", content=b"OggS....", duration=7)
    voice = (await bot.ok("getUpdates"))[-1]["message"]["voice"]
    assert (voice["duration"], voice["file_size"], voice["mime_type"]) == (7, 8, "audio/ogg")
    path = (await bot.ok("getFile", file_id=voice["file_id"]))["file_path"]
    assert await bot.download(path) == (200, b"OggS....")
    peer.advance(hours=1)
    assert (await bot.download(path))[0] == 404
    assert await bot.refusal("getFile", file_id="x") == "400 Bad Request: invalid file_id"


async def test_an_album_is_several_messages_with_one_caption(bot, child):
    ids = await child.sends("photo", count=3, caption="смотрите /stop")
    messages = [u["message"] for u in await bot.ok("getUpdates")][-3:]
    assert [m["message_id"] for m in messages] == ids
    assert len({m["media_group_id"] for m in messages}) == 1
    assert [m.get("caption") for m in messages] == ["смотрите /stop", None, None]
    assert messages[0]["caption_entities"][0]["type"] == "bot_command"
    assert len(messages[0]["photo"]) == 2


@pytest.mark.parametrize(
    "kind", ["sticker", "contact", "location", "document", "poll", "video", "video_note", "audio", "dice"]
)
async def test_everything_people_send_arrives(bot, child, kind):
    await child.sends(kind, forwarded_from="Кто-то")
    message = (await bot.ok("getUpdates"))[-1]["message"]
    assert message[kind]
    assert message["forward_origin"]["sender_user_name"] == "Кто-то"


async def test_a_text_too_long_for_one_message_arrives_as_several(bot, child):
    await child.writes("я" * 5000)
    assert [len(u["message"]["text"]) for u in await bot.ok("getUpdates")][-2:] == [4096, 904]


async def test_any_update_can_be_sent_as_it_stands(peer, bot):
    odd = {"edited_message": {"message_id": 5, "date": 0, "chat": {"id": 7, "type": "private"}, "unheard_of": [None]}}
    update_id = peer.raw_update(odd)
    assert await bot.ok("getUpdates") == [{"update_id": update_id, **odd}]


async def test_the_bot_describes_itself_and_is_described(peer, bot, child):
    assert (await bot.ok("getMe"))["is_bot"]
    await bot.ok("setMyCommands", commands=[{"command": "start", "description": "Начать"}], language_code="ru")
    assert await bot.ok("getMyCommands", language_code="ru") == [{"command": "start", "description": "Начать"}]
    assert (
        await bot.refusal("setMyCommands", commands=[{"command": "Старт", "description": "а"}])
        == "400 Bad Request: BOT_COMMAND_INVALID"
    )
    await bot.ok("deleteMyCommands", language_code="ru")
    assert await bot.ok("getMyCommands", language_code="ru") == []
    await bot.ok("setMyDescription", description="Нейтрально")
    assert await bot.ok("getMyDescription", language_code="ru") == {"description": "Нейтрально"}
    assert (
        await bot.refusal("setMyShortDescription", short_description="я" * 121)
        == "400 Bad Request: SHORT_DESCRIPTION_TOO_LONG"
    )
    assert (await bot.ok("getChat", chat_id=1001))["first_name"] == "Аня"


async def test_the_peer_lives_on_the_clock_it_is_given():
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def clock():
        return now

    async with running_peer(clock=clock) as peer:
        child = peer.user(1001, name="Аня")
        await child.writes("а")
        assert child.chat()[0].body["date"] == int(now.timestamp())
        now += timedelta(hours=25)
        assert peer.pending() == 0
        peer.advance(hours=1)
        assert peer.now() == now + timedelta(hours=1)


async def test_the_same_peer_runs_as_a_process_of_its_own():
    command = [sys.executable, "-m", "tests.peer", "--token", DEMO_TOKEN]
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    url = json.loads(await process.stdout.readline())["url"]
    peer = remote_peer(url)
    child = peer.user(1001, name="Аня")
    await child.starts()
    async with plain_bot(url) as bot:
        await bot.ok(
            "sendMessage",
            chat_id=1001,
            text="а",
            reply_markup={"inline_keyboard": [[{"text": "Б", "callback_data": "b"}]]},
        )
        poll = asyncio.ensure_future(bot.call("getUpdates", offset=-1, timeout=50))
        await child.sees("Б")
        await child.presses("Б")
        with pytest.raises(LookupError):
            await child.presses("В")
        with pytest.raises(ValueError, match="no empty message"):
            await child.writes(" ")
        peer.advance(hours=1)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            _, errors = await process.communicate()
        await asyncio.gather(poll, return_exceptions=True)
    assert (process.returncode, errors) == (0, b"")


async def test_controls_refuse_what_a_foreign_page_could_send(peer):
    async with aiohttp.ClientSession() as session, session.post(f"{peer.url}/test/reset", data="{}") as answer:
        assert answer.status == 415


async def test_a_process_bound_to_its_parent_ends_with_it():
    command = [sys.executable, "-m", "tests.peer", "--until-stdin-closes"]
    process = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    await process.stdout.readline()
    process.stdin.close()
    async with asyncio.timeout(10):
        assert await process.wait() == 0

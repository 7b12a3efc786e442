"""The Bot API peer: webhook push with its queues, secret, retries and method replies."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest
from aiohttp import web

from tests.peer import Peer, Person, running_peer, until
from tests.peer.plain_bot import Hook, PlainBot, plain_bot, webhook_end


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    async with running_peer() as running:
        yield running


@pytest.fixture
async def bot(peer: Peer) -> AsyncIterator[PlainBot]:
    async with plain_bot(peer.url) as client:
        yield client


@pytest.fixture
async def hook(bot: PlainBot) -> AsyncIterator[Hook]:
    async with webhook_end() as end:
        await bot.ok("setWebhook", url=end.url, secret_token="s3cret")
        yield end


@pytest.fixture
def child(peer: Peer) -> Person:
    return peer.user(1001, name="Аня")


@pytest.fixture
async def frozen() -> AsyncIterator[tuple[Peer, Hook, Person]]:
    """A peer whose clock stands still but for what the test advances, with a webhook and somebody who writes."""
    start = datetime(2026, 3, 1, tzinfo=UTC)
    async with running_peer(clock=lambda: start) as peer, plain_bot(peer.url) as bot, webhook_end() as end:
        await bot.ok("setWebhook", url=end.url)
        yield peer, end, peer.user(1001, name="Аня")


async def test_updates_are_pushed_in_order_with_the_secret(peer, hook, child):
    for text in "абв":
        await child.writes(text)
    await peer.settled()
    assert hook.texts == ["а", "б", "в"]
    assert set(hook.secrets) == {"s3cret"}
    assert hook.most_at_once == 1


async def test_one_chat_waits_for_its_answer_while_another_goes_on(peer, hook, child):
    hook.gate.clear()
    await child.writes("а")
    await child.writes("б")
    await peer.user(1002, name="Дима").writes("в")
    await until(lambda: sorted(hook.texts) == ["а", "в"])
    assert peer.pending() == 3
    hook.gate.set()
    await peer.settled()
    assert hook.texts[-1] == "б"


async def test_presses_do_not_wait_for_messages_of_the_same_person(peer, hook, child):
    hook.gate.clear()
    await child.writes("а")
    await child.taps("x", message_id=1)
    await until(lambda: len(hook.got) == 2)
    assert "callback_query" in hook.got[1]


async def test_no_more_connections_than_allowed(peer, bot, hook):
    await bot.ok("setWebhook", url=hook.url, max_connections=2)
    hook.gate.clear()
    for number in range(5):
        await peer.user(2000 + number, name="Кто-то").writes("а")
    await until(lambda: len(hook.got) == 2)
    hook.gate.set()
    await peer.settled()
    assert (len(hook.got), hook.most_at_once) == (5, 2)


async def waits(peer: Peer, hook: Hook, deliveries: int) -> None:
    """Until this many deliveries were made and the last one has failed."""
    await until(lambda: (len(hook.got), peer.updates()[0]["state"]) == (deliveries, "pending"))


async def test_a_refused_update_comes_again_under_its_id_and_the_queue_waits(frozen):
    peer, hook, child = frozen
    hook.script = [web.Response(status=500) for _ in range(4)]
    await child.writes("а")
    await child.writes("б")
    # The first repetition is made at once; the following ones after 2, 4 and 8 seconds.
    for deliveries, pause in ((2, 2), (3, 4), (4, 8)):
        await waits(peer, hook, deliveries)
        peer.advance(seconds=pause - 0.9)
        await asyncio.sleep(0.1)
        assert len(hook.got) == deliveries
        peer.advance(seconds=0.9)
    await peer.settled()
    assert hook.texts == ["а"] * 5 + ["б"]
    assert len(set(hook.ids)) == 2


async def test_retry_after_is_honoured_before_everything_else(frozen):
    peer, hook, child = frozen
    hook.script = [web.Response(status=503, headers={"Retry-After": "30"}) for _ in range(2)]
    await child.writes("а")
    for deliveries in (1, 2):
        await waits(peer, hook, deliveries)
        peer.advance(seconds=29.1)
        await asyncio.sleep(0.1)
        assert len(hook.got) == deliveries
        peer.advance(seconds=0.9)
    await peer.settled()
    assert hook.texts == ["а"] * 3


async def test_the_last_error_is_told(peer, bot, hook, child):
    hook.script = [web.Response(status=503, headers={"Retry-After": "30"})]
    await child.writes("а")
    await waits(peer, hook, 1)
    info = await bot.ok("getWebhookInfo")
    assert (info["pending_update_count"], info["last_error_message"]) == (
        1,
        "Wrong response from the webhook: 503 Service Unavailable",
    )


async def test_a_test_can_hurry_a_waiting_retry(peer, hook, child):
    hook.script = [web.Response(status=503, headers={"Retry-After": "3600"})]
    await child.writes("а")
    await until(lambda: (len(hook.got), peer.updates()[0]["state"]) == (1, "pending"))
    peer.hurry()
    await peer.settled()
    assert len(hook.got) == 2


async def test_a_press_whose_retry_would_come_too_late_is_dropped(peer, hook, child):
    await child.starts()
    await peer.settled()
    hook.script = [web.Response(status=503, headers={"Retry-After": "151"})]
    await child.taps("x", message_id=1)
    await peer.settled()
    assert peer.updates()[-1]["state"] == "dropped"


async def test_an_unreachable_bot_gets_everything_when_it_is_back(peer, bot, hook, child):
    await bot.ok("setWebhook", url="http://127.0.0.1:9/hook")
    await child.writes("а")
    await until(lambda: peer.updates()[0]["attempts"] >= 2)
    await bot.ok("setWebhook", url=hook.url)
    peer.hurry()
    await peer.settled()
    assert hook.texts == ["а"]
    assert hook.secrets == [None]


async def test_a_confirmed_update_can_be_pushed_again(peer, hook, child):
    await child.writes("а")
    await peer.settled()
    peer.redeliver(hook.ids[0])
    await peer.settled()
    assert hook.ids == [hook.ids[0]] * 2


async def test_pending_updates_survive_a_change_of_mode_unless_they_are_dropped(peer, bot, hook, child):
    await bot.ok("deleteWebhook")
    await child.writes("а")
    assert len(await bot.ok("getUpdates")) == 1
    await bot.ok("setWebhook", url=hook.url, drop_pending_updates=True)
    await child.writes("б")
    await peer.settled()
    assert hook.texts == ["б"]


async def test_a_method_in_the_reply_is_called(peer, hook, child):
    def reply(method):
        return web.json_response({"method": method, "chat_id": 1001, "text": "из ответа"})

    form = aiohttp.MultipartWriter("form-data")
    for name, value in {"method": "sendMessage", "chat_id": "1001", "text": "из формы"}.items():
        form.append(value).set_content_disposition("form-data", name=name)
    hook.script = [
        reply("sendMessage"),
        reply("getMe"),
        web.Response(body=form, content_type=form.content_type.split(";")[0], headers=None),
    ]
    hook.script[2].headers["Content-Type"] = form.content_type
    for text in "абв":
        await child.writes(text)
    await child.sees("из формы")
    assert [m.text for m in child.chat() if m.by_bot] == ["из ответа", "из формы"]


async def test_a_get_method_in_the_reply_is_not_called(peer, bot, hook, child):
    await bot.ok("deleteWebhook")
    await child.sends("document", content=b"...")
    document = (await bot.ok("getUpdates"))[0]["message"]["document"]
    path = (await bot.ok("getFile", file_id=document["file_id"]))["file_path"]
    peer.advance(hours=2)
    hook.script = [web.json_response({"method": "getFile", "file_id": document["file_id"]})]
    await bot.ok("setWebhook", url=hook.url)
    await peer.settled()
    assert (await bot.download(path))[0] == 404


@pytest.mark.parametrize("secret", ["с секретом", "a b", "x" * 257])
async def test_a_secret_has_allowed_characters_only(bot, secret):
    assert (
        await bot.refusal("setWebhook", url="http://127.0.0.1:9/", secret_token=secret)
        == "400 Bad Request: secret token contains unallowed characters"
    )


async def test_the_webhook_is_described(bot, hook):
    await bot.form("setWebhook", url=hook.url, max_connections="7", allowed_updates=json.dumps(["message"]))
    info = await bot.ok("getWebhookInfo")
    assert (info["url"], info["max_connections"], info["allowed_updates"]) == (hook.url, 7, ["message"])

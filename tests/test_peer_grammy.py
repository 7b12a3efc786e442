"""The Bot API peer seen by a second, independent client: grammY on Node, by long polling and by webhook.

Needs node and `npm ci` in tests/clients, or in the directory that RB_NODE_CLIENTS names."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.peer import DEMO_TOKEN, Peer, Person, running_peer, until

_CLIENTS = Path(__file__).parent / "clients"


def node_clients() -> Path:
    """The directory that holds node_modules. Without it a test is skipped with a message; under CI it fails."""
    home = Path(os.environ.get("RB_NODE_CLIENTS") or _CLIENTS)
    if shutil.which("node") is None or not (home / "node_modules" / "grammy").is_dir():
        message = "no node or no grammY here: run `npm ci` in tests/clients or set RB_NODE_CLIENTS"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    return home


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    async with running_peer() as running:
        yield running


@pytest.fixture(params=["polling", "webhook"])
async def child(request: pytest.FixtureRequest, peer: Peer) -> AsyncIterator[Person]:
    """Somebody who talks to a grammY bot that is up and running."""
    environment = {**os.environ, "RB_NODE_CLIENTS": str(node_clients())}
    command = ["node", str(_CLIENTS / "grammy_bot.js"), request.param, peer.url, DEMO_TOKEN]
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    async with asyncio.timeout(30):
        assert b'"ready":true' in await process.stdout.readline()
    yield peer.user(1001, name="Аня")
    process.terminate()
    async with asyncio.timeout(10):
        await process.wait()


async def test_the_start_command_is_recognised_and_formatted(child):
    await child.starts("promo")
    screen = await child.sees("Привет, Аня (promo)")
    assert screen.labels == ["Мне нужна помощь", "Скрыть"]
    assert screen.entities[0] == {"type": "bold", "offset": 0, "length": 6}


async def test_a_press_is_answered_and_the_message_edited(child):
    await child.starts()
    await child.sees("Мне нужна помощь")
    await child.presses("Мне нужна помощь")
    edited = await child.sees("Пиши, я читаю")
    assert edited.labels == []
    assert child.alerts == ["Слышу тебя"]


async def test_hide_empties_the_chat(peer, child):
    await child.starts()
    await child.sees("Скрыть")
    await child.writes("раз")
    await child.sees("эхо: раз")
    await child.presses("Скрыть")
    await until(lambda: child.chat() == [])
    assert [line["event"] for line in peer.transcript(child.id)].count("deleted") == 4


async def test_texts_edits_and_files_arrive(child):
    message_id = await child.writes("раз")
    await child.sees("эхо: раз")
    await child.edits(message_id, "два")
    await child.sees("исправлено: два")
    await child.sends("voice", content=b"x" * 1234)
    await child.sees("байт: 1234")


async def test_refusals_are_understood(child):
    await child.writes("/html")
    await child.sees("400 Bad Request: can't parse entities: Unsupported start tag")
    await child.writes("/data")
    await child.sees("400 Bad Request: BUTTON_DATA_INVALID")


async def test_flood_control_is_waited_out(peer, child):
    peer.fail("sendMessage", status=429, times=1, retry_after=1)
    await child.writes("раз")
    await child.sees("эхо: раз")
    await child.writes("/waits")
    await child.sees("ждал: 1")


async def test_a_group_is_left(peer, child):
    group = await child.adds_bot_to_group()
    await until(lambda: not child.screen(group)["bot_is_member"])
    assert peer.calls("leaveChat")[0]["ok"]


async def test_every_update_is_confirmed(peer, child):
    for number in range(5):
        await child.writes(str(number))
    await child.sees("эхо: 4")
    await peer.settled()
    assert [m.text for m in child.chat() if m.by_bot] == [f"эхо: {number}" for number in range(5)]

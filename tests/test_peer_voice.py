"""The Bot API peer: what a person says, and trouble with its download."""

import io
import wave
from collections.abc import AsyncIterator

import pytest

from tests.peer import Peer, running_peer
from tests.peer.plain_bot import PlainBot, plain_bot
from tests.peer.speech import ogg_opus, tone


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    async with running_peer() as running:
        yield running


@pytest.fixture
async def bot(peer: Peer) -> AsyncIterator[PlainBot]:
    async with plain_bot(peer.url) as client:
        yield client


async def spoken(bot: PlainBot) -> dict[str, object]:
    return dict((await bot.ok("getUpdates"))[-1]["message"]["voice"])


async def test_a_person_speaks_and_the_bot_hears_the_same_bytes(peer, bot):
    content = ogg_opus(4, note=b"mine")
    await peer.user(1001).speaks(content, 4)
    voice = await spoken(bot)
    assert (voice["duration"], voice["file_size"]) == (4, len(content))
    path = (await bot.ok("getFile", file_id=voice["file_id"]))["file_path"]
    assert await bot.download(path) == (200, content)


async def test_a_download_can_be_made_to_fail(peer, bot):
    await peer.user(1001).speaks(ogg_opus(1), 1)
    path = (await bot.ok("getFile", file_id=(await spoken(bot))["file_id"]))["file_path"]
    peer.fail("file", status=500, times=2)
    assert [(await bot.download(path))[0] for _ in range(3)] == [500, 500, 200]


async def test_what_telegram_says_of_its_size_need_not_be_true(peer, bot):
    await peer.user(1001).speaks(ogg_opus(1), 1, file_size=0)
    assert (await spoken(bot))["file_size"] == 0


def test_the_tone_of_the_demo_is_a_sound_file():
    with wave.open(io.BytesIO(tone(2))) as sound:
        assert sound.getnframes() / sound.getframerate() == 2

"""Story Voice, interrupted: the bot is killed while it fetches what a child said."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.peer.speech import ogg_opus
from tests.stories.crash_desk import API, Desk
from tests.stories.crash_house import Crashing, Founded, Way, Zygote, crashing, founded, until, zygote
from vault import threads
from vault.voices import open_voice

pytestmark = pytest.mark.long

CHILD = 1001
CONTENT = ogg_opus(5, note=b"said before the crash")


@pytest.fixture(scope="module")
def born() -> Iterator[Zygote]:
    with zygote() as made:
        yield made


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    return asyncio.run(founded(tmp_path_factory.mktemp("founded")))


async def heard(house: Crashing, desk: Desk) -> list[bytes]:
    found = []
    for signal in await desk.signals():
        opened = await desk._done("GET", f"/signals/{signal}")
        thread = opened["thread"]
        seed = threads.open_thread(house.founded.desk_seed, signal, thread["holder"], thread["box"])
        for media in (name for name, state in opened["media"].items() if state == "kept"):
            url = f"{house.portal}{API}/signals/{signal}/media/{media}"
            async with desk.http.get(url, headers=desk.headers) as answer:
                found.append(open_voice(seed, signal, media, await answer.read()))
    return found


@pytest.mark.parametrize("transit", [True, False], ids=["with-a-transit-file", "without"])
async def test_a_bot_killed_in_the_middle_of_a_download_fetches_it_after_its_return(
    born: Zygote, begun: Founded, tmp_path: Path, transit: bool
):
    async with (
        crashing(born, begun, tmp_path / "run", Way(external=False, mode="polling", transit=transit)) as house,
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as http,
    ):
        desk = Desk(house, http)
        await desk.signs_in()
        house.peer.fail("file", kind="timeout", times=-1)
        await house.peer.user(CHILD, name="Канарейка", language="ru").speaks(CONTENT, 5)
        await until(lambda: any(call["method"] == "file" for call in house.calls()), "a download that hangs")
        await house.kill_bot()
        house.peer.heal()
        house.start()
        async with asyncio.timeout(60):
            while not (found := await heard(house, desk)):  # noqa: ASYNC110  in another process
                await asyncio.sleep(0.1)
        assert found == [CONTENT]
        assert len(list((tmp_path / "run" / "data" / "media").iterdir())) == 1

"""Theft of a running machine's disk and RAM disk: replies not yet shown, codes not yet taken, and nothing else (§8)."""

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.stories import canaries, night
from tests.stories.canaries import seen_in
from tests.stories.desk_browser import desk_browser
from tests.stories.listening import logged_to
from tests.stories.night import CHILD, FRIEND, Said
from tests.stories.pace import quick, unlimited
from tests.stories.rig import Product, product
from tests.stories.thief import Loot, copied, looted
from triage.ids import SignalId
from vault import keys
from vault.encoding import unb64u
from vault.transit import is_tmpfs

RAM = Path("/dev/shm")


@pytest.fixture(scope="module")
def ram_key() -> Iterator[Path]:
    """Where TRANSIT_KEY_FILE lies: on a file system that a machine forgets."""
    if not is_tmpfs(RAM):
        pytest.skip("no tmpfs at /dev/shm: the transit key would stay in process memory")
    path = RAM / f"red-button-theft-{secrets.token_hex(8)}.key"
    yield path
    with suppress(FileNotFoundError):
        path.unlink()


@dataclass
class Live:
    said: Said
    place: Path
    ram: bytes
    codes: dict[str, bytes]

    def loot(self, *, history: bool) -> Loot:
        return looted(self.place, history=history, more_keys=(self.ram,))

    def read(self, loot: Loot) -> set[str]:
        """Names of what the thief read; codes as the store spells them."""
        text = loot.text()
        return seen_in(text, self.said.wanted()) | {name for name, spelt in self.codes.items() if spelt in text}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory, ram_key: Path) -> Live:
    """The child's reply waits and her code was never taken; the friend has read hers and taken the code."""
    with pytest.MonkeyPatch.context() as patch:
        quick(patch)
        return asyncio.run(snapshot(tmp_path_factory.mktemp("live"), ram_key))


async def snapshot(tmp_path: Path, ram_key: Path) -> Live:
    place, said, stolen = tmp_path / "machine", Said(), tmp_path / "stolen"
    with logged_to(place / "logs" / "bot.log"):
        async with product(place, transit_key_file=ram_key) as running:
            unlimited(running)
            codes = await two_conversations(running, said)
            await rewritten(running)
            return Live(said, copied(place, stolen), ram_disk(ram_key), codes)


def ram_disk(key: Path) -> bytes:
    return unb64u(key.read_text().strip())


async def two_conversations(running: Product, said: Said) -> dict[str, bytes]:
    child = night.child_of(running, said, CHILD, "child")
    friend = night.child_of(running, said, FRIEND, "friend")
    async with desk_browser(running) as desk:
        await night.tells(friend, f"мне страшно {said('words of the friend')}")
        other = await night.answered(desk, friend, said, name="reply that was shown")
        await night.opens_news(friend)
        await friend.sees(said("reply that was shown"))
        taken = await code_of(running, other)
        await night.takes_code(friend, said, name="code that was taken")
        await night.tells(child, f"меня бьют {said('words of the child')}")
        await running.peer.settled()
        signal = next(one for one in await desk.signals() if one != other)
        await desk.post(f"signals/{signal}/claim", {})
        await desk.reply(signal, f"Завтра в школе {said('reply that waits')}")
        await night.hears_of_news(child)
        await desk.note(signal, said("note"))
        waiting = await code_of(running, signal)
    return {"indices of the code that was taken": taken, "indices of the code that waits": waiting}


async def rewritten(running: Product) -> None:
    """The next minute's tick, and the end of what it asks for."""
    redis = running.house.rooms.store.redis
    async with asyncio.timeout(60):
        while await redis.exists(keys.rewrite_wanted()) or (await redis.info("persistence"))["aof_rewrite_in_progress"]:
            await running.tick()
            await asyncio.sleep(0.1)


async def code_of(running: Product, signal: str) -> bytes:
    """The five indices as the store seals them."""
    indices = await running.house.rooms.chats.code(SignalId(signal))
    assert indices is not None
    return str(list(indices)).encode()


def test_with_both_keys_a_thief_reads_the_waiting_reply_and_the_untaken_code_and_nothing_else(live: Live) -> None:
    assert live.read(live.loot(history=False)) == {"reply that waits", "indices of the code that waits"}


def test_without_the_ram_disk_the_same_thief_reads_nothing(live: Live) -> None:
    loot = looted(live.place)
    assert live.read(loot) == set()
    assert canaries.seen_in_files(live.place, live.said.wanted()) == set()


def test_what_was_shown_and_taken_is_gone_from_the_append_only_file_too(live: Live) -> None:
    read = live.read(live.loot(history=True))
    assert read <= {"reply that waits", "indices of the code that waits"}

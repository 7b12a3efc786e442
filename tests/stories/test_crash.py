"""Story Crash: whatever is killed, at whatever moment, no word is lost, no promise forgotten, and Hide still hides."""

import asyncio
import random
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.stories.crash_checks import every_promise_was_kept, every_update_was_taken, quiet, the_thread_is_whole
from tests.stories.crash_desk import Desk
from tests.stories.crash_house import LOOK_EVERY_S, Crashing, Founded, Zygote, crashing, founded, until, zygote
from tests.stories.crash_talk import ACTS, CHILD, SPECIALIST, Talk

EACH = 5
"""Random instants per kind of store and of delivery: 20 of the bot, 10 of the store."""
Blow = Callable[[Talk, random.Random], Awaitable[None]]


@pytest.fixture(scope="module")
def born() -> Iterator[Zygote]:
    with zygote() as made:
        yield made


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    return asyncio.run(founded(tmp_path_factory.mktemp("founded")))


@asynccontextmanager
async def talking(house: Crashing) -> AsyncIterator[Talk]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as http:
        yield Talk(
            house,
            Desk(house, http),
            house.peer.user(CHILD, name="Канарейка", language="ru"),
            house.peer.user(SPECIALIST, name="Анна", language="ru"),
        )


async def told_and_hidden(talk: Talk) -> None:
    """The whole conversation, and everything that must be true of it."""
    await talk.held()
    await talk.settled()
    await quiet(talk.house)
    await the_thread_is_whole(talk)
    await talk.hides()
    await talk.settled()
    await quiet(talk.house)
    every_update_was_taken(talk)
    await every_promise_was_kept(talk)
    assert talk.child.chat() == []
    if talk.safe_word:
        await talk.comes_back_and_hides()
        await quiet(talk.house)
        assert talk.child.chat() == []


async def an_instant(talk: Talk, chance: random.Random) -> None:
    """A random one: some time after an act, or a few milliseconds after one of the bot's own calls."""
    if chance.random() < 0.5:
        act, later = chance.randrange(1, ACTS), chance.choice((0.05, 1.5)) * chance.random()
        await until(lambda: talk.acts >= act, f"act {act}")
    else:
        call, later = chance.randrange(3, 40), 0.03 * chance.random()
        await until(lambda: _said(talk.house) >= call or talk.acts >= ACTS, f"call {call}")
    await asyncio.sleep(later)


def _said(house: Crashing) -> int:
    return sum(call["method"] != "getupdates" for call in house.calls())


async def bot_killed(talk: Talk, chance: random.Random) -> None:
    await an_instant(talk, chance)
    await talk.house.kill_bot()
    await asyncio.sleep(chance.random() / 2)
    talk.house.start()


async def one_run(talk: Talk, seed: int, blow: Blow) -> None:
    """The conversation beside the blow; a failure of either ends both and says the seed and the house's own log."""
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(told_and_hidden(talk))
            group.create_task(blow(talk, random.Random(seed)))
    except BaseExceptionGroup as failed:
        print(f"seed {seed}; {talk.house.given['telegram_mode']}, external store: {talk.house.external is not None}")
        print(f"act {talk.acts}; on the phone: {talk.child.chat()}")
        print(talk.house.log()[-6000:])
        raise failed.exceptions[0] from failed


@pytest.mark.parametrize("external", [False, True], ids=["embedded", "external"])
@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_bot_killed_at_any_moment(
    born: Zygote, begun: Founded, tmp_path: Path, mode: str, external: bool
):
    async def run(number: int, seed: int) -> None:
        place = tmp_path / str(number)
        kept = number > 0  # once without a transit key that outlives the process
        async with crashing(born, begun, place, external=external, mode=mode, transit=kept) as house, talking(house) as talk:
            await one_run(talk, seed, bot_killed)

    async with asyncio.TaskGroup() as group:
        for number in range(EACH):
            group.create_task(run(number, secrets.randbits(32)))

"""Story Crash: whatever is killed, at whatever moment, no word is lost, no promise forgotten, and Hide still hides."""

import asyncio
import random
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.stories.crash_checks import every_promise_was_kept, every_update_was_taken, quiet, the_thread_is_whole
from tests.stories.crash_desk import Desk
from tests.stories.crash_house import Crashing, Founded, Way, Zygote, crashing, founded, until, zygote
from tests.stories.crash_talk import ACTS, CHILD, SPECIALIST, Talk

pytestmark = pytest.mark.long

EACH = 5
"""Random instants per kind of store and of delivery: 20 of the bot; per kind of store: 10 of the store."""
DELIVERIES = ("polling", "webhook")
AGAIN = '"event": "again"'
"""In the house's log: a message whose end the sender does not know."""


Blow = Callable[[Talk, random.Random], Coroutine[Any, Any, None]]


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
    await talk.held()
    await talk.settled()
    await quiet(talk.house)
    while await talk.opens_what_seems_lost():
        await talk.settled()
        await quiet(talk.house)
    await talk.hides()


async def nothing_is_lost(talk: Talk) -> None:
    """Everything that must be true once the crash is behind us."""
    await talk.settled()
    await quiet(talk.house)
    assert talk.child.chat() == []
    every_update_was_taken(talk)
    await the_thread_is_whole(talk)
    await every_promise_was_kept(talk)
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


async def store_killed(talk: Talk, chance: random.Random) -> None:
    await an_instant(talk, chance)
    talk.house.kill_store()
    await asyncio.sleep(chance.random())
    await talk.house.store_back()


async def the_ghost(talk: Talk, chat: int) -> None:
    """Waits for a message that stands on the phone while its sender still waits for the answer."""
    talk.house.peer.fail("sendMessage", kind="timeout", after=True, chat_id=chat)
    await until(lambda: any(call["fault"] == "timeout" and call["ok"] for call in talk.house.calls()), "a ghost")


async def killed_before_it_heard(talk: Talk, chat: int, act: int) -> None:
    await until(lambda: talk.acts >= act, "a moment before the ghost")
    await the_ghost(talk, chat)
    await talk.house.kill_bot()
    talk.house.peer.heal()
    talk.house.start()


async def bot_killed_telling_the_child(talk: Talk, chance: random.Random) -> None:
    await killed_before_it_heard(talk, CHILD, chance.randrange(1, 12))


async def bot_killed_telling_the_desk(talk: Talk, chance: random.Random) -> None:
    await killed_before_it_heard(talk, SPECIALIST, chance.randrange(3, 11))


async def store_killed_before_the_record(talk: Talk, chance: random.Random) -> None:
    """The answer is lost as well: the sender cannot say whether it was sent, nor write down that it cannot."""
    act = chance.randrange(3, 8)
    await until(lambda: talk.acts >= act, "a moment before the ghost")
    await the_ghost(talk, CHILD)
    talk.house.kill_store()
    talk.house.peer.heal()
    await until(lambda: talk.house.log().count(AGAIN) > 1, "a sender that noticed")
    await talk.house.store_back()


async def one_run(talk: Talk, seed: int, blow: Blow) -> None:
    """The conversation beside the blow; a failure of either ends both and shows the house's own log."""
    print(f"seed {seed}: {blow.__name__}, {talk.house.given['telegram_mode']}, external: {bool(talk.house.external)}")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(told_and_hidden(talk))
            group.create_task(blow(talk, random.Random(seed)))
        await nothing_is_lost(talk)
    except Exception:
        phone = [(one.id, one.text[:20]) for one in talk.child.chat()]
        print(f"seed {seed} failed at act {talk.acts}; on the phone: {phone}\n{talk.house.log()[-6000:]}")
        raise


async def all_at_once(born: Zygote, begun: Founded, place: Path, runs: Iterable[tuple[Way, Blow]]) -> None:
    """Each with its own house, phone and seed: most of a run is waiting for a killed holder's lease to end."""

    async def run(number: int, way: Way, blow: Blow) -> None:
        async with crashing(born, begun, place / str(number), way) as house, talking(house) as talk:
            await one_run(talk, secrets.randbits(32), blow)

    async with asyncio.TaskGroup() as group:
        for number, (way, blow) in enumerate(runs):
            group.create_task(run(number, way, blow))


@pytest.mark.parametrize("external", [False, True], ids=["embedded", "external"])
async def test_a_bot_killed_at_any_moment(born: Zygote, begun: Founded, tmp_path: Path, external: bool):
    """Once for each delivery without a transit key that outlives the process: what it takes is sent again."""
    ways = [Way(external, mode, transit=number > 0) for mode in DELIVERIES for number in range(EACH)]
    await all_at_once(born, begun, tmp_path, ((way, bot_killed) for way in ways))


async def test_a_store_killed_at_any_moment(born: Zygote, begun: Founded, tmp_path: Path):
    """Our own is started again by the bot, a foreign one by whoever runs it, after a moment of darkness."""
    ways = [Way(external, DELIVERIES[number % 2]) for external in (False, True) for number in range(EACH)]
    await all_at_once(born, begun, tmp_path, ((way, store_killed) for way in ways))


async def test_a_message_that_only_telegram_knows_of_comes_again_and_is_hidden(
    born: Zygote, begun: Founded, tmp_path: Path
):
    """The bot is killed between send and record: a child's screen or an alert. Hide finds both copies."""
    ways = [Way(external, mode) for external in (False, True) for mode in DELIVERIES]
    child = [(way, bot_killed_telling_the_child) for way in ways]
    await all_at_once(born, begun, tmp_path, [*child, *((way, bot_killed_telling_the_desk) for way in ways[1:3])])


async def test_a_message_whose_record_the_store_never_got_is_hidden_too(born: Zygote, begun: Founded, tmp_path: Path):
    """The store dies between send and record, and stays away until the sender has noticed."""
    ways = [Way(external=True, mode=mode) for mode in DELIVERIES]
    await all_at_once(born, begun, tmp_path, ((way, store_killed_before_the_record) for way in ways))


async def test_a_reply_that_was_shown_stays_when_the_next_one_is_sent_again(
    born: Zygote, begun: Founded, tmp_path: Path
):
    """Two replies behind one button; the bot is killed while the second is on its way."""
    way = Way(external=True, mode="webhook")
    async with crashing(born, begun, tmp_path / "run", way) as house, talking(house) as talk:
        await talk.opened()
        for text in ("Ответ первый.", "Ответ второй."):
            await talk.gets_a_reply(text)
        await talk.settled()
        await quiet(house)
        await talk.presses(talk.opening()[-1])
        await the_ghost(talk, CHILD)
        await house.kill_bot()
        house.peer.heal()
        house.start()
        await quiet(house)
        assert talk.on_screen("Ответ первый.")
        assert talk.on_screen("Ответ второй.")

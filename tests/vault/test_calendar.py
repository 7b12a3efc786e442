"""What is due is promised once, from whichever process, and nothing that was erased stays in the file on the disk."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from redis.exceptions import ResponseError

from desk.chat import OpenScreen
from desk.upkeep import Upkeep
from tests.desk.desk_rig import Office, account, office_on
from triage.ids import MessageId
from triage.tells import EraseChat, RenewScreen
from vault import keys
from vault.calendar import DueTimes
from vault.store import Batch

CHILD = account(3, 1)


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


@pytest.fixture
async def due(office) -> DueTimes:
    """The file on the disk was just rewritten; tests about that ask for it anew."""
    await office.store.redis.set(keys.rewritten(), (office.now + timedelta(days=300)).timestamp())
    return DueTimes(office.store, office.keyring)


async def tick(office: Office, due: DueTimes) -> None:
    await Upkeep(calendar=due).tick(office.now)


async def promised(office: Office, kind: type[EraseChat] | type[RenewScreen]) -> list[str]:
    return [tell.account for number in range(16) for tell in await office.tells(number) if isinstance(tell, kind)]


async def open_screen(office: Office, who=CHILD) -> None:
    await office.commands(who, "start")
    chat, batch = await office.chats.chat(who), Batch()
    assert chat is not None
    office.chats.put_screen(batch, chat, OpenScreen(MessageId(5), "first", {}), office.now)
    await office.store.commit(batch)


async def test_the_first_beat_is_no_outage_and_later_ones_tell_how_long_it_was(office, due):
    assert await due.beat(office.now) == timedelta()
    assert await due.beat(office.now + timedelta(minutes=7)) == timedelta(minutes=7)


async def test_a_chat_is_due_a_day_after_its_last_message_and_not_before(office, due):
    await office.writes(CHILD, "раз")
    office.later(hours=23)
    await office.writes(CHILD, "два")
    office.later(hours=23, minutes=59)
    await due.erase_due_chats(office.now - timedelta(hours=2))
    assert await promised(office, EraseChat) == []


async def test_a_quiet_chat_is_promised_once_an_hour_until_it_is_erased(office, due):
    await office.commands(CHILD, "start")
    office.later(hours=24, seconds=1)
    for _ in range(3):
        await tick(office, due)
        office.later(minutes=1)
    assert await promised(office, EraseChat) == [CHILD]
    office.later(hours=1)
    await tick(office, due)
    assert await promised(office, EraseChat) == [CHILD, CHILD]
    await office.emptied(CHILD)
    await office.told(3)
    office.later(hours=5)
    await tick(office, due)
    assert await promised(office, EraseChat) == []


async def test_a_chat_that_never_rests_is_erased_an_hour_before_telegram_would_refuse(office, due):
    await office.writes(CHILD, "раз")
    for _ in range(4):
        office.later(hours=11, minutes=44)
        await office.writes(CHILD, "ещё")
        await tick(office, due)
    assert await promised(office, EraseChat) == []
    office.later(minutes=5)
    await tick(office, due)
    assert await promised(office, EraseChat) == [CHILD]


async def test_two_processes_that_tick_at_once_promise_and_lose_nothing(office, due):
    children = [account(number, number) for number in range(16)]
    for child in children:
        await office.commands(child, "start")
    office.later(hours=25)
    await asyncio.gather(*(tick(office, due) for _ in range(2)))
    assert set(await promised(office, EraseChat)) == set(children)


async def test_more_due_chats_than_one_look_takes_are_taken_by_the_next(office, due, monkeypatch):
    monkeypatch.setattr("vault.calendar._AT_ONCE", 3)
    children = [account(3, number) for number in range(7)]
    for child in children:
        await office.commands(child, "start")
    office.later(hours=25)
    for _ in range(3):
        await tick(office, due)
    assert sorted(await promised(office, EraseChat)) == sorted(children)


async def test_after_an_outage_open_screens_of_the_last_day_are_renewed(office, due):
    await tick(office, due)
    old = account(5, 5)
    await open_screen(office, old)
    office.later(hours=24, minutes=1)
    await due.beat(office.now)
    await open_screen(office)
    office.later(minutes=3)
    await tick(office, due)
    assert await promised(office, RenewScreen) == [CHILD]


async def test_without_an_outage_no_screen_is_renewed(office, due):
    await tick(office, due)
    await open_screen(office)
    office.later(seconds=90)
    await tick(office, due)
    assert await promised(office, RenewScreen) == []


async def test_a_rewrite_that_was_refused_is_asked_for_again(office, due, monkeypatch):
    redis = office.store.redis
    await redis.set(keys.rewritten(), office.now.timestamp())
    await redis.incr(keys.rewrite_wanted())
    real, asked = redis.execute_command, []

    async def busy(*args, **kwargs):
        if args[0] == "BGREWRITEAOF":
            asked.append(1)
            if len(asked) == 1:
                raise ResponseError("Background append only file rewriting already in progress")
        return await real(*args, **kwargs)

    monkeypatch.setattr(redis, "execute_command", busy)
    for _ in range(3):
        await due.compact(office.now)
    assert len(asked) == 2


async def test_the_file_is_rewritten_once_a_day(office, due):
    redis = office.store.redis
    await redis.delete(keys.rewritten())
    await rewritten(office)  # one that another test began
    await due.compact(office.now)
    first = await redis.get(keys.rewritten())
    await due.compact(office.now + timedelta(hours=23))
    assert await redis.get(keys.rewritten()) == first


async def test_what_was_erased_leaves_the_append_only_file(office, due, store):
    await office.writes(CHILD, "дома плохо")
    signal = (await office.card_of(CHILD)).signal
    box = await office.store.redis.lindex(keys.entries(signal), 0)
    await office.claims(signal)
    await office.taps(CHILD, "delete")
    await office.duty.erase(office.asked(signal, "e"))
    assert box in on_disk(store.directory)
    await rewritten(office)
    await due.compact(office.now)
    await rewritten(office)
    assert box not in on_disk(store.directory)


def on_disk(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(directory.rglob("*.aof")))


async def rewritten(office: Office) -> None:
    async with asyncio.timeout(20):
        while True:
            info = await office.store.redis.info("persistence")
            if not info["aof_rewrite_in_progress"] and not info["aof_rewrite_scheduled"]:
                return
            await asyncio.sleep(0.02)

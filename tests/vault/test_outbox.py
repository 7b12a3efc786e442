"""Promises are read in the order they were made, and leave only when they are kept."""

import asyncio

import pytest

from tests.desk.desk_rig import DANGER, WORDS, Office, account, office_on
from triage.tells import AlertDesk, ShowScreen
from vault import keys
from vault.keyring import Keyring
from vault.lease import Leases
from vault.outbox import READ_MOST, Announcement, Outbox
from vault.store import Batch, Store
from vault.transit import TransitKey

CHILD = account(3, 1)


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


def names(tells) -> list[str]:
    return [tell.name if isinstance(tell, ShowScreen) else type(tell).__name__ for tell in tells]


async def test_the_answers_of_a_first_text_stand_in_the_order_they_are_told(office):
    await office.writes(CHILD, DANGER)
    assert names(await office.tells(3)) == ["AlertDesk", "danger", "believed", "safe_word", "ask_place"]


async def test_a_reader_gets_only_what_is_younger_than_what_it_had(office):
    await office.commands(CHILD, "start")
    (first,) = await office.outbox.after(3, "0", block_ms=1)
    assert await office.outbox.after(3, first.id, block_ms=1) == []
    await office.taps(CHILD, "numbers")
    (second,) = await office.outbox.after(3, first.id, block_ms=1)
    assert second.tell.name == "numbers"


async def test_a_waiting_reader_wakes_for_a_new_promise(office):
    waiting = asyncio.ensure_future(office.outbox.after(3, "0", block_ms=4000))
    await asyncio.sleep(0.02)
    await office.another_process().commands(CHILD, "start")
    async with asyncio.timeout(3):
        assert len(await waiting) == 1


async def test_a_long_outbox_is_read_in_portions_without_a_gap(office):
    batch, name = Batch(), keys.outbox(3)
    for number in range(READ_MOST + 30):
        tell = ShowScreen(account=CHILD, name=f"{number}")
        batch.put("XADD", name, "*", "b", office.keyring.seal_tell(name, tell))
    await office.store.commit(batch)
    first = await office.outbox.after(3, "0", block_ms=1)
    rest = await office.outbox.after(3, first[-1].id, block_ms=1)
    assert [promise.tell.name for promise in (*first, *rest)] == [f"{number}" for number in range(READ_MOST + 30)]


async def test_a_promise_is_readable_in_its_own_place_only(office):
    await office.commands(CHILD, "start")
    ((_, fields),) = await office.store.redis.xrange(keys.outbox(3))
    await office.store.redis.xadd(keys.outbox(4), fields)
    (promise,) = await office.outbox.after(4, "0", block_ms=1)
    assert promise.tell is None


async def test_the_safe_word_lies_under_the_transit_key_and_is_missing_after_a_restart(office):
    await office.writes(CHILD, "дома плохо")
    word = next(tell for tell in await office.tells(3) if isinstance(tell, ShowScreen) and tell.name == "safe_word")
    assert word.secret["word"] in WORDS
    ring = office.keyring
    forgetful = Keyring(ring.address, TransitKey(bytes(32), ring.draw), ring.desks, ring.bot_id, ring.draw)
    found = await Outbox(office.store, forgetful).after(3, "0", block_ms=1)
    screens = [one.tell for one in found if isinstance(one.tell, ShowScreen)]
    assert [tell.name for tell in screens] == ["believed", "safe_word", "ask_safe"]
    assert not any(tell.secret for tell in screens)


async def test_a_kept_promise_is_gone_with_its_announcement(office):
    await office.commands(CHILD, "start")
    (promise,) = await office.outbox.after(3, "0", block_ms=1)
    await Leases(office.store, "one").raise_fences(1)
    assert await office.outbox.announce(Announcement(3, promise.id, CHILD, 9), 1)
    assert await office.outbox.open_announcements(3) == [Announcement(3, promise.id, CHILD, 9)]
    await office.ledger(1).closed(promise, "told")
    assert await office.outbox.after(3, "0", block_ms=1) == []
    assert await office.outbox.open_announcements(3) == []
    log = [fields for _, fields in await office.store.redis.xrange(keys.announcements(3))]
    assert [fields[b"s"] for fields in log] == [b"announced", b"told"]


async def test_a_part_that_is_told_leaves_the_promise_for_the_others(office):
    await office.writes(CHILD, "раз")
    promise = (await office.outbox.after(3, "0", block_ms=1))[0]
    assert isinstance(promise.tell, AlertDesk)
    ledger = office.ledger(1)
    await Leases(office.store, "one").raise_fences(1)
    part = Announcement(3, f"{promise.id}:m-aaaaaaaaaa", None, 0)
    await office.outbox.announce(part, 1)
    await ledger.closed(part, "told")
    assert (await office.outbox.after(3, "0", block_ms=1))[0].id == promise.id
    await ledger.close_whole(3, promise.id, "told")
    assert promise.id not in [one.id for one in await office.outbox.after(3, "0", block_ms=1)]


async def test_a_promise_can_be_closed_although_the_memory_is_full(office):
    redis = office.store.redis
    await office.commands(CHILD, "start")
    (promise,) = await office.outbox.after(3, "0", block_ms=1)
    limit = (await redis.config_get("maxmemory"))["maxmemory"]
    await redis.config_set("maxmemory", 1)
    try:
        await office.ledger(1).closed(promise, "told")
    finally:
        await redis.config_set("maxmemory", limit)
    assert await office.outbox.after(3, "0", block_ms=1) == []


async def test_the_log_of_announcements_does_not_grow_for_ever(office, monkeypatch):
    monkeypatch.setattr(keys, "LOG_LENGTH", 50)
    for _ in range(6):
        batch = Batch()
        for number in range(60):
            office.outbox.finish(batch, 3, f"{number}-1", "told")
        await Store(office.store.redis).commit(batch)
    assert await office.store.redis.xlen(keys.announcements(3)) <= 200

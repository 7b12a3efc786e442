"""Whoever waits for the bell hears that something changed, and nothing of what."""

import asyncio

import pytest

from tests.conftest import client_of
from tests.desk.desk_rig import Office, account, office_on
from vault import keys
from vault.bell import StoreBell
from vault.store import Store
from workers.nursery import Nursery

CHILD = account(3, 1)


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


async def heard(bell: StoreBell, seen: int) -> int:
    async with asyncio.timeout(5):
        return await bell.ring_after(seen)


async def test_a_change_in_the_queue_rings_in_every_process(office, store):
    other = client_of(store)
    bells = [StoreBell(office.store), StoreBell(Store(other))]
    async with Nursery() as nursery:
        for bell in bells:
            nursery.start("bell", bell.listen)
        seen = [await heard(bell, 0) for bell in bells]
        await office.writes(CHILD, "раз")
        assert [await heard(bell, one) > one for bell, one in zip(bells, seen, strict=True)] == [True, True]
    await other.aclose()


async def test_the_bell_carries_nothing(office):
    pubsub = office.store.redis.pubsub()
    await pubsub.subscribe(keys.BELL)
    await pubsub.get_message(timeout=1)
    await office.writes(CHILD, "дома плохо")
    message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=2)
    assert message["data"] == b"1"
    await pubsub.aclose()


async def test_it_rings_once_at_its_start_since_something_may_have_been_missed(office):
    bell = StoreBell(office.store)
    async with Nursery() as nursery:
        nursery.start("bell", bell.listen)
        assert await heard(bell, 0) == 1


async def test_it_ends_with_the_store_and_rings_again_after_it_is_back(store, redis):
    bell = StoreBell(Store(redis))
    listening = asyncio.ensure_future(bell.listen())
    seen = await heard(bell, 0)
    killer = client_of(store)
    await killer.client_kill_filter(_type="pubsub")
    async with asyncio.timeout(5):
        await listening
    again = asyncio.ensure_future(bell.listen())
    assert await heard(bell, seen) > seen
    again.cancel()
    await asyncio.gather(again, return_exceptions=True)
    await killer.aclose()

"""Members' devices as they lie in the store: sealed, five at most, gone with her papers."""

import asyncio
from datetime import timedelta

import pytest

from desk.access import Refused
from tests.vault.rotation_rig import staff
from tests.workers.push_rig import CONTACT, ward_at
from tests.workers.push_service import HOST, NOON
from vault import roster_keys
from vault.devices import Memory, StoredDevices


@pytest.fixture
async def ward(redis, tmp_path):
    async with ward_at(redis, tmp_path) as ward:
        yield ward


async def test_two_processes_are_one_house_to_a_push_service(ward):
    others = [
        StoredDevices(store=ward.rig.store, address=ward.rig.books.keyring.address, contact=CONTACT) for _ in range(4)
    ]
    known = await asyncio.gather(*(one.public_key() for one in (*others, ward.devices)))
    assert len(set(known)) == 1
    ward.devices.memory.key = None
    assert await ward.devices.public_key() == known[0]


async def test_a_revoked_members_devices_ring_no_more_and_none_can_be_added(ward, redis):
    await ward.on(ward.anna, "phone")
    sealed = await redis.hget(roster_keys.papers(ward.anna), "devices")
    assert await staff(ward.rig, "revoke", "Анна") == 0
    assert await ward.devices.parcels(None, NOON) == ()
    assert sealed not in b"".join([await redis.dump(key) for key in await redis.keys("{rb:staff}*")])
    with pytest.raises(Refused, match="push-refused"):
        await ward.on(ward.anna, "phone")
    assert not await redis.exists(roster_keys.papers(ward.anna))


async def test_what_lies_in_the_store_tells_no_endpoint_and_opens_in_no_other_place(ward, redis):
    await ward.on(ward.anna, "phone")
    dumped = b"".join([await redis.dump(key) for key in await redis.keys("*")])
    assert HOST.encode() not in dumped
    box = await redis.hget(roster_keys.papers(ward.anna), "devices")
    await redis.hset(roster_keys.papers(ward.vera), "devices", box)
    assert len(await ward.devices.ids(ward.anna)) == 1
    assert await ward.devices.ids(ward.vera) == ()


async def test_five_devices_are_enough_and_one_of_them_may_come_again(ward):
    for name in range(5):
        await ward.on(ward.anna, str(name))
    with pytest.raises(Refused, match="devices-full"):
        await ward.on(ward.anna, "sixth")
    await ward.on(ward.anna, "4")
    assert len(await ward.devices.ids(ward.anna)) == 5
    memory = Memory(known=None)
    assert memory.members is None
    await ward.devices.look()
    assert ward.devices.memory.members == 1


async def test_a_shared_browser_rings_for_both_until_both_are_off(ward):
    device = ward.service.subscribed(await ward.devices.public_key(), "shared")
    for member in (ward.anna, ward.vera):
        await ward.devices.add(member, device, NOON + timedelta(seconds=1))
    (one,) = await ward.devices.ids(ward.anna)
    assert await ward.devices.remove(ward.anna, one, NOON) is True
    assert await ward.devices.remove(ward.anna, one, NOON) is True, "a second time changes nothing"
    assert await ward.devices.remove(ward.vera, one, NOON) is False

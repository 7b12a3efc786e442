"""There is one sender: whoever comes later waits, whoever lost the lease can announce nothing."""

import asyncio

import pytest

from desk.ports import Unavailable
from tests.desk.desk_rig import Office, account, office_on
from triage.ids import PARTITIONS
from triage.tells import RenewScreen
from vault import keys
from vault.lease import LEASE_MS, Leases
from vault.ledger import Fenced
from vault.outbox import Announcement
from vault.store import connect
from workers.post import Letter

CHILD = account(3, 1)


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


@pytest.fixture
def leases(office) -> tuple[Leases, Leases]:
    return Leases(office.store, "one"), Leases(office.store, "two")


async def test_only_one_holds_it_and_keeps_its_number_by_taking_it_again(leases):
    one, two = leases
    number = await one.take("sender")
    assert number > 0
    assert await two.take("sender") == 0
    assert await one.take("sender") == number


async def test_of_many_who_take_at_once_one_holds_it(office):
    numbers = await asyncio.gather(*(Leases(office.store, f"{n}").take("sender") for n in range(20)))
    assert sorted(numbers)[:19] == [0] * 19


async def test_leases_of_different_names_are_independent(leases):
    one, two = leases
    assert await one.take("sender")
    assert await two.take("updates")


async def test_it_ends_by_itself_when_its_holder_is_silent(leases, office):
    one, two = leases
    first = await one.take("sender")
    assert 0 < await office.store.redis.pttl(keys.lease("sender")) <= LEASE_MS
    await office.store.redis.pexpire(keys.lease("sender"), 1)
    await asyncio.sleep(0.02)
    second = await two.take("sender")
    assert second > first
    assert await one.take("sender") == 0


async def test_given_back_it_is_free_at_once_and_only_its_holder_can_give_it(leases):
    one, two = leases
    await one.take("sender")
    await two.give_back("sender")
    assert await two.take("sender") == 0
    await one.give_back("sender")
    assert await two.take("sender")


async def test_an_old_sender_can_announce_nothing_in_any_partition(leases, office):
    one, two = leases
    old = await one.take("sender")
    await one.raise_fences(old)
    await one.give_back("sender")
    new = await two.take("sender")
    await two.raise_fences(new)
    for partition in range(PARTITIONS):
        at = Announcement(partition, "1-1", CHILD, 5)
        assert not await office.outbox.announce(at, old)
        assert await office.outbox.announce(at, new)


async def test_fences_never_fall(leases, office):
    one, _ = leases
    await one.raise_fences(7)
    await one.raise_fences(3)
    assert await office.outbox.announce(Announcement(3, "1-1", CHILD, 5), 7)


async def test_a_fenced_ledger_says_so_and_writes_nothing(office):
    await Leases(office.store, "one").raise_fences(7)
    letter = Letter(3, "1-1", "a", RenewScreen(account=CHILD), CHILD)
    with pytest.raises(Fenced):
        await office.ledger(6).announce(letter, CHILD)
    assert await office.store.redis.exists(keys.sending(3)) == 0


async def test_a_lease_of_a_store_that_is_down_is_unavailable(tmp_path):
    store = connect(f"unix://{tmp_path}/nothing.sock")
    with pytest.raises(Unavailable):
        await Leases(store, "one").take("sender")
    await store.close()

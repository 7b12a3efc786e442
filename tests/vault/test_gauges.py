"""Who waits how long, out of a real store: right in every case, and in a number of round trips that does not grow."""

import pytest
from redis.asyncio import UnixDomainSocketConnection

from tests.conftest import client_of
from tests.desk.desk_rig import DANGER, NOON, UNCLEAR, Office, account, office_on
from triage.ids import PARTITIONS, AccountId, Address, MessageId, SignalId
from triage.tells import EraseChat, FetchVoice, FewerWait, LeaveChat, NoteSeen, RenewScreen, ShowScreen
from triage.urgency import Urgency
from vault import keys
from vault.gauges import LOOKED_AT, Gauges
from vault.store import Batch

CHILD = account(3, 1)
WHO = AccountId("3" + "0" * 31)


def gauges(office: Office) -> Gauges:
    return Gauges(office.store, office.outbox, office.records)


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


async def promised(office: Office, *tells, partition: int = 3, ms: int | None = None) -> None:
    """``ms``: when, by the store's clock; None: now."""
    name, batch = keys.outbox(partition), Batch()
    for number, tell in enumerate(tells):
        batch.put("XADD", name, f"{ms + number}-0" if ms else "*", "b", office.keyring.seal_tell(name, tell))
    await office.store.commit(batch)


async def store_ms(office: Office) -> int:
    seconds, micros = await office.store.redis.time()
    return int(seconds) * 1000 + int(micros) // 1000


async def test_an_empty_house_waits_for_nothing(office):
    standing = await gauges(office).standing(NOON)
    assert (standing.ages.untold_s, standing.ages.unclaimed_immediate_s) == (0.0, 0.0)
    assert standing.waiting == dict.fromkeys(Urgency, 0)
    assert standing.held == 0


async def test_the_oldest_promise_of_all_partitions_counts_by_the_stores_own_clock(office):
    now = await store_ms(office)
    await promised(office, ShowScreen(account=WHO, name="next"), partition=5, ms=now - 30_000)
    await promised(office, ShowScreen(account=WHO, name="next"), partition=9, ms=now - 90_000)
    assert (await gauges(office).ages(NOON)).untold_s == pytest.approx(90, abs=20)


@pytest.mark.parametrize(
    ("tell", "heard"),
    [
        (FetchVoice(account=WHO, signal=SignalId("3-a"), media="m", file="f", seconds=1), False),
        (FewerWait(signal=SignalId("3-a")), False),
        (LeaveChat(address=Address("1")), False),
        (RenewScreen(account=WHO), False),
        (EraseChat(account=WHO), False),
        (EraseChat(account=WHO, message=MessageId(5)), True),
        (NoteSeen(account=WHO), True),
    ],
)
async def test_only_what_a_person_waits_for_is_untold(office, tell, heard):
    await promised(office, tell, ms=await store_ms(office) - 60_000)
    assert ((await gauges(office).ages(NOON)).untold_s > 50) is heard


async def test_a_promise_that_no_key_opens_counts_for_somebody_waits_for_it(office):
    await office.store.redis.xadd(keys.outbox(4), {"b": b"nonsense"}, id=f"{await store_ms(office) - 60_000}-0")
    assert (await gauges(office).ages(NOON)).untold_s > 50


async def test_behind_a_heap_of_errands_the_number_is_rather_too_high_than_too_low(office):
    now = await store_ms(office)
    await promised(office, *[RenewScreen(account=WHO)] * LOOKED_AT, ms=now - 60_000)
    await promised(office, ShowScreen(account=WHO, name="next"), ms=now - 30_000)
    assert (await gauges(office).ages(NOON)).untold_s > 29


async def test_an_immediate_signal_ages_until_somebody_holds_it(office):
    await office.writes(account(7, 2), UNCLEAR)
    office.later(minutes=3)
    await office.writes(CHILD, DANGER)
    office.later(minutes=4)
    assert (await gauges(office).ages(office.now)).unclaimed_immediate_s == 240
    await office.claims((await office.card_of(CHILD)).signal)
    assert (await gauges(office).ages(office.now)).unclaimed_immediate_s == 0
    standing = await gauges(office).standing(office.now)
    assert (standing.held, sum(standing.waiting.values())) == (1, 1)


async def test_one_that_was_answered_and_given_back_waits_since_her_last_word(office):
    await office.writes(CHILD, DANGER)
    office.later(hours=3)
    await office.writes(CHILD, "опять")
    await office.replies_to(CHILD, "мы рядом")
    await office.duty.release(office.asked((await office.card_of(CHILD)).signal, "release"))
    office.later(minutes=2)
    assert (await gauges(office).ages(office.now)).unclaimed_immediate_s == 120


async def test_a_card_that_no_key_opens_is_immediate_and_waits(office):
    await office.writes(CHILD, DANGER)
    signal = (await office.card_of(CHILD)).signal
    await office.store.redis.hset(keys.signal(signal), "b", b"nonsense")
    office.later(minutes=6)
    assert (await gauges(office).ages(office.now)).unclaimed_immediate_s == 360


async def test_the_store_tells_how_full_it_is(office):
    before = await office.store.redis.config_get("maxmemory")
    await office.store.redis.config_set("maxmemory", 512 * 1024 * 1024)
    try:
        share = (await gauges(office).standing(NOON)).memory_share
        assert share is not None
        assert 0 < share < 1
        await office.store.redis.config_set("maxmemory", 0)
        assert (await gauges(office).standing(NOON)).memory_share is None
    finally:
        await office.store.redis.config_set("maxmemory", before["maxmemory"])


class Counting(UnixDomainSocketConnection):
    """Counts what is written: one command, or one pipeline, is one round trip."""

    trips = 0

    async def send_packed_command(self, command, check_health=True):
        Counting.trips += 1
        await super().send_packed_command(command, check_health=check_health)


async def test_a_scrape_costs_five_round_trips_and_a_look_at_the_ages_three_however_many_wait(store):
    client = client_of(store)
    client.connection_pool.connection_class = Counting
    client.connection_pool.max_connections = 1
    client.connection_pool.reset()
    await client.flushall()
    office = office_on(client)
    for number in range(3 * PARTITIONS):
        await office.writes(account(number % PARTITIONS, number), DANGER)
    before = Counting.trips
    await gauges(office).ages(office.now)
    assert Counting.trips - before == 3
    before = Counting.trips
    standing = await gauges(office).standing(office.now)
    await office.roster.colleagues()
    assert Counting.trips - before == 5
    assert standing.waiting[Urgency.IMMEDIATE] == 3 * PARTITIONS
    await client.aclose()

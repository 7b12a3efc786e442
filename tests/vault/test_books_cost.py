"""How often an update goes to the store and back: these numbers are what a child waits for on a slow network."""

import os

import pytest
from redis.asyncio import UnixDomainSocketConnection

from desk.journal import DailyDigest
from desk.ports import JournalLine
from tests.conftest import client_of
from tests.desk.desk_rig import ANNA, account, office_on
from vault import roster_keys
from vault.digests import StoredDigests
from vault.journal import StaffJournal
from vault.sessions import Sessions

CHILD = account(3, 1)


class Counting(UnixDomainSocketConnection):
    """Counts what is written: one command, or one pipeline, is one round trip."""

    trips = 0

    async def send_packed_command(self, command, check_health=True):
        Counting.trips += 1
        await super().send_packed_command(command, check_health=check_health)


@pytest.fixture
async def office(store):
    client = client_of(store)
    client.connection_pool.connection_class = Counting
    client.connection_pool.max_connections = 1
    client.connection_pool.reset()
    await client.flushall()
    made = office_on(client)
    await made.commands(account(9, 9), "start")
    yield made
    await client.aclose()


async def trips(act) -> int:
    before = Counting.trips
    await act
    return Counting.trips - before


async def test_the_first_look_costs_two_round_trips(office):
    assert await trips(office.commands(CHILD, "start")) == 2


async def test_the_first_text_costs_three_and_every_further_one_four_at_most(office):
    assert await trips(office.writes(CHILD, "раз")) == 3
    assert await trips(office.writes(CHILD, "два")) <= 4
    assert await trips(office.writes(CHILD, "три")) <= 4


async def test_a_tap_costs_three(office):
    await office.writes(CHILD, "раз")
    assert await trips(office.taps(CHILD, "numbers")) == 3


async def test_a_redelivery_costs_no_write(office):
    again = await office.writes(CHILD, "раз")
    assert await trips(office.intake.receive(again, office.now)) == 2


async def test_the_cost_does_not_grow_with_what_is_kept(office):
    for number in range(12):
        await office.writes(CHILD, f"{number}")
    assert await trips(office.writes(CHILD, "ещё")) <= 4
    for number in range(20, 24):
        await office.writes(account(number % 16, number), "раз")
    assert await trips(office.files.queue(200)) == 2


async def test_a_members_verb_costs_two_a_claim_looks_at_the_line_and_a_look_at_a_file_two(office):
    await office.writes(CHILD, "раз")
    signal = (await office.card_of(CHILD)).signal
    assert await trips(office.claims(signal)) == 3
    assert await trips(office.duty.release(office.asked(signal, "back"))) == 2
    assert await trips(office.duty.read(office.asked(signal, "look"))) == 2


async def test_the_audit_journal_costs_a_deed_nothing_a_sign_out_one_more_and_every_minute_one(office):
    sessions = Sessions(store=office.store, draw=os.urandom)
    await office.store.redis.hset(roster_keys.papers(ANNA.member), "v", 1)  # a member, not a revoked one
    assert await trips(sessions.begin(ANNA.member, b"nonce", b"", office.now)) == 1
    session = await sessions.begin(ANNA.member, b"another", b"", office.now)
    assert (
        await trips(StaffJournal(office.store).note(JournalLine(at=office.now, by=ANNA.member, verb="shift-on"))) == 1
    )
    assert await trips(sessions.end(session or "", office.now)) == 2
    daily = DailyDigest(digests=StoredDigests(office.store), witnesses=())
    assert await trips(daily.tick(office.now)) == 5
    assert await trips(daily.tick(office.now)) == 1

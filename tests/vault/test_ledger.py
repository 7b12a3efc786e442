"""A send is announced before and noted after: whatever a crash leaves on a phone can be swept."""

import pytest

from tests.desk.desk_rig import Office, account, office_on
from triage.ids import MessageId
from triage.tells import RenewScreen
from vault.lease import Leases
from vault.ledger import MARGIN
from workers.post import Letter

CHILD = account(3, 1)


@pytest.fixture
async def office(redis) -> Office:
    made = office_on(redis)
    await made.writes(CHILD, "раз")
    await Leases(made.store, "one").raise_fences(1)
    return made


def letter(number: int = 1) -> Letter:
    return Letter(3, f"{number}-1", str(CHILD), RenewScreen(account=CHILD), CHILD)


async def traces(office: Office) -> list[tuple[int, int]]:
    chat = await office.chats.chat(CHILD)
    assert chat is not None
    return [(one.first, one.last) for one in (await office.chats.traces(chat))[3]]


async def test_a_noted_send_raises_the_highest_and_is_listed(office):
    ledger = office.ledger(1)
    low = await ledger.announce(letter(), CHILD)
    assert low == office.message
    await ledger.sent(await office.chats.chat(CHILD), MessageId(low + 4), office.now)
    assert (await traces(office))[-1] == (low + 4, low + 4)
    assert office.chats.highest.value == low + 4


async def test_after_a_crash_every_open_announcement_leaves_a_gap_behind_it(office):
    low = await office.ledger(1).announce(letter(), CHILD)
    other = office.another_process()
    other.chats.highest.saw(low + 30)
    assert await other.ledger(2).recover(office.now) == 1
    assert (await traces(office))[-1] == (low + 1, low + 30 + MARGIN)


async def test_a_gap_does_not_count_as_a_message_that_was_seen(office):
    highest = office.chats.highest.value
    await office.ledger(1).gap(await office.chats.chat(CHILD), 5, office.now)
    assert office.chats.highest.value == highest


async def test_an_announcement_to_a_forgotten_account_stops_no_recovery(office):
    await office.ledger(1).announce(letter(), account(5, 5))
    await office.ledger(1).announce(letter(2), None)
    assert await office.another_process().ledger(2).recover(office.now) == 2


async def test_a_closed_letter_leaves_no_gap(office):
    ledger = office.ledger(1)
    await ledger.announce(letter(), CHILD)
    await ledger.closed(letter(), "told")
    before = await traces(office)
    assert await office.another_process().ledger(2).recover(office.now) == 0
    assert await traces(office) == before

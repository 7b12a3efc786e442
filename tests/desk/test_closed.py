"""The list of closed signals: the newest first, page by page, and what one member lowered and closed alone."""

import pytest

from desk.access import Refused
from desk.closed import ON_A_PAGE, ClosedList
from desk.people import Colleague
from tests.desk.casework_rig import VERA, Hands
from tests.desk.desk_rig import ANNA, BORIS, DANGER, UNCLEAR, Office, account
from triage.card import MACHINE_FAILED
from triage.ids import EntryId, MemberId
from triage.urgency import Urgency
from vault import keys
from vault.closed import StoredClosed

STRANGER = Colleague(member=MemberId("m-xxxxxxxxxx"), name="Кто-то", role="administrator", desk="intake")


@pytest.fixture
def hands(office: Office) -> Hands:
    return Hands(office)


def listed(hands) -> ClosedList:
    return ClosedList(shelf=StoredClosed(hands.office.store, hands.office.records))


async def closed(hands, home, *, lowered_by=None, closed_by=ANNA, text=UNCLEAR):
    """A child's signal that somebody lowered, perhaps, and somebody closed."""
    who = account(home, hands.office.updates + 1)
    await hands.office.writes(who, text)
    signal = (await hands.office.card_of(who)).signal
    if lowered_by:
        await hands.office.claims(signal, lowered_by)
        note = EntryId(f"{hands.office.updates:032x}"), "sealed"
        await hands.casework.lower_to(hands.office.asked(signal, f"low-{signal}", lowered_by), Urgency.STANDARD, note)
        await hands.office.duty.release(hands.office.asked(signal, f"free-{signal}", lowered_by))
    await hands.office.claims(signal, closed_by)
    asked = hands.office.asked(signal, f"close-{signal}", closed_by)
    await hands.endings.close(asked, "helped", hands.office.now)
    return signal


async def test_the_newest_stands_first_with_who_when_and_how(hands):
    first = await closed(hands, 3)
    hands.office.later(minutes=1)
    second = await closed(hands, 9, closed_by=VERA)
    page = await listed(hands).page(ANNA)
    assert [card.signal for card in page.cards] == [second, first]
    assert [card.case.closed_by for card in page.cards] == [VERA.member, ANNA.member]
    assert page.after is None


async def test_what_is_opened_again_or_written_to_again_is_in_the_list_no_more(hands):
    signal = await closed(hands, 3)
    await hands.endings.reopen(hands.office.asked(signal, "again", VERA))
    assert (await listed(hands).page(ANNA)).cards == ()


async def test_page_by_page_each_one_comes_once_also_where_many_closed_in_one_second(hands):
    made = set()
    for number in range(ON_A_PAGE * 2 + 5):
        made.add(await closed(hands, number % 2))
        if number % 7 == 0:
            hands.office.later(seconds=1)
    found, after = [], None
    while True:
        page = await listed(hands).page(ANNA, after)
        assert len(page.cards) <= ON_A_PAGE
        found += [card.signal for card in page.cards]
        after = page.after
        if after is None:
            break
    assert len(found) == len(set(found))
    assert set(found) == made


async def test_a_full_last_page_names_no_next_one(hands):
    for _ in range(ON_A_PAGE):
        await closed(hands, 3)
    assert (await listed(hands).page(ANNA)).after is None


async def test_a_supervisor_sees_what_one_member_lowered_and_closed_alone(hands):
    alone = await closed(hands, 3, lowered_by=ANNA, text=DANGER)
    await closed(hands, 4, lowered_by=VERA, text=DANGER)
    await closed(hands, 5)
    assert (await listed(hands).page(BORIS)).alone == {alone}
    page = await listed(hands).page(ANNA)
    assert page.alone == frozenset()
    assert alone in {card.signal for card in page.cards}, "to everybody else it is one of the others"


async def test_what_a_colleague_raised_again_in_between_was_no_deed_of_one_alone(hands):
    who = account(3, 77)
    await hands.office.writes(who, DANGER)
    signal = (await hands.office.card_of(who)).signal
    await hands.office.claims(signal)
    await hands.casework.lower_to(hands.office.asked(signal, "low"), Urgency.PLANNED, (EntryId("a" * 32), "sealed"))
    await hands.casework.raise_to(hands.office.asked(signal, "up", VERA), Urgency.URGENT)
    await hands.closes(signal)
    assert (await listed(hands).page(BORIS)).alone == frozenset()


async def test_a_card_that_does_not_open_hides_no_other_and_is_not_hidden(hands):
    first, second = await closed(hands, 3), await closed(hands, 4)
    await hands.office.store.redis.hset(keys.signal(first), "b", b"damaged")
    page = await listed(hands).page(ANNA)
    reasons = {card.signal: card.reasons for card in page.cards}
    assert set(reasons) == {first, second}
    assert reasons[first] == (MACHINE_FAILED,)


async def test_whoever_may_read_nothing_sees_no_list(hands):
    with pytest.raises(Refused, match="not-allowed"):
        await listed(hands).page(STRANGER)

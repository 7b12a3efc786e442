"""A house where nobody linked a chat: the second channel is all that can ring, so it rings with the words themselves."""

import pytest

from tests.desk.desk_rig import ANNA, DANGER
from tests.desk.test_alarms import BORIS, CHATS, CHILD, VERA, Crew, Night, Pages, night_at, off
from triage.urgency import Urgency

NOTHING = "спасибо, просто проверяю бота"


@pytest.fixture
def night(office) -> Night:
    return night_at(office, Crew(chats={}), Pages())


async def test_danger_rings_outside_in_the_first_round_and_climbs_from_there(night):
    await night.office.writes(CHILD, DANGER)
    await night.minute()
    assert night.pages.paged == ["waiting"]
    assert night.pages.rang == [{ANNA.member, BORIS.member}]
    await night.minute()
    assert night.pages.paged == ["waiting"], "once, until the next rung"
    await night.minute()
    assert night.pages.paged == ["waiting"] * 2


async def test_what_is_not_urgent_rings_outside_at_once_while_somebody_is_there(night):
    await night.office.writes(CHILD, NOTHING)
    assert (await night.office.card_of(CHILD)).urgency is Urgency.PLANNED
    await night.minute(60)
    assert night.pages.paged == ["waiting"]


async def test_by_night_what_is_not_urgent_wakes_nobody(night):
    night.crew.colleague = (off(ANNA), off(BORIS), off(VERA))
    await night.office.writes(CHILD, NOTHING)
    await night.minute(60)
    assert "waiting" not in night.pages.paged, "the empty shift alone is paged"
    await night.office.writes(CHILD, DANGER)
    await night.minute()
    assert night.pages.paged[-1] == "waiting", "more danger rings at once"


async def test_a_claim_rings_nobody_and_more_words_after_an_answer_ring_anew(night):
    await night.office.writes(CHILD, DANGER)
    await night.minute()
    signal = (await night.office.card_of(CHILD)).signal
    await night.office.claims(signal)
    await night.minute(3)
    await night.office.replies(signal, "мы рядом")
    await night.minute(30)
    assert night.pages.paged == ["waiting"]
    await night.office.writes(CHILD, DANGER)
    await night.minute()
    assert night.pages.paged == ["waiting"] * 2, "whoever holds it hears no chat either"
    assert night.pages.rang[-1] == {ANNA.member}


async def test_where_one_chat_is_linked_the_second_channel_waits_for_its_rung(night):
    night.crew.chats = {VERA.member: CHATS[VERA.member]}
    await night.office.writes(CHILD, DANGER)
    await night.minute()
    assert night.pages.paged == []

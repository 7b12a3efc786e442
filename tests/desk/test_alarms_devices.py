"""Whose devices the second channel is for: those whom the rung tells, rung by rung."""

import pytest

from tests.desk.desk_rig import ANNA, DANGER
from tests.desk.test_alarms import BORIS, CHILD, VERA, Crew, Night, Pages, night_at, off


@pytest.fixture
def night(office) -> Night:
    return night_at(office, Crew(), Pages())


async def test_the_second_channel_reaches_whom_the_rung_tells_and_nobody_else(night):
    await night.office.writes(CHILD, DANGER)
    await night.minute(2)
    assert night.pages.rang == [{ANNA.member, BORIS.member}]
    await night.minute(4)
    assert night.pages.rang[-1] == {ANNA.member, BORIS.member, VERA.member}
    night.pages.rang.clear()
    await night.office.claims((await night.office.card_of(CHILD)).signal)
    await night.minute(8)
    assert night.pages.rang[0] == {ANNA.member}, "while she holds it, it is hers"


async def test_a_page_that_nobody_took_keeps_for_whom_it_was(night):
    night.pages.takes = False
    await night.office.writes(CHILD, DANGER)
    await night.minute(3)
    assert night.pages.rang == [{ANNA.member, BORIS.member}] * 2
    night.pages.takes = True
    await night.minute()
    assert night.watch.page_to == frozenset()


async def test_where_nobody_is_who_should_be_the_supervisors_devices_ring(night):
    night.crew.colleague = (off(ANNA), off(BORIS), VERA)
    await night.minute()
    assert (night.pages.paged, night.pages.rang) == (["unmanned"], [{VERA.member}])

"""Whether the first in line was taken: told from the line of a real store at the moment of the claim."""

from dataclasses import replace

import pytest

from desk.access import Refused
from tests.desk.casework_rig import CHILD, Hands
from tests.desk.desk_rig import BORIS, DANGER, UNCLEAR, Office, office_on
from tests.desk.drills_rig import Ground
from tests.vault.test_tallies import OTHER, counted
from triage.urgency import Urgency
from vault import keys
from vault.store import Batch


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


async def test_taking_the_first_in_line_is_right_and_passing_it_over_is_told(office):
    await office.writes(OTHER, UNCLEAR)
    office.later(minutes=1)
    await office.writes(CHILD, DANGER)
    first, second = [(await office.card_of(who)).signal for who in (CHILD, OTHER)]
    await office.claims(second)
    found = await counted(office)
    tier = (await office.card_of(OTHER)).urgency
    assert (found[f"claimed:{tier}"], found[f"passed:{tier}"]) == (1, 1)
    await office.claims(first)
    await office.claims(first)
    found = await counted(office)
    assert (found["claimed:immediate"], found.get("passed:immediate")) == (1, None)


async def test_what_a_colleague_holds_is_not_passed_over(office):
    await office.writes(CHILD, DANGER)
    await office.writes(OTHER, UNCLEAR)
    await office.claims((await office.card_of(CHILD)).signal, BORIS)
    await office.claims((await office.card_of(OTHER)).signal)
    assert not [name for name in await counted(office) if name.startswith("passed")]


async def test_what_waits_for_another_desk_is_not_passed_over(office):
    hands = Hands(office)
    signal = await hands.held(DANGER)
    request = office.asked(signal, "to-desk")
    await hands.casework.hand_to_desk(request, "fallback", (hands.kids["fallback"], "box"))
    await office.writes(OTHER, UNCLEAR)
    await office.claims((await office.card_of(OTHER)).signal)
    assert not [name for name in await counted(office) if name.startswith("passed")]


async def test_one_who_waited_out_her_promise_stands_before_a_new_one_of_the_next_tier(office):
    await office.writes(CHILD, "привет")
    office.later(days=3, minutes=1)
    await office.writes(OTHER, "в школе меня обзывают")
    new = await office.card_of(OTHER)
    assert new.urgency is Urgency.STANDARD
    await office.claims(new.signal)
    assert (await counted(office))["passed:standard"] == 1


async def test_a_card_that_no_key_opens_is_passed_over_by_nobody(office):
    await office.writes(CHILD, DANGER)
    signal = (await office.card_of(CHILD)).signal
    await office.store.redis.hset(keys.signal(signal), "b", b"nonsense")
    await office.writes(OTHER, UNCLEAR)
    await office.claims((await office.card_of(OTHER)).signal)
    assert not [name for name in await counted(office) if name.startswith("passed")]


async def test_a_drill_is_passed_over_by_nobody_who_takes_a_child_first(office):
    await office.writes(CHILD, DANGER)
    card = await office.card_of(CHILD)
    batch = Batch()
    office.records.put_card(batch, replace(card, case=replace(card.case, drill=True)), "1")
    await office.store.commit(batch)
    await office.writes(OTHER, UNCLEAR)
    await office.claims((await office.card_of(OTHER)).signal)
    assert not [name for name in await counted(office) if name.startswith("passed")]


async def test_a_claim_that_was_lost_counts_nothing(office):
    await office.writes(CHILD, DANGER)
    signal = (await office.card_of(CHILD)).signal
    await office.claims(signal)
    with pytest.raises(Refused, match="held"):
        await office.claims(signal, BORIS)
    assert (await counted(office))["claimed:immediate"] == 1


async def test_who_takes_a_child_before_a_drill_passes_nobody_over(office):
    ground = Ground(office)
    await ground.begins()
    await office.writes(OTHER, UNCLEAR)
    await office.claims((await office.card_of(OTHER)).signal)
    assert not [name for name in await counted(office) if name.startswith("passed")]

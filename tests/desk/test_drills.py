"""A drill goes the real way, looks like any signal until somebody takes it, and measures who came and when."""

import asyncio
from dataclasses import replace

import pytest

from desk.access import Refused
from desk.aftercare import Aftercare
from tests.desk.casework_rig import CHILD, VERA
from tests.desk.desk_rig import ANNA, BORIS, DANGER, UNCLEAR, Office, account
from tests.desk.drills_rig import Ground
from triage.card import Card
from triage.tells import AlertDesk, FewerWait, RingDesk, StillWaiting
from triage.urgency import Urgency
from vault import keys
from vault.boards import Boards
from vault.gauges import Gauges
from vault.records import Records


@pytest.fixture
def ground(office: Office) -> Ground:
    return Ground(office)


def unlike(one: Card, other: Card) -> set[str]:
    return {name for name in vars(one) if getattr(one, name) != getattr(other, name)}


async def test_its_card_differs_from_a_childs_in_nothing_but_the_mark_and_the_way_back(ground):
    drill = await ground.hands.card((await ground.begins()).signal)
    await ground.office.writes(CHILD, DANGER)
    real = await ground.office.card_of(CHILD)
    assert unlike(replace(real, case=drill.case), drill) == {"signal", "account"}
    assert (drill.case.drill, drill.account, drill.urgency) == (True, None, Urgency.IMMEDIATE)


async def test_it_rings_as_any_signal_does_and_its_words_open_with_the_desks_key(ground):
    drill = await ground.begins()
    assert await ground.everything() == [AlertDesk(signal=drill.signal)]
    assert [entry["text"] for entry in await ground.office.reads(drill.signal)] == [DANGER]
    assert await ground.hands.verbs(drill.signal) == [("received", "")]


async def test_no_urgent_child_is_taken_for_one_more_of_what_rang_for_it(ground):
    await ground.begins()
    boards = Boards(ground.office.store, ground.office.keyring)
    assert (await boards.counts()).urgent == 0
    await ground.office.writes(CHILD, UNCLEAR)
    assert (await boards.counts()).urgent == 1


async def test_it_climbs_the_real_ladder_but_calls_nobody_outside_and_no_child(ground):
    await ground.begins()
    for _ in range(10):
        await ground.later(minutes=1)
        await ground.watch.tick(ground.office.now)
    rung = [tell for tell in await ground.everything() if isinstance(tell, RingDesk)]
    assert {tell.account for tell in rung} == set(ground.hands.crew.chats.values())
    assert ground.pages.paged == []
    assert not [tell for tell in await ground.everything() if isinstance(tell, StillWaiting)]


async def test_a_real_signal_beside_it_is_paged_as_ever(ground):
    await ground.begins()
    await ground.office.writes(CHILD, DANGER)
    for _ in range(6):
        await ground.later(minutes=1)
        await ground.watch.tick(ground.office.now)
    assert "waiting" in ground.pages.paged


async def test_every_child_who_waits_for_minutes_stands_before_it_however_late_she_comes(ground):
    drill = await ground.begins()
    await ground.later(minutes=5)
    await ground.office.writes(account(3, 7), UNCLEAR)
    assert (await ground.office.card_of(account(3, 7))).urgency is Urgency.URGENT
    await ground.office.writes(account(5, 1), "в школе меня обзывают")
    await ground.office.writes(account(4, 1), DANGER)
    await ground.office.writes(account(9, 1), DANGER)
    for now in (None, ground.office.now):
        order = [card.signal for card in await ground.office.files.queue(10, now)]
        assert order.index(drill.signal) == 3, "behind the three real ones, before the one that can wait a day"


@pytest.mark.parametrize("words", [DANGER, UNCLEAR])
@pytest.mark.parametrize("held", [False, True])
async def test_none_begins_while_a_child_waits_or_wrote_within_the_hour(ground, held, words):
    await ground.office.writes(CHILD, words)
    if held:
        await ground.office.claims((await ground.office.card_of(CHILD)).signal)
    ground.office.later(hours=2)
    with pytest.raises(Refused, match="real-first"):
        await ground.begins()
    await ground.office.replies_to(CHILD, "Я рядом.")
    assert await ground.begins()


async def test_none_begins_while_a_talk_about_danger_is_warm(ground):
    await ground.office.writes(CHILD, UNCLEAR)
    await ground.office.replies_to(CHILD, "Я рядом.")
    ground.office.later(minutes=59)
    with pytest.raises(Refused, match="real-first"):
        await ground.begins()
    ground.office.later(minutes=1)
    assert await ground.begins()


async def test_what_can_wait_a_day_keeps_nobody_from_practising(ground):
    await ground.office.writes(CHILD, "в школе меня обзывают")
    assert await ground.begins()


async def test_a_specialist_begins_none_and_sees_no_list(ground):
    with pytest.raises(Refused, match="not-allowed"):
        await ground.begins(who=ANNA)
    with pytest.raises(Refused, match="not-allowed"):
        await ground.drills.listed(ANNA)


async def test_the_other_supervisors_do_not_see_that_one_runs_before_it_has_ended(ground):
    other = replace(BORIS, member=VERA.member)
    await ground.begins()
    assert await ground.drills.listed(other) == ()
    await ground.later(minutes=31)
    assert [one.ended for one in await ground.drills.listed(other)] == ["missed"]


async def test_one_at_a_time_and_the_same_request_twice_is_one(ground):
    first = await ground.begins()
    assert await ground.begins() == first
    with pytest.raises(Refused, match="drill-runs"):
        await ground.begins("4" * 32)
    assert len(await ground.office.files.queue(10)) == 1


async def test_eight_supervisors_at_once_begin_one(ground):
    async def tries(number):
        try:
            return await ground.begins(f"{number}" * 32)
        except Refused as refused:
            return refused.code

    said = await asyncio.gather(*(tries(number) for number in range(8)))
    assert said.count("drill-runs") == 7
    assert len(await ground.office.files.queue(10)) == 1


async def test_the_first_to_see_it_and_the_first_to_take_it_are_measured(ground):
    drill = await ground.begins()
    ground.office.later(seconds=12)
    ground.saw[ANNA.member] = ground.office.now
    await ground.drills.tick(ground.office.now)
    ground.office.later(seconds=30)
    await ground.takes(drill.signal)
    ground.saw[ANNA.member] = ground.office.now
    await ground.drills.tick(ground.office.now)
    await ground.closes(drill.signal)
    await ground.later(seconds=5)
    last = await ground.last()
    assert (last.seen_s, last.claimed_s, last.ended) == (12, 42, "claimed")


async def test_what_was_seen_before_it_began_and_what_its_beginner_does_are_no_answer(ground):
    ground.saw[ANNA.member] = ground.office.now
    ground.office.later(minutes=1)
    drill = await ground.begins()
    ground.office.later(seconds=3)
    ground.saw[BORIS.member] = ground.office.now
    await ground.takes(drill.signal, BORIS)
    await ground.closes(drill.signal, BORIS)
    await ground.later(seconds=1)
    last = await ground.last()
    assert (last.seen_s, last.claimed_s, last.ended) == (None, None, "stopped")


async def test_once_taken_it_rings_no_more(ground):
    drill = await ground.begins()
    card = await ground.takes(drill.signal)
    assert card.awaiting == "reporter"
    assert await ground.office.store.redis.zcard(keys.alarms(3)) == 0
    assert FewerWait(signal=drill.signal) in await ground.everything()


async def test_closing_it_asks_nobody_how_it_is_and_no_silence_opens_it_again(ground):
    drill = await ground.begins()
    await ground.takes(drill.signal)
    card = await ground.closes(drill.signal)
    assert card.case.after == ""
    assert await ground.office.store.redis.zcard(keys.silences(3)) == 0
    ground.office.later(hours=25)
    await Aftercare(files=ground.office.files).tick(ground.office.now)
    assert (await ground.hands.card(drill.signal)).case.closed_at is not None


async def test_no_real_signal_is_closed_as_a_drill_and_no_drill_as_a_real_one(ground):
    drill = await ground.begins()
    with pytest.raises(Refused, match="not-yours"):
        await ground.closes(drill.signal)
    await ground.takes(drill.signal)
    with pytest.raises(Refused, match="no-such-outcome"):
        await ground.hands.closes(drill.signal)
    signal = await ground.hands.held(UNCLEAR)
    with pytest.raises(Refused, match="no-such-outcome"):
        await ground.closes(signal)


async def test_it_is_no_number_of_the_house(ground):
    before = Gauges(ground.office.store, ground.office.outbox, Records(ground.office.store, ground.office.keyring))
    await ground.begins()
    ground.office.later(minutes=4)
    standing = await before.standing(ground.office.now)
    assert standing.waiting[Urgency.IMMEDIATE] == 0
    assert standing.ages.unclaimed_immediate_s == 0
    await ground.office.writes(CHILD, DANGER)
    assert (await before.standing(ground.office.now)).waiting[Urgency.IMMEDIATE] == 1

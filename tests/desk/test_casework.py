"""A signal goes up, down or into other hands, and whom it concerns hears of it."""

import pytest

from desk.access import Refused
from tests.desk.casework_rig import CHATS, CHILD, VERA, Hands
from tests.desk.desk_rig import ANNA, BORIS, DANGER, UNCLEAR, Office, account
from triage.case import Taken
from triage.ids import EntryId
from triage.tells import AlertDesk, RingDesk
from triage.urgency import Urgency
from vault import keys, threads
from vault.sealing import kid, new_seal_key

NOTE = (EntryId("a" * 32), "sealed")


@pytest.fixture
def hands(office: Office) -> Hands:
    return Hands(office)


async def test_anybody_on_duty_raises_at_once_and_the_holder_hears_it(hands):
    signal = await hands.held(UNCLEAR)
    card = await hands.casework.raise_to(hands.office.asked(signal, "up", VERA), Urgency.IMMEDIATE)
    assert (card.urgency, card.held_by) == (Urgency.IMMEDIATE, ANNA.member)
    assert await hands.office.tells(3) == [AlertDesk(signal=signal, member=ANNA.member)]
    assert ("raised", "immediate") in await hands.verbs(signal)
    with pytest.raises(Refused, match="not-higher"):
        await hands.casework.raise_to(hands.office.asked(signal, "again", VERA), Urgency.URGENT)


async def test_only_the_holder_lowers_and_leaves_her_reason_as_a_sealed_note(hands):
    signal = await hands.held(DANGER)
    with pytest.raises(Refused, match="not-yours"):
        await hands.casework.lower_to(hands.office.asked(signal, "no", VERA), Urgency.STANDARD, NOTE)
    card = await hands.casework.lower_to(hands.office.asked(signal, "down"), Urgency.STANDARD, NOTE)
    opened = await hands.office.files.read(signal, "intake")
    assert card.urgency is Urgency.STANDARD
    assert opened.notes == ({"id": NOTE[0], "box": NOTE[1]},)
    assert "violence-now" in card.reasons, "what the rules saw stays to be seen"


async def test_small_talk_does_not_undo_what_a_human_lowered_and_danger_does(hands):
    signal = await hands.held(DANGER)
    await hands.casework.lower_to(hands.office.asked(signal, "down"), Urgency.STANDARD, NOTE)
    await hands.office.writes(CHILD, "ок")
    assert (await hands.card(signal)).urgency is Urgency.STANDARD
    await hands.office.writes(CHILD, DANGER)
    assert (await hands.card(signal)).urgency is Urgency.IMMEDIATE


async def test_a_hand_over_rings_for_the_colleague_and_says_nothing_to_the_child(hands):
    signal = await hands.held(UNCLEAR)
    card = await hands.casework.hand_over(hands.office.asked(signal, "over"), BORIS.member)
    assert card.held_by == BORIS.member
    assert await hands.office.tells(3) == [RingDesk(account=CHATS[BORIS.member], called=True)]
    assert ("handed-over", BORIS.member) in await hands.verbs(signal)


async def test_a_hand_over_that_was_asked_twice_rings_once(hands):
    signal = await hands.held(UNCLEAR)
    await hands.casework.hand_over(hands.office.asked(signal, "over"), BORIS.member)
    card = await hands.casework.hand_over(hands.office.asked(signal, "over"), BORIS.member)
    assert card.held_by == BORIS.member
    assert len(await hands.office.tells(3)) == 1


async def test_a_supervisor_reassigns_what_a_colleague_holds_and_both_people_are_rung(hands):
    signal = await hands.held(UNCLEAR)
    hands.crew.chats[VERA.member] = account(9, 70)
    with pytest.raises(Refused, match="not-yours"):
        await hands.casework.hand_over(hands.office.asked(signal, "mine", VERA), VERA.member)
    card = await hands.casework.hand_over(hands.office.asked(signal, "hers", BORIS), VERA.member)
    assert card.held_by == VERA.member
    assert card.case.taken == Taken(of=ANNA.member, by=BORIS.member, at=hands.office.now)
    rung = [RingDesk(account=hands.crew.chats[one], called=True) for one in (VERA.member, ANNA.member)]
    assert await hands.office.tells(3) == rung


async def test_a_supervisor_takes_what_a_colleague_holds_by_broken_glass_alone(hands):
    signal = await hands.held(UNCLEAR)
    with pytest.raises(Refused, match="needs-a-reason"):
        await hands.casework.hand_over(hands.office.asked(signal, "ours", BORIS), BORIS.member)
    assert (await hands.card(signal)).held_by == ANNA.member


async def test_what_nobody_holds_a_supervisor_hands_also_to_herself_and_nobody_rings_for_herself(hands):
    signal = await hands.held(UNCLEAR)
    await hands.office.duty.release(hands.office.asked(signal, "free"))
    await hands.office.told(3)
    card = await hands.casework.hand_over(hands.office.asked(signal, "ours", BORIS), BORIS.member)
    assert (card.held_by, card.case.taken) == (BORIS.member, None)
    assert await hands.office.tells(3) == []


async def test_the_holder_who_hands_over_is_told_nothing_of_what_she_did_herself(hands):
    signal = await hands.held(UNCLEAR)
    card = await hands.casework.hand_over(hands.office.asked(signal, "over"), VERA.member)
    assert (card.case.taken, await hands.office.tells(3)) == (None, [])


async def test_nothing_is_handed_to_whoever_does_not_work_here(hands):
    signal = await hands.held(UNCLEAR)
    with pytest.raises(Refused, match="no-such-colleague"):
        await hands.casework.hand_over(hands.office.asked(signal, "x"), "m-zzzzzzzzzz")


async def sealed_for(hands: Hands, signal, key) -> tuple[str, str]:
    seed = await hands.office.thread_seed(signal)
    return kid(key.public), threads.seal_thread(seed, signal, "fallback", key.public)


async def test_another_desk_gets_the_signal_its_members_are_rung_and_its_key_opens_it(hands):
    signal = await hands.held(UNCLEAR)
    thread = await sealed_for(hands, signal, hands.office.desk_keys["fallback"])
    card = await hands.casework.hand_to_desk(hands.office.asked(signal, "desk"), "fallback", thread)
    assert (card.case.desk, card.held_by, card.awaiting) == ("fallback", None, "desk")
    assert await hands.office.tells(3) == [RingDesk(account=CHATS[BORIS.member], called=True)]
    assert [entry["text"] for entry in await hands.office.reads(signal, "fallback")] == [UNCLEAR]
    with pytest.raises(Refused, match="same-desk"):
        await hands.casework.hand_to_desk(hands.office.asked(signal, "desk2", BORIS), "fallback", thread)


async def test_while_a_desks_key_changes_nobody_elses_box_takes_the_place_of_the_one_it_has_still_to_reseal(hands):
    signal = await hands.held(UNCLEAR)
    fresh = new_seal_key(lambda count: bytes(range(count)))
    hands.kids["fallback"] = kid(fresh.public)
    await hands.casework.hand_to_desk(hands.office.asked(signal, "desk"), "fallback", (kid(fresh.public), "AAAA"))
    assert [entry["text"] for entry in await hands.office.reads(signal, "fallback")] == [UNCLEAR]


async def test_a_desk_without_a_box_opens_the_thread_by_the_one_of_the_browser(hands):
    signal = await hands.held(UNCLEAR)
    thread = await sealed_for(hands, signal, hands.office.desk_keys["fallback"])
    await hands.office.store.redis.hdel(keys.signal(signal), "fallback", "kid:fallback")
    await hands.casework.hand_to_desk(hands.office.asked(signal, "desk"), "fallback", thread)
    assert [entry["text"] for entry in await hands.office.reads(signal, "fallback")] == [UNCLEAR]


async def test_a_box_never_takes_the_place_of_one_that_the_desk_can_open(hands):
    signal = await hands.held(UNCLEAR)
    broken = (hands.kids["fallback"], "AAAA")
    await hands.casework.hand_to_desk(hands.office.asked(signal, "desk"), "fallback", broken)
    assert [entry["text"] for entry in await hands.office.reads(signal, "fallback")] == [UNCLEAR]


async def test_a_box_for_a_key_that_is_not_the_desks_is_refused(hands):
    signal = await hands.held(UNCLEAR)
    with pytest.raises(Refused, match="wrong-key"):
        await hands.casework.hand_to_desk(hands.office.asked(signal, "x"), "fallback", ("0" * 16, "AAAA"))


async def test_a_second_opinion_rings_for_a_colleague_until_her_note_is_there(hands):
    signal = await hands.held(UNCLEAR)
    card = await hands.casework.ask_opinion(hands.office.asked(signal, "ask"), BORIS.member)
    assert (card.held_by, card.case.opinions) == (ANNA.member, (BORIS.member,))
    assert await hands.office.tells(3) == [RingDesk(account=CHATS[BORIS.member], called=True)]
    noted = await hands.office.duty.note(hands.office.asked(signal, "note", BORIS), *NOTE)
    assert (noted.held_by, noted.case.opinions) == (ANNA.member, ())


async def test_who_answered_last_is_asked_first_when_the_child_comes_back(hands):
    signal = await hands.held(UNCLEAR)
    await hands.office.replies(signal, "мы рядом")
    await hands.office.duty.release(hands.office.asked(signal, "free"))
    await hands.office.writes(CHILD, "ещё")
    assert (await hands.card(signal)).case.before == ANNA.member

"""A supervisor takes a held signal in an emergency: with a reason, once, and whoever held it is told."""

import asyncio
from dataclasses import replace

import pytest

from desk.access import Refused
from tests.desk.casework_rig import CHATS, CHILD, VERA, Hands
from tests.desk.desk_rig import ANNA, BORIS, DANGER, UNCLEAR, Office
from triage.case import Taken
from triage.ids import EntryId, MemberId
from triage.tells import RingDesk
from vault import codec

WHY = (EntryId("a" * 32), "sealed")


@pytest.fixture
def hands(office: Office) -> Hands:
    return Hands(office)


async def breaks(hands, signal, request="glass", who=BORIS):
    return await hands.casework.break_glass(hands.office.asked(signal, request, who), ANNA.member, WHY)


async def test_the_supervisor_holds_it_and_whoever_held_it_is_rung_and_named(hands):
    signal = await hands.held(DANGER)
    card = await breaks(hands, signal)
    assert card.held_by == BORIS.member
    assert card.case.taken == Taken(of=ANNA.member, by=BORIS.member, at=hands.office.now)
    assert await hands.office.tells(3) == [RingDesk(account=CHATS[ANNA.member], called=True)]
    assert (await hands.verbs(signal))[-1] == ("broke-glass", ANNA.member)


async def test_the_reason_is_a_sealed_note_of_the_same_step(hands):
    signal = await hands.held(UNCLEAR)
    await breaks(hands, signal)
    opened = await hands.office.files.read(signal, "fallback")
    assert opened.notes == ({"id": WHY[0], "box": WHY[1]},)


async def test_the_child_hears_nothing_and_is_not_greeted_as_new(hands):
    signal = await hands.held(UNCLEAR)
    await hands.office.replies(signal, "Я рядом.")
    await hands.office.told(3)
    before = await hands.card(signal)
    await breaks(hands, signal)
    assert all(tell.account != CHILD for tell in await hands.office.tells(3))
    after = await hands.card(signal)
    assert (after.case.before, after.awaiting, after.account) == (before.case.before, before.awaiting, before.account)


async def test_a_specialist_may_not(hands):
    signal = await hands.held(UNCLEAR)
    with pytest.raises(Refused, match="not-allowed"):
        await breaks(hands, signal, who=VERA)
    assert (await hands.card(signal)).held_by == ANNA.member


async def test_asked_twice_it_happens_once(hands):
    signal = await hands.held(UNCLEAR)
    first = await breaks(hands, signal)
    hands.office.later(minutes=1)
    assert await breaks(hands, signal) == first
    assert len(await hands.office.tells(3)) == 1
    assert [verb for verb, _ in await hands.verbs(signal)].count("broke-glass") == 1


async def test_ten_requests_at_once_have_one_effect(hands):
    signal = await hands.held(UNCLEAR)
    async with asyncio.TaskGroup() as group:
        for _ in range(10):
            group.create_task(breaks(hands, signal))
    assert [verb for verb, _ in await hands.verbs(signal)].count("broke-glass") == 1


async def test_what_nobody_holds_or_she_holds_herself_needs_no_broken_glass(hands):
    signal = await hands.held(UNCLEAR)
    await hands.office.duty.release(hands.office.asked(signal, "free"))
    with pytest.raises(Refused, match="not-held"):
        await breaks(hands, signal)
    await hands.office.claims(signal, BORIS)
    with pytest.raises(Refused, match="not-held"):
        await breaks(hands, signal, "again")


async def test_it_takes_from_the_one_whose_name_the_supervisor_saw_and_from_nobody_else(hands):
    signal = await hands.held(UNCLEAR)
    await hands.casework.hand_over(hands.office.asked(signal, "over"), VERA.member)
    with pytest.raises(Refused, match="held") as refused:
        await breaks(hands, signal)
    assert refused.value.by == VERA.member


async def test_a_reply_on_its_way_and_broken_glass_at_once_lose_neither(hands):
    signal = await hands.held(UNCLEAR)
    reply = await hands.office.sealed_reply(signal, "Я рядом.")

    async def answers():
        try:
            await hands.office.duty.reply(hands.office.asked(signal, "reply-1"), reply)
        except Refused as refused:
            return refused.code
        return "sent"

    said, card = await asyncio.gather(answers(), breaks(hands, signal))
    assert card.held_by == (await hands.card(signal)).held_by == BORIS.member
    assert said in {"sent", "not-yours"}
    verbs = [verb for verb, _ in await hands.verbs(signal)]
    assert ("replied" in verbs) is (said == "sent"), "what was refused left no trace, what was sent is there"


async def test_a_release_and_broken_glass_at_once_leave_one_holder_or_none(hands):
    signal = await hands.held(UNCLEAR)

    async def quiet(deed):
        try:
            await deed
        except Refused as refused:
            return refused.code
        return ""

    said = await asyncio.gather(
        quiet(hands.office.duty.release(hands.office.asked(signal, "free"))), quiet(breaks(hands, signal))
    )
    holder = (await hands.card(signal)).held_by
    assert (*said, holder) in {("", "not-held", None), ("not-yours", "", BORIS.member)}


async def test_what_was_taken_is_told_no_more_once_somebody_took_it_of_her_own_will(hands):
    signal = await hands.held(UNCLEAR)
    await breaks(hands, signal)
    await hands.office.duty.release(hands.office.asked(signal, "free", BORIS))
    assert (await hands.card(signal)).case.taken is None


async def test_a_signal_given_to_the_other_desk_out_of_a_colleagues_hands_rings_for_her(hands):
    signal = await hands.held(UNCLEAR)
    of_our_desk = replace(BORIS, desk="intake")
    card = await hands.casework.hand_to_desk(
        hands.office.asked(signal, "desk", of_our_desk), "fallback", (hands.kids["fallback"], "box")
    )
    assert card.case.taken == Taken(of=ANNA.member, by=BORIS.member, at=hands.office.now)
    assert RingDesk(account=CHATS[ANNA.member], called=True) in await hands.office.tells(3)


async def test_reading_what_a_colleague_holds_leaves_a_line_with_the_readers_name(hands):
    signal = await hands.held(UNCLEAR)
    await hands.office.duty.read(hands.office.asked(signal, "look"))
    await hands.office.duty.read(hands.office.asked(signal, "look-too", BORIS))
    opened = await hands.office.files.read(signal, "intake")
    readers = [line.by for line in opened.journal if line.verb == "opened"]
    assert readers == [ANNA.member, BORIS.member]


async def test_who_was_not_linked_to_telegram_is_named_all_the_same(hands):
    hands.crew.chats.clear()
    signal = await hands.held(UNCLEAR)
    card = await breaks(hands, signal)
    assert card.case.taken.of == ANNA.member
    assert await hands.office.tells(3) == []


async def test_a_card_of_before_is_read_without_its_new_fields(hands):
    signal = await hands.held(UNCLEAR)
    card = await hands.card(signal)
    old = codec.card_bytes(card).replace(b'"taken":null,', b"").replace(b',"taken":null', b"")
    old = old.replace(b',"drill":false', b"").replace(b'"lowered_by":null,', b"")
    assert b"drill" not in old
    assert b"lowered_by" not in old
    assert codec.card_of(old) == card


async def test_the_taking_survives_the_store(hands):
    signal = await hands.held(UNCLEAR)
    await breaks(hands, signal)
    assert (await hands.card(signal)).case.taken.by == MemberId(BORIS.member)

"""The desk's files: one winner of a claim, one reply of a resend, and nothing left of what was erased."""

import asyncio

import pytest

from desk.access import Refused
from desk.people import Colleague
from tests.desk.desk_rig import ANNA, BORIS, DANGER, Office, account, office_on
from triage.ids import EntryId, MemberId, SignalId
from triage.tells import News
from triage.urgency import Urgency
from vault import keys

CHILD = account(3, 1)


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


async def signal_of(office: Office, who=CHILD, text: str = "дома плохо") -> SignalId:
    await office.writes(who, text)
    return (await office.card_of(who)).signal


async def test_of_forty_who_claim_at_once_one_wins_and_the_others_learn_who(office):
    signal = await signal_of(office)
    crowd = [
        Colleague(member=MemberId(f"m-{n:010d}"), name=f"{n}", role="specialist", desk="intake") for n in range(40)
    ]
    results = await asyncio.gather(*(office.claims(signal, one) for one in crowd), return_exceptions=True)
    winners = [result.held_by for result in results if not isinstance(result, BaseException)]
    assert len(winners) == 1
    refusals = [result for result in results if isinstance(result, Refused)]
    assert len(refusals) == 39
    assert {(one.code, one.by) for one in refusals} == {("held", winners[0])}
    assert (await office.files.card(signal)).card.held_by == winners[0]


async def test_a_claim_of_the_same_member_again_is_her_claim_still_and_one_line_of_the_journal(office):
    signal = await signal_of(office)
    await office.claims(signal)
    assert (await office.claims(signal)).held_by == ANNA.member
    opened = await office.files.read(signal, "intake")
    assert [line.verb for line in opened.journal].count("claimed") == 1


async def test_the_queue_shows_waiting_and_held_in_one_order_the_most_urgent_first(office):
    who = [account(number, number) for number in (2, 5, 9, 14)]
    for number, one in enumerate(who):
        await office.writes(one, DANGER if number == 2 else "раз")
        office.later(minutes=1)
    await office.claims((await office.card_of(who[0])).signal)
    queue = await office.files.queue(9)
    assert [card.account for card in queue] == [who[2], who[0], who[1], who[3]]
    assert queue[0].urgency is Urgency.IMMEDIATE
    assert [card.account for card in await office.files.queue(2)] == [who[2], who[0]]


async def test_waiting_lifts_nobody_over_a_more_urgent_one(office):
    await office.writes(CHILD, "раз")
    office.later(days=900)
    await office.writes(account(4, 2), DANGER)
    assert [card.account for card in await office.files.queue(9)] == [account(4, 2), CHILD]


async def test_who_has_waited_out_the_promise_stands_before_a_newer_and_graver_one_but_never_before_danger(office):
    small, urgent, danger = CHILD, account(4, 2), account(5, 3)
    await office.writes(small, "спасибо, просто проверяю бота")
    assert (await office.card_of(small)).urgency is Urgency.PLANNED
    office.later(days=5)
    await office.writes(urgent, "раз")
    await office.writes(danger, DANGER)
    order = [card.account for card in await office.duty.queue(ANNA, office.now)]
    assert order == [danger, small, urgent]


async def test_the_same_reply_again_is_one_reply(office):
    signal = await signal_of(office)
    await office.claims(signal)
    reply = await office.sealed_reply(signal, "мы рядом")
    asked = office.asked(signal, f"reply-{reply.entry['id']}")
    await asyncio.gather(*(office.duty.reply(asked, reply) for _ in range(4)))
    await office.another_process().duty.reply(asked, reply)
    assert [entry["text"] for entry in await office.reads(signal) if entry["kind"] == "reply"] == ["мы рядом"]
    assert len([tell for tell in await office.tells(3) if isinstance(tell, News)]) == 1


async def test_only_the_holder_replies_releases_and_decides(office):
    signal = await signal_of(office)
    reply = await office.sealed_reply(signal, "мы рядом")
    asked = office.asked(signal, "r", BORIS)
    await office.claims(signal)
    for act in (
        office.duty.reply(asked, reply),
        office.duty.release(asked),
        office.duty.keep(asked),
        office.duty.erase(asked),
    ):
        with pytest.raises(Refused) as refused:
            await act
        assert (refused.value.code, refused.value.by) == ("not-yours", ANNA.member)
    assert len(await office.reads(signal)) == 1


async def test_a_text_that_comes_in_while_a_specialist_replies_is_kept_too(office):
    signal = await signal_of(office)
    await office.claims(signal)
    replies = [await office.sealed_reply(signal, f"ответ {number}") for number in range(4)]
    other = office.another_process()
    await asyncio.gather(
        *(office.duty.reply(office.asked(signal, f"r{number}"), reply) for number, reply in enumerate(replies)),
        *(other.writes(CHILD, f"ещё {number}") for number in range(4)),
    )
    texts = sorted(entry["text"] for entry in await office.reads(signal))
    assert texts == sorted(["дома плохо", *(f"{w} {n}" for w in ("ответ", "ещё") for n in range(4))])
    card = (await office.files.card(signal)).card
    assert (card.words, card.held_by) == (5, ANNA.member)


async def test_nobody_reads_unseen(office):
    signal = await signal_of(office)
    opened = await office.duty.read(office.asked(signal, "x"))
    again = await office.duty.read(office.asked(signal, "y", BORIS))
    assert [line.verb for line in opened.journal] == ["received"]
    assert [(line.by, line.verb) for line in again.journal][1:] == [(ANNA.member, "opened")]


async def test_a_reply_whose_text_was_lost_is_undelivered_and_can_be_sent_again(office):
    signal = await signal_of(office)
    await office.claims(signal)
    entry = await office.replies(signal, "мы рядом")
    assert (await office.files.read(signal, "intake")).replies == {entry: "waiting"}
    await office.store.redis.delete(keys.reply_text(signal, entry))
    assert (await office.files.read(signal, "intake")).replies == {entry: "undelivered"}
    await office.duty.again(office.asked(signal, "again"), entry, "мы рядом")
    assert await office.chats.reply_text(signal, entry) == "мы рядом"
    assert len([e for e in await office.reads(signal) if e["kind"] == "reply"]) == 1


async def test_a_note_is_kept_once_and_never_replaced(office):
    signal = await signal_of(office)
    for box in ("box", "other"):
        await office.duty.note(office.asked(signal, f"note-{box}"), EntryId("a" * 32), box)
    assert (await office.files.read(signal, "intake")).notes == ({"id": "a" * 32, "box": "box"},)

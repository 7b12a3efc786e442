"""The forum group: constant texts, one topic a signal, nothing before its code."""

import re
from dataclasses import replace

from tests.desk.casework_rig import CHILD, Hands
from tests.desk.desk_rig import ANNA, account
from tests.workers.forum_rig import CRY, Rig
from triage.ids import UpdateId
from vault import roster_keys
from vault.lease import DUTY, Leases


async def test_before_a_code_was_posted_nothing_is_said_in_the_group(unbound):
    await unbound.office.writes(CHILD, CRY)
    await unbound.works()
    assert unbound.word == "not-bound"
    assert unbound.peer.calls() == []


async def test_a_code_binds_once_and_a_code_of_somebody_who_left_never(unbound):
    await unbound.office.store.redis.hset(roster_keys.papers(ANNA.member), "v", 1)
    code = await unbound.forum.offer_code(ANNA.member)
    late = await unbound.forum.offer_code(ANNA.member)
    assert not await unbound.forum.bind("gaaaaaaaaaa", UpdateId("d0"), unbound.office.now)
    assert await unbound.forum.bind(code, UpdateId("d1"), unbound.office.now)
    assert await unbound.forum.bind(code, UpdateId("d1"), unbound.office.now)  # delivered again
    assert not await unbound.forum.bind(code, UpdateId("d2"), unbound.office.now)
    await unbound.office.store.redis.delete(roster_keys.papers(ANNA.member))
    assert not await unbound.forum.bind(late, UpdateId("d3"), unbound.office.now)


async def test_another_group_or_another_bot_is_not_bound_by_it(rig):
    assert await rig.forum.bound()
    assert not await replace(rig.forum, chat=rig.chat - 1).bound()
    assert not await replace(rig.forum, keyring=replace(rig.forum.keyring, duty_bot_id=1)).bound()


async def test_a_signal_has_one_topic_that_follows_it_from_waiting_to_done_and_back(rig):
    hands = Hands(rig.office)
    await rig.office.writes(CHILD, CRY)
    await rig.works()
    signal = (await rig.office.card_of(CHILD)).signal
    assert rig.only()["texts"] == ["Ждёт"]
    await rig.office.claims(signal)
    await rig.works()
    await rig.office.replies(signal, "Мы рядом")
    await rig.works()
    assert rig.only()["texts"] == ["Ждёт", "Взят", "Ответ дан"]
    await hands.closes(signal)
    await rig.works()
    assert rig.only()["closed"] is True
    await rig.office.writes(CHILD, "опять")
    await rig.works()
    assert (rig.only()["closed"], rig.only()["texts"][-1]) == (False, "Взят" if await held(rig, signal) else "Ждёт")


async def held(rig: Rig, signal) -> bool:
    versioned = await rig.office.files.card(signal)
    return versioned is not None and versioned.card.held_by is not None


async def test_a_topic_of_a_signal_that_is_done_is_gone_a_day_later(rig):
    hands = Hands(rig.office)
    await rig.office.writes(CHILD, CRY)
    signal = (await rig.office.card_of(CHILD)).signal
    await rig.works()
    await rig.office.claims(signal)
    await rig.office.replies(signal, "Мы рядом")
    await hands.closes(signal)
    await rig.works()
    rig.office.later(hours=24)
    await rig.works()
    assert rig.topics() == []
    assert await rig.office.store.redis.hgetall(roster_keys.topics()) == {}


async def test_what_was_erased_leaves_no_topic(rig):
    await rig.office.writes(CHILD, CRY)
    signal = (await rig.office.card_of(CHILD)).signal
    await rig.works()
    await rig.office.claims(signal)
    await rig.office.commands(CHILD, "delete")
    await rig.office.duty.erase(rig.office.asked(signal, "e"))
    await rig.works()
    assert rig.topics() == []


async def test_every_name_is_as_long_as_any_other_and_nothing_of_a_report_or_a_member_is_in_the_group(rig):
    for number in range(6):
        await rig.office.writes(account(number, number), CRY if number % 2 else "мне грустно")
    await rig.works(40)
    assert len(rig.topics()) == 6
    assert {bool(re.fullmatch(r"\d{4}", topic["name"])) for topic in rig.topics()} == {True}
    assert {text for topic in rig.topics() for text in topic["texts"]} == {"Ждёт"}


async def test_the_most_urgent_gets_its_topic_first(rig):
    await rig.office.writes(account(1, 1), "мне грустно")
    await rig.office.writes(account(2, 2), "папа меня бьёт прямо сейчас")
    first = (await rig.office.files.queue(1))[0]
    await rig.works(1)
    assert rig.only()["name"] == rig.forum.number(first.signal)


async def test_only_one_process_has_the_hand(rig):
    await rig.office.writes(CHILD, CRY)
    other = replace(rig.hand, leases=Leases(rig.office.store, "another-process", DUTY))
    await rig.works()
    await rig.office.claims((await rig.office.card_of(CHILD)).signal)
    await other.looked()
    assert rig.only()["texts"] == ["Ждёт"]


async def test_the_store_has_neither_the_group_nor_a_topics_number_in_clear(rig):
    await rig.office.writes(CHILD, CRY)
    await rig.works()
    kept = await rig.office.all_values()
    assert str(rig.chat).encode() not in kept
    assert rig.only()["name"].encode() not in await rig.office.store.redis.hget(
        roster_keys.topics(), (await rig.office.card_of(CHILD)).signal
    )

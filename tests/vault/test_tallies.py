"""What is counted of the desk's work, on a real store: in the save that does it, once, and without a name."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from desk.oversight import Oversight
from tests.conftest import client_of
from tests.desk.casework_rig import CHILD, Hands
from tests.desk.desk_rig import ANNA, BORIS, DANGER, NOON, UNCLEAR, Office, account, office_on
from tests.vault.test_gauges import Counting
from triage.card import Card
from triage.durations import bucket
from triage.ids import CANARY, PARTITIONS, AccountId, letter_of
from triage.quality import days_back, merged
from triage.urgency import Urgency
from vault.tallies import StoredTallies, tally

OTHER = account(9, 2)


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


async def counted(office: Office, days: int = 30) -> dict[str, int]:
    kept = await StoredTallies(office.store).of(days_back(office.now, days))
    return {name: many for name, many in merged(kept.values()).items() if many}


async def written(office: Office, who=CHILD, text: str = UNCLEAR) -> Card:
    await office.writes(who, text)
    return await office.card_of(who)


async def test_a_signal_is_counted_when_it_comes_and_a_redelivery_counts_nothing(office):
    made = await office.writes(CHILD, DANGER)
    await office.intake.receive(made, office.now)
    await office.writes(CHILD, "он уже у двери")
    assert await counted(office) == {"open:immediate": 1}


async def test_words_that_raise_a_signal_move_it(office):
    first = (await written(office)).urgency
    assert await counted(office) == {f"open:{first}": 1}
    await office.writes(CHILD, DANGER)
    assert await counted(office) == {"open:immediate": 1}


async def test_the_first_human_word_counts_once_however_often_its_request_comes(office):
    tier = (await written(office)).urgency
    signal = (await office.card_of(CHILD)).signal
    office.later(minutes=7)
    await office.claims(signal)
    reply = await office.sealed_reply(signal, "мы рядом")
    asked = office.asked(signal, "reply-1")
    await office.duty.reply(asked, reply)
    await office.duty.reply(asked, reply)
    await office.replies(signal, "и ещё")
    assert await counted(office) == {f"claimed:{tier}": 1, f"answered:{tier}:{bucket(420)}": 1}


async def test_an_answer_of_tomorrow_counts_for_the_day_of_the_childs_first_word(office):
    await written(office)
    office.later(days=1)
    await office.replies_to(CHILD, "мы рядом")
    kept = await StoredTallies(office.store).of(days_back(office.now, 2))
    yesterday, today = (kept[day] for day in days_back(office.now, 2))
    assert [name.split(":")[0] for name, many in yesterday.items() if many] == ["answered"]
    assert [name.split(":")[0] for name, many in today.items() if many] == ["claimed"]


async def test_what_she_took_back_before_anybody_answered_is_abandoned(office):
    await office.writes(CHILD, "привет")
    tier = (await office.card_of(CHILD)).urgency
    assert tier is Urgency.PLANNED
    await office.taps(CHILD, "delete", message=8)
    assert await counted(office) == {"abandoned:planned": 1}


async def test_what_the_desk_erased_unanswered_is_abandoned_and_what_it_answered_is_not(office):
    for who, answers in ((CHILD, False), (OTHER, True)):
        await office.writes(who, DANGER)
        signal = (await office.card_of(who)).signal
        await office.claims(signal)
        if answers:
            await office.replies(signal, "мы рядом")
        await office.taps(who, "delete", message=8)
        await office.duty.erase(office.asked(signal, f"erase-{who}"))
    found = await counted(office)
    assert found.pop("claimed:immediate") == 2
    assert found == {"abandoned:immediate": 1, f"answered:immediate:{bucket(0)}": 1}


async def test_closed_without_a_word_is_abandoned_until_she_writes_again_even_behind_a_cover(office):
    hands = Hands(office)
    signal = await hands.held(DANGER)
    late = office.incoming(CHILD, text="он вернулся")
    await office.taps(CHILD, "hide", message=9)
    await hands.closes(signal)
    assert (await counted(office))["abandoned:immediate"] == 1
    await office.intake.receive(late, office.now)
    found = await counted(office)
    assert (found["open:immediate"], found.get("abandoned:immediate")) == (1, None)


async def test_a_day_of_silence_opens_again_what_was_closed_without_a_word(office):
    hands = Hands(office)
    await hands.closes(await hands.held(DANGER))
    office.later(hours=25)
    await hands.aftercare.tick(office.now)
    await hands.aftercare.tick(office.now)
    assert (await counted(office))["open:immediate"] == 1


async def test_what_came_while_nobody_was_on_shift_says_so_and_one_that_writes_on_does_not(office):
    office.intake = replace(office.intake, attended=lambda _now: False)
    await office.writes(CHILD, DANGER)
    office.intake = replace(office.intake, attended=lambda _now: True)
    await office.writes(OTHER, DANGER)
    office.intake = replace(office.intake, attended=lambda _now: False)
    await office.writes(OTHER, "он уже у двери")
    assert await counted(office) == {"open:immediate": 2, "night:immediate": 1}


async def test_no_name_stands_in_what_is_counted_and_it_is_forgotten_after_four_hundred_days(office):
    await office.writes(CHILD, DANGER)
    await office.replies_to(CHILD, "мы рядом")
    names = [name for name in await office.all_keys() if ":tally:" in name]
    assert names == [tally(3, NOON.date())]
    fields = await office.store.redis.hgetall(names[0])
    assert all(re.fullmatch(rb"[a-z]+:(immediate|urgent|standard|planned)(:\d+)?", field) for field in fields)
    ends = await office.store.redis.expiretime(names[0])
    assert ends == int((NOON.replace(hour=0) + timedelta(days=400)).timestamp())


async def test_a_canary_is_counted_nowhere(office):
    bird = AccountId(letter_of(CANARY) + "0" * 31)
    await office.writes(bird, DANGER)
    await office.taps(bird, "delete", message=8)
    assert [name for name in await office.all_keys() if ":tally:" in name] == []


async def test_a_supervisors_look_costs_three_round_trips_however_much_there_is(store):
    client = client_of(store)
    client.connection_pool.connection_class = Counting
    client.connection_pool.max_connections = 1
    client.connection_pool.reset()
    await client.flushall()
    office = office_on(client)
    for number in range(2 * PARTITIONS):
        await office.writes(account(number % PARTITIONS, number), DANGER)
    look = Oversight(files=office.files, tallies=StoredTallies(office.store))
    before = Counting.trips
    seen = await look.look(BORIS, [ANNA, BORIS], office.now)
    assert Counting.trips - before == 3
    assert len(seen.waiting) == 2 * PARTITIONS
    await client.aclose()


async def test_after_an_evening_the_counts_are_those_of_the_cards(office):
    hands, crew = Hands(office), [account(number % PARTITIONS, number) for number in range(12)]
    for number, who in enumerate(crew):
        await office.writes(who, DANGER if number % 3 else UNCLEAR)
        office.later(minutes=1)
    for number, who in enumerate(crew[:8]):
        signal = (await office.card_of(who)).signal
        await office.claims(signal)
        if number % 2:
            await office.replies(signal, "мы рядом")
        if number % 4 > 1:
            await hands.closes(signal)
        elif number == 4:
            await office.duty.release(office.asked(signal, "back"))
    found = Counter(name.split(":")[0] for name, many in (await counted(office)).items() for _ in range(many))
    assert {name: found[name] for name in ("open", "answered", "abandoned")} == {
        "open": 6,
        "answered": 4,
        "abandoned": 2,
    }


async def test_what_came_before_anything_was_counted_eats_up_nothing(office):
    await office.writes(CHILD, DANGER)
    await office.store.redis.delete(tally(3, NOON.date()))
    await office.replies_to(CHILD, "мы рядом")
    await office.writes(OTHER, DANGER)
    found = await counted(office)
    assert (found["open:immediate"], found[f"answered:immediate:{bucket(0)}"]) == (1, 1)

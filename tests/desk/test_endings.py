"""The child hears first that others are told; support ends, is asked after, and never ends for whoever comes back."""

from datetime import timedelta

import pytest

from desk.access import Refused
from desk.alarms import lowest_of, needs_of
from tests.desk.casework_rig import CHILD, Hands
from tests.desk.desk_rig import ANNA, DANGER, UNCLEAR, Office
from triage import casework
from triage.alarms import Rung
from triage.ids import EntryId, SignalId
from triage.tells import AlertDesk, FewerWait, News, ShowScreen
from triage.urgency import Urgency
from vault import keys


@pytest.fixture
def hands(office: Office) -> Hands:
    return Hands(office)


async def names(hands: Hands) -> list[str]:
    return [tell.name for tell in await hands.office.tells(3) if isinstance(tell, ShowScreen)]


async def test_nobody_outside_is_marked_as_told_before_the_child_was(hands):
    signal = await hands.held(DANGER)
    asked = hands.office.asked
    with pytest.raises(Refused, match="say-first"):
        await hands.endings.mark_told(asked(signal, "told"), "police", hands.office.now)
    await hands.endings.say_first(asked(signal, "say"), "police", "had")
    assert News in [type(tell) for tell in await hands.office.tells(3)], (
        "and not a word of it on a phone that lies about"
    )
    card = await hands.endings.mark_told(asked(signal, "told2"), "police", hands.office.now)
    assert [(one.to, one.done_at, one.done_by) for one in card.case.tellings] == [
        ("police", hands.office.now, ANNA.member)
    ]
    assert [one for one in await hands.verbs(signal) if one[0].startswith("told")] == [
        ("told-reporter", ""),
        ("told", ""),
    ], "the journal outlives the signal, and says neither to whom"


async def test_what_will_happen_later_cannot_be_marked_as_done(hands):
    signal = await hands.held(DANGER)
    await hands.endings.say_first(hands.office.asked(signal, "say"), "guardianship", "will")
    late = hands.office.now + timedelta(hours=1)
    with pytest.raises(Refused, match="not-yet"):
        await hands.endings.mark_told(hands.office.asked(signal, "t"), "guardianship", late)


async def test_who_was_away_hears_of_the_police_when_she_comes_back(hands):
    signal = await hands.held(DANGER)
    await hands.endings.say_first(hands.office.asked(signal, "say"), "police", "will")
    await hands.office.told(3)
    await hands.office.commands(CHILD, "start")
    assert await names(hands) == ["told"]
    await hands.office.chats.put_heard(signal, hands.office.now)
    await hands.office.told(3)
    await hands.office.commands(CHILD, "start")
    assert await names(hands) == ["ask_place"], "and then what was asked before"


async def test_a_closed_signal_leaves_the_queue_and_the_alarms_and_asks_once_how_it_is(hands):
    signal = await hands.held(UNCLEAR)
    card = await hands.closes(signal)
    assert (card.held_by, card.case.outcome, card.case.after) == (None, "helped", "asked")
    assert await hands.office.duty.queue(ANNA) == ()
    assert [type(tell) for tell in await hands.office.tells(3)] == [News, FewerWait]
    await hands.office.told(3)
    await hands.office.commands(CHILD, "start")
    assert await names(hands) == ["after"]
    assert await hands.office.reads(signal), "what is sealed stays: erasing it is retention's affair"
    assert ("closed", "") in await hands.verbs(signal)


async def test_nothing_is_closed_over_a_word_that_the_closer_has_not_seen(hands):
    signal = await hands.held(UNCLEAR)
    seen = (await hands.card(signal)).last_word_at
    hands.office.later(minutes=1)
    await hands.office.writes(CHILD, "он пришёл")
    with pytest.raises(Refused, match="new-words"):
        await hands.endings.close(hands.office.asked(signal, "c"), "helped", seen)


async def test_nothing_is_closed_without_an_outcome_of_the_list_nor_while_delete_is_undecided(hands):
    signal = await hands.held(DANGER)
    with pytest.raises(Refused, match="no-such-outcome"):
        await hands.endings.close(hands.office.asked(signal, "c"), "whatever", hands.office.now)
    await hands.office.taps(CHILD, "delete")
    with pytest.raises(Refused, match="undecided"):
        await hands.closes(signal)


async def test_nobody_takes_a_closed_signal_by_an_old_page(hands):
    signal = await hands.held(UNCLEAR)
    await hands.closes(signal)
    with pytest.raises(Refused, match="closed"):
        await hands.office.claims(signal)
    card = await hands.endings.reopen(hands.office.asked(signal, "open"))
    assert card.case.closed_at is None
    assert [one.signal for one in await hands.office.duty.queue(ANNA)] == [signal]


async def test_new_words_open_it_again_and_offer_the_same_specialist_first(hands):
    signal = await hands.held(UNCLEAR)
    await hands.office.replies(signal, "мы рядом")
    await hands.closes(signal)
    await hands.office.told(3)
    hands.office.later(days=40)
    await hands.office.writes(CHILD, "снова дома плохо")
    card = await hands.card(signal)
    assert (card.case.closed_at, card.case.after, card.awaiting) == (None, "", "desk")
    assert needs_of(card).before == ANNA.member
    assert AlertDesk(signal=signal) in await hands.office.tells(3)
    assert [one.signal for one in await hands.office.duty.queue(ANNA)] == [signal]
    assert ("reopened", "") in await hands.verbs(signal)


@pytest.mark.parametrize("answer", ["better", "same"])
async def test_better_and_same_are_noted_and_alarm_nobody(hands, answer):
    signal = await hands.held(UNCLEAR)
    await hands.closes(signal)
    await hands.office.told(3)
    await hands.office.taps(CHILD, f"after.{answer}")
    assert (await hands.card(signal)).case.after == answer
    assert await hands.office.duty.queue(ANNA) == ()
    assert await names(hands) == [f"after_{answer}"]


async def test_worse_opens_it_again_and_begins_with_the_supervisors(hands):
    signal = await hands.held(UNCLEAR)
    await hands.closes(signal)
    await hands.office.told(3)
    await hands.office.taps(CHILD, "after.worse")
    card = await hands.card(signal)
    assert (card.case.after, card.case.closed_at) == ("worse", None)
    assert lowest_of(card) is Rung.SUPERVISORS
    assert [one.signal for one in await hands.office.duty.queue(ANNA)] == [signal]
    assert AlertDesk(signal=signal) in await hands.office.tells(3)
    assert await names(hands) == ["after_worse"]


async def test_whoever_said_better_may_still_say_worse(hands):
    signal = await hands.held(UNCLEAR)
    await hands.closes(signal)
    await hands.office.taps(CHILD, "after.better")
    await hands.office.taps(CHILD, "after.worse")
    assert (await hands.card(signal)).case.after == "worse"


async def test_a_day_of_silence_after_danger_calls_the_supervisors_once(hands):
    signal = await hands.held(DANGER)
    await hands.closes(signal)
    hands.office.later(hours=23)
    await hands.aftercare.tick(hands.office.now)
    assert (await hands.card(signal)).case.after == "asked"
    hands.office.later(hours=2)
    await hands.aftercare.tick(hands.office.now)
    card = await hands.card(signal)
    assert (card.case.after, lowest_of(card)) == ("silent", Rung.SUPERVISORS)
    await hands.office.claims(signal)
    await hands.closes(signal)
    hands.office.later(days=2)
    await hands.aftercare.tick(hands.office.now)
    assert (await hands.card(signal)).case.closed_at, "asked once, and closed by a human for good"


async def test_silence_after_what_was_not_immediate_is_no_alarm(hands):
    signal = await hands.held(UNCLEAR)
    await hands.closes(signal)
    hands.office.later(days=3)
    await hands.aftercare.tick(hands.office.now)
    assert (await hands.card(signal)).case.closed_at


async def test_delete_after_closing_is_decided_by_a_human_again(hands):
    signal = await hands.held(DANGER)
    await hands.closes(signal)
    await hands.office.taps(CHILD, "delete")
    card = await hands.card(signal)
    assert (card.asked_to_delete, card.case.closed_at, card.awaiting) == (True, None, "desk")


async def test_an_erased_signal_is_in_no_list_of_closed_ones(hands):
    signal = await hands.held(DANGER)
    await hands.closes(signal)
    await hands.office.taps(CHILD, "delete")
    await hands.office.claims(signal)
    await hands.office.duty.erase(hands.office.asked(signal, "erase"))
    for name in (keys.closed(3), keys.silences(3), keys.waiting(3), keys.in_hands(3)):
        assert await hands.office.store.redis.zcard(name) == 0


async def test_what_one_member_lowered_and_closed_still_rings_at_the_supervisors_after_a_day_of_silence(hands):
    signal = await hands.held(DANGER)
    await hands.casework.lower_to(hands.office.asked(signal, "lower"), Urgency.STANDARD, (EntryId("f" * 32), "box"))
    assert casework.silence_due(await hands.closes(signal)) is not None


async def test_of_two_tellings_each_is_said_and_noted_by_itself(hands):
    signal = await hands.held(DANGER)
    for to in ("police", "guardianship"):
        await hands.endings.say_first(hands.office.asked(signal, f"say-{to}"), to, "will")
    for to in ("police", "guardianship"):
        card = await hands.card(signal)
        assert casework.home_screen(card)[1]["to"] == to
        await hands.office.chats.put_heard(signal, hands.office.now)
    card = await hands.card(signal)
    assert all(one.heard_at for one in card.case.tellings)


async def test_a_card_that_will_not_open_stills_nobody_elses_aftercare(hands):
    signal = await hands.held(DANGER)
    await hands.closes(signal)
    broken = SignalId(f"{signal[0]}-{'a' * 20}")
    redis, soon = hands.office.store.redis, hands.office.now.timestamp()
    await redis.hset(keys.signal(broken), mapping={"v": 1, "b": b"nothing that opens"})
    await redis.zadd(keys.silences(3), {broken: soon})
    hands.office.later(days=2)
    await hands.aftercare.tick(hands.office.now)
    assert (await hands.card(signal)).case.after == "silent"

"""A child writes with him in the room, and hides in the middle of the interview: whoever takes the telephone sees nothing."""

import pytest

from tests.stories.desk_and_phone import covers, quick_product
from tests.stories.turns import alerts, only_card, queue, somebody, thread_of
from triage.urgency import Urgency

WORDS = "он меня бьёт прямо сейчас, он в комнате"
AFTERWARDS = "Это что за бот такой?"


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as product:
        yield product


async def writes_and_hides_in_the_middle(made):
    child = somebody(made)
    await child.starts()
    await child.writes(WORDS)
    assert any(name.endswith(".skip") for name in child.actions), "a question stands open"
    await child.taps("hide")
    return child


async def test_the_numbers_come_first_and_nothing_is_pushed_while_he_is_there(made):
    child = somebody(made)
    await child.writes(WORDS)
    assert child.ever[0] == child.text("danger")
    assert (await only_card(made)).urgency is Urgency.IMMEDIATE


async def test_the_chat_is_empty_and_start_looks_like_a_newcomers(made):
    child = await writes_and_hides_in_the_middle(made)
    await covers(made, child.person)
    card = await only_card(made)
    assert card.urgency is Urgency.IMMEDIATE, "hiding is not cancelling"
    assert (await thread_of(made, card)).texts == [WORDS]


async def test_the_open_interview_is_gone_for_whoever_presses_the_red_button(made):
    child = await writes_and_hides_in_the_middle(made)
    await child.taps_after_start("need")
    newcomer = somebody(made, 2002)
    await newcomer.taps_after_start("need")
    assert child.said == newcomer.said
    assert child.asks("who")
    assert len(await queue(made)) == 1


async def test_what_comes_after_it_is_a_new_signal_linked_to_hers(made):
    child = await writes_and_hides_in_the_middle(made)
    hers = await only_card(made)
    await child.starts()
    await child.writes(AFTERWARDS)
    new = next(card for card in await queue(made) if card.signal != hers.signal)
    assert (new.linked_to, new.under_cover) == (hers.signal, True)
    assert "under-cover" in new.reasons
    assert (await thread_of(made, new)).texts == [AFTERWARDS]
    assert (await thread_of(made, hers)).texts == [WORDS], "nothing of his stands among her words"
    (alert,) = alerts(made)
    assert "002" in alert
    assert WORDS not in "".join(child.said)


async def test_her_word_brings_her_back_to_her_own_signal_and_not_to_his(made):
    child = somebody(made)
    await child.starts()
    await child.writes(WORDS)
    word = child.safe_word
    await child.taps("hide")
    await child.starts()
    await child.writes(AFTERWARDS)
    await child.writes(word)
    texts = [one.text for one in child.person.chat()]
    assert AFTERWARDS not in texts
    assert word not in texts
    await child.writes("он ушёл")
    threads = [(await thread_of(made, card)).texts for card in await queue(made)]
    assert sorted(threads) == sorted([[WORDS, "он ушёл"], [AFTERWARDS]])


async def test_a_tap_on_a_keyboard_that_is_gone_does_not_bring_the_interview_back(made):
    child = somebody(made)
    await child.starts()
    await child.writes(WORDS)
    asked = child.person.last
    await child.taps("hide")
    before = await only_card(made)
    await child.person.taps("safe.calm", message_id=asked.id)
    await made.peer.settled()
    assert WORDS not in "".join(child.said)
    after = next(card for card in await queue(made) if card.signal == before.signal)
    assert (after.urgency, (await thread_of(made, after)).texts) == (before.urgency, [WORDS])

"""A child is being questioned by the bot when a human answers: from then on one voice talks with her, and danger rings."""

import uuid

import pytest

from tests.stories.desk_and_phone import desk_of, presses, quick_product, quiet, reads
from tests.stories.turns import only_card, queue, somebody
from triage.urgency import Urgency

SAD = "мне грустно и одиноко, дома на меня кричат"
REPLY = "Привет. Я Синица, я читаю тебя."
SAYS = "да, я в своей комнате"
DANGER = "он ломится ко мне в дверь с ножом"


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as product:
        yield product


@pytest.fixture
async def desk(made):
    async with desk_of(made) as signed_in:
        yield signed_in


@pytest.fixture
async def child(made, desk):
    """Answered while the bot's second question waited; she has read the answer."""
    phone = somebody(made)
    await phone.writes(SAD)
    await phone.taps("safe.calm")
    assert phone.waiting == "who"
    await desk.replies(await desk.newest(), REPLY)
    assert phone.waiting == "", "the question gave its place to the answer"
    await reads(made, phone.person)
    assert any(REPLY in one for one in phone.said)
    return phone


async def test_her_words_go_to_the_human_and_no_question_comes_any_more(made, desk, child):
    for words in (SAYS, "не знаю что делать"):
        await child.writes(words)
        assert child.waiting == ""
        assert child.said[-1] == child.text("passed_on")
        child.has_help_and_hide()
    await child.starts()
    assert child.waiting == ""
    signal = await desk.newest()
    assert (await desk.reads(signal))[-2:] == [SAYS, "не знаю что делать"]
    assert (await desk.row(signal))["case"]["answered"], "what the bot does not ask any more, she may ask herself"


async def test_an_answer_to_an_old_question_reaches_the_human(made, desk, child):
    shown = next(line for line in made.peer.transcript(child.person.id) if "who.c13" in str(line))
    await child.person.taps("who.c13", message_id=shown["message_id"])
    await quiet(made)
    signal = await desk.newest()
    assert (await desk.reads(signal))[-1] == "who.c13"
    row = await desk.row(signal)
    assert (row["age_band"], row["awaiting"]) == ("preteen", "desk")
    assert child.waiting == ""


async def test_danger_now_brings_the_numbers_at_once_and_stands_first_at_the_desk(made, desk, child):
    await child.writes(DANGER)
    assert (await only_card(made)).urgency is Urgency.IMMEDIATE
    assert child.text("danger") in child.said
    assert child.waiting == "place"
    await child.writes("Ленина 5, второй подъезд")
    assert (await desk.row(await desk.newest()))["place_given"] is True


async def test_under_cover_a_newcomer_is_asked_and_the_safe_word_brings_the_one_voice_back(made, desk, child):
    word = child.safe_word
    await child.taps("hide")
    await child.writes(SAD)
    assert child.waiting == "safe", "what is written under cover nobody has answered"
    await child.writes(word)
    await child.writes(SAYS)
    assert child.waiting == ""
    assert child.said[-1] == child.text("passed_on")
    assert len(await queue(made)) == 2


async def test_after_closing_her_next_words_begin_anew(made, desk, child):
    signal = await desk.newest()
    row = await desk.row(signal)
    await desk.verb(signal, "close", {"request": uuid.uuid4().hex, "outcome": "helped", "seen": row["last_word_at"]})
    await quiet(made)
    await child.writes(SAYS)
    assert not (await desk.row(signal))["case"]["answered"]
    assert child.text("passed_on") not in child.said


async def test_stop_silences_us_and_not_the_way_to_the_human(made, desk, child):
    await presses(made, child.person, "⋯")
    await child.taps("stop")
    await child.writes(SAYS)
    assert (await desk.reads(await desk.newest()))[-1] == SAYS
    assert child.waiting == ""

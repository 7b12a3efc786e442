"""An adult writes of her own past, and says second that she is an adult: nobody reads on before she says so (P-03.2)."""

import pytest

from tests.stories.desk_and_phone import desk_of, later, quick_product
from tests.stories.turns import alerts, only_card, queue, rang, somebody, thread_of

WORDS = "Меня в детстве насиловал дядя. Тогда никто не поверил. Зелёная лампа."
MORE = "Я думаю об этом каждую ночь. Синий чайник."
SAYS_WHO_SHE_IS = ("safe.calm", "who.adult", "about.self")


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as product:
        yield product


async def writes_before_anybody_knows_who_she_is(made):
    survivor = somebody(made)
    await survivor.writes(WORDS)
    return survivor


async def refuses(survivor):
    await survivor.taps(*SAYS_WHO_SHE_IS, "others.no", "refuse")


async def test_until_she_is_known_she_is_treated_as_a_child(made):
    survivor = await writes_before_anybody_knows_who_she_is(made)
    assert (await only_card(made)).consent == ""
    assert len(alerts(made)) == 1
    assert survivor.text("believed", desk="open", opens="") in survivor.said


async def test_no_trace_in_queue_or_alerts_while_she_has_not_decided(made):
    survivor = await writes_before_anybody_knows_who_she_is(made)
    await survivor.taps(*SAYS_WHO_SHE_IS)
    assert survivor.asks("others", "adult")
    await survivor.taps("others.no")
    assert survivor.person.last.text == survivor.text("consent", "adult", kept="yes")
    assert {"give", "refuse", "orgs"} <= survivor.actions
    assert await queue(made) == []
    assert alerts(made) == []
    assert rang(made) == 1, "it did ring, before she said so: the message is gone now"
    async with desk_of(made) as desk:
        assert await desk.rows() == []


async def test_her_no_leaves_no_trace_and_what_she_writes_after_it_rings_nowhere(made):
    survivor = await writes_before_anybody_knows_who_she_is(made)
    await refuses(survivor)
    assert survivor.person.last.text == survivor.text("refused", "adult")
    await survivor.writes(MORE)
    assert survivor.person.last.text == survivor.text("consent", "adult", kept="yes")
    assert (await queue(made), alerts(made), rang(made)) == ([], [], 1)
    survivor.has_help_and_hide()


async def test_she_returns_gives_it_and_only_then_is_queued_with_every_word(made):
    survivor = await writes_before_anybody_knows_who_she_is(made)
    await refuses(survivor)
    await survivor.writes(MORE)
    await later(made, hours=2)
    await survivor.starts()
    assert survivor.person.last.text == survivor.text(
        "status", "adult", state="draft", sealed="no", unread=0, desk="open", opens=""
    )
    await survivor.taps("give")  # from where she sees how things stand
    card = await only_card(made)
    assert (card.consent, card.reporter, card.age_band) == ("given", "adult_survivor", "adult")
    assert "adult_support" in card.routes
    assert len(alerts(made)) == 1
    assert rang(made) == 2
    assert survivor.text("given", "adult", desk="open", opens="") in survivor.said
    texts = (await thread_of(made, card)).texts
    assert texts == [WORDS, *SAYS_WHO_SHE_IS, "others.no", MORE]
    async with desk_of(made) as desk:
        assert await desk.reads(card.signal) == texts


async def test_what_she_never_gave_is_erased_with_her_chat_after_a_day(made):
    survivor = await writes_before_anybody_knows_who_she_is(made)
    signal = (await only_card(made)).signal
    await refuses(survivor)
    await later(made, hours=25)
    assert await made.house.rooms.files.card(signal) is None
    assert await queue(made) == []


@pytest.mark.parametrize("answer", ["yes", "unknown"])
async def test_a_child_at_risk_now_keeps_her_words_in_the_queue(made, answer):
    survivor = await writes_before_anybody_knows_who_she_is(made)
    await survivor.taps(*SAYS_WHO_SHE_IS, f"others.{answer}")
    assert (await only_card(made)).consent == ""
    assert len(alerts(made)) >= 1
    assert survivor.text("consent", "adult", kept="yes") not in survivor.ever


async def test_an_adult_who_says_who_she_is_first_leaves_nothing_before_her_consent(made):
    survivor = somebody(made)
    await survivor.taps_after_start("need", "who.adult", "about.self", "others.no")
    assert survivor.person.last.text == survivor.text("consent", "adult", kept="no")
    assert (await queue(made), rang(made)) == ([], 0)
    await survivor.taps("orgs")
    assert survivor.person.last.text.startswith(made.house.words.text("ru", "adult", "orgs"))
    await survivor.taps("back")
    await survivor.starts()
    assert (await queue(made), rang(made)) == ([], 0)

"""The same woman, where a specialist was quicker: what was read can't be unread, and she is told so."""

import pytest

from tests.portal import portal_browser
from tests.stories.desk_and_phone import desk_of, quick_product
from tests.stories.test_story_survivor import SAYS_WHO_SHE_IS, WORDS, refuses
from tests.stories.turns import alerts, only_card, queue, somebody

GONE = 404


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as product:
        yield product


async def test_she_is_told_that_somebody_has_opened_it_and_it_leaves_the_queue_all_the_same(made):
    survivor = somebody(made)
    await survivor.writes(WORDS)
    async with desk_of(made) as desk:
        signal = await desk.newest()
        assert await desk.reads(signal) == [WORDS]
        await survivor.taps(*SAYS_WHO_SHE_IS, "others.no")
        assert survivor.person.last.text == survivor.text("consent", "adult", kept="opened")
        assert (await queue(made), await desk.rows(), alerts(made)) == ([], [], [])


async def test_what_a_specialist_holds_already_stays_in_her_hands_and_nobody_denies_it(made):
    survivor = somebody(made)
    await survivor.writes(WORDS)
    async with desk_of(made) as desk:
        signal = await desk.newest()
        await desk.verb(signal, "claim")
        await survivor.taps(*SAYS_WHO_SHE_IS, "others.no")
        assert survivor.text("consent", "adult", kept="yes") not in survivor.ever
        assert [row["signal"] for row in await desk.rows()] == [signal]
        assert await desk.reads(signal) == [WORDS, *SAYS_WHO_SHE_IS, "others.no"]
        assert survivor.person.last.text == survivor.text("consent", "adult", kept="held")
        assert {"give", "refuse"} <= survivor.actions
        assert (await desk.row(signal))["consent"] == "asked"


@pytest.mark.parametrize(("choice", "consent"), [("give", "given"), ("refuse", "refused")])
async def test_her_choice_reaches_the_specialist_who_holds_it(made, choice, consent):
    survivor = somebody(made)
    await survivor.writes(WORDS)
    async with desk_of(made) as desk:
        signal = await desk.newest()
        await desk.verb(signal, "claim")
        await survivor.taps(*SAYS_WHO_SHE_IS, "others.no", choice)
        assert (await desk.row(signal))["consent"] == consent
        if choice == "refuse":
            assert survivor.person.last.text == survivor.text("refused", "adult", kept="held")
            await desk.verb(signal, "release")
            assert await desk.rows() == [], "nobody passes on what she did not give"


async def test_a_draft_cannot_be_opened_at_the_desk_not_even_by_its_address(made):
    survivor = somebody(made)
    await survivor.writes(WORDS)
    async with desk_of(made) as desk:
        signal = await desk.newest()
        await refuses(survivor)
        for verb in ("claim", "release"):
            status, _ = await desk.page.post(portal_browser.path(signal, verb))
            assert status != 200, verb
        status, said = await desk.page.get(portal_browser.path(signal))
        assert (status, "entries" in said) == (GONE, False)


async def test_what_she_is_told_later_stays_true(made):
    survivor = somebody(made)
    await survivor.writes(WORDS)
    async with desk_of(made) as desk:
        await desk.reads(await desk.newest())
    await survivor.taps(*SAYS_WHO_SHE_IS, "others.no")
    await survivor.writes("подождите, я думаю")
    assert survivor.text("consent", "adult", kept="opened") in survivor.said
    assert survivor.text("consent", "adult", kept="yes") not in survivor.ever, "it was read: nobody may deny it now"


async def test_she_hides_comes_back_by_her_word_and_can_still_give_it(made):
    survivor = somebody(made)
    await survivor.writes(WORDS)
    word = survivor.safe_word
    await refuses(survivor)
    await survivor.taps("hide")
    await survivor.writes(word)
    assert survivor.said != []
    await survivor.taps("give")
    assert (await only_card(made)).consent == "given"

"""A neighbour hears it through the wall: an adult who is no survivor, so nothing waits for a consent."""

import pytest

from tests.stories.desk_and_phone import quick_product
from tests.stories.turns import only_card, rang, somebody, thread_of
from triage.urgency import Urgency

LINE = "За стеной каждый вечер кричит ребёнок, слышны удары. Отец пьёт. Квартира 48."


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as product:
        yield product


async def test_a_neighbour_is_queued_as_a_neighbour_and_never_asked_for_consent(made):
    neighbour = somebody(made)
    await neighbour.taps_after_start("need", "who.adult")
    assert neighbour.asks("about", "adult")
    await neighbour.taps("about.near", "safe2.calm")
    card = await only_card(made)
    assert (card.reporter, card.age_band, card.consent) == ("neighbour", "adult", "")
    assert neighbour.asks("story", "adult", about="other")
    await neighbour.writes(LINE)
    entries = (await thread_of(made, await only_card(made))).entries
    assert (entries[-1]["asked"], entries[-1]["text"]) == ("ask_story", LINE)
    await neighbour.walks(near="home", child_age="u7")
    assert (await only_card(made)).urgency in {Urgency.IMMEDIATE, Urgency.URGENT}, "who hurts lives there"
    assert neighbour.text("consent", "adult", kept="yes") not in neighbour.ever
    assert not any(neighbour.ever_asked(one) for one in ("others", "die", "die_now", "safe"))
    assert rang(made) >= 1


async def test_who_hears_blows_at_this_moment_gets_the_numbers_first(made):
    neighbour = somebody(made)
    await neighbour.taps_after_start("need", "who.adult", "about.near", "safe2.danger")
    danger = neighbour.text("danger_other", "adult")
    believed = neighbour.text("believed", "adult", desk="open", opens="")
    assert neighbour.ever.index(danger) < neighbour.ever.index(believed)
    assert (await only_card(made)).urgency is Urgency.IMMEDIATE
    assert neighbour.asks("place", "adult", about="other")


async def test_a_neighbour_who_writes_at_once_is_kept_at_once_and_asked_afterwards(made):
    neighbour = somebody(made)
    await neighbour.writes(LINE)
    first = await only_card(made)
    assert first.consent == ""
    assert rang(made) == 1
    await neighbour.taps("safe.other", "safe2.unknown")
    doubted = await only_card(made)
    assert doubted.signal == first.signal
    assert (await thread_of(made, doubted)).texts == [LINE, "safe.other", "safe2.unknown"]
    assert doubted.reporter not in {"adult_survivor", "child"}
    neighbour.has_help_and_hide()

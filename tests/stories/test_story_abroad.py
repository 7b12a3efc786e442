"""A parent of the other country: its numbers at once; the signal stays queued and says where she is."""

import pytest

from tests.stories.desk_and_phone import quick_product
from tests.stories.turns import only_card, somebody, thread_of

LINE = "Мой сын живёт у бабушки, зимней одежды у него нет"
WITH_VIOLENCE = "Моего сына вчера избил отчим, он насилует и мою дочь"
PARENT = {"who": "adult", "about": "mine", "safe2": "calm", "near": "no"}


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch, jurisdiction="RU") as product:
        yield product


async def led_to_her_country(made, line=LINE):
    parent = somebody(made)
    await parent.taps_after_start("need")
    await parent.walks(stop="region", **PARENT, story=line)
    assert parent.waiting == "region", "she was never asked for her country"
    return parent


async def test_she_sees_the_numbers_of_her_own_country_at_once(made):
    parent = await led_to_her_country(made)
    await parent.taps("region.kz")
    abroad = parent.text("abroad", "adult", country="kz")
    assert abroad in parent.said
    assert "111" in abroad
    assert "124" not in abroad
    assert "112" in abroad.splitlines()[0]
    parent.has_help_and_hide()
    await parent.taps("numbers")
    assert parent.text("numbers", "adult", country="kz") in parent.said


async def test_her_signal_stays_in_the_queue_and_is_marked(made):
    parent = await led_to_her_country(made)
    before = await only_card(made)
    await parent.taps("region.kz")
    card = await only_card(made)
    assert (card.signal, card.region, card.reporter) == (before.signal, "kz", "parent")
    assert card.urgency is before.urgency, "a border makes nobody less urgent"
    thread = await thread_of(made, card)
    assert LINE in thread.texts
    assert thread.texts[-1] == "region.kz"


async def test_at_home_nothing_of_another_country_is_said(made):
    parent = await led_to_her_country(made)
    await parent.taps("region.ru")
    assert not any(parent.text("abroad", "adult", country=one) in parent.ever for one in ("ru", "kz", "none"))
    assert (await only_card(made)).region == "ru"


async def test_the_next_steps_name_the_helpline_of_her_country(made):
    parent = await led_to_her_country(made)
    await parent.taps("region.kz", "next")
    step = made.house.words.text("ru", "adult", "step-line-kz")
    assert any(step in one for one in parent.said)


async def test_words_of_violence_do_not_cost_her_the_numbers_of_her_country(made):
    parent = await led_to_her_country(made, WITH_VIOLENCE)
    assert "region.kz" in parent.actions

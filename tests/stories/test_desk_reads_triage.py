"""What a reporter tapped and wrote in the chat, as it stands on a specialist's screen: enough to act on in five seconds."""

import pytest
from playwright.async_api import expect

from tests.stories.browser import Hand, Thumb, opened, running_chromium
from tests.stories.desk_and_phone import quick_product
from tests.stories.turns import only_card, queue, somebody

ADDRESS = "Лунная 5, у магазина, вход со двора"
BEFORE = "меня обижают в школе"
STORY = "он опять пьяный, ломает дверь"
WISH = "не звоните домой, приезжайте тихо"
PAST = "Меня в детстве насиловал дядя. Зелёная лампа."


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch) as product:
        yield product


@pytest.fixture
async def chrome(chromium):
    async with running_chromium(chromium) as browser:
        yield browser


async def tells_everything(made):
    """In Kazakhstan, while the house stands in Russia. Where, and how to answer, is asked while the danger is not now
    (docs/limitations.md 7); then it comes to the door, and she is offered to say where she is."""
    child = somebody(made)
    await child.taps_after_start("need")
    await child.walks(who="c13", safe="calm", story=BEFORE, region="kz", answer="silent")
    await child.writes(STORY)
    await child.walks(place=ADDRESS, hurt="yes")
    await child.taps("wish")
    await child.writes(WISH)
    return await only_card(made)


@pytest.mark.parametrize("kind", [Hand, Thumb], ids=["desk", "telephone"])
async def test_the_row_and_the_signal_say_who_where_why_and_how_to_answer(made, chrome, kind):
    card = await tells_everything(made)
    assert (card.place_given, card.wishes_given, card.region, card.may_write) == (True, True, "kz", "silent")
    title = made.house.judge.rulebook.title
    gravest = made.house.judge.rulebook.gravest_first(card.reasons)
    async with opened(chrome, made.house.url, size=kind.size) as page:
        hand = kind(page)
        await hand.signs_in(made.house.url, made.members["intake"])
        row = page.locator("#column-waiting .row")
        for words in (
            "Немедленно",
            "Ребёнок",
            "11–13 лет",
            "Казахстан",
            "другая страна",
            "адрес дан",
            title(gravest[0]),
        ):
            await expect(row).to_contain_text(words)
        await hand.opens_first()
        await expect(page.locator("#first .place .words")).to_have_text(ADDRESS)
        await expect(page.locator("#first .wishes .words")).to_have_text(WISH)
        await expect(page.locator("#first")).to_be_in_viewport()
        answers = page.locator("#thread .answers").first
        await expect(answers).to_contain_text("Сколько тебе лет?")
        await expect(answers).to_contain_text("Прямо сейчас опасно?")
        await expect(page.locator("#thread .entry.word", has_text=BEFORE)).to_contain_text("вопрос: «")
        await expect(page.locator("#thread .entry.word", has_text=STORY)).to_be_visible()
        await hand.looks_beside()
        rail = page.locator("#rail")
        await expect(rail).to_contain_text("Без звука: сюда заглядывают сами")
        for reason in card.reasons:
            await expect(rail).to_contain_text(title(reason))
        await expect(rail.locator("[data-route='112']")).to_contain_text("112")
        await expect(rail).to_contain_text("Это номера другой страны")
        assert await page.evaluate("document.documentElement.scrollWidth") == kind.size[0]


async def test_only_an_unclaimed_immediate_moves_on_the_screen(made, chrome):
    await tells_everything(made)
    async with opened(chrome, made.house.url) as page:
        hand = Hand(page)
        await hand.signs_in(made.house.url, made.members["intake"])
        await page.emulate_media(reduced_motion="no-preference")
        moving = "document.getAnimations().map((one) => Boolean(one.effect.target.closest('#alarm')))"
        await expect(page.locator("#alarm")).to_be_visible()
        assert await page.evaluate(moving) == [True]
        await hand.opens_first()
        await hand.claims()
        await expect(page.locator("#alarm")).to_be_hidden()
        await expect(page.locator("#lock")).to_be_hidden()
        assert await page.evaluate(moving) == []


async def test_what_waits_for_an_adults_consent_leaves_the_screen_and_comes_back_with_it(made, chrome):
    survivor = somebody(made)
    await survivor.writes(PAST)
    signal = (await only_card(made)).signal
    async with opened(chrome, made.house.url) as page:
        hand = Hand(page)
        await hand.signs_in(made.house.url, made.members["intake"])
        await expect(page.locator("#column-waiting .row")).to_have_count(1)
        await survivor.taps("safe.calm", "who.adult", "about.self", "others.no")
        assert await queue(made) == []
        await expect(page.locator("#column-waiting .row")).to_have_count(0)
        status = f"fetch('/console/api/signals/{signal}').then((answer) => answer.status)"
        assert await page.evaluate(status) == 404
        await survivor.taps("give")
        await expect(page.locator("#column-waiting .row")).to_contain_text("Взрослый человек о своём детстве")
        assert await page.evaluate(status) == 200
        await hand.opens_first()
        await expect(page.locator("#rail")).to_contain_text("Взрослый человек о своём прошлом, согласие дано")
        await expect(page.locator("#thread .entry.word .words").first).to_have_text(PAST)

"""A child of ten at the web page at night, somebody next door: told, found, answered, hidden, come back."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.stories.browser import running_chromium
from tests.stories.desk_and_phone import Desk, desk_of, quick_product
from tests.stories.rig import Product
from tests.stories.web_child import WebChild, web_child

HERS = "атчим идет ко мне в комнату он пьяный мне страшна"
ANSWER = "Я рядом. Тебя слышат, ёжик."
TRACES = ("атчим", "пьяный", "страшна")


@pytest.fixture
async def made(tmp_path, monkeypatch) -> AsyncIterator[Product]:
    async with quick_product(tmp_path, monkeypatch, web_sources=("school-12",)) as product:
        yield product


@pytest.fixture
async def browser(chromium):
    async with running_chromium(chromium) as running:
        yield running


@pytest.fixture
async def child(made, browser) -> AsyncIterator[WebChild]:
    async with web_child(browser, made.house.url) as hers:
        yield hers


@pytest.fixture
async def desk(made) -> AsyncIterator[Desk]:
    async with desk_of(made) as signed_in:
        yield signed_in


async def test_what_she_writes_stands_first_at_the_desk_word_for_word(made, child, desk):
    await child.opens("/?s=school-12")
    await child.writes(HERS)
    await child.sees_screen("believed")
    row = (await desk.rows())[0]
    assert (row["door"], row["source"], row["urgency"]) == ("web", "school-12", "immediate")
    assert HERS in await desk.reads(row["signal"])


async def test_no_word_of_hers_leaves_the_page_in_clear_and_no_other_host_is_asked(child, desk):
    await child.opens()
    await child.writes(HERS)
    code = await child.code()
    assert child.elsewhere == []
    assert not [trace for trace in (*TRACES, *code.split()) if trace in child.said()]


async def test_nothing_of_her_stays_in_the_browser(child):
    await child.opens("/?s=school-12&l=ru")
    await child.writes(HERS)
    await child.code()
    found = await child.traces()
    address, title = found.pop("address"), found.pop("title")
    assert address == f"{child.base}/"
    assert not any(found.values()), found
    assert not [word for word in ("помощ", "насил", "опасн", "red button", "кнопк") if word in title.lower()]


async def test_shift_three_times_empties_the_page_at_once_and_goes_elsewhere(child):
    await child.opens()
    await child.writes(HERS)
    await child.sees_screen("believed")
    for _ in range(3):
        await child.page.keyboard.press("Shift")
    await child.page.wait_for_url("https://ru.wikipedia.org/")
    await child.page.go_back()
    for trace in (*TRACES, "верю"):
        assert trace not in await child.page.content()


async def test_hide_works_while_the_line_is_down(child):
    await child.opens()
    await child.begins()
    await child.page.locator("#text").fill(HERS)
    await child.page.route("**/button/api/**", lambda route: route.abort())
    await child.hides()
    await child.page.wait_for_url("https://ru.wikipedia.org/")


async def test_her_answer_comes_while_the_page_is_open_and_only_she_can_read_it(made, child, desk):
    await child.opens()
    await child.writes(HERS)
    await child.sees_screen("believed")
    signal = await desk.newest()
    await desk.replies(signal, ANSWER)
    await expect(child.button("read")).to_be_visible()
    assert ANSWER not in await child.page.content()
    await child.taps("read")
    await child.sees(ANSWER)
    assert await desk.states(signal) == ["shown"]


async def test_five_words_bring_her_back_on_another_telephone(made, browser, child, desk):
    await child.opens()
    await child.writes(HERS)
    code = await child.code()
    signal = await desk.newest()
    await child.hides()
    await desk.replies(signal, ANSWER)
    async with web_child(browser, made.house.url) as later:
        await later.opens()
        await later.comes_back(code)
        await later.sees(ANSWER)
        assert HERS not in await later.page.content()
        await later.writes("я дома одна")
        await later.page.wait_for_timeout(500)
        await expect(later.page.locator("#pending")).to_be_empty()
    assert "я дома одна" in await desk.reads(signal)


async def test_wrong_words_open_nothing_and_are_sent_nowhere(made, child):
    await child.opens()
    await child.comes_back("маргарин экспонат март оригами балерина")
    await expect(child.page.locator("#status")).not_to_be_empty()
    assert "маргарин" not in child.said()


async def test_what_is_sent_without_a_line_waits_in_the_page_and_goes_once(made, child, desk):
    await child.opens()
    await child.begins()
    await child.sees_screen("ask_who")
    await child.page.context.set_offline(True)
    await child.writes(HERS)
    await expect(child.page.locator("#status")).not_to_be_empty()
    await expect(child.page.locator("main")).to_contain_text(HERS)
    await child.page.context.set_offline(False)
    await child.sees_screen("believed")
    signal = await desk.newest()
    assert (await desk.reads(signal)).count(HERS) == 1


async def test_taps_alone_are_enough(made, child, desk):
    await child.opens()
    for action in ("need", "who.c13", "safe.danger"):
        await child.taps(action)
    await child.sees_screen("believed")
    assert (await desk.rows())[0]["age_band"] == "preteen"


async def test_a_child_of_telegram_comes_back_at_the_page_and_the_other_way_round(made, browser, desk):
    phone = made.child(2002)
    await phone.starts()
    await phone.writes(HERS)
    await made.peer.settled()
    signal = await desk.newest()
    loaded = await made.house.rooms.chats.code(signal)
    assert loaded is not None
    code = made.house.code_words.spelt(loaded)
    async with web_child(browser, made.house.url) as page:
        await page.opens()
        await page.comes_back(code)
        await page.sees_screen("returned")
        assert (await desk.row(signal))["door"] == "web"
    await phone.writes(code)
    await made.peer.settled()
    assert (await desk.row(signal))["door"] == "telegram"


async def test_delete_empties_the_page_at_once_and_says_honestly_what_stays(made, child, desk):
    await child.opens()
    await child.writes(HERS)
    await child.sees_screen("believed")
    await child.page.locator('#foot [data-act="menu"]').click()
    await child.taps("delete")
    await expect(child.page.locator("body")).to_have_text(
        made.house.words.at("web").text("ru", "child", "deleted-alert", kept="yes")
    )
    assert (await desk.rows())[0]["asked_to_delete"] is True
    await child.page.keyboard.press("Escape")
    await child.page.wait_for_url("https://ru.wikipedia.org/")

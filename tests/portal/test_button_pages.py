"""The page at `/` in a Chromium: what she sees, what goes out sealed, and that nothing stays."""

import json

import pytest
from playwright.async_api import expect

from tests.portal.button_browser import NOTHING_KEPT, opened_at
from tests.portal.button_peer import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
HERS = "он бьёт меня ремнём когда пьяный"


async def told(at, words=HERS):
    await at.begin()
    await at.tell(words)
    await at.page.wait_for_selector('[data-name="believed"]')


async def test_taps_are_answered_in_place_one_block_after_the_other(at, peer):
    await at.page.click("button[value=need]")
    await at.page.wait_for_selector('[data-name="ask_who"]')
    await at.page.click('button[data-act="who.c10"]')
    await at.page.wait_for_selector('[data-name="ask_story"]')
    await expect(at.page.locator("#screens > *")).to_have_count(1)
    assert peer.acts() == ["need", "who.c10"]


async def test_what_she_writes_is_opened_by_either_desk_and_by_nobody_on_the_way(at, peer):
    await told(at)
    for desk in ("intake", "fallback"):
        (word,) = peer.words(desk)
        assert word["text"] == HERS
        assert (word["asked"], word["from"]) == ("ask_story", "text")
    assert all(token.encode() not in body for _, _, body in peer.seen for token in HERS.split())
    said = peer.said[-1]
    assert (said["source"], said["language"]) == ("school", "ru")


async def test_her_words_are_not_on_the_page_once_they_are_kept(at):
    await told(at)
    assert HERS not in await at.text()
    await expect(at.page.locator("#text")).to_have_value("")


async def test_nothing_is_asked_of_anybody_else_and_nothing_stays_in_the_browser(at, peer):
    await told(at)
    await at.page.wait_for_selector(".code .mono")
    assert all(url.startswith(peer.url) for url in at.asked)
    assert await at.kept() == NOTHING_KEPT
    assert at.complaints == []


async def test_no_secret_of_the_visit_stands_in_an_address(at, peer):
    await told(at)
    visit = peer.said[-1]["visit"]
    assert all(visit not in path for _, path, _ in peer.seen)
    assert at.page.url == f"{peer.url}/"


async def test_work_goes_along_once_it_is_found(at, peer):
    await at.page.wait_for_timeout(1500)
    await told(at)
    assert all(peer.works)


async def test_the_code_appears_after_the_report_and_opens_the_thread(at, peer):
    await told(at)
    await at.page.wait_for_selector(".code .mono")
    lines = await at.page.locator(".code .mono").all_inner_texts()
    words, digits = lines
    assert len(words.split()) == 5
    assert len(digits) == 17
    paths = [path.rpartition("/")[2] for _, path, _ in peer.seen]
    assert paths.index("code") > max(place for place, path in enumerate(paths) if path == "say")
    assert (
        json.loads(next(body for _, path, body in peer.seen if path.endswith("/code")))["request"]
        == peer.said[-1]["request"]
    )
    assert all(word.encode() not in body for _, _, body in peer.seen for word in (words, digits))


async def test_a_code_that_is_not_ready_says_so_calmly_and_stays_for_the_next_answer(at, peer):
    peer.faults["code"] = [503]
    await told(at)
    assert "Готовлю код" in await at.text()
    await at.page.click('button[data-act="safe.danger"]')
    await at.page.wait_for_selector('[data-name="danger"]')
    await at.page.wait_for_selector(".code .mono")


async def test_two_taps_at_once_are_one_request(at, peer):
    await at.page.click("button[value=need]")
    await at.page.wait_for_selector('[data-act="who.c10"]')
    await at.page.evaluate(
        """() => { const tap = document.querySelector('[data-act="who.c10"]'); tap.click(); tap.click(); }"""
    )
    await at.page.wait_for_selector('[data-name="ask_story"]')
    assert peer.acts() == ["need", "who.c10"]


async def test_hide_can_be_pressed_while_everything_else_waits(at, peer):
    await at.begin()
    peer.faults["say"] = [503] * 9
    await at.tell(HERS)
    await at.page.wait_for_selector("#status a")
    assert await at.page.locator("#screens button:not([disabled])").count() == 0
    await expect(at.page.locator("#exit")).to_be_enabled()


async def test_text_of_more_than_an_entry_goes_in_several_and_loses_nothing(at, peer):
    long = ("слово " * 1500).strip()
    await told(at, long)
    await at.page.wait_for_selector("#pending:empty", state="attached")
    assert "ask_safe" in await at.page.content()
    texts = [word["text"] for word in peer.words()]
    assert len(texts) == 3
    assert all(len(text) <= 4000 for text in texts)
    assert "".join(texts) == long


async def test_the_numbers_that_a_long_text_was_answered_with_stay_above_what_its_last_piece_is_asked(at, peer):
    asked = shown("ask_place", lead="kept", about="me")
    peer.worded = [[shown("danger"), shown("ask_place", lead="none", about="me")], [asked], [asked]]
    await at.begin()
    await at.tell(("слово " * 1500).strip())
    await expect(at.page.locator("#screens > .screen")).to_have_count(2)
    await at.page.wait_for_selector("#pending:empty", state="attached")
    assert peer.worded == []
    names = "nodes => nodes.map(node => node.dataset.name)"
    assert await at.page.locator("#screens > .screen").evaluate_all(names) == ["danger", "ask_place"]
    await at.page.click("#foot button")
    await expect(at.page.locator('[data-name="danger"]')).to_have_count(0)


async def test_words_whose_danger_cannot_be_looked_up_are_marked_for_a_human(peer, browser):
    async with opened_at(peer, browser, without="**/words/**") as at:
        await told(at)
    assert peer.said[-1]["word"]["classes"]
    assert peer.said[-1]["word"]["digits"] is False


async def test_numbers_in_a_screen_can_be_called(at):
    await told(at)
    await at.page.click('button[data-act="safe.danger"]')
    call = at.page.locator('[data-name="danger"] a[href="tel:112"]').first
    await expect(call).to_have_text("112", use_inner_text=True)


async def test_a_new_block_gets_the_focus(at):
    await at.begin()
    assert await at.page.evaluate("document.activeElement.closest('[data-name]').dataset.name") == "ask_story"


async def test_hide_is_what_the_keyboard_meets_first(at):
    await at.page.keyboard.press("Tab")
    assert await at.page.evaluate("document.activeElement.id") == "exit"


async def test_nothing_comes_out_of_a_printer(at):
    await at.begin()
    await at.page.emulate_media(media="print")
    await expect(at.page.locator("main")).to_be_hidden()
    await expect(at.page.locator("#exit")).to_be_hidden()

"""How she leaves the page at `/`, and how it behaves when the line does: nothing of hers is lost, nothing of hers stays."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.portal.button_browser import NOTHING_KEPT, opened_at, until
from tests.portal.button_html import ELSEWHERE
from tests.portal.button_peer import ROOT

pytestmark = pytest.mark.asyncio(loop_scope="module")
OLDER = ROOT / "tests" / "vault" / "js" / "older_browser.js"
HERS = "он бьёт меня ремнём когда пьяный"


async def told(at, words=HERS):
    await at.begin()
    await at.tell(words)
    await at.page.wait_for_selector('[data-name="believed"]')


PRESS = """() => {
    const press = () => dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }));
    press(); press();
    const before = document.documentElement.childElementCount;
    press();
    return [before, document.documentElement.childElementCount];
}"""


async def test_shift_three_times_empties_the_document_in_the_same_breath(at):
    await told(at)
    assert await at.page.evaluate(PRESS) == [2, 0]
    await at.page.wait_for_url(f"**{ELSEWHERE}")


async def test_capital_letters_are_no_way_out(at):
    await at.begin()
    for letter in "ABC":
        await at.page.keyboard.press(f"Shift+{letter}")
    assert at.page.url.endswith("/")
    await expect(at.page.locator("#text")).to_be_visible()


async def test_hide_leads_elsewhere_tells_the_desk_and_leaves_nothing(at, peer):
    await told(at)
    await at.page.click("#exit")
    await at.page.wait_for_url(f"**{ELSEWHERE}")
    await until(lambda: peer.acts()[-1] == "hide")
    assert await at.kept() == NOTHING_KEPT
    await at.page.go_back()
    assert HERS not in await at.page.content()
    assert "believed" not in await at.page.content()


async def test_words_that_are_on_their_way_arrive_though_she_hides(at, peer):
    await at.begin()
    peer.held["say"] = asyncio.Event()
    await at.tell(HERS)
    await until(lambda: peer.seen[-1][1].endswith("/say"))
    await at.page.click("#exit")
    await at.page.wait_for_url(f"**{ELSEWHERE}")
    peer.held["say"].set()
    await until(lambda: any("word" in said for said in peer.said))
    assert peer.words()[0]["text"] == HERS
    assert len([said for said in peer.said if "word" in said]) == 1


async def test_words_that_waited_for_the_line_go_along_with_hide(at, peer):
    await at.begin()
    peer.faults["say"] = [503]
    await at.tell(HERS)
    await at.page.wait_for_selector("#status a")
    await at.page.click("#exit")
    await until(lambda: any("word" in said for said in peer.said))
    assert peer.words()[0]["text"] == HERS


async def test_the_back_button_brings_nothing_of_hers_back(at, peer):
    await at.page.goto(f"{peer.url}{ELSEWHERE}")
    await at.page.goto(peer.url)
    await at.page.wait_for_selector("html.live")
    await at.begin()
    await at.page.fill("#text", HERS)
    await at.page.go_back()
    await at.page.go_forward()
    await at.page.wait_for_selector("html.live")
    assert HERS not in await at.page.content()
    await expect(at.page.locator("#text")).to_have_value("")


async def test_a_page_that_comes_out_of_the_browsers_memory_is_empty(at):
    await told(at)
    left = await at.page.evaluate(
        """() => { dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })); return document.documentElement.childElementCount; }"""
    )
    assert left == 0


async def test_without_a_line_the_words_stay_and_go_by_themselves_when_it_is_back(at, peer):
    await at.begin()
    await at.context.set_offline(True)
    await at.tell(HERS)
    await at.page.wait_for_selector("#status a")
    assert "Связи нет" in await at.text()
    assert HERS in await at.text()
    await expect(at.page.locator('#status a[href="tel:112"]').first).to_be_visible()
    await at.context.set_offline(False)
    await at.page.wait_for_selector('[data-name="believed"]')
    assert [word["text"] for word in peer.words()] == [HERS]


async def test_an_answer_that_is_lost_makes_no_second_report(at, peer):
    await at.begin()
    peer.faults["say"] = [0]
    await at.tell(HERS)
    await at.page.wait_for_selector('[data-name="believed"]')
    assert len(peer.words()) == 1
    assert len([1 for _, path, _ in peer.seen if path.endswith("/say")]) == 4


@pytest.mark.parametrize("status", [400, 413, 500, 503])
async def test_a_server_that_refuses_is_answered_with_kindness_numbers_and_another_try(at, peer, status):
    await at.begin()
    peer.faults["say"] = [status]
    await at.tell(HERS)
    await at.page.wait_for_selector("#status a")
    assert HERS in await at.text()
    await at.page.wait_for_selector('[data-name="believed"]')
    await expect(at.page.locator("#status")).to_have_text("", use_inner_text=True)
    assert [word["text"] for word in peer.words()] == [HERS]


async def test_where_sealing_is_refused_again_and_again_the_plain_form_is_offered(at, peer):
    await at.begin()
    peer.faults["say"] = [400] * 9
    await at.tell(HERS)
    await at.page.wait_for_selector("#plainly button")
    assert "Сайт на миг видит слова" in await at.text()


async def test_keys_of_another_desk_are_fetched_and_everything_sealed_anew(at, peer):
    await at.begin()
    peer.new_keys()
    await at.tell(HERS)
    await at.page.wait_for_selector('[data-name="believed"]')
    assert peer.words("fallback")[0]["text"] == HERS


async def test_more_can_be_written_while_the_first_words_wait(at, peer):
    await at.begin()
    peer.faults["say"] = [503, 503]
    await at.tell(HERS)
    await at.page.wait_for_selector("#status a")
    await at.tell("и ещё вчера")
    await at.page.wait_for_selector('[data-name="more"]')
    assert [word["text"] for word in peer.words()] == [HERS, "и ещё вчера"]


async def test_what_was_typed_before_the_script_came_is_still_there(peer, browser):
    async with opened_at(peer, browser, without="**/main.js") as at:
        await expect(at.page.locator("#send")).to_be_visible()
        await at.page.fill("#text", HERS)
        assert "Сайт на миг видит твои слова" in await at.text()


async def test_without_webcrypto_the_plain_form_remains(peer, browser):
    async with opened_at(peer, browser) as at:
        await at.context.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
        await at.page.goto(peer.url)
        await at.page.wait_for_timeout(500)
        assert await at.page.locator("html.live").count() == 0
        await expect(at.page.locator("#send")).to_be_visible()


async def test_a_browser_without_a_suite_of_its_own_seals_the_same(peer, browser):
    async with opened_at(peer, browser, first=OLDER) as at:
        await at.page.wait_for_selector("html.live")
        await told(at)
        assert peer.words()[0]["text"] == HERS
        assert any(url.endswith("hpke-noble.js") for url in at.asked)


async def test_what_is_refused_again_and_again_lets_others_pass(at, peer):
    await at.begin()
    peer.faults["say"] = [400] * 3
    await at.tell(HERS)
    await at.page.wait_for_selector("#status a")
    await at.tell("второе")
    await at.page.wait_for_selector('[data-name="more"]')
    assert sorted(word["text"] for word in peer.words()) == sorted([HERS, "второе"])

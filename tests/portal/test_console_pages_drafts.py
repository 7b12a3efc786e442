"""The console in a real Chromium: what was typed and not sent outlives the tab, sealed, and is sent once whoever presses where."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests.portal.console_shift import ANSWER, HER_WORDS, PHRASE, Shift, shift_at
from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import make_rig

NOTED = "Перезвонить утром"
WHY = "учебная тревога"
LYING = """async () => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state, location.href,
  (await indexedDB.databases()).length, await caches.keys()])"""


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


async def lying(page: Page) -> str:
    """Everything that this browser keeps for the page, once the last word has been put away."""
    await page.evaluate("""async () => (await import("/static/console/keeping.js")).keep()""")
    return str(await page.evaluate(LYING))


async def again(shift: Shift) -> None:
    """The tab died; she signs in anew and opens her signal."""
    await shift.page.reload()
    await shift.say("Анна", PHRASE)
    await expect(shift.page.locator("#told")).not_to_be_empty()


async def second_tab(shift: Shift) -> Shift:
    tab = Shift(shift.rig, shift.url, await shift.page.context.new_page())
    await tab.sign_in()
    await tab.page.locator("#column-reply .row .open").click()
    await expect(tab.page.locator("#reply")).to_be_visible()
    return tab


async def test_a_reload_loses_no_word_and_nothing_readable_lies_in_the_browser(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(ANSWER)
    await shift.page.fill("#note", NOTED)
    await shift.page.click(".case [data-act=lower]")
    await shift.page.fill("#ask textarea", WHY)
    kept = await lying(shift.page)
    assert "rb-drafts." in kept
    assert not [words for words in (*ANSWER.split(), *NOTED.split(), *WHY.split(), "боюсь") if words in kept]

    await again(shift)
    await expect(shift.page.locator("#toast")).to_contain_text("Неотправленное вернулось")
    row = shift.page.locator("#column-reply .row")
    await expect(row).to_contain_text("есть неотправленное")
    await row.locator(".open").click()
    await expect(shift.page.locator("#reply")).to_have_value(ANSWER)
    await expect(shift.page.locator("#note")).to_have_value(NOTED)
    await shift.page.click(".case [data-act=lower]")
    await expect(shift.page.locator("#ask textarea")).to_have_value(WHY)
    assert not [words for words in (ANSWER, NOTED, WHY) if words in "".join(shift.sent)]


async def test_what_was_sent_or_thought_better_of_does_not_come_back(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(ANSWER)
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator(".entry.reply")).to_have_count(1)
    await shift.page.click(".case [data-act=lower]")
    await shift.page.fill("#ask textarea", WHY)
    await shift.page.click("#ask [value=no]")
    await lying(shift.page)
    await again(shift)
    await expect(shift.page.locator("#column-mine .row")).not_to_contain_text("неотправленное")
    await shift.page.locator("#column-mine .row .open").click()
    await expect(shift.page.locator("#reply")).to_have_value("")
    await shift.page.click(".case [data-act=lower]")
    await expect(shift.page.locator("#ask textarea")).to_have_value("")
    assert len(await shift.replies(signal)) == 1


async def test_what_is_typed_without_a_line_is_there_after_the_tab_died(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type("")
    await shift.page.context.set_offline(True)
    await shift.page.fill("#reply", ANSWER)
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator("#composer [role=alert]")).to_contain_text("Набранное сохранено")
    await lying(shift.page)
    await shift.page.context.set_offline(False)
    await again(shift)
    await shift.page.locator("#column-reply .row .open").click()
    await expect(shift.page.locator("#reply")).to_have_value(ANSWER)


async def test_two_tabs_of_one_member_know_of_each_other_and_send_once(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(ANSWER)
    await lying(shift.page)
    two = await second_tab(shift)
    await expect(two.page.locator("#reply")).to_have_value(ANSWER)
    await two.page.fill("#reply", f"{ANSWER} И ещё.")
    await expect(shift.page.locator("#reply")).to_have_value(f"{ANSWER} И ещё.")
    await two.page.keyboard.press("Control+Enter")
    await expect(two.page.locator(".entry.reply")).to_have_count(1)
    await expect(shift.page.locator("#reply")).to_have_value("")
    await shift.page.focus("#reply")
    await shift.page.keyboard.press("Control+Enter")
    await shift.page.fill("#note", NOTED)
    await shift.page.get_by_role("button", name="Сохранить заметку").click()
    await expect(shift.page.locator(".note .text")).to_have_text(NOTED)
    await expect(shift.page.locator("#again")).to_be_hidden()  # the session of the other tab is hers too
    assert len(await shift.replies(signal)) == 1


async def test_another_member_in_the_next_tab_takes_over_nobodys_session(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(ANSWER)
    async with browser(shift.url) as two:
        await new_member(shift.rig, two, "Вера")
        hers = await two.signed()
    tab = await shift.page.context.new_page()
    await tab.goto(f"{shift.url}/console")
    assert (
        await tab.evaluate(
            """async (hers) => (await fetch("/console/api/sign-in", {
             method: "POST", body: JSON.stringify(hers), headers: { "Content-Type": "application/json" } })).status""",
            hers,
        )
        == 200
    )
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator("#again")).to_be_visible()
    await expect(shift.page.locator("#reply")).to_have_value(ANSWER)


async def test_whoever_loses_a_signal_to_a_colleague_keeps_what_she_typed(shift):
    signal = await shift.rig.report(HER_WORDS)
    async with browser(shift.url) as two:
        await new_member(shift.rig, two, "Вера")
        await shift.sign_in()
        await shift.claim_and_type(ANSWER)
        _, me = await two.get("/console/api/me")
        released = """async (path) => (await import("/static/console/api.js")).post(path)"""
        anna = await shift.page.evaluate(released, f"/signals/{signal}/release")
        assert anna["held_by"] is None
        status, _ = await two.post(f"/console/api/signals/{signal}/claim")
        assert (status, me["name"]) == (200, "Вера")
        shift.rig.bell.ring()
        await expect(shift.page.locator("#composer")).to_contain_text("Сигнал у коллеги: Вера")
        await expect(shift.page.locator("#kept")).to_have_value(ANSWER)
        await expect(shift.page.locator("#kept")).to_be_focused()
        await shift.page.get_by_role("button", name="Перенести в заметку").click()
        await expect(shift.page.locator("#note")).to_have_value(ANSWER)
        await expect(shift.page.locator("#note")).to_be_focused()


async def test_a_double_click_and_a_slow_line_send_once_and_the_page_says_that_it_waits(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    line = await shift.page.context.new_cdp_session(shift.page)
    slow = {"offline": False, "latency": 2000, "downloadThroughput": 6250, "uploadThroughput": 6250}
    await line.send("Network.emulateNetworkConditions", slow)
    await shift.page.locator("#column-waiting .take").dblclick()
    await expect(shift.page.locator("#working")).to_be_visible()
    await expect(shift.page.locator("#reply")).to_be_visible()
    await shift.page.fill("#reply", ANSWER)
    await shift.page.locator("#composer [type=submit]").dblclick()
    await expect(shift.page.locator("#composer [type=submit]")).to_contain_text("Отправляю")
    await expect(shift.page.locator(".entry.reply")).to_have_count(1)
    await expect(shift.page.locator("#reply")).to_have_value("")
    assert len(await shift.replies(signal)) == 1
    assert len([one for one in shift.sent if one.endswith("/claim{}")]) == 1

"""The supervisor's page in a real Chromium: read by keyboard, live, and not there for whom it is not."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.async_api import expect

from tests.portal.console_shift import HER_WORDS, Shift, shift_at
from tests.portal.portal_browser import browser, new_member, path
from tests.portal.portal_rig import make_rig
from triage.urgency import Urgency


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    """Of a small house, where everybody is a supervisor."""
    rig = make_rig(redis, tmp_path)
    rig.roster = replace(rig.roster, profile="small")
    async with shift_at(rig, chromium) as opened:
        yield opened


async def test_the_overview_is_read_by_keyboard_and_a_signal_opens_from_it_and_comes_back_to_it(shift):
    page = shift.page
    await shift.rig.report(HER_WORDS, Urgency.IMMEDIATE)
    shift.rig.now += timedelta(minutes=4)
    held = await shift.rig.report(HER_WORDS, home=5)
    async with browser(shift.url) as other:
        await new_member(shift.rig, other, "Вера")
        await other.post(path(held, "claim"))
    await shift.sign_in()
    await page.keyboard.press("o")
    await expect(page.locator("#over-heading")).to_be_focused()
    await expect(page.locator("#over-waiting-rows .over-row")).to_have_count(1)
    await expect(page.locator("#over-held-rows")).to_contain_text("Вера")
    await expect(page.locator("#over-numbers")).to_contain_text("пока мало: меньше 20")
    await page.keyboard.press("j")
    await expect(page.locator("#over-waiting-rows .open")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator(".entry.word .words").first).to_have_text(HER_WORDS)
    await page.keyboard.press("Escape")
    await expect(page.locator("#over-heading")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#queue")).to_be_visible()
    await expect(page.locator("#oversight")).to_be_hidden()


async def test_every_chart_asks_a_question_and_has_the_same_numbers_as_a_table(shift):
    page = shift.page
    first = await shift.rig.report(HER_WORDS, Urgency.IMMEDIATE)
    second = await shift.rig.report(HER_WORDS, home=5)
    async with browser(shift.url) as other:
        await new_member(shift.rig, other, "Вера")
        for signal in (second, first):
            await other.post(path(signal, "claim"))
    await shift.sign_in()
    await page.get_by_role("button", name="Обзор").click()
    await expect(page.locator(".chart")).to_have_count(4)
    for title in await page.locator(".chart h3").all_inner_texts():
        assert title.endswith("?")
    drawn = await page.locator('[data-chart="order"] svg.columns-of').first.get_attribute("aria-label")
    assert drawn == "Берут ли первого в очереди? Немедленно: пока мало: меньше 20"
    passed = page.locator("#over-numbers .figure", has_text="Взяли другого, а не первого")
    await expect(passed).to_contain_text("—")
    await expect(passed).to_contain_text("пока мало: меньше 20")
    await expect(page.locator("[data-chart=order] .part.bad, [data-chart=night] .part.bad")).to_have_count(0)
    summary = page.locator('[data-chart="order"] summary')
    await summary.focus()
    await page.keyboard.press("Enter")
    lines = await page.locator('[data-chart="order"] tbody tr').all_inner_texts()
    found = {line.split("\t")[0].strip(): line.split("\t")[-1].strip() for line in lines}
    assert (found["Немедленно: По очереди"], found["Срочно: Взяли другого, а не первого"]) == ("—", "—")
    await page.get_by_role("button", name="30 дней").click()
    await expect(page.get_by_role("button", name="30 дней")).to_have_attribute("aria-pressed", "true")
    await expect(page.locator('[data-chart="order"] details')).to_have_attribute("open", "")
    await expect(page.locator('[data-chart="order"] thead th')).to_have_count(30)


async def test_what_changes_at_the_desk_changes_on_the_page_by_itself(shift):
    page = shift.page
    await shift.sign_in()
    await page.keyboard.press("o")
    await expect(page.locator("#over-waiting-rows + p")).to_have_text("Никто не ждёт")
    await shift.rig.report(HER_WORDS)
    shift.rig.bell.ring()
    await expect(page.locator("#over-waiting-rows .over-row")).to_have_count(1)
    await expect(page.locator("#over-now .number").first).to_have_text("1")


async def test_numbers_that_do_not_come_leave_the_last_ones_and_say_so(shift):
    page = shift.page
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await page.keyboard.press("o")
    await expect(page.locator("#over-waiting-rows .over-row")).to_have_count(1)
    await page.route("**/console/api/oversight", lambda route: route.fulfill(status=503, json={"error": "store-down"}))
    shift.rig.bell.ring()
    await expect(page.locator("#over-trouble")).to_contain_text("Показано последнее")
    await expect(page.locator("#over-waiting-rows .over-row")).to_have_count(1)


async def test_on_a_phone_nothing_is_wider_than_the_screen_and_everything_can_be_hit(shift):
    page = shift.page
    await shift.rig.report(HER_WORDS)
    await page.set_viewport_size({"width": 360, "height": 740})
    await shift.sign_in()
    await page.get_by_role("button", name="Обзор").click()
    await expect(page.locator(".chart")).to_have_count(4)
    for table in await page.locator("#oversight summary").all():
        await table.click()
    await page.get_by_role("button", name="30 дней").click()
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    wide = "[...document.querySelectorAll('#oversight figure, #oversight .panel')].filter((one) => one.scrollWidth > one.clientWidth).length"
    assert await page.evaluate(wide) == 0
    small = """() => [...document.querySelectorAll('button, summary')].map((node) => [node.id || node.textContent.trim(), node.getBoundingClientRect()])
      .filter(([, box]) => box.width > 1 && (box.width < 44 || box.height < 44)).map(([name]) => name)"""
    assert await page.evaluate(small) == []


async def test_a_specialist_of_a_commission_has_no_such_page(redis, tmp_path, chromium):
    async with shift_at(make_rig(redis, tmp_path), chromium) as shift:
        await shift.sign_in()
        await expect(shift.page.get_by_role("button", name="Обзор")).to_have_count(0)
        await shift.page.keyboard.press("o")
        await expect(shift.page.locator("#oversight")).to_be_hidden()
        assert not [line for line in shift.sent if "/api/oversight" in line]

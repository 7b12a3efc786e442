"""A slow line: what an answer does to the page, it does not do to hands that have gone on meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from playwright.async_api import Route, expect

from tests.portal.console_shift import HER_WORDS, Shift, shift_at
from tests.portal.portal_rig import make_rig

OTHER = "Другая: меня не слышат"


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    """Two signals wait; Anna may change hours."""
    rig = make_rig(redis, tmp_path)
    rig.roster = replace(rig.roster, profile="small")
    async with shift_at(rig, chromium) as opened:
        await rig.report(HER_WORDS)
        rig.later(minutes=1)
        await rig.report(OTHER)
        await opened.sign_in()
        await expect(opened.page.locator("#column-waiting .row")).to_have_count(2)
        yield opened


@asynccontextmanager
async def slow(shift, address):
    """The answer of the first request to it comes at the end, and has then been read by the page."""
    go, went = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        went.set()
        await go.wait()
        await route.continue_()

    await shift.page.route(address, late)
    async with shift.page.expect_response(address) as answer:
        yield went
        go.set()
    await (await answer.value).finished()
    await shift.page.unroute(address)


async def held(shift):
    """The first is hers, and open."""
    await shift.open_first()
    await shift.page.locator("#composer .primary").click()
    await expect(shift.page.locator("#reply")).to_be_focused()


async def test_a_row_taken_over_a_slow_line_does_not_open_over_the_one_she_reads_by_then(shift):
    page = shift.page
    first = page.locator("#column-waiting .row").first
    async with slow(shift, "**/claim") as went:
        await first.locator("[data-act=claim], button").last.click()
        await went.wait()
        await page.locator("#column-waiting .open").last.click()
        await expect(page.locator("#thread")).to_contain_text(OTHER)
    await expect(page.locator("#toast")).to_contain_text("Сигнал у вас")
    await expect(page.locator("#thread")).to_contain_text(OTHER)
    await expect(page.locator("#thread")).not_to_contain_text("за дверью")


async def test_a_signal_closed_over_a_slow_line_does_not_close_the_next_one_under_her_hands(shift):
    page = shift.page
    await held(shift)
    await page.locator("[data-act=close]").click()
    await page.select_option("#ask select", "helped")
    async with slow(shift, "**/close") as went:
        await page.locator("#ask [value=yes]").click()
        await went.wait()
        await page.locator("#back").click()
        await page.locator("#column-waiting .open").click()
        await expect(page.locator("#thread")).to_contain_text(OTHER)
    await expect(page.locator("#toast")).not_to_be_empty()
    await expect(page.locator("#thread")).to_contain_text(OTHER)
    await expect(page.locator("#signal")).to_be_visible()


async def test_the_late_end_of_one_question_is_not_the_answer_to_the_next(shift):
    """A browser tells that a dialog has closed in a task of its own: the next question may stand by then."""
    page = shift.page
    switch = page.get_by_role("switch", name="На смене")
    await switch.click()
    await expect(page.locator("#ask")).to_contain_text("Сейчас на смене только вы")
    await page.evaluate("document.getElementById('ask').dispatchEvent(new Event('close'))")
    await page.locator("#ask [value=yes]").click()
    await expect(switch).not_to_be_checked()


async def test_hours_that_are_refused_late_leave_the_caret_in_the_field_where_she_types_by_then(shift):
    page = shift.page
    await page.click("#roster-button")
    await page.locator("#roster .person button").click()
    await page.fill("#hours-zone", "Europe/Nowhere")
    async with slow(shift, "**/roster/m-*") as went:
        await page.locator("#hours .primary").click()
        await went.wait()
        await page.focus("#hours-lines")
    await expect(page.locator("#zone-wrong")).to_contain_text("такого пояса нет")
    await expect(page.locator("#hours-lines")).to_be_focused()


async def test_hours_that_are_refused_while_she_waits_show_her_where(shift):
    page = shift.page
    await page.click("#roster-button")
    await page.locator("#roster .person button").click()
    await page.fill("#hours-zone", "Europe/Nowhere")
    await page.locator("#hours .primary").click()
    await expect(page.locator("#hours-zone")).to_be_focused()


async def test_a_code_that_is_refused_late_does_not_pull_her_from_the_way_out(shift):
    page = shift.page
    await page.click("#help-button")
    await page.get_by_role("button", name="Добавить одноразовые").click()
    await expect(page.locator("#link .qr")).to_be_visible()
    await page.fill("#totp-code", "000000")
    leave = page.locator("#link").get_by_role("button", name="Отмена")
    async with slow(shift, "**/totp/confirm") as went:
        await page.locator("#link .primary").click()
        await went.wait()
        await leave.focus()
    await expect(page.locator("#link .notice")).to_be_visible()
    await expect(leave).to_be_focused()

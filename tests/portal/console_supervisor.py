"""Boris of the supervisors, at a window of his own, and how he gets to what only he sees."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from playwright.async_api import expect

from desk.ports import JournalLine
from tests.portal.console_shift import Shift, certified
from tests.portal.drills_rig import drills_on
from tests.portal.portal_browser import browser
from triage.case import Case
from triage.shifts import parse_hours

NAME = "Борис"


@asynccontextmanager
async def window_of_boris(anna: Shift) -> AsyncIterator[Shift]:
    """As wide as hers. He is signed in; his papers are made when he comes first."""
    if NAME not in {one.name for one in await anna.rig.roster.colleagues()}:
        async with browser(anna.url) as enrolling:
            await certified(anna.rig, enrolling, NAME, role="fallback", desk="fallback")
    chrome = anna.page.context.browser
    assert chrome is not None
    context = await chrome.new_context(viewport=anna.page.viewport_size, locale="ru-RU", reduced_motion="reduce")
    boris = replace(anna, page=await context.new_page(), sent=[], complaints=[])
    boris.page.on("pageerror", lambda error: anna.complaints.append(str(error)))
    await boris.sign_in(NAME)
    yield boris
    await context.close()


async def takes_a_drill(boris: Shift) -> None:
    page = boris.page
    await page.locator("#drills-open").click()
    await page.locator("[data-act=drill]").click()
    await page.locator("#ask [value=yes]").click()
    await expect(page.locator(".drills li")).to_have_count(1)
    await page.keyboard.press("Escape")
    await page.locator("#column-waiting .open").first.click()
    await page.locator("#composer .primary").click()
    await expect(page.locator(".first .drill")).to_be_visible()


async def ends_the_drill(boris: Shift) -> None:
    page = boris.page
    boris.rig.bell.ring()
    row = page.locator(":is(#column-reply, #column-mine) .row .open").first
    await row.evaluate("(row) => row.click()")  # on a telephone its column lies behind a tab
    await expect(page.locator(".first .drill")).to_be_visible()
    await page.locator("[data-act=close-drill]").click()
    await expect(page.locator("#queue")).to_be_visible()
    await drills_on(boris.rig.books, boris.rig.duty).tick(boris.rig.now)
    await page.locator("#drills-open").click()
    await expect(page.locator(".drills li")).to_have_count(1)


async def looks_at_everything(boris: Shift) -> None:
    await boris.page.locator("#to-oversight").click()
    await expect(boris.page.locator(".chart")).to_have_count(4)
    for table in await boris.page.locator("#oversight summary").all():
        await table.click()


async def looks_at_hours(boris: Shift) -> None:
    (anna,) = [one for one in await boris.rig.roster.colleagues() if one.name == "Анна"]
    hours = parse_hours(["mon-fri 09:00-18:00", "sat 20:00-08:00"], "Europe/Moscow")
    line = JournalLine(at=boris.rig.now, by="operator", verb="roster-set", detail=anna.member)
    await boris.rig.roster.set_profile(anna.member, replace(anna.profile, hours=hours), line)
    await boris.page.locator("#roster-button").click()
    await expect(boris.page.locator("#roster-people")).to_contain_text("09:00")


async def changes_hours(boris: Shift) -> None:
    await looks_at_hours(boris)
    await boris.page.locator("#roster-people li", has_text="09:00").locator("button").click()
    await boris.page.fill("#hours-lines", "пн-пт когда-нибудь")
    await boris.page.locator("#hours .primary").click()
    await expect(boris.page.locator("#hours-wrong")).not_to_be_empty()


async def looks_at_closed(boris: Shift) -> None:
    anna = next(one.member for one in await boris.rig.roster.colleagues() if one.name == "Анна")
    done = Case(outcome="helped", closed_at=boris.rig.now, closed_by=anna, lowered=True, lowered_by=anna)
    await boris.rig.report("спасибо, всё хорошо", home=9, case=done)
    await boris.page.locator("#closed-open").click()
    await expect(boris.page.locator(".closed-rows [data-row]").first).to_be_visible()


async def adds_codes(boris: Shift) -> None:
    await boris.page.locator("#help-button").click()
    await boris.page.get_by_role("button", name="Добавить одноразовые").click()
    await expect(boris.page.locator("#link .qr")).to_be_visible()

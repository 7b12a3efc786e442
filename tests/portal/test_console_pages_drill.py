"""A drill in a real Chromium, by keyboard: nobody can tell it before it is taken, everybody after, and it is measured."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from desk.ports import JournalLine
from tests.portal.console_shift import HER_WORDS, Shift
from tests.portal.drills_rig import DRILL, drills_on
from tests.portal.portal_rig import make_rig
from tests.portal.two_windows import anna_and_boris, by_keyboard, fits_a_telephone
from triage.urgency import Urgency


@pytest.fixture
async def windows(redis, tmp_path, chromium) -> AsyncIterator[tuple[Shift, Shift]]:
    async with anna_and_boris(make_rig(redis, tmp_path), chromium) as both:
        yield both


WAS = "Это была учебная тревога. Никто не пострадал."


async def erased(rig, signal) -> None:
    line = JournalLine(at=rig.now, by="reporter", verb="erased")
    await drills_on(rig.books, rig.duty).book.erase(signal, line)
    rig.bell.ring()


async def begins(boris: Shift) -> None:
    await by_keyboard(boris.page, "#drills-open")
    await by_keyboard(boris.page, "[data-act=drill]")
    await expect(boris.page.locator("#ask [value=no]")).to_be_focused()
    await by_keyboard(boris.page, "#ask [value=yes]")


async def test_a_drill_is_a_signal_like_any_until_somebody_takes_it(windows):
    anna, boris = windows
    rig = anna.rig
    await anna.sign_in()
    await expect(anna.page.locator("#drills-open")).to_be_hidden()
    await boris.sign_in("Борис")
    await begins(boris)
    await expect(boris.page.locator(".drills li")).to_contain_text("идёт сейчас")
    await fits_a_telephone(boris.page)

    rig.bell.ring()
    await expect(anna.page.locator("#alarm")).to_be_visible()
    await expect(anna.page.locator("#column-waiting .row.immediate")).to_have_count(1)
    await by_keyboard(anna.page, "#column-waiting .open")
    await expect(anna.page.locator(".entry.word").first).to_contain_text(DRILL)
    assert "чебная тревога" not in await anna.page.locator("main").inner_text()

    rig.later(seconds=40)
    await anna.page.keyboard.press("c")
    await expect(anna.page.locator(".first .drill h2")).to_have_text("Учебная тревога")
    first = await anna.page.locator(".first .part").first.get_attribute("class")
    assert "drill" in (first or "")
    await fits_a_telephone(anna.page)
    await expect(anna.page.locator("[data-act=close-drill]")).to_have_count(1)
    for act in ("#reply", "#signal .holding", "#rail .case [data-act]", "#rail a[href^=tel]"):
        await expect(anna.page.locator(act)).to_have_count(0)
    await by_keyboard(anna.page, "[data-act=close-drill]")
    await expect(anna.page.locator("#queue")).to_be_visible()

    await drills_on(rig.books, rig.duty).tick(rig.now)
    rig.bell.ring()
    await expect(boris.page.locator(".drills li")).to_contain_text("взят через 40 с")
    await expect(boris.page.locator("#toast")).to_contain_text("Учебная тревога окончена")
    await expect(boris.page.locator(".drills li")).to_contain_text("начало: Борис")
    await expect(anna.page.locator("#drill-over")).to_contain_text(WAS)
    await fits_a_telephone(anna.page)
    await by_keyboard(anna.page, "[data-act=drill-was]")
    await expect(anna.page.locator("#drill-over")).to_be_hidden()


async def test_who_has_it_open_when_danger_comes_learns_both(windows):
    anna, boris = windows
    rig = anna.rig
    await anna.sign_in()
    await boris.sign_in("Борис")
    await begins(boris)
    await expect(boris.page.locator(".drills li")).to_contain_text("идёт сейчас")
    rig.bell.ring()
    await expect(anna.page.locator("#column-waiting .row.immediate")).to_have_count(1)
    await by_keyboard(anna.page, "#column-waiting .open")
    await expect(anna.page.locator(".entry.word").first).to_contain_text(DRILL)
    await rig.report(HER_WORDS, Urgency.IMMEDIATE)
    await drills_on(rig.books, rig.duty).tick(rig.now)
    rig.bell.ring()
    await expect(anna.page.locator("#queue")).to_be_visible()
    await expect(anna.page.locator("#toast")).to_contain_text(WAS)
    await expect(anna.page.locator("#toast")).to_contain_text("Сейчас ждёт настоящий сигнал")
    await expect(anna.page.locator("#column-waiting .row.immediate")).to_have_count(1)
    await expect(anna.page.locator("#drill-over")).to_be_hidden()
    await by_keyboard(anna.page, "#column-waiting .open")
    await expect(anna.page.locator(".entry.word").first).to_contain_text(HER_WORDS)
    await anna.page.keyboard.press("c")
    await expect(anna.page.locator("#reply")).to_be_focused()
    await anna.page.keyboard.press("Escape")
    await anna.page.keyboard.press("Escape")
    await expect(anna.page.locator("#drill-over")).to_contain_text(WAS)


async def test_a_child_who_erased_her_signal_is_no_drill(windows):
    anna, _ = windows
    signal = await anna.rig.report(HER_WORDS, Urgency.IMMEDIATE)
    await anna.sign_in()
    await by_keyboard(anna.page, "#column-waiting .open")
    await expect(anna.page.locator(".entry.word").first).to_contain_text(HER_WORDS)
    await erased(anna.rig, signal)
    await expect(anna.page.locator("#toast")).to_contain_text("Этого сигнала больше нет на столе")
    await expect(anna.page.locator("#drill-over")).to_be_hidden()


async def test_while_a_child_waits_none_begins_and_the_page_says_why(windows):
    _, boris = windows
    await boris.rig.report(HER_WORDS, Urgency.IMMEDIATE)
    await boris.sign_in("Борис")
    await begins(boris)
    await expect(boris.page.locator("#toast")).to_contain_text("Сейчас ждёт настоящий сигнал. Сначала он.")
    await expect(boris.page.locator(".empty-drills")).to_contain_text("ещё не было")

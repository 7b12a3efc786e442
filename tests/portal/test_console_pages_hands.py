"""A supervisor takes a held signal, by keyboard alone; whoever held it sees who took it, and loses no word that she typed."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.portal.console_shift import HER_WORDS, Shift
from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import make_rig
from tests.portal.two_windows import anna_and_boris, by_keyboard, fits_a_telephone
from triage.case import Case
from triage.urgency import Urgency

DRAFT = "Я рядом. Скажи, ты сейчас од"
WHY = "не отвечает двадцать минут"


@pytest.fixture
async def windows(redis, tmp_path, chromium) -> AsyncIterator[tuple[Shift, Shift]]:
    async with anna_and_boris(make_rig(redis, tmp_path), chromium) as both:
        yield both


async def test_in_an_emergency_a_supervisor_takes_it_and_the_holder_loses_no_word(windows):
    anna, boris = windows
    rig = anna.rig
    signal = await rig.report(HER_WORDS, Urgency.IMMEDIATE)
    await anna.sign_in()
    await anna.claim_and_type(DRAFT)

    await boris.sign_in("Борис")
    await expect(boris.page.locator("#column-others .row")).to_have_count(1)
    await by_keyboard(boris.page, "#column-others .open")
    await expect(boris.page.locator(".entry.word").first).to_be_visible()
    await by_keyboard(boris.page, "[data-act=break-glass]")
    await expect(boris.page.locator("#ask textarea")).to_be_focused()
    await boris.page.keyboard.type(WHY)
    await by_keyboard(boris.page, "#ask [value=yes]")
    await expect(boris.page.locator("#reply")).to_be_focused()
    await expect(boris.page.locator(".note .text")).to_contain_text(f"Сигнал перешёл от коллеги: Анна. {WHY}")
    assert WHY not in "".join(boris.sent), "the server never sees the reason"

    rig.bell.ring()
    await expect(anna.page.locator(".hands")).to_contain_text("Раньше здесь: Анна. Решение: Борис")
    await expect(anna.page.locator("#toast")).to_contain_text("Борис")
    await expect(anna.page.locator("#kept")).to_have_value(DRAFT)
    await by_keyboard(anna.page, ".kept button:first-child")
    await expect(anna.page.locator("#note")).to_be_focused()
    await expect(anna.page.locator("#note")).to_have_value(DRAFT)
    await expect(anna.page.locator("#kept")).to_have_count(0)
    await anna.page.keyboard.press("Escape")
    await anna.page.keyboard.press("Escape")
    await expect(anna.page.locator("#column-others .row")).to_contain_text("ушёл от вас: решение Борис")
    held = await rig.duty.files.card(signal)
    assert held.card.case.taken is not None


async def test_a_supervisor_reassigns_from_the_panel_and_both_windows_say_so(windows):
    anna, boris = windows
    async with browser(anna.url) as vera:
        await new_member(anna.rig, vera, "Вера")
        await anna.rig.report(HER_WORDS, Urgency.IMMEDIATE)
        await anna.sign_in()
        await anna.claim_and_type(DRAFT)
        await boris.sign_in("Борис")
        await boris.page.locator("#column-others .open").click()
        await by_keyboard(boris.page, "[data-act=hand-over]")
        names = boris.page.locator("#ask option")
        await expect(names).to_have_count(1)
        await expect(names).to_contain_text("Вера")  # into his own hands he would need a reason
        await by_keyboard(boris.page, "#ask [value=yes]")
        await expect(boris.page.locator("#signal-title")).to_contain_text("Вера")
        anna.rig.bell.ring()
        await expect(anna.page.locator("#kept")).to_have_value(DRAFT)
        await expect(anna.page.locator("#signal-title")).to_contain_text("Вера")
        await fits_a_telephone(anna.page)


async def test_the_holder_sees_who_else_has_read_it(windows):
    anna, boris = windows
    await anna.rig.report(HER_WORDS)
    await anna.sign_in()
    await anna.claim_and_type("")
    await boris.sign_in("Борис")
    await boris.page.locator("#column-others .open").click()
    await expect(boris.page.locator(".entry.word").first).to_be_visible()
    await anna.page.keyboard.press("Escape")
    await anna.page.keyboard.press("Escape")
    await anna.page.locator("#column-reply .open").click()
    await expect(anna.page.locator(".hands")).to_contain_text("Открывали также: Борис")


async def test_closed_signals_are_read_and_opened_again_by_keyboard(windows):
    anna, boris = windows
    rig = anna.rig
    anna_id = (await rig.roster.colleagues())[0].member
    done = Case(outcome="helped", closed_at=rig.now, closed_by=anna_id, lowered=True, lowered_by=anna_id)
    signal = await rig.report(HER_WORDS, case=done)
    await boris.sign_in("Борис")
    await by_keyboard(boris.page, "#closed-open")
    row = boris.page.locator(f'.closed-rows [data-row="{signal}"]')
    await expect(row).to_contain_text("понижен и завершён одним человеком")
    await expect(row).to_contain_text("Помощь оказана")
    await fits_a_telephone(boris.page)
    await by_keyboard(boris.page, ".closed-rows [data-act=reopen]")
    await by_keyboard(boris.page, "#ask [value=yes]")
    await expect(row).to_have_count(0)
    held = await rig.duty.files.card(signal)
    assert held.card.case.closed_at is None
    await anna.sign_in()
    await expect(anna.page.locator("#column-waiting .row")).to_have_count(1)


async def test_a_closed_signal_opens_from_the_list_and_says_what_it_ended_with(windows):
    anna, _ = windows
    rig = anna.rig
    anna_id = (await rig.roster.colleagues())[0].member
    await rig.report(HER_WORDS, case=Case(outcome="helped", closed_at=rig.now, closed_by=anna_id))
    await anna.sign_in()
    await by_keyboard(anna.page, "#closed-open")
    await by_keyboard(anna.page, ".closed-rows [data-act=open]")
    await expect(anna.page.locator(".entry.word").first).to_contain_text("Он стоит за дверью")
    await expect(anna.page.locator(".case")).to_contain_text("Поддержка завершена")

"""The console in a real Chromium without a mouse: every control is reached, seen, pressed, and the keyboard's place is never lost."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.portal.console_house import furnish
from tests.portal.console_keys import ALL, held_place, press, reached, tab_to
from tests.portal.console_shift import ANSWER, HER_WORDS, Shift, shift_at
from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import make_rig
from triage.case import Case, Telling
from triage.ids import MemberId
from triage.urgency import Urgency


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


async def anna(shift: Shift) -> MemberId:
    return next(one.member for one in await shift.rig.roster.colleagues() if one.name == "Анна")


async def test_tab_comes_to_every_control_of_queue_and_signal_and_each_is_seen(shift):
    await shift.sign_in()
    await furnish(shift.rig, await anna(shift))
    await expect(shift.page.locator("#column-reply .row")).to_have_count(1)
    for _ in range(2):
        met, there = await reached(shift), set(await shift.page.evaluate(ALL))
        assert there - set(met) == set()
        assert [name for name, seen in met.items() if not seen] == []
        await shift.page.locator("#column-reply .row .open").focus()
        await shift.page.keyboard.press("Enter")
        await expect(shift.page.locator("#reply")).to_be_visible()
        await expect(shift.page.locator("#lock")).to_be_hidden()


async def test_arrows_go_through_rows_and_columns(shift):
    await shift.sign_in()
    await furnish(shift.rig, await anna(shift))
    await expect(shift.page.locator("#column-waiting .row")).to_have_count(3)
    rows = shift.page.locator(".row .open")
    await rows.first.focus()
    await shift.page.keyboard.press("ArrowDown")
    await expect(rows.nth(1)).to_be_focused()
    await shift.page.keyboard.press("ArrowRight")
    await expect(shift.page.locator("#column-reply .row .open")).to_be_focused()
    await shift.page.keyboard.press("ArrowLeft")
    await expect(rows.first).to_be_focused()


async def claims(shift: Shift) -> None:
    await shift.sign_in()
    await shift.page.keyboard.press("n")
    await expect(shift.page.locator("#composer .take button")).to_be_visible()
    await shift.page.keyboard.press("c")
    await expect(shift.page.locator("#reply")).to_be_focused()


async def test_a_reply_is_written_mended_and_sent_without_a_mouse(shift):
    await shift.rig.report(HER_WORDS, Urgency.URGENT)
    page, keys = shift.page, shift.page.keyboard
    await claims(shift)
    await keys.type("/вина")
    await keys.press("Enter")
    await expect(page.locator("#reply")).to_be_focused()
    await keys.press("Control+a")
    await keys.type("Почему ты молчишь?")
    await press(shift, page.locator(".finds button").first)
    await expect(page.locator("#reply")).to_be_focused()
    await keys.press("Control+Enter")
    await expect(page.locator(".entry.reply")).to_have_count(1)
    await expect(page.locator("#reply")).to_be_focused()


async def test_every_act_of_casework_without_a_mouse(shift):
    told = Telling(to="police", way="had", said_at=shift.rig.now, said_by=MemberId("m-vvvvvvvvvv"))
    await shift.rig.report(HER_WORDS, Urgency.URGENT, case=Case(tellings=(told,)))
    async with browser(shift.url) as two:
        await new_member(shift.rig, two, "Вера")
    page, keys = shift.page, shift.page.keyboard
    await claims(shift)
    await tab_to(shift, page.locator("#note"))
    await keys.type("Заметка")
    await press(shift, page.get_by_role("button", name="Сохранить заметку"))
    await expect(page.locator(".note .text")).to_have_text("Заметка")
    await held_place(shift)

    await press(shift, page.locator("[data-act=lower]"))
    await keys.press("Tab")
    await keys.type("тише")
    await press(shift, page.locator("#ask [value=yes]"))
    await expect(page.locator(".note .text", has_text="тише")).to_be_visible()
    await held_place(shift)
    await press(shift, page.locator("[data-act=raise]"))
    await press(shift, page.locator("#ask [value=yes]"))
    await expect(page.locator("#ask")).to_be_hidden()
    await held_place(shift)
    await press(shift, page.locator("[data-act=opinion]"))
    await press(shift, page.locator("#ask [value=yes]"))
    await expect(page.locator(".case")).to_contain_text("Спросили мнение: Вера")
    await held_place(shift)
    await press(shift, page.locator("[data-act=told]"))
    await press(shift, page.locator("#ask [value=yes]"))
    await expect(page.locator(".telling")).to_contain_text("Сообщено")
    await held_place(shift)
    await press(shift, page.locator("[data-act=hand-over]"))
    await expect(page.locator("#ask select")).to_be_focused()
    await keys.press("Escape")
    await expect(page.locator("[data-act=hand-over]")).to_be_focused()


async def test_released_taken_again_closed_and_signed_out_without_a_mouse(shift):
    signal = await shift.rig.report(HER_WORDS, Urgency.URGENT)
    page, keys = shift.page, shift.page.keyboard
    await claims(shift)
    await press(shift, page.locator("#signal-title .holding"))
    await expect(page.locator("#composer .take button")).to_be_visible()
    await held_place(shift)
    await keys.press("c")
    await expect(page.locator("#reply")).to_be_focused()
    await press(shift, page.locator("[data-act=close]"))
    await expect(page.locator("#ask select")).to_be_focused()
    for _ in range(await page.locator("#ask option").count()):
        if await page.locator("#ask select").input_value() != "helped":
            await keys.press("ArrowDown")
    await press(shift, page.locator("#ask [value=yes]"))
    await expect(page.locator("#queue")).to_be_visible()
    await held_place(shift)
    versioned = await shift.rig.duty.files.card(signal)
    assert versioned is not None
    assert versioned.card.case.closed_at is not None
    await press(shift, page.locator("#leave"))
    await expect(page.locator("#sign-in")).to_be_visible()


async def test_focus_and_caret_stay_while_the_desk_changes_under_them(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(ANSWER)
    await shift.page.fill("#note", "Позвонить утром")
    where = "document.activeElement.id + ' ' + document.activeElement.selectionStart"
    for field in ("note", "reply"):
        await shift.page.focus(f"#{field}")
        await shift.page.evaluate("document.activeElement.setSelectionRange(3, 3)")
        async with browser(shift.url) as two:
            await new_member(shift.rig, two, f"Вера {field}")
            status, _ = await two.post(
                f"/console/api/signals/{signal}/raise",
                {"request": field.ljust(32, "0").encode().hex()[:32], "to": "immediate"},
            )
            assert status in {200, 409}
        shift.rig.bell.ring()
        await expect(shift.page.locator("#signal-title .urgency")).to_have_class("urgency immediate")
        await shift.page.wait_for_timeout(500)
        assert await shift.page.evaluate(where) == f"{field} 3"
    await shift.page.evaluate("getSelection().selectAllChildren(document.querySelector('.entry.word .words'))")
    await shift.rig.report("ещё один", home=9)
    shift.rig.bell.ring()
    await shift.page.wait_for_timeout(500)
    assert await shift.page.evaluate("getSelection().toString()") == HER_WORDS


async def test_a_row_that_a_colleague_takes_leaves_the_keyboard_on_the_next_one(shift):
    first = await shift.rig.report(HER_WORDS, Urgency.URGENT)
    await shift.rig.report("второй", Urgency.STANDARD, home=4)
    await shift.sign_in()
    rows = shift.page.locator("#column-waiting .row .open")
    await expect(rows).to_have_count(2)
    await rows.first.focus()
    async with browser(shift.url) as two:
        await new_member(shift.rig, two, "Вера")
        await two.post(f"/console/api/signals/{first}/claim")
    shift.rig.bell.ring()
    await expect(rows).to_have_count(1)
    await expect(rows).to_be_focused()


async def test_an_alarm_that_was_seen_leaves_the_keyboard_in_the_queue(shift):
    await shift.rig.report(HER_WORDS, Urgency.IMMEDIATE)
    await shift.sign_in()
    await press(shift, shift.page.get_by_role("button", name="Вижу"))
    await expect(shift.page.locator("#alarm")).to_be_hidden()
    await expect(shift.page.locator("#column-waiting .row .open")).to_be_focused()

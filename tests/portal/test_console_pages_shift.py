"""The console in a real Chromium: what a specialist on shift sees and does."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.portal.console_shift import ANSWER, HER_WORDS, Shift, shift_at
from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import LIST, make_rig
from triage.urgency import Urgency


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


async def test_her_words_are_opened_exactly_and_never_leave_the_browser_again(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.open_first()
    await expect(shift.page.locator(".entry.word .words")).to_have_text(HER_WORDS, use_inner_text=True)
    left = await shift.page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href, document.title, history.state])"
    )
    for trace in ("боюсь", "не жирное"):
        assert trace not in left + "".join(shift.sent)
    assert await shift.page.evaluate("indexedDB.databases().then((all) => all.length)") == 0


async def test_the_passphrase_and_the_keys_never_leave_the_browser(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(ANSWER)
    assert LIST[3] + " " + LIST[4] not in "".join(shift.sent)
    await expect(shift.page.locator("#in-passphrase")).to_have_value("")


async def test_the_night_goes_by_keyboard_alone_in_a_russian_layout(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.page.keyboard.press("n")
    await expect(shift.page.locator("#composer .primary")).to_be_visible()
    await shift.page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'с', code: 'KeyC', bubbles: true}))"
    )
    await expect(shift.page.locator("#reply")).to_be_focused()
    await shift.page.keyboard.insert_text(ANSWER)
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator(".entry.reply .state")).to_contain_text("ждёт, пока откроет")
    await expect(shift.page.locator("#reply")).to_have_value("")
    assert len(await shift.replies(signal)) == 1
    await shift.page.keyboard.press("Escape")
    await shift.page.keyboard.press("Escape")
    await expect(shift.page.locator("#column-mine .row")).to_have_count(1)


async def test_a_claim_that_comes_second_says_who_was_first(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.open_first()
    await expect(shift.page.locator("#composer .primary")).to_be_visible()
    async with browser(shift.url) as other:
        await new_member(shift.rig, other, "Борис")
        _, queue = await other.get("/console/api/queue")
        await other.post(f"/console/api/signals/{queue['waiting'][0]['signal']}/claim")
    await shift.page.keyboard.press("c")
    await expect(shift.page.locator("#toast")).to_have_text("Уже у коллеги: Борис")
    await expect(shift.page.locator("#composer")).to_contain_text("Сигнал у коллеги: Борис")
    await expect(shift.page.locator("#reply")).to_have_count(0)


async def test_a_new_immediate_comes_by_itself_and_stays_until_it_is_seen(shift):
    await shift.sign_in()
    await expect(shift.page.locator("#column-waiting .empty")).to_contain_text("Никто не ждёт")
    await shift.rig.report(HER_WORDS, Urgency.IMMEDIATE)
    shift.rig.bell.ring()
    await expect(shift.page.locator("#alarm")).to_contain_text("Немедленно: никто не взял")
    await expect(shift.page).to_have_title("(1) Немедленно · Дежурный стол")
    await shift.page.get_by_role("button", name="Вижу").click()
    await expect(shift.page.locator("#alarm")).to_be_hidden()
    await expect(shift.page).to_have_title("Дежурный стол")
    await expect(shift.page.locator("#column-waiting .row.immediate")).to_have_count(1)


async def test_a_note_is_signed_read_by_its_author_and_marked_when_the_signature_is_not_hers(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.open_first()
    await shift.page.fill("#note", "Перезвонить утром.")
    await shift.page.get_by_role("button", name="Сохранить заметку").click()
    await expect(shift.page.locator(".note .text")).to_have_text("Перезвонить утром.")
    assert "Перезвонить" not in "".join(shift.sent)
    assert await shift.page.locator(".note.unsigned").count() == 0
    opened = await shift.rig.duty.files.read(signal, "intake")
    assert opened is not None
    assert len(opened.notes) == 1


async def test_every_control_can_be_hit_with_a_thumb(shift):
    await shift.rig.report(HER_WORDS, Urgency.IMMEDIATE)
    await shift.page.set_viewport_size({"width": 360, "height": 740})
    await shift.sign_in()
    small = """() => [...document.querySelectorAll('button, a.button, input, textarea, summary')]
      .map((node) => [node.id || node.textContent.trim(), node.getBoundingClientRect()])
      .filter(([, box]) => box.width > 1 && (box.width < 44 || box.height < 44)).map(([name]) => name)"""
    wide = "document.documentElement.scrollWidth"
    assert await shift.page.evaluate(small) == []
    assert await shift.page.evaluate(wide) == 360
    await shift.open_first()
    await shift.page.locator("#composer .primary").click()
    await expect(shift.page.locator("#reply")).to_be_visible()
    assert await shift.page.evaluate(small) == []
    assert await shift.page.evaluate(wide) == 360

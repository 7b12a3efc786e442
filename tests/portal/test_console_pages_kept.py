"""The console in a real Chromium: what cannot be lost, and who comes in."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, Route, expect

from tests.portal.console_shift import ANSWER, HER_WORDS, PHRASE, Shift, shift_at
from tests.portal.portal_rig import make_rig


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


async def test_a_reply_whose_answer_was_lost_is_in_the_thread_once(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(ANSWER)
    await lose_the_answer_once(shift.page)
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator("#composer [role=alert]")).to_contain_text("Нет связи")
    await expect(shift.page.locator("#reply")).to_have_value(ANSWER)
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator(".entry.reply")).to_have_count(1)
    assert len(await shift.replies(signal)) == 1


async def test_a_reply_changed_after_a_lost_answer_is_neither_swallowed_nor_doubled(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(ANSWER)
    await lose_the_answer_once(shift.page)
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator("#composer [role=alert]")).to_contain_text("Нет связи")
    await shift.page.fill("#reply", ANSWER + " И ещё.")
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator("#composer [role=alert]")).to_contain_text("всё-таки дошёл")
    await expect(shift.page.locator(".entry.reply")).to_have_count(1)
    await expect(shift.page.locator("#reply")).to_have_value(ANSWER + " И ещё.")
    assert len(await shift.replies(signal)) == 1


async def lose_the_answer_once(page: Page) -> None:
    """The server gets the reply, the browser never hears so."""

    async def lose(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await page.route("**/replies", lose, times=1)


async def test_when_the_session_ends_the_typed_words_wait_for_the_next_sign_in(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(ANSWER)
    await shift.page.context.clear_cookies()
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator("#again-passphrase")).to_be_focused()
    await shift.page.fill("#again-passphrase", PHRASE.upper())
    await shift.page.keyboard.press("Enter")
    await expect(shift.page.locator(".entry.reply .words")).to_have_text(ANSWER)
    assert len(await shift.replies(signal)) == 1


async def test_a_dead_line_is_said_and_what_is_known_stays(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.page.context.set_offline(True)
    await expect(shift.page.locator("#line")).to_contain_text("Связи нет с")
    await expect(shift.page.locator("#column-waiting .row")).to_have_count(1)
    await shift.page.context.set_offline(False)
    await expect(shift.page.locator("#line")).to_be_hidden()


async def test_signing_out_and_reloading_both_leave_nothing_to_read(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.open_first()
    await shift.page.reload()
    await expect(shift.page.locator("#sign-in")).to_be_visible()
    assert "боюсь" not in await shift.page.content()
    await shift.sign_in()
    await shift.open_first()
    await shift.page.locator("#leave").click()
    await expect(shift.page.locator("#sign-in")).to_be_visible()
    assert "боюсь" not in await shift.page.content()


async def test_wrong_words_are_said_to_be_wrong_and_nothing_else(shift):
    await shift.page.goto(f"{shift.url}/console")
    await shift.say("Анна", PHRASE + " лишнее")
    await expect(shift.page.locator("#sign-in [role=alert]")).to_contain_text("Слова или имя не подошли")


async def test_the_link_of_the_demo_fills_the_form_and_leaves_the_address_bar(shift):
    await shift.page.goto(f"{shift.url}/console#demo=m-{'a' * 10}:{PHRASE.replace(' ', '.')}")
    await expect(shift.page.locator("#in-passphrase")).to_have_value(PHRASE)
    assert "#" not in shift.page.url


async def test_a_new_member_makes_a_key_writes_it_down_and_comes_in(shift):
    page, invite = shift.page, await shift.rig.invite("Галина")
    await page.goto(f"{shift.url}/console/enrol#{invite}.{shift.rig.office.fingerprint}")
    await page.get_by_role("button", name="Сделать ключ").click()
    await expect(page.locator("#phrase li")).to_have_count(7)
    shown = await page.locator("#phrase li").all_inner_texts()
    await page.locator("#written").click()
    await page.fill("#repeated", " ".join(shown[:6]))
    await page.locator("#repeat-submit").click()
    await expect(page.locator("#error-repeat")).to_contain_text("не совпало")
    await page.fill("#repeated", " ".join(shown).upper())
    await page.locator("#repeat-submit").click()
    await expect(page.locator("#request-print")).not_to_be_empty()
    request = json.loads(await page.locator("#request").inner_text())
    answer = await asyncio.to_thread(shift.rig.answer, request)
    spoiled = {**answer, "certificate": {**answer["certificate"], "issued_at": "2026-01-01T00:00:00Z"}}
    await page.fill("#answer-place textarea", json.dumps(spoiled))
    await expect(page.locator("#answer-place [role=alert]")).to_contain_text("не сошлась")
    await page.fill("#answer-place textarea", json.dumps(answer))
    await page.locator("#step-done a").click()
    await shift.say("Галина", " ".join(shown))
    await expect(page.locator("#member")).to_have_text("Галина")
    assert shown[2] + " " + shown[3] not in "".join(shift.sent)


async def test_a_form_that_the_browser_sends_by_itself_carries_no_passphrase(shift):
    await shift.page.route("**/*.js", lambda route: route.abort())
    await shift.page.goto(f"{shift.url}/console")
    await shift.page.fill("#in-passphrase", PHRASE)
    await shift.page.keyboard.press("Enter")
    assert (
        await shift.page.evaluate("new URLSearchParams(new FormData(document.querySelector('form'))).toString()") == ""
    )
    assert PHRASE.split()[1] not in shift.page.url.split("/")[-1]

"""The console in a real Chromium: one-time codes are added by their QR code, asked for at sign-in, and removed."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pyotp
import pytest
from playwright.async_api import expect

from tests.portal.console_shift import HER_WORDS, PHRASE, Shift, shift_at
from tests.portal.portal_rig import make_rig
from tests.portal.test_console_pages_passkey import with_a_device

CODE = "#in-code"


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        opened.url = opened.url.replace("127.0.0.1", "localhost")
        yield opened


def now(shift, secret):
    return pyotp.TOTP(secret).generate_otp(int(shift.rig.now.timestamp()) // 30)


async def added(shift):
    """Her secret: shown once, gone from the page when the dialog is."""
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.page.click("#help-button")
    await shift.page.get_by_role("button", name="Добавить одноразовые").click()
    await expect(shift.page.locator("#link .qr")).to_be_visible()
    secret = re.sub(r"\s", "", await shift.page.locator(".totp-secret").inner_text())
    await shift.page.fill("#totp-code", "12")
    await shift.page.keyboard.press("Enter")
    await expect(shift.page.locator("#link .notice")).to_contain_text("шесть цифр")
    code = now(shift, secret)
    await shift.page.fill("#totp-code", f"{code[:3]} {code[3:]}")
    await shift.page.keyboard.press("Enter")
    await expect(shift.page.locator("#toast")).to_contain_text("Включено")
    assert secret not in await shift.page.content()
    shift.rig.later(seconds=60)
    return secret


async def test_the_words_ask_for_a_code_and_a_wrong_one_says_not_which_part_was_wrong(shift):
    secret = await added(shift)
    await shift.page.goto(f"{shift.url}/console")
    await shift.say("Анна", PHRASE)
    await expect(shift.page.locator(CODE)).to_be_focused()
    await shift.page.keyboard.type("000000")
    await shift.page.keyboard.press("Enter")
    await expect(shift.page.locator("#sign-in [data-error]")).to_contain_text("Не принято")
    await shift.page.fill(CODE, now(shift, secret))
    await shift.page.keyboard.press("Enter")
    await shift.open_first()
    shift.rig.later(seconds=60)
    await shift.page.click("#help-button")
    await shift.page.get_by_role("button", name="Убрать одноразовые").click()
    await shift.page.fill("#totp-words", PHRASE)
    await shift.page.fill("#totp-code", now(shift, secret))
    await shift.page.keyboard.press("Enter")
    await expect(shift.page.locator("#toast")).to_contain_text("Убраны")
    await shift.page.goto(f"{shift.url}/console")
    await shift.say("Анна", PHRASE)
    await shift.open_first()


async def test_the_device_comes_in_without_a_code(shift):
    await with_a_device(shift)
    await added(shift)
    await shift.page.click("#help-button")
    await shift.page.get_by_role("button", name="Добавить ключ").click()
    await expect(shift.page.locator("#help")).to_contain_text("Готово")
    await shift.page.goto(f"{shift.url}/console")
    await shift.page.locator("#sign-in [data-passkey]").click()
    await shift.open_first()


async def test_whoever_sits_at_another_window_with_her_words_is_out_at_once_and_she_stays(shift):
    context = await shift.page.context.browser.new_context(locale="ru-RU", reduced_motion="reduce")
    elsewhere = replace(shift, page=await context.new_page(), sent=[], complaints=[])
    await elsewhere.sign_in()
    await added(shift)
    await expect(elsewhere.page.locator("#again-title")).to_contain_text("прервалась")
    await expect(shift.page.locator("#toast")).to_contain_text("На других устройствах вы вышли")
    await shift.open_first()
    await context.close()

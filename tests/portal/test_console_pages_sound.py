"""The console in a real Chromium: two sounds, and a browser that lets none out."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.portal.console_keys import held_place, press, until
from tests.portal.console_shift import HER_WORDS, Shift, shift_at
from tests.portal.portal_rig import make_rig
from triage.urgency import Urgency


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


async def test_two_sounds_can_be_tried_and_a_silent_browser_is_said(shift):
    await shift.page.add_init_script("""
      const made = AudioContext.prototype.createOscillator;
      AudioContext.prototype.createOscillator = function () { window.tones = (window.tones ?? 0) + 1; return made.call(this); };
    """)
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await expect(shift.page.locator("#sound")).to_be_hidden()
    await shift.page.click("#help-button")
    await press(shift, shift.page.get_by_role("button", name="Звук: немедленно"))
    await expect(shift.page.locator("#help")).to_contain_text("так звучит немедленный", ignore_case=True)
    assert await shift.page.evaluate("tones") == 6
    await press(shift, shift.page.get_by_role("button", name="Звук: остальное"))
    await expect(shift.page.locator("#help")).to_contain_text("так звучит любой другой", ignore_case=True)
    assert await shift.page.evaluate("tones") == 7
    await shift.page.keyboard.press("Escape")
    await shift.rig.report("второй", home=4)
    shift.rig.bell.ring()
    await until(shift, "tones === 8")
    await shift.rig.report("третий", Urgency.IMMEDIATE, home=5)
    shift.rig.bell.ring()
    await until(shift, "tones === 14")


async def test_a_browser_that_lets_no_sound_out_is_told_and_asked_once_more(shift):
    await shift.page.add_init_script("""
      let allowed = false;
      window.allow = () => { allowed = true; };
      const resume = AudioContext.prototype.resume;
      Object.defineProperty(AudioContext.prototype, "state", { get() { return allowed ? "running" : "suspended"; } });
      AudioContext.prototype.resume = function () { return allowed ? resume.call(this) : Promise.resolve(); };
    """)
    await shift.sign_in()
    await expect(shift.page.locator("#sound")).to_contain_text("не даёт этой странице звука")
    await shift.page.evaluate("allow()")
    await press(shift, shift.page.get_by_role("button", name="Включить звук"))
    await expect(shift.page.locator("#sound")).to_be_hidden()
    await held_place(shift)

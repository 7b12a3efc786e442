"""Anna of the desk and Boris of the supervisors, each at a window of a real Chromium, on one portal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from playwright.async_api import Page, expect

from tests.portal.console_shift import Shift, certified, shift_at
from tests.portal.portal_browser import browser
from tests.portal.portal_rig import Rig

STEPS = 60
"""Tabs from the top of a page to whatever is on it."""


@asynccontextmanager
async def anna_and_boris(rig: Rig, chromium: str) -> AsyncIterator[tuple[Shift, Shift]]:
    """Nobody is signed in. What a page complains of, fails."""
    async with shift_at(rig, chromium) as anna, browser(anna.url) as enrolling:
        await certified(rig, enrolling, "Борис", role="fallback", desk="fallback")
        chrome = anna.page.context.browser
        assert chrome is not None
        context = await chrome.new_context(
            viewport={"width": 1280, "height": 800}, locale="ru-RU", reduced_motion="reduce"
        )
        boris = replace(anna, page=await context.new_page(), sent=[], complaints=[])
        boris.page.on("request", lambda request: boris.sent.append(request.url + (request.post_data or "")))
        boris.page.on("pageerror", lambda error: boris.complaints.append(str(error)))
        yield anna, boris
        await context.close()
        assert boris.complaints == []


async def by_keyboard(page: Page, wanted: str) -> None:
    """Tab by tab to the first that fits, then Enter."""
    for _ in range(STEPS):
        if await page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", wanted):
            await page.keyboard.press("Enter")
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"no way by keyboard to {wanted}")


async def fits_a_telephone(page: Page) -> None:
    """Nothing stands beside the screen."""
    await page.set_viewport_size({"width": 360, "height": 740})
    wide = await page.evaluate(
        "Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll('dialog[open]')]"
        ".map(one => one.scrollWidth > one.clientWidth ? 9999 : one.getBoundingClientRect().right))"
    )
    assert wide <= 360
    await expect(page.locator("body")).to_be_visible()

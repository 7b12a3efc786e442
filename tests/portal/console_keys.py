"""Hands at the keyboard alone, and an eye that looks where it stands."""

import asyncio

from playwright.async_api import Locator, expect

from tests.portal.console_shift import PAGE_MS, Shift

MOST_TABS = 90
HERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "";
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const around = at.closest(".box") ? getComputedStyle(at.closest(".box")).boxShadow : "none";
  const seen = (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || around !== "none";
  const box = at.getBoundingClientRect();
  return [at.id || at.dataset.act || at.dataset.tab || at.getAttribute("aria-label") || at.textContent.trim(), seen && box.bottom > 0 && box.top < innerHeight];
}"""
ALL = """() => [...document.querySelectorAll("button, a[href], input, select, textarea, summary, [tabindex='0']")]
  .filter((one) => one.getClientRects().length && one.tabIndex >= 0 && !one.disabled && !one.closest(".vh") && !one.closest("[hidden]"))
  .map((at) => at.id || at.dataset.act || at.dataset.tab || at.getAttribute("aria-label") || at.textContent.trim())"""


async def reached(shift: Shift) -> dict[str, bool]:
    """Everything that Tab comes to, and whether the eye sees where it is."""
    met: dict[str, bool] = {}
    await shift.page.evaluate("document.activeElement?.blur()")
    for _ in range(MOST_TABS):
        await shift.page.keyboard.press("Tab")
        if here := await shift.page.evaluate(HERE):
            met[here[0]] = met.get(here[0], True) and here[1]
    return met


async def tab_to(shift: Shift, target: Locator) -> None:
    await expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if await target.evaluate("(it) => it === document.activeElement"):
            return
        await shift.page.keyboard.press("Tab")
    raise AssertionError("Tab never comes here")


async def press(shift: Shift, target: Locator) -> None:
    await tab_to(shift, target)
    await shift.page.keyboard.press("Enter")


async def until(shift: Shift, true: str) -> None:
    """Not ``wait_for_function``: the page's own policy forbids it."""
    async with asyncio.timeout(PAGE_MS / 1000):
        while not await shift.page.evaluate(true):  # noqa: ASYNC110 - a page has no event of ours
            await asyncio.sleep(0.05)


async def held_place(shift: Shift) -> None:
    """The keyboard stands somewhere that can be seen."""
    # what was hidden a moment ago keeps the focus until the next frame
    await until(shift, f"(({HERE})() || [])[1] === true")

"""The head of the page on a telephone, and what is said while a dialog stands above the page, in a real Chromium."""

from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
from playwright.async_api import expect

from tests.portal.console_shift import HER_WORDS, Shift
from tests.portal.portal_rig import make_rig
from tests.portal.two_windows import anna_and_boris
from triage.urgency import Urgency

HEAD = """() => {
  const clipped = (node) => node.closest("header.top *") && getComputedStyle(node).clipPath !== "none";
  const seen = (node) => node.checkVisibility() && !clipped(node) && !clipped(node.parentElement);
  return [...document.querySelectorAll(".top > :not(.who), .top > .who > *")].filter(seen).map((item) => {
    const parts = [item, ...item.querySelectorAll("svg, span, b")].filter(seen).flatMap((node) => {
      const words = document.createRange();
      words.selectNodeContents(node);
      return [...node.getClientRects(), ...(node.querySelector(".said") ? [] : words.getClientRects())];
    });
    return {
      name: item.textContent.trim(),
      left: Math.min(...parts.map((box) => box.left)), right: Math.max(...parts.map((box) => box.right)),
      top: Math.min(...parts.map((box) => box.top)), bottom: Math.max(...parts.map((box) => box.bottom)),
    };
  });
}"""
"""Each item of the head with all of its words, however far they stand out of it."""


@pytest.fixture
async def windows(redis, tmp_path, chromium) -> AsyncIterator[tuple[Shift, Shift]]:
    async with anna_and_boris(make_rig(redis, tmp_path), chromium) as both:
        yield both


async def nothing_collides(page, width):
    items = await page.evaluate(HEAD)
    assert len(items) >= 4
    outside = [one for one in items if one["left"] < 0 or one["right"] > width or one["top"] < 0 or one["bottom"] > 56]
    assert outside == []
    ordered = sorted(items, key=lambda one: one["left"])
    over = [(a, b) for a, b in pairwise(ordered) if a["right"] > b["left"] + 0.5]
    assert over == []


@pytest.mark.parametrize("width", [360, 390, 759])
async def test_the_head_of_a_supervisor_fits_a_telephone_on_shift_and_off(windows, width):
    _, boris = windows
    page = boris.page
    await page.set_viewport_size({"width": width, "height": 740})
    await boris.sign_in("Борис")
    await expect(page.get_by_role("button", name="Обзор")).to_be_visible()
    for on in (True, False):
        if not on:
            await page.evaluate("import('/static/console/shift.js').then((shift) => shift.turn(false))")
            await expect(page.locator("#shift-state")).to_have_text("Не на смене")
        await nothing_collides(page, width)
    await page.evaluate("document.getElementById('demo').remove()")
    await nothing_collides(page, width)


async def test_a_refusal_is_seen_and_heard_above_the_dialog_it_belongs_to(windows):
    _, boris = windows
    page = boris.page
    await boris.rig.report(HER_WORDS, Urgency.IMMEDIATE)
    await boris.sign_in("Борис")
    await page.locator("#drills-open").click()
    await page.locator("[data-act=drill]").click()
    await page.locator("#ask [value=yes]").click()
    toast = page.locator("dialog#drills[open] #toast")
    await expect(toast).to_contain_text("Сейчас ждёт настоящий сигнал")
    await expect(toast).to_be_in_viewport()
    await expect(page.locator("dialog#drills[open] #said")).to_contain_text("Сейчас ждёт")
    await page.keyboard.press("Escape")
    await expect(page.locator("main > #toast")).to_be_visible()
    await expect(page.locator("body > #said")).to_have_count(1)


async def test_whom_nobody_rings_is_told_so_although_her_colleagues_are_rung(windows):
    anna, boris = windows
    await anna.sign_in()
    await expect(anna.page.locator("#told")).to_contain_text("ни у кого не привязан")
    await boris.sign_in("Борис")
    await boris.page.evaluate("""async () => {
      const { state } = await import("/static/console/state.js");
      state.queue.told = true;
      (await import("/static/console/queue.js")).renderQueue();
    }""")
    told = boris.page.locator("#told.nobody")
    await expect(told).to_contain_text("Коллегам придёт сообщение в Telegram, вам нет.")
    await expect(told.get_by_role("button", name="Привязать мой Telegram")).to_be_visible()
    await expect(told.locator("use")).to_have_attribute("href", "#i-bell-off")

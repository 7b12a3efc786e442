"""The console in a real Chromium: nobody is at the page for ten minutes."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.portal.console_shift import HER_WORDS, PHRASE, Shift, shift_at
from tests.portal.portal_rig import make_rig
from tests.vault.rotation_rig import staff

TYPED = "Я рядом. Напиши мне"
NOTED = "Перезвонить утром"
SEEN = """async () => {
  const { state } = await import("/static/console/state.js");
  const drafts = [...state.drafts.values()].filter((draft) => draft.text || draft.note || draft.attempt).length;
  return { keys: state.keys, open: state.open, drafts, text: document.body.innerText };
}"""


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


async def working(shift):
    """She has taken a signal and typed a reply and a note, neither sent."""
    await shift.page.clock.install()
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(TYPED)
    await shift.page.fill("#note", NOTED)
    return signal


async def test_keys_and_opened_words_leave_the_page_and_what_was_typed_comes_back(shift):
    await working(shift)
    await shift.page.clock.fast_forward("10:10")
    await expect(shift.page.locator("#again")).to_be_visible()
    await expect(shift.page.locator("#again-title")).to_contain_text("закрыто")
    seen = await shift.page.evaluate(SEEN)
    assert (seen["keys"], seen["open"], seen["drafts"]) == (None, None, 0)
    content = await shift.page.content()
    assert not [words for words in ("за дверью", TYPED, NOTED) if words in content]
    assert await shift.page.locator("#reply, #note, .entry").count() == 0

    await shift.page.fill("#again [data-field=passphrase]", PHRASE)
    await shift.page.keyboard.press("Enter")
    await expect(shift.page.locator(".entry.word").first).to_be_visible()
    await expect(shift.page.locator("#reply")).to_have_value(TYPED)
    await expect(shift.page.locator("#note")).to_have_value(NOTED)
    assert not [words for words in (TYPED, NOTED) if words in "".join(shift.sent)]


async def test_another_passphrase_opens_nothing(shift):
    await working(shift)
    await shift.page.clock.fast_forward("10:10")
    await shift.page.fill("#again [data-field=passphrase]", "не те слова")
    await shift.page.keyboard.press("Enter")
    await expect(shift.page.locator("#again [data-error]")).to_contain_text("не подошли")
    assert (await shift.page.evaluate(SEEN))["keys"] is None
    assert await shift.page.locator(".entry").count() == 0


async def test_who_moves_stays_and_who_comes_back_after_a_sleep_does_not(shift):
    await working(shift)
    for _ in range(3):
        await shift.page.clock.fast_forward("06:00")
        await shift.page.mouse.move(100, 100)
        await shift.page.mouse.move(200, 200)
    await expect(shift.page.locator("#again")).to_be_hidden()
    await shift.page.clock.fast_forward("08:00:00")
    await shift.page.mouse.move(300, 300)
    await expect(shift.page.locator("#again")).to_be_visible()
    assert (await shift.page.evaluate(SEEN))["keys"] is None


async def test_the_queue_still_rings_over_a_locked_page(shift):
    await working(shift)
    await shift.page.clock.fast_forward("10:10")
    await expect(shift.page.locator("#again")).to_be_visible()
    await shift.rig.report("сейчас", home=9)
    shift.rig.bell.ring()
    await expect(shift.page.locator("#column-waiting .row")).to_have_count(1)


async def test_a_revoked_members_open_page_forgets_everything_within_a_minute(shift):
    await working(shift)
    assert await staff(shift.rig, "revoke", "Анна") == 0
    await shift.page.clock.fast_forward("00:21")
    await expect(shift.page.locator("#again")).to_be_visible()
    await shift.page.mouse.move(100, 100)
    await shift.page.clock.fast_forward("01:01")
    await expect(shift.page.locator("#reply")).to_have_count(0)
    assert (await shift.page.evaluate(SEEN))["keys"] is None
    assert not [words for words in ("за дверью", TYPED, NOTED) if words in await shift.page.content()]
    await shift.page.fill("#again [data-field=passphrase]", PHRASE)
    await shift.page.keyboard.press("Enter")
    await expect(shift.page.locator("#again [data-error]")).to_be_visible()
    assert (await shift.page.evaluate(SEEN))["keys"] is None

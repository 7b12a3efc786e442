"""Another code: where the first was seen or lost, she takes a new one in the page; the one before ends with it."""

import pytest

from tests.portal.button_browser import opened_at
from tests.portal.test_button_returning import ANSWER, told

pytestmark = pytest.mark.asyncio(loop_scope="module")
ANOTHER = 'button[data-act="new_code"]'


async def looked_up(at):
    """Her code, on the screen that the menu leads to."""
    await at.page.evaluate(
        """async (url) => { const { tap } = await import(url); tap("code"); }""",
        f"{at.page.url.rstrip('/')}/button/static/button/conversation.js",
    )
    await at.page.wait_for_selector('[data-name="code"] .mono')


async def test_a_code_that_was_just_made_offers_no_other(at):
    await told(at)
    assert await at.page.locator(ANOTHER).count() == 0


async def test_another_code_takes_the_place_of_the_first_and_opens_what_came_before(at, peer, browser):
    first = await told(at)
    peer.reply(ANSWER)
    await at.page.wait_for_selector('[data-name="reply_waiting"]')
    await looked_up(at)
    assert "не сработает" in await at.page.inner_text(".another")
    locator = peer.thread().locator
    await at.page.click(ANOTHER)
    await at.page.wait_for_selector('[data-name="code_new"] .mono')
    second = await at.page.locator(".code .mono").all_inner_texts()
    assert second != first
    assert peer.thread().locator != locator
    assert all(word.encode() not in body for _, _, body in peer.seen for word in second[0].split())
    async with opened_at(peer, browser) as other:
        await other.page.wait_for_selector("html.live")
        await other.page.click("#back summary")
        await other.page.fill("#code", second[0])
        await other.page.click("#code-open")
        await other.page.wait_for_selector(f".reply:has-text({ANSWER!r})")


async def test_another_code_whose_answer_was_lost_is_the_one_that_she_sees_and_the_only_one(at, peer):
    await told(at)
    await looked_up(at)
    peer.faults = {"code": [0, 503]}
    await at.page.click(ANOTHER)
    await at.page.wait_for_selector('[data-name="code_new"] .mono')
    asked = [body for _, path, body in peer.seen if path.endswith("/code")]
    assert len(asked) == 4
    assert len(set(asked[1:])) == 1
    assert peer.thread().locator.encode() in asked[-1]


async def test_where_no_other_is_to_be_had_the_one_before_stays(at, peer):
    first = await told(at)
    await looked_up(at)
    locator = peer.thread().locator
    peer.faults = {"code": [404]}
    await at.page.click(ANOTHER)
    await at.page.wait_for_selector(".code:has-text('Прежний работает')")
    assert peer.thread().locator == locator
    await looked_up(at)
    assert await at.page.locator(".code .mono").all_inner_texts() == first

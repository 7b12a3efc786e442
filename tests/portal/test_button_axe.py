"""axe-core finds nothing in any state of the page at `/`, contrast of 7:1 among it. Needs what test_console_axe.py needs."""

import pytest
import pytest_asyncio

from tests.portal.button_browser import chromium_with_a_microphone, opened_at
from tests.portal.button_server import serving
from tests.portal.test_console_axe import RUN, TAGS, axe

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]
__all__ = ["axe"]
STRICTER = [*TAGS, "wcag2aaa"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(chromium):
    async with chromium_with_a_microphone(chromium) as running:
        yield running


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing_in_any_state(browser, axe, theme):
    found: list[str] = []
    async with serving() as peer, opened_at(peer, browser, color_scheme=theme, bypass_csp=True) as at:

        async def look(state):
            if not await at.page.evaluate("typeof axe === 'object'"):
                await at.page.evaluate(axe)
            found.extend(f"{state}: {one}" for one in await at.page.evaluate(RUN, STRICTER))

        await at.page.wait_for_selector("html.live")
        await look("first")
        await at.begin()
        await look("story")
        peer.faults["say"] = [503]
        await at.tell("мне страшно")
        await at.page.wait_for_selector("#status a")
        await look("trouble")
        await at.page.wait_for_selector(".code .mono")
        await look("code")
        peer.reply("Привет")
        await at.page.click('[data-act="read"]')
        await at.page.wait_for_selector(".reply")
        await look("reply")
        await at.tell("арбуз арбуз арбуз арбуз арбуз")
        await at.page.wait_for_selector("#asking button")
        await look("asking")
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing_where_no_script_runs(browser, axe, theme):
    async with (
        serving() as peer,
        opened_at(peer, browser, without="**/main.js", color_scheme=theme, bypass_csp=True) as at,
    ):
        await at.page.evaluate(axe)
        assert await at.page.evaluate(RUN, STRICTER) == []

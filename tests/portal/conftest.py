"""A portal on a real store, and two members of its desk in their browsers."""

import pytest
import pytest_asyncio

from tests.portal import portal_browser
from tests.portal.button_browser import chromium_with_a_microphone, opened_at
from tests.portal.button_server import serving
from tests.portal.portal_browser import new_member
from tests.portal.portal_rig import make_rig, portal


@pytest.fixture
async def rig(redis, tmp_path):
    return make_rig(redis, tmp_path)


@pytest.fixture
async def base(rig):
    async with portal(rig) as base:
        yield base


@pytest.fixture
async def one(rig, base):
    async with portal_browser.browser(base) as one:
        await new_member(rig, one)
        yield one


@pytest.fixture
async def two(rig, base):
    async with portal_browser.browser(base) as two:
        await new_member(rig, two, "Вера")
        yield two


# The web page in Chromium against the small server of button_server: one browser for each file.
@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(chromium):
    async with chromium_with_a_microphone(chromium) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def peer():
    async with serving() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def at(peer, browser):
    async with opened_at(peer, browser) as one:
        await one.page.wait_for_selector("html.live")
        yield one

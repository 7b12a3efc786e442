"""A portal on a real store, and two members of its desk in their browsers."""

import pytest

from tests.portal.portal_browser import browser, new_member
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
    async with browser(base) as one:
        await new_member(rig, one)
        yield one


@pytest.fixture
async def two(rig, base):
    async with browser(base) as two:
        await new_member(rig, two, "Вера")
        yield two

"""The button from a copy on a school's own server: where it leads when the desk's address is misspelt."""

import pytest
from playwright.async_api import expect

from tests.portal.host_page import host_of


@pytest.fixture
async def host(base, chromium):
    async with host_of(base, chromium) as host:
        yield host


@pytest.mark.parametrize("named", ["desk.example", "http://desk.example"])
async def test_a_misspelt_desk_gives_no_button_rather_than_one_to_the_schools_own_server(host, named):
    async with host.shown(host.tag(f'data-desk="{named}"') + host.tag('data-place="here"')) as page:
        await expect(page.locator("desk-link")).to_have_count(1)

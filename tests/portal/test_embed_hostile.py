"""The button on a page where strangers may post: what they post must not turn the link round, or take it away."""

import pytest
from playwright.async_api import expect

from tests.portal.host_page import host_of

EVIL = "https://evil.example"


@pytest.mark.parametrize("how", ["", 'type="module"'])
@pytest.mark.parametrize("name", ["currentScript", "body", "documentElement", "createElement", "querySelector"])
async def test_a_name_in_what_somebody_posted_leads_the_link_nowhere_else(base, chromium, how, name):
    posted = f'<img name="{name}" src="{EVIL}/x.png" data-desk="{EVIL}"><form name="getElementsByTagName"></form>'
    async with host_of(base, chromium) as host:
        tag = host.tag(f'{how} data-source="school-12" data-language="ru"')
        async with host.shown(posted + tag) as page:
            link = page.locator("desk-link a")
            await expect(link).to_be_visible()
            assert await link.evaluate("a => a.href") == f"{host.desk}/?l=ru&s=school-12"

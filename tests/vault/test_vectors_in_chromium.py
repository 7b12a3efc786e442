"""The browser's sealing modules in Chromium under the console's policy: against Python's vectors, and Python against them."""

import json

import pytest
import pytest_asyncio

from tests.vault.js.in_python import FEWEST, NAMES, VECTORS, Asked, must_open_in_python
from tests.vault.js.serving import NO_WORKERS, STRICT, chromium_running, opened, served

pytestmark = pytest.mark.asyncio(loop_scope="module")

# What runs before the modules, and who seals and signs then.
BROWSERS = {
    "of today": (None, {"seal": "native", "sign": "native"}),
    "older": ("older_browser.js", {"seal": "noble", "sign": "noble"}),
    "boasting": ("boasting_browser.js", {"seal": "noble", "sign": "native"}),
}
CODE = {"task": "derive", "indices": [1, 2, 3, 4, 5]}
WORKER = "/portal/static/console/sealing/argon2-worker.js"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(chromium):
    async with chromium_running(chromium) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address():
    async with served(STRICT) as at:
        yield at


@pytest.mark.parametrize("kind", ["of today", "older"])
@pytest.mark.parametrize("name", NAMES)
async def test_the_modules_agree_with_the_vectors(browser, address, name, kind):
    vectors = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    async with opened(browser, address, BROWSERS[kind][0]) as page:
        result = await page.run({"task": "check", "name": name, "vectors": vectors})
        assert result["failed"] == []
        assert result["count"] >= FEWEST
        assert await page.refused_by_policy() == []


@pytest.mark.parametrize("kind", ["of today", "older"])
async def test_python_opens_what_the_page_sealed(browser, address, kind):
    asked = Asked()
    async with opened(browser, address, BROWSERS[kind][0]) as page:
        must_open_in_python(asked, await page.run(asked.for_browser()))


@pytest.mark.parametrize("kind", BROWSERS)
async def test_a_browser_is_believed_only_after_it_has_opened_a_box_of_its_own(browser, address, kind):
    first, expected = BROWSERS[kind]
    async with opened(browser, address, first) as page:
        assert await page.run({"task": "implementations"}) == expected


async def test_a_browser_of_today_fetches_no_fallback(browser, address):
    async with opened(browser, address) as page:
        await page.run(Asked().for_browser())
        vendored = {url.rpartition("/")[2] for url in page.fetched if "/vendor/" in url}
        assert vendored == {"hpke.js", "noble-argon2.js"}


async def test_a_code_is_derived_in_a_worker_that_the_policy_allows(browser, address):
    async with opened(browser, address) as page:
        locator = await page.run(CODE)
        assert len(locator) == 32
        assert page.workers == [WORKER]
        assert await page.refused_by_policy() == []


async def test_two_derivations_create_the_trusted_types_policy_once(browser, address):
    async with opened(browser, address) as page:
        assert await page.run(CODE) == await page.run(CODE)
        assert page.workers == [WORKER, WORKER]
        assert await page.refused_by_policy() == []


async def test_where_no_worker_may_start_the_page_derives_the_same_code(browser, address):
    async with opened(browser, address) as page:
        expected = await page.run(CODE)
    async with served(NO_WORKERS) as without, opened(browser, without) as page:
        assert await page.run(CODE) == expected
        assert page.workers == []


async def test_the_page_cannot_start_any_other_script(browser, address):
    async with opened(browser, address) as page:
        said = await page.page.evaluate(
            """async () => {
                const { trustedScriptUrl } = await import("/portal/static/console/sealing/index.js");
                try { trustedScriptUrl("/portal/static/vendor/hpke.js"); } catch (error) { return error.message; }
                return "started";
            }"""
        )
        assert said == "not a script of ours"

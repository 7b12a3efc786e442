"""The page's matcher in a real browser: it waits for the first table only, and the whole one comes when the line allows."""

import pytest
import pytest_asyncio

from tests.triage.twin import PACKS, examples
from tests.vault.js.serving import chromium_running, opened, served
from tools.lexicon.unpacking import read_packed
from tools.lexicon.web import FIRST
from triage.judge import load_judge

pytestmark = pytest.mark.asyncio(loop_scope="module")

POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"
WORDS = "/portal/static/button/words"
TEXTS = [*examples()[::12], "🔪\ud83d не хочу жить", "ΑΣ İstanbul 9 pomogite", ""]
FIND = f"""async ([texts, how, wait]) => {{
    const {{ load }} = await import("{WORDS}/index.js");
    const words = await load(how);
    const whole = wait && await words.whole;
    return [whole, texts.map((text) => words.classes(text))];
}}"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(chromium):
    async with chromium_running(chromium) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address():
    async with served(POLICY) as at:
        yield at


async def test_the_first_table_finds_what_python_finds_with_it(browser, address):
    matcher, model = read_packed(FIRST.read_bytes())
    async with opened(browser, address) as page:
        whole, found = await page.page.evaluate(FIND, [TEXTS, {"whole": False}, True])
        assert found == [sorted(matcher.classes(text) | model.classes(text)) for text in TEXTS]
        assert whole is False
        assert f"{WORDS}/whole.bin" not in page.fetched


async def test_as_soon_as_the_whole_table_is_there_the_page_finds_what_the_bot_finds(browser, address):
    judge = load_judge(PACKS)
    async with opened(browser, address) as page:
        whole, found = await page.page.evaluate(FIND, [TEXTS, {"whole": True}, True])
        assert whole is True
        assert found == [sorted(judge.classes(text)) for text in TEXTS]


@pytest.mark.parametrize("line", ["{saveData: true}", "{effectiveType: '2g'}", "{effectiveType: 'slow-2g'}"])
async def test_a_thin_line_is_left_to_the_report(browser, address, line):
    async with opened(browser, address) as page:
        await page.page.evaluate(f"Object.defineProperty(navigator, 'connection', {{value: {line}}})")
        whole, _ = await page.page.evaluate(FIND, [[], {}, True])
        assert whole is False
        assert f"{WORDS}/whole.bin" not in page.fetched


async def test_a_line_of_today_fetches_the_whole_table_behind_the_first(browser, address):
    async with opened(browser, address) as page:
        await page.page.evaluate("Object.defineProperty(navigator, 'connection', {value: undefined})")
        whole, _ = await page.page.evaluate(FIND, [[], {}, True])
        assert whole is True
        fetched = [url for url in page.fetched if url.endswith(".bin")]
        assert fetched == [f"{WORDS}/first.bin", f"{WORDS}/whole.bin"]


async def test_where_the_whole_table_is_not_to_be_had_the_first_goes_on(browser, address):
    async with opened(browser, address) as page:
        await page.page.route("**/whole.bin", lambda route: route.abort())
        whole, found = await page.page.evaluate(FIND, [["он бьет меня прямо сейчас"], {"whole": True}, True])
        assert whole is False
        assert "violence_now" in found[0]


@pytest.mark.parametrize("body", [b"", b"RBW1", FIRST.read_bytes()[:-1]])
async def test_a_table_that_broke_off_is_no_table(browser, address, body):
    async with opened(browser, address) as page:
        await page.page.route("**/first.bin", lambda route: route.fulfill(body=body))
        said = await page.page.evaluate(
            f"async () => {{ const {{ load }} = await import('{WORDS}/index.js');"
            " return load({ whole: false }).then(() => 'loaded', () => 'refused'); }"
        )
        assert said == "refused"

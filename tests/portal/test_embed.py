"""The button on other people's pages, in a real Chromium, from another origin and under a policy that forbids all else."""

import gzip
import json
import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from i18n.words import Words
from tests.portal.axe_core import axe_script
from tests.portal.host_page import host_of, strict
from tests.portal.test_console_pages import contrast

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "portal" / "static" / "embed.js"
LARGEST_BYTES = 3 * 1024
SMALLEST_SIDE_PX = 44


@pytest.fixture
async def host(base, chromium):
    async with host_of(base, chromium) as host:
        yield host


def address(host, rest="?l=ru&s=school-12"):
    return f"{host.desk}/{rest}"


def test_the_script_is_small_and_reaches_for_nothing():
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(gzip.compress(text.encode(), mtime=0)) <= LARGEST_BYTES
    reaching = r"fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource|Image\b|import\b|cookie|[sS]torage|indexedDB|eval|Function\(|innerHTML|<style|cssText|setTimeout"
    assert re.findall(reaching, text.partition("*/")[2]) == []


def test_its_labels_are_those_of_the_texts():
    words = Words.load(ROOT / "i18n")
    said = dict(re.findall(r"^ {4}(\w\w): (\[.*\]),?$", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE))
    assert {language: json.loads(labels) for language, labels in said.items()} == {
        language: [words.text(language, "child", "button-need"), words.text(language, "poster", "embed-new-tab")]
        for language in ("ru", "kk", "en")
    }


async def test_other_pages_may_load_it_and_keep_it_for_an_hour(one):
    async with one.http.get(f"{one.base}/embed.js", headers={"Sec-Fetch-Site": "cross-site"}) as said:
        assert (said.status, said.content_type) == (200, "text/javascript")
        assert said.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert said.headers["Access-Control-Allow-Origin"] == "*"
        assert said.headers["Cache-Control"] == "public, max-age=3600"
        assert "Set-Cookie" not in said.headers
        mark = said.headers["ETag"]
    async with one.http.get(f"{one.base}/embed.js", headers={"If-None-Match": mark}) as said:
        assert (said.status, await said.read()) == (304, b"")


@pytest.mark.parametrize("how", ["", "async", "defer", 'type="module"', 'crossorigin="anonymous"'])
@pytest.mark.parametrize("where", ["head", "body"])
async def test_however_it_is_loaded_there_is_one_link_and_no_complaint(host, how, where):
    tag = host.tag(f'{how} data-source="school-12" data-language="ru" data-place="corner"')
    body, head = ("", tag) if where == "head" else (tag, "")
    async with host.shown("<main><h1>Школа</h1></main>" + body, head=head) as page:
        link = page.locator("desk-link a")
        await expect(link).to_have_count(1)
        await expect(link).to_be_visible()
        assert await link.evaluate("a => a.href") == address(host)
        assert [url for url in host.asked if "/embed.js" not in url and "localhost" not in url] == []
        assert host.complaints == []


async def test_the_link_tells_the_new_page_nothing_and_leaves_this_one_alone(host):
    async with host.shown("<main>Школа</main>" + host.tag()) as page:
        link = page.locator("desk-link a")
        said = await link.evaluate(
            "a => [a.target, a.rel, a.referrerPolicy, a.textContent, a.lang, a.getAttribute('aria-label')]"
        )
        assert said == [
            "_blank", "noopener noreferrer", "no-referrer", "Мне нужна помощь", "ru", "Мне нужна помощь (откроется в новой вкладке)",
        ]  # fmt: skip
        before = await page.evaluate("history.length")
        async with page.context.expect_page() as coming:
            await link.click()
        opened = await coming.value
        await opened.wait_for_load_state()
        assert opened.url.startswith(host.desk)
        assert await opened.evaluate("[window.opener, document.referrer, history.length]") == [None, "", 1]
        assert await page.evaluate("history.length") == before
        assert await page.context.cookies() == []
        assert await page.evaluate("localStorage.length + sessionStorage.length") == 0


async def test_the_keyboard_reaches_and_opens_it_with_a_focus_that_is_seen(host):
    async with host.shown("<main>Школа</main>" + host.tag()) as page:
        link = page.locator("desk-link a")
        await page.keyboard.press("Tab")
        assert await link.evaluate("a => a.getRootNode().activeElement === a")
        assert await link.evaluate("a => getComputedStyle(a).outline") == "rgb(255, 214, 102) solid 4px"
        async with page.context.expect_page():
            await page.keyboard.press("Enter")
        await page.keyboard.press("Shift+Tab")
        assert "2px" in await link.evaluate("a => getComputedStyle(a).outline")


async def test_loaded_twice_it_stands_once_in_the_corner_and_once_at_each_place(host):
    here = host.tag('data-language="kk" data-place="here"')
    async with host.shown(f'<main><p id="one">{here}</p><p id="two">{here}</p>{host.tag()}{host.tag()}</main>') as page:
        await expect(page.locator("desk-link")).to_have_count(3)
        await expect(page.locator("#one desk-link a, #two desk-link a")).to_have_text(
            ["Маған көмек керек"] * 2, use_inner_text=True
        )


async def test_as_modules_each_tag_still_gets_its_own_place(host):
    here = host.tag('type="module" data-language="en" data-place="here"')
    async with host.shown(f'<main><p id="one">{here}</p><p id="two">{here}</p></main>') as page:
        await expect(page.locator("#one desk-link a, #two desk-link a")).to_have_text(
            ["I need help"] * 2, use_inner_text=True
        )


@pytest.mark.parametrize(
    ("given", "rest"),
    [
        ("", "?l=kk"),
        ('data-language="ru"', "?l=ru"),
        ('data-language="fr" data-source="school"', "?l=kk&s=school"),
        ('data-language="constructor"', "?l=kk"),
        ('data-language="en" data-source="Ivan Petrov"', "?l=en"),
        ('data-language="en" data-source="a&amp;x=1"', "?l=en"),
        ('data-language="en" data-source="aaaaaaaaaaaaaaaaaaaaaaaaa"', "?l=en"),
    ],
)
async def test_what_is_no_tag_and_no_language_of_ours_stays_out_of_the_address(host, given, rest):
    async with host.shown(host.tag(given)) as page:
        assert await page.locator("desk-link a").evaluate("a => a.href") == address(host, rest)


async def test_a_copy_on_the_schools_own_server_leads_to_the_desk_that_it_names(host):
    script = SCRIPT.read_text(encoding="utf-8")
    host.policy = ""
    body = f'<script data-desk="https://desk.example" data-language="ru">{script}</script>'
    async with host.shown(body) as page:
        assert await page.locator("desk-link a").evaluate("a => a.href") == "https://desk.example/?l=ru"
        assert [url for url in host.asked if "localhost" not in url] == []


async def test_the_pages_own_styles_neither_hide_nor_reshape_it(host):
    host.policy = ""
    hostile = (
        "* { all: unset !important; display: none !important; color: #fff !important; opacity: 0 !important; font-size: 1px !important }"
        "html, head, body, main, script { display: block !important; opacity: 1 !important }"
        "desk-link { position: absolute !important; left: -9999px; transform: scale(0) !important; visibility: hidden !important }"
    )
    async with host.shown("<main>Школа</main>" + host.tag(), head=f"<style>{hostile}</style>") as page:
        link = page.locator("desk-link a")
        await expect(link).to_be_in_viewport(ratio=1)
        assert await link.evaluate("a => [getComputedStyle(a).color, getComputedStyle(a).opacity]") == [
            "rgb(255, 255, 255)",
            "1",
        ]
        await link.click(trial=True)


async def test_scripts_of_the_page_find_no_link_and_hear_no_press(host):
    host.policy = ""
    counting = "<script>for (const name of ['click', 'pointerdown', 'mouseup']) document.addEventListener(name, () => { document.title += '!'; });</script>"
    async with host.shown(counting + "<main>Школа</main>" + host.tag(), closed=True) as page:
        assert await page.evaluate("document.querySelector('desk-link').shadowRoot") is None
        assert await page.evaluate("document.links.length + document.querySelectorAll('a').length") == 0
        assert host.desk not in await page.evaluate("document.querySelector('desk-link').outerHTML")
        async with page.context.expect_page():
            await page.locator("desk-link").click()
        await expect(page).to_have_title("Школа")


async def test_within_a_frame_of_the_page_it_opens_a_tab_of_its_own(host):
    host.policy += "; frame-src 'self'"
    host.pages["/inner"] = f"<!doctype html><title>x</title><body>{host.tag()}</body>"
    async with host.shown('<iframe src="/inner" title="Новости"></iframe>') as page:
        async with page.context.expect_page() as coming:
            await page.frame_locator("iframe").locator("desk-link a").click()
        assert (await coming.value).url.startswith(host.desk)


async def test_our_page_lets_nobody_put_it_into_a_frame(host):
    host.policy = ""
    async with host.shown(f'<iframe src="{host.desk}/?l=ru" title="x"></iframe>') as page:
        frame = page.frames[1]
        assert not frame.url.startswith(host.desk)
        assert any("frame-ancestors" in line for line in host.complaints)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
async def test_it_is_large_enough_stays_on_the_screen_and_does_not_move(host, width, scheme):
    more = {"viewport": {"width": width, "height": 640}, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with host.shown("<main>Школа</main>" + host.tag('data-language="kk"'), **more) as page:
        link = page.locator("desk-link a")
        box = await link.bounding_box()
        assert box["width"] >= SMALLEST_SIDE_PX
        assert box["height"] >= SMALLEST_SIDE_PX
        await expect(link).to_be_in_viewport(ratio=1)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert await link.evaluate(
            "a => [getComputedStyle(a).transitionDuration, getComputedStyle(a).animationName]"
        ) == ["0s", "none"]


async def test_on_paper_it_is_not(host):
    async with host.shown("<main>Школа</main>" + host.tag()) as page:
        await page.evaluate("dispatchEvent(new Event('beforeprint'))")
        await expect(page.locator("desk-link a")).to_be_hidden()
        await page.evaluate("dispatchEvent(new Event('afterprint'))")
        await expect(page.locator("desk-link a")).to_be_visible()


def test_white_on_its_red_is_seven_to_one():
    looks = dict(re.findall(r"(?<![-\w])(background|color): \"(#\w+)\"", SCRIPT.read_text(encoding="utf-8")))
    assert (looks["color"], contrast("#ffffff", looks["background"]) >= 7) == ("#fff", True)


async def test_axe_finds_nothing_about_it(host):
    host.policy, axe = "", axe_script()
    async with host.shown("<main><h1>Школа</h1></main>" + host.tag()) as page:
        await page.evaluate(axe)
        found = await page.evaluate("axe.run().then(({ violations }) => violations.map(({ id }) => id))")
        seen = await page.evaluate(
            "axe.run().then(({ passes }) => passes.some(({ nodes }) => nodes.some(({ target }) => JSON.stringify(target).includes('desk-link'))))"
        )
        assert (found, seen) == ([], True)


def test_the_policy_of_the_tests_is_the_one_that_webmasters_are_told():
    assert strict("https://desk.example").partition("; require")[0] in (ROOT / "docs" / "embedding.md").read_text(
        encoding="utf-8"
    )

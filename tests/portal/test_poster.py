"""The sheet for a school's wall: its QR code leads where it says, its numbers are verified, and paper gets it alone."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Page, async_playwright, expect

from bot.front import poster_words
from i18n.packs import read_packs
from i18n.words import Words
from portal.button.poster_words import LANGUAGES, NUMBERS, modules_of
from portal.button.sheet import EDGE, HIGH, QUIET, WIDE, Squares, Text, marks_of
from portal.button.sheet_pdf import Press
from tests.browsing import FLAGS
from tests.portal.axe_core import axe_script
from tests.portal.portal_browser import browser
from tests.portal.portal_rig import PACKS, portal

ROOT = Path(__file__).parents[2]
ORIGIN = "https://desk.example"
WORDS = poster_words(Words.load(ROOT / "i18n"), ("school-12", "poster-12", "poster-north"))
EVERY = [(country, language) for country in NUMBERS for language in LANGUAGES]
A4_POINTS = (595, 842)


@pytest.fixture
async def one(rig):
    async with portal(rig, poster=WORDS, origin=ORIGIN) as base, browser(base) as one:
        yield one


async def pdf_of(one, query):
    async with one.http.get(f"{one.base}/poster.pdf?{query}") as said:
        assert (said.status, said.content_type) == (200, "application/pdf")
        return pypdfium2.PdfDocument(await said.read())


def read_by_a_phone(picture):
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize(("country", "language"), EVERY)
async def test_a_phone_reads_the_address_out_of_the_pdf(one, country, language):
    file = await pdf_of(one, f"region={country}&l={language}&s=poster-12")
    assert (len(file), tuple(round(side) for side in file[0].get_size())) == (1, A4_POINTS)
    assert read_by_a_phone(file[0].render(scale=1.5).to_pil()) == [f"{ORIGIN}/?l={language}&s=poster-12"]


@pytest.mark.parametrize(("country", "language"), EVERY)
async def test_every_word_and_number_can_be_read_out_of_the_pdf(one, country, language):
    file = await pdf_of(one, f"region={country}&l={language}")
    text = file[0].get_textpage().get_text_range()
    said = WORDS.said(WORDS.choice({"region": country, "l": language}, country="ru", language="ru"), ORIGIN)
    for words in (
        said.lead,
        *said.facts,
        said.scan,
        said.call,
        said.hours,
        said.tear,
        *(part for pair in said.numbers for part in pair),
    ):
        assert words in text
    assert text.count("desk.example") == 9


def test_its_numbers_are_the_verified_ones_of_the_packs():
    contacts = read_packs(PACKS).by_key.values()
    for country, numbers in NUMBERS.items():
        theirs = {one.variable: one for one in contacts if one.country == country}
        assert {name for name, _ in numbers if name != "emergency"} <= set(theirs), country
        assert all(theirs[name].enabled for name, _ in numbers if name in theirs)


def test_a_number_that_is_switched_off_is_left_out():
    less = {name: number for name, number in WORDS.numbers.items() if name != "ru_child"}
    words = poster_words(Words.load(ROOT / "i18n"), ())
    said = type(words)(texts=words.texts, numbers=less).said(words.choice({}, country="ru", language="ru"), ORIGIN)
    assert [number for number, _ in said.numbers] == [WORDS.numbers["emergency"], WORDS.numbers["ru_child_long"]]


@pytest.mark.parametrize(
    ("query", "link"),
    [
        ("s=poster-north", "/?l=ru&s=poster-north"),
        ("s=school-12", "/?l=ru"),
        ("s=poster-99", "/?l=ru"),
        ("s=Ivan%20Petrov&l=xx&region=us", "/?l=ru"),
        ("l=kk&l=en", "/?l=kk"),
    ],
)
async def test_only_a_tag_of_a_poster_that_the_desk_knows_is_in_the_link(one, query, link):
    file = await pdf_of(one, query)
    assert read_by_a_phone(file[0].render(scale=1.5).to_pil()) == [ORIGIN + link]


def test_it_says_nothing_but_that_one_can_write():
    for language in LANGUAGES:
        texts = " ".join(text for key, text in WORDS.texts[language].items() if key.startswith("poster-")).lower()
        assert not re.search(r"насил|жестк|жестоко|опасност|зорлық|abuse|violence|red button|красн", texts), language


@pytest.mark.parametrize(
    "origin", [ORIGIN, "https://a-rather-long-name-of-a-house.children.example.org:8443", "http://127.0.0.1:8080"]
)
@pytest.mark.parametrize(("country", "language"), EVERY)
def test_nothing_leaves_the_sheet_and_the_code_is_large_with_its_quiet_zone(country, language, origin):
    press = Press.load(ROOT / "portal" / "button" / "fonts")
    choice = WORDS.choice({"region": country, "l": language, "s": "poster-12"}, country="ru", language="ru")
    marks = marks_of(WORDS.said(choice, origin), press.width)
    code = next(mark for mark in marks if isinstance(mark, Squares))
    side, quiet = code.side * len(code.modules), QUIET * code.side
    assert side >= 50
    assert code.x >= quiet
    for mark in (mark for mark in marks if isinstance(mark, Text)):
        reach = mark.x + (0 if mark.turned else mark.width)
        assert mark.x >= EDGE - 0.01
        assert reach <= WIDE - EDGE + 0.01
        assert mark.y <= HIGH - 6
        upper, lower = mark.y - 0.75 * mark.size, mark.y + 0.25 * mark.size  # PT Sans: a capital is 0.7 high
        apart = upper >= code.y + side + quiet or lower <= code.y - quiet or mark.x >= code.x + side + quiet
        assert apart, mark.text


def test_the_fonts_have_every_letter_of_the_three_languages():
    fonts = Press.load(ROOT / "portal" / "button" / "fonts").fonts.values()
    needed = {letter for texts in WORDS.texts.values() for text in texts.values() for letter in text} | set(
        "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
    )
    for font in fonts:
        assert {letter for letter in needed if ord(letter) not in font.face.charToGlyph} == set()


def test_a_quarter_of_the_code_may_be_lost():
    modules = modules_of(f"{ORIGIN}/?l=ru&s=poster-12")
    # ISO/IEC 18004, 8.9: the two bits at the corner, unmasked, are 11 for Q
    assert (modules[8][0] ^ True, modules[8][1] ^ False) == (True, True)


@dataclass
class Window:
    base: str
    page: Page
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
async def window(rig, chromium):
    async with portal(rig, poster=WORDS) as base, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        window = Window(base, await browser.new_page())
        window.page.on("console", lambda said: window.complaints.append(said.text))
        window.page.on(
            "request", lambda asked: None if asked.url.startswith(base) else window.complaints.append(asked.url)
        )
        yield window
        await browser.close()


async def test_staff_choose_by_links_and_see_the_sheet_that_they_will_print(window):
    page = window.page
    await page.goto(f"{window.base}/poster?region=ru&l=ru")
    for name in ("Казахстан", "poster-north"):
        await page.get_by_role("link", name=name).click()
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"region": ["kz"], "l": ["ru"], "s": ["poster-north"]}
    await expect(page.locator("[aria-current]")).to_have_text(
        ["Казахстан", "Русский", "poster-north"], use_inner_text=True
    )
    assert (
        await page.get_by_role("link", name="Скачать PDF").get_attribute("href")
        == "/poster.pdf?region=kz&l=ru&s=poster-north"
    )
    assert "111" in (await page.locator("svg.sheet").get_attribute("aria-label") or "")
    shown = Image.open(BytesIO(await page.locator("svg.sheet").screenshot()))
    assert read_by_a_phone(shown) == [f"{window.base}/?l=ru&s=poster-north"]
    assert window.complaints == []


async def test_on_paper_there_is_one_sheet_and_nothing_else(window):
    page = window.page
    await page.goto(f"{window.base}/poster?region=kz&l=kk&s=poster-12")
    printed = pypdfium2.PdfDocument(await page.pdf(prefer_css_page_size=True))
    assert (len(printed), tuple(round(side) for side in printed[0].get_size())) == (1, A4_POINTS)
    assert read_by_a_phone(printed[0].render(scale=1.5).to_pil()) == [f"{window.base}/?l=kk&s=poster-12"]
    assert WORDS.texts["kk"]["poster-page"] not in printed[0].get_textpage().get_text_range()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
async def test_the_page_is_usable_on_a_phone_and_by_a_screen_reader(window, width, scheme):
    page = window.page
    await page.emulate_media(color_scheme=scheme)
    await page.set_viewport_size({"width": width, "height": 740})
    await page.goto(f"{window.base}/poster?region=ru&l=kk")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.evaluate(axe_script())
    assert await page.evaluate("axe.run().then(({ violations }) => violations.map(({ id }) => id))") == []

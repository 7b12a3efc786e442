"""What can be seen in the console's files without running them: words, secrets, colours, size."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from i18n.parsing import entries

ROOT = Path(__file__).parents[2]
CONSOLE = ROOT / "portal" / "static" / "console"
TEMPLATES = ROOT / "portal" / "templates"
SCRIPTS = sorted(CONSOLE.glob("*.js"))
STYLES = [ROOT / "portal" / "static" / "tokens.css", *sorted(CONSOLE.glob("*.css"))]
PAGES = ("console.html", "enrol.html")
FTL = ROOT / "i18n" / "ru" / "console.ftl"
MOST_LINES = 200
MADE_OF_TWO = (
    "column",
    "empty",
    "tab",
    "key",
    "enrol-desk",
    "keep",
    "erase",
    "case",
    "journal",
    "skill",
    "week-legend",
    "over-ask",
    "over-how",
    "over-nobody",
    "over-period",
    "over-who",
    "push",
    "drill-ended",
    "drill-says",
)
"""Beginnings of keys that a script or a template completes: `empty-` + the name of a column."""
MAY = {"keeping.js": "localStorage", "push.js": "serviceWorker"}
"""The one script that may put something away (test_console_pages_drafts.py looks at what lies there), and the one that
may leave a worker in the browser, for alarms (test_console_pages_push.py)."""


def words() -> dict[str, str]:
    return {key: entry.source for key, entry in entries(FTL.read_text(encoding="utf-8"), FTL.name).items()}


def scripts() -> str:
    return "\n".join(script.read_text(encoding="utf-8") for script in SCRIPTS)


def templates() -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in sorted(TEMPLATES.glob("*.html")))


def rendered(page: str) -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template(page).render(words=words(), demo=True, bot="bot", writing={})


def test_every_word_that_a_script_or_a_template_asks_for_is_written():
    asked = {key for call in re.findall(r"\bt\(([^()]*)\)", scripts()) for key in re.findall(r'"([a-z][a-z-]*)"', call)}
    asked |= set(re.findall(r'words\["console-([a-z-]+)"\]', templates()))
    compared = {"telegram", "waiting", "reporter"}  # values that a call compares with, no keys
    missing = {key for key in asked - compared if f"console-{key}" not in words()}
    assert missing == set()


def test_no_word_is_written_that_nobody_asks_for():
    literals = set(re.findall(r'["`]([a-z][a-z0-9-]*)["`]', scripts()))
    literals |= set(re.findall(r'words\["console-([a-z-]+)"\]', templates()))
    groups = set(re.findall(r'\b(?:said|knows)\("([a-z]+(?:-[a-z]+)*)"', scripts())) | set(MADE_OF_TWO)
    plain = (key.removeprefix("console-") for key in words())
    unused = {
        key for key in plain if key not in literals and not key.startswith(tuple(f"{group}-" for group in groups))
    }
    assert unused == set()


def test_every_value_in_the_words_is_given_by_its_name():
    asked = {name for source in words().values() for name in re.findall(r"\$(\w+)", source)}
    given = set(re.findall(r"(\w+):", scripts())) | {"n", "m", "h", "d"}
    assert asked <= given


@pytest.mark.parametrize("page", PAGES)
def test_a_page_keeps_the_strict_policy(page):
    text = rendered(page)
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", text) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:|https?://(?!www\.w3\.org)", text) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_nothing_of_what_the_service_is_for_in_its_title(page):
    title = re.search(r"<title>(.*?)</title>", rendered(page))
    assert title is not None
    assert title[1] == "Дежурный стол"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_turns_text_into_markup_or_leaves_anything_in_the_browser(script):
    text = script.read_text(encoding="utf-8")
    banned = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b(?!: \{ first \})|new Function|setTimeout\(\s*[\"'`]"
    kept = r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.|serviceWorker|console\.(?:log|error|info|debug)"
    assert set(re.findall(f"{banned}|{kept}", text)) <= {MAY.get(script.name)}


@pytest.mark.parametrize("file", [*SCRIPTS, *STYLES], ids=lambda path: path.name)
def test_a_file_can_be_read_at_one_sitting(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def colours() -> dict[str, tuple[str, str]]:
    """Token → its colour in the light and in the dark theme."""
    text = STYLES[0].read_text(encoding="utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", text)
    single = re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text)
    return {name: (light, dark) for name, light, dark in pairs} | {name: (one, one) for name, one in single}


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXTS = [
    *(
        (text, ground)
        for text in ("text", "text-2")
        for ground in ("bg", "surface", "surface-2", "surface-3", "notice")
    ),
    *((text, "surface") for text in ("accent", "urgent", "standard", "planned", "good")),
    *((text, "bg") for text in ("accent", "urgent")),
    ("accent", "surface-2"),
    ("accent", "notice"),
    ("accent-ink", "accent"),
    ("immediate-ink", "immediate"),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_words_stand_out_from_their_ground(text, ground, theme):
    assert contrast(colours()[text][theme], colours()[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("line", ["line-strong", "focus"])
@pytest.mark.parametrize("ground", ["bg", "surface"])
def test_edges_of_controls_can_be_seen(line, ground, theme):
    assert contrast(colours()[line][theme], colours()[ground][theme]) >= 3


def is_red(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red > 100 and red > 2 * green and red > 2 * blue


def test_red_is_the_colour_of_immediate_and_of_nothing_else():
    reds = {name for name, pair in colours().items() if any(map(is_red, pair))}
    assert reds == {"immediate"}
    for style in STYLES[1:]:
        rules = re.findall(r"([^{}]+)\{([^{}]*)\}", style.read_text(encoding="utf-8"))
        for selector, body in rules:
            if "--immediate" in body or any(map(is_red, re.findall(r"#[0-9a-f]{6}\b", body))):
                assert "immediate" in selector or "alarm" in selector


def test_the_most_urgent_stands_first_in_the_order_of_reading():
    page = rendered("console.html")
    places = [
        page.index(mark) for mark in ('id="alarm"', 'id="column-waiting"', 'id="column-reply"', 'id="column-others"')
    ]
    assert all(one < other for one, other in pairwise(places))

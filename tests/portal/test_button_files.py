"""What can be seen in the files of the page at `/` without running them: traces, secrets, colours, size."""

import gzip
import re

import pytest

from portal.console.modules import modules_of
from tests.portal.button_html import html
from tests.portal.button_peer import ROOT, WORDS
from tests.portal.test_console_pages import contrast

STATIC = ROOT / "portal" / "static"
SCRIPTS = sorted((STATIC / "button").glob("*.js"))
STYLE = STATIC / "button" / "button.css"
MOST_LINES = 200
FIRST_PAINT = 50_000
"""Bytes on the line, zipped: page, styles and every script of it (issue 5, line 3), the table of words beside."""


def text_of(script):
    return script.read_text(encoding="utf-8")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_turns_text_into_markup_says_anything_or_leaves_anything(script):
    banned = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function|setTimeout\(\s*[\"'`]"
    )
    kept = (
        r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.|serviceWorker|console\.|sendBeacon|https?://"
    )
    assert re.findall(f"{banned}|{kept}", text_of(script)) == []


@pytest.mark.parametrize("file", [*SCRIPTS, STYLE], ids=lambda path: path.name)
def test_a_file_can_be_read_at_one_sitting(file):
    assert len(text_of(file).splitlines()) <= MOST_LINES


def test_every_word_that_a_script_asks_for_is_written():
    source = "\n".join(text_of(script) for script in SCRIPTS)
    calls = re.findall(r"\b(?:t|say|idle|button)\(([^()]*)", source)
    asked = {key for call in calls for key in re.findall(r'"([a-z][a-z-]*)"', call)}
    written = {key.removeprefix("button-page-") for key in WORDS.labels("ru", "button")}
    assert asked - written - {"button", "div", "p", "code-another"} == set()


def test_the_page_is_light_enough_for_a_slow_line():
    scripts = [STATIC / one.removeprefix("/static/") for one in modules_of(STATIC, "button/main.js")]
    first = [STYLE, STATIC / "tokens.css", *scripts]
    whole = len(gzip.compress(html().encode())) + sum(len(gzip.compress(file.read_bytes())) for file in first)
    assert whole < FIRST_PAINT


def colours(theme):
    """Token → colour. ``theme``: 0 light, 1 dark."""
    text = text_of(STATIC / "tokens.css") + text_of(STYLE)
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", text)
    single = re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text.split("@supports")[0])
    return dict(single) | {name: both[theme] for name, *both in pairs}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        *((words, ground) for words in ("text", "soft") for ground in ("bg", "surface", "surface-2", "notice")),
        ("bg", "text"),
        ("accent-ink", "accent"),
        ("red-ink", "red"),
    ],
)
def test_words_stand_out_for_tired_eyes(words, ground, theme):
    assert contrast(colours(theme)[words], colours(theme)[ground]) >= 7


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["bg", "surface", "surface-2"])
def test_edges_and_the_focus_can_be_seen(ground, theme):
    assert contrast(colours(theme)["edge"], colours(theme)[ground]) >= 3
    assert contrast(colours(theme)["focus"], colours(theme)[ground]) >= 3


def test_telephones_that_know_no_light_dark_get_the_same_colours():
    older = text_of(STYLE).split("@supports not")[1].split("\nhtml {")[0]
    light, dark = older.split("@media")
    for part, theme in ((light, 0), (dark, 1)):
        told = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part))
        assert told == {name: colours(theme)[name] for name in told}

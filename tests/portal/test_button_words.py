"""Every word that the button's page asks for is there: a missing one is shown as nothing, and nobody would notice."""

import re
from pathlib import Path

import pytest

from bot.button import BORROWED
from i18n.words import BUTTON, Words

ROOT = Path(__file__).parents[2]
PORTAL = ROOT / "portal"
ASKED = re.compile(r"""\b(?:t\(|say\(|words\[)\s*["']([a-z]+(?:-[a-z]+)*)["']""")


def asked_in(*places: Path) -> dict[str, set[str]]:
    return {str(place.relative_to(ROOT)): set(ASKED.findall(place.read_text(encoding="utf-8"))) for place in places}


@pytest.fixture(scope="module")
def there() -> set[str]:
    labels = Words.load(ROOT / "i18n").labels("ru", BUTTON)
    return {key.removeprefix("button-page-") for key in labels} | set(BORROWED)


@pytest.mark.parametrize("places", ["static/button/*.js", "templates/button*.html"])
def test_the_page_asks_only_for_words_that_are_there(there, places):
    asked = asked_in(*PORTAL.glob(places))
    assert {place: keys - there for place, keys in asked.items() if keys - there} == {}


def test_the_pattern_finds_how_a_page_asks(tmp_path):
    assert ASKED.findall("""t("voice-hint") {{ words['aria-talk'] }} say( 'down', x)""") == [
        "voice-hint",
        "aria-talk",
        "down",
    ]

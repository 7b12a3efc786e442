"""docs/readability.md. Its freshness is a finding of the linter; here only its shape and its limits are held.

Renew it: python -m tools.textlint --readability docs/readability.md
"""

import pytest

from tests.i18n.houses import ROOT
from tools.textlint_bands import limits
from tools.textlint_readability import COMMAND, page

OURS = ROOT / "docs" / "readability.md"


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(("#", "| language"))]


def limit_rows(text: str) -> list[str]:
    return [
        line for line in text.partition("## Limits")[2].partition("\n## ")[0].splitlines() if line.startswith("| ")
    ][1:]


def test_our_document_has_the_shape_and_the_limits_that_hold_now(three):
    """Red? Renew it by the command above."""
    ours, fresh = OURS.read_text(encoding="utf-8"), page(three.house())
    assert headings(ours) == headings(fresh)
    assert set(limit_rows(ours)) <= set(limit_rows(fresh))
    assert COMMAND in ours


def test_it_tells_limits_scores_and_the_hardest_screens_of_every_audience(three):
    text = page(three.house())
    assert len(limit_rows(text)) == 12
    for language in ("ru", "kk", "en"):
        for audience in ("child", "preteen", "teen", "adult"):
            assert text.count(f"| {language} | {audience} | ") == 1 + 5


def test_a_document_that_does_not_fit_its_texts_is_stale(copy, capsys):
    copy.path("docs").mkdir()
    assert copy.lint() == 1
    assert "docs/readability.md: is stale: run python -m tools.textlint --readability" in capsys.readouterr().err
    assert copy.lint("--readability", str(copy.path("docs/readability.md"))) == 0
    copy.say("Мы здесь, и я тут.", at="ru/teen")
    assert copy.lint("--rehash") == 1
    assert "is stale" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("audience", "words", "longest"), [("child", 36, 7), ("preteen", 56, 10), ("teen", 88, 13), ("adult", 128, 18)]
)
def test_caps_in_kazakh_are_four_fifths_rounded_to_whole_words(audience, words, longest):
    assert (limits(audience, "kk").words, limits(audience, "kk").longest) == (words, longest)


def test_caps_in_russian_and_english_are_those_of_the_domain():
    for language in ("ru", "en"):
        assert [limits(one, language).words for one in ("child", "preteen", "teen", "adult")] == [45, 70, 110, 160]
        assert [limits(one, language).fre for one in ("child", "preteen", "teen", "adult")] == [80, 70, 55, 30]

"""Ready phrases: the same keys everywhere, one for every reader, signed by name or not at all, and linted like the rest."""

import re

import pytest

from i18n.catalogue import READERS
from i18n.phrases import BadPhrases, load_phrases, portable
from tests.i18n.houses import LANGUAGES, ROOT
from tools.textlint import findings_in

OURS = load_phrases(ROOT / "i18n")
TITLES = '[believe]\ntitle = "Верю"\n'
ONE = """[believe]
reviewed = false
by = ""
date = ""
child = "Я тут."
preteen = "Я тут."
teen = "Я тут."
adult = "Я тут."
"""


def test_every_language_has_every_phrase_in_the_order_of_rule_15():
    assert tuple(OURS.ready) == tuple(sorted(LANGUAGES))
    for language in LANGUAGES:
        assert [one.key for one in OURS.ready[language]] == list(OURS.titles)
    assert list(OURS.titles)[:5] == ["believe", "thanks", "fault", "next", "choose"]


def test_what_no_one_has_signed_is_named():
    assert OURS.waiting("ru") == tuple(OURS.titles)


def test_the_browser_gets_a_phrase_for_every_reader_and_the_order_as_a_list():
    given = portable(OURS)
    assert given["order"] == list(OURS.titles)
    for language in LANGUAGES:
        assert set(given["says"][language]) == set(READERS)
        assert all(set(says) == set(OURS.titles) for says in given["says"][language].values())


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("[believe]", "[beleive]", "beleive, believe"),
        ('teen = "Я тут."\nadult', "adult", "write exactly"),
        ('adult = "Я тут."', 'adult = ""', "a phrase for each"),
        ("reviewed = false", "reviewed = true", "by whom"),
        ("reviewed = false", 'reviewed = "no"', "true or false"),
        ("[believe]", "[believe", "TOML"),
    ],
)
def test_a_broken_file_is_refused_by_name(tmp_path, old, new, named):
    (tmp_path / "ru").mkdir()
    (tmp_path / "phrases.toml").write_text(TITLES, encoding="utf-8")
    (tmp_path / "ru" / "phrases.toml").write_text(ONE.replace(old, new), encoding="utf-8")
    with pytest.raises(BadPhrases, match=re.escape(named)):
        load_phrases(tmp_path)


def test_a_house_without_phrases_has_none(tmp_path):
    assert portable(load_phrases(tmp_path)) == {"order": [], "titles": {}, "says": {}}


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Всё будет хорошо.", "the reply check would warn"),
        ("Позвони 112.", "a number is typed in"),
        ("Вы тут.", "children are «ты»"),
        ("Одно два три четыре пять шесть семь восемь девять десять слов.", "a sentence of"),
        ("Мама пришла и увидела.", "may guess a gender"),
    ],
)
def test_the_linter_reads_a_phrase_as_it_reads_what_the_bot_says(copy, said, named):
    copy.write("i18n/phrases.toml", TITLES)
    copy.write("i18n/ru/phrases.toml", ONE)
    assert not [one for one in findings_in(copy.house()) if "phrases" in one.where]
    copy.write("i18n/ru/phrases.toml", ONE.replace('child = "Я тут."', f'child = "{said}"'))
    found = [one for one in findings_in(copy.house()) if one.where.endswith("phrases.toml: believe.child")]
    assert any(named in one.what for one in found)

"""The reply check finds families of wording and leaves their look-alikes alone, in Python and in JavaScript alike."""

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from i18n.forbidden import BadPhrase
from i18n.phrases import load_phrases
from i18n.reply_check import checked, ours
from i18n.reply_lists import LANGUAGES, load_lists, portable
from i18n.reply_patterns import BadPattern, compiled, must_be_portable
from tests.i18n.houses import ROOT

HERE = Path(__file__).parent
VECTORS: list[dict[str, Any]] = json.loads((HERE / "reply_check_vectors.json").read_text(encoding="utf-8"))
CATEGORIES = tuple(ours().categories)
NO_GENDER = ("gender",)
"""Kazakh verbs and adjectives have none."""
LEAST = {"ru": 12, "kk": 6, "en": 6}
"""Sentences of each category that must be found, and as many that must not."""
SCRIPT = ROOT / "portal" / "static" / "console" / "check.js"


def categories(text: str, language: str = "ru", audience: str = "teen") -> set[str]:
    return {find.category for find in checked(text, language, audience)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("category", CATEGORIES)
def test_every_sentence_is_judged_as_the_vectors_say(language, category):
    for vector in (one for one in VECTORS if (one["of"], one["language"]) == (category, language)):
        finds = checked(vector["say"], language, vector["audience"])
        assert sorted({find.category for find in finds}) == vector["found"], vector["say"]
        assert [vector["say"][slice(*find.span)] for find in finds] == vector["meant"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_vectors_hold_enough_of_every_category_and_as_many_look_alikes(language):
    counted = Counter((one["of"], bool(one["found"])) for one in VECTORS if one["language"] == language)
    for category in CATEGORIES if language != "kk" else [one for one in CATEGORIES if one not in NO_GENDER]:
        assert counted[category, True] >= LEAST[language], category
        assert counted[category, False] >= LEAST[language], category


def test_no_look_alike_of_the_vectors_is_found_for_any_reader_who_is_older():
    grown = {"child": ("preteen", "teen"), "preteen": ("teen",), "teen": ()}
    for vector in VECTORS:
        if not vector["found"]:
            for audience in grown[vector["audience"]]:
                assert checked(vector["say"], vector["language"], audience) == (), vector["say"]


def test_the_browser_finds_the_same_at_the_same_place(node):
    asked = [{key: one[key] for key in ("say", "language", "audience")} for one in VECTORS]
    every = in_browser(node, asked)
    for vector, finds in zip(VECTORS, every, strict=True):
        here = checked(vector["say"], vector["language"], vector["audience"])
        assert [(one["category"], one["rule"], one["title"], one["instead"]) for one in finds] == [
            (one.category, one.rule, one.title, one.instead) for one in here
        ]
        assert [one["meant"] for one in finds] == vector["meant"], vector["say"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ПОЧЕМУ ты молчишь", "ПОЧЕМУ ты молчишь"),
        ("Поче́му ты молчишь?", "Поче́му ты молчишь"),
        ("всё  будет   хорошо 🙈", "всё  будет   хорошо"),
        ("Я рядом 🙈🙈. Всё, будет — хорошо!", "Всё, будет — хорошо"),
        ("Bсё будет xopoшo", "Bсё будет xopoшo"),
        ("Никто… ничего не узнаееет", "Никто… ничего не узнаееет"),
        ("раскажи поподробнее", "раскажи поподробнее"),
        ("Ты поидешь в полицию?\nПочему ты молчишь", "Почему ты молчишь"),
    ],
)
def test_how_it_was_typed_changes_nothing_and_what_is_shown_is_what_was_typed(node, typed, meant):
    (find, *_) = checked(typed, "ru", "teen")
    assert typed[slice(*find.span)] == meant
    assert in_browser(node, [{"say": typed, "language": "ru", "audience": "teen"}])[0][0]["meant"] == meant


def test_the_better_sentence_takes_the_place_of_the_one_that_was_found_and_of_no_other(node):
    say = "Спасибо, что пишешь. Почему ты молчала?! Я рядом."
    (find, *_) = in_browser(node, [{"say": say, "language": "ru", "audience": "child"}])[0]
    assert find["cured"] == f"Спасибо, что пишешь. {find['instead']} Я рядом."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", ["child", "preteen", "teen"])
def test_no_better_sentence_is_found_itself(language, audience):
    for phrase in ours().phrases[language]:
        if not phrase.only or audience in phrase.only:
            assert checked(phrase.instead, language, audience) == (), phrase.instead
        assert checked(phrase.formal or "", language, "adult") == ()


def test_no_ready_phrase_is_found():
    for language, ready in load_phrases(ROOT / "i18n").ready.items():
        for one in ready:
            for audience, text in one.says.items():
                assert checked(text, language, audience) == (), text


def test_russian_is_looked_at_in_every_talk_and_another_language_only_in_its_own():
    assert categories("Неге айтпадың?", "kk") == {"why"}
    assert categories("Почему ты не сказала? Неге?", "kk") >= {"why"}
    assert categories("Неге айтпадың?", "ru") == set()
    assert categories("Why did you go? Всё будет хорошо.", "en") == {"why", "outcome"}


def test_kazakh_on_a_russian_keyboard_is_kazakh():
    assert categories("Неге айтпадын? Бари жаксы болады.", "kk") == {"why", "outcome"}


def test_a_hard_word_is_one_for_the_young_only_and_whoever_is_not_known_is_young():
    text = "К тебе зайдёт следователь."
    assert "jargon" in categories(text, audience="child")
    assert "jargon" in categories(text, audience="")
    assert "jargon" not in categories(text, audience="teen")
    assert "jargon" not in categories("Зайдёт следователь: это человек, который разбирается.", audience="preteen")


def test_an_adult_is_answered_with_a_sentence_for_adults():
    (find,) = checked("Почему вы терпели?", "ru", "adult")
    assert find.instead == "Это не ваша вина. Спасибо, что пишете."
    assert (find.rule, find.title) == ("7", "«Почему» и упрёк")


def test_nothing_to_say_is_nothing_to_find():
    assert [checked(text, "ru", "child") for text in ("", " ", "?", "…", "🙈", "\u200b", "1")] == [()] * 7


def test_a_long_reply_is_looked_at_while_it_is_typed():
    """No pattern may take time that grows out of hand: 3,500 characters are the longest reply."""
    for text in ("он бил " * 500, "он " * 1100 + "?", "не " * 1100, "а" * 3500, "никому ты вы он бил или " * 140 + "?"):
        assert isinstance(checked(text, "ru", "child"), tuple)


@pytest.mark.parametrize(
    "source", [r"a\bb", r"\w+", "a(?P<n>b)", "(?i)a", "a++", "a{", r"\d", "[а-яё&&b]", "a.b", "^a", "a$"]
)
def test_a_pattern_of_one_engine_only_is_refused(source):
    with pytest.raises(BadPattern, match="engines"):
        must_be_portable(source)


def test_every_pattern_is_of_both_engines():
    for phrases in portable(ours())["phrases"].values():
        for phrase in phrases:
            must_be_portable(phrase["pattern"])


def test_a_set_is_written_out_and_one_that_is_missing_is_named():
    assert compiled(["<he> ~ бил"], {"he": "он|она"}, "ru").search(" она тебя сильно бил ")
    with pytest.raises(BadPattern, match="<they>"):
        compiled(["<they> бил"], {"he": "он"}, "ru")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('example = "Почему', 'example = "Отчего-то', "own example"),
        ('clean = ["Да', 'clean = ["Почему ты', "finds what is clean"),
        ('category = "why"', 'category = "whi"', "category 'whi'"),
        ("patterns", "paterns", "write category"),
        ("'почему ты'", "'почему (ты'", "phrase 1"),
        ('["Да."]', "[]", "one entry"),
        ('["Да."]', '["Да."]\nonly = ["kid"]', "no such audience"),
        ("[[phrase]]", "[[phrase]", "TOML"),
        ("'почему ты'", "'<who> ты'", "<who>"),
    ],
)
def test_a_broken_list_is_refused_by_name(tmp_path, old, new, named):
    text = '[[phrase]]\ncategory = "why"\npatterns = [\'почему ты\']\nexample = "Почему ты?"\ninstead = "Верю."\nclean = ["Да."]\n'
    assert old in text
    (tmp_path / "ru").mkdir()
    shutil.copy(ROOT / "i18n" / "reply_check.toml", tmp_path)
    (tmp_path / "ru" / "reply_check.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadPhrase, match=re.escape(named)):
        load_lists(tmp_path)


def in_browser(node: str, asked: list[dict[str, str]]) -> list[list[dict[str, Any]]]:
    task = json.dumps({"lists": portable(ours()), "asked": asked}).encode()
    command = [node, "--no-warnings", str(HERE / "js" / "check_in_node.js"), SCRIPT.as_uri()]
    done = subprocess.run(command, input=task, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    answer: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return answer

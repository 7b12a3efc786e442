"""Every screen in every state, and what must be true of all of them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.catalogue import POPUPS, SCREENS
from i18n.screens import Choice, UnknownScreen, WrongValue, marked, screen
from i18n.words import Words
from tests.i18n.houses import ROOT
from tools.textlint_said import states

EVERY = [(name, values) for name, spec in SCREENS.items() for values in states(spec)]
CHILDS = [(name, values) for name, values in EVERY if SCREENS[name].audience == "child" and name not in POPUPS]
WORDS = Words.load(ROOT / "i18n")
ACTIONS = {"need", "numbers", "hide", "menu", "stop", "delete", "code", "word", "next", "read", "back", "console"}


def actions(shown):
    return [choice.action for row in shown.rows for choice in row if choice.action]


def named(cases):
    return [f"{name} {values}" for name, values in cases]


@pytest.mark.parametrize(("name", "values"), EVERY, ids=named(EVERY))
def test_every_screen_says_something_in_every_state(words, name, values):
    shown = screen(words, "ru", name, values)
    assert shown.text.strip()
    assert "{" not in shown.text.replace(str(values.get("text", "")), "")
    assert set(actions(shown)) <= ACTIONS


@pytest.mark.parametrize(("name", "values"), CHILDS, ids=named(CHILDS))
def test_hide_is_one_tap_away_and_always_in_the_last_row(words, name, values):
    last = screen(words, "ru", name, values).rows[-1]
    assert "hide" in [choice.action for choice in last]


@pytest.mark.parametrize(("name", "values"), CHILDS, ids=named(CHILDS))
def test_help_is_one_tap_away_or_the_numbers_are_there_already(words, name, values):
    shown = screen(words, "ru", name, values)
    assert "numbers" in actions(shown) or "112" in shown.text


@pytest.mark.parametrize(("name", "values"), CHILDS, ids=named(CHILDS))
def test_stop_and_delete_are_behind_the_dots_of_every_screen(words, name, values):
    offered = actions(screen(words, "ru", name, values))
    assert "menu" in offered or {"stop", "delete"} <= set(offered)


@pytest.mark.parametrize(("name", "values"), CHILDS, ids=named(CHILDS))
def test_the_last_row_looks_the_same_everywhere(words, name, values):
    last = [choice.label for choice in screen(words, "ru", name, values).rows[-1]]
    if name == "first":
        assert last == ["Скрыть", "⋯"]
    else:
        assert [label for label in last if label != "Назад"] in (
            ["Помощь", "Скрыть", "⋯"],
            ["Помощь", "Скрыть"],
            ["Скрыть", "⋯"],
        )
        assert last.index("Скрыть") == 1


def test_only_the_call_for_help_is_red(words):
    red = {
        choice.action
        for name, values in EVERY
        for row in screen(words, "ru", name, values).rows
        for choice in row
        if choice.look == "danger"
    }
    assert red == {"need"}


def test_the_first_screen_gives_help_before_anything_else(words):
    shown = screen(words, "ru", "first", {})
    assert "112" in shown.text.splitlines()[0]
    assert "Россия: 124 · Казахстан: 111" in shown.text.splitlines()[1]
    assert "почти везде круглосуточно" in shown.text
    assert shown.rows[0] == (Choice("Мне нужна помощь", "need", "danger"),)
    assert len(shown.text) <= 300


def test_the_first_screen_says_who_reads_and_that_telegram_can_see(words):
    text = screen(words, "ru", "first", {}).text
    assert "прочтут взрослые на смене" in text
    assert "видит и сам Telegram" in text
    assert "без спроса" in text


def test_the_first_answer_keeps_the_fixed_order(words):
    text = screen(words, "ru", "believed", {}).text
    order = ["Я тебе верю", "Спасибо", "не твоя вина", "Дальше", "выбираешь ты"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_what_happens_next_has_three_steps_in_order(words):
    text = screen(words, "ru", "next", {}).text
    places = [text.index(step) for step in ("Сначала", "Потом", "Затем")]
    assert places == sorted(places)


def test_the_safe_word_stands_alone_and_can_be_changed(words):
    shown = screen(words, "ru", "safe_word", {"word": "лиса"})
    assert ("лиса", True) in list(marked(shown))
    assert "word" in actions(shown)


def test_the_code_can_be_copied_as_words_and_as_digits_without_a_callback(words):
    shown = screen(words, "ru", "code", {"words": "лиса мост чай зима дом", "digits": "01234567890123456"})
    assert [(choice.copy, choice.action) for choice in shown.rows[0]] == [
        ("лиса мост чай зима дом", ""),
        ("01234567890123456", ""),
    ]
    assert sum(mono for _, mono in marked(shown)) == 2


@pytest.mark.parametrize("name", ["status", "returned_word"])
def test_open_is_offered_only_while_something_is_unread(words, name):
    assert "read" in actions(screen(words, "ru", name, {"state": "answered", "unread": 2}))
    assert "read" not in actions(screen(words, "ru", name, {"state": "answered", "unread": 0}))


def test_unread_answers_are_counted_in_good_russian(words):
    said = [screen(words, "ru", "status", {"state": "held", "unread": n}).text for n in (1, 3, 5, 21)]
    assert [
        phrase in text
        for phrase, text in zip(
            ["ждёт 1 ответ.", "ждут 3 ответа.", "ждут 5 ответов.", "ждёт 21 ответ."], said, strict=True
        )
    ] == [True] * 4


def test_a_code_and_another_word_are_offered_only_where_a_signal_exists(words):
    assert {"word", "code"} <= set(actions(screen(words, "ru", "menu", {"signal": "yes"})))
    assert not {"word", "code"} & set(actions(screen(words, "ru", "menu", {"signal": "no"})))


def test_the_newcomers_menu_says_nothing_of_words_that_are_kept(words):
    assert "лова" not in screen(words, "ru", "menu", {"signal": "no"}).text


def test_delete_says_before_and_after_that_a_human_decides(words):
    assert "решит человек" in screen(words, "ru", "menu", {"signal": "yes"}).text
    after = screen(words, "ru", "deleted_alert", {"kept": "yes"})
    assert "решит человек" in after.text
    assert len(after.text) <= 200


@pytest.mark.parametrize("name", ["reply_waiting", "too_old", "alert"])
def test_what_comes_unasked_tells_a_stranger_nothing(words, name):
    text = screen(words, "ru", name, {}).text.lower()
    for word in ("специалист", "ответ", "слова", "помощ", "вер", "вина", "сигнал", "срочн", "ребён"):
        assert word not in text


def test_the_same_wall_is_not_shown_twice_in_a_row(words):
    said = [screen(words, "ru", "more", {"turn": turn}).text for turn in range(9)]
    assert all(before != after for before, after in pairwise(said))
    assert said[0] == screen(words, "ru", "more", {}).text


@given(st.text(min_size=1, max_size=6000))
def test_a_specialists_reply_is_shown_word_for_word_however_long_or_odd(text):
    shown = screen(WORDS, "ru", "reply", {"text": text})
    assert shown.text == "Ответ для тебя:\n\n" + text


@given(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_a_safe_word_is_shown_as_it_is(word):
    shown = screen(WORDS, "ru", "safe_word", {"word": word})
    assert (word, True) in list(marked(shown))


def test_an_unknown_screen_is_refused(words):
    with pytest.raises(UnknownScreen, match="frist"):
        screen(words, "ru", "frist", {})


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("status", {"state": "waiting"}),
        ("status", {"state": "gone", "unread": 0}),
        ("status", {"state": "held", "unread": -1}),
        ("status", {"state": "held", "unread": "2"}),
        ("status", {"state": "held", "unread": True}),
        ("tell", {"word": "канарейка"}),
        ("safe_word", {"word": 7}),
        ("safe_word", {}),
    ],
)
def test_a_wrong_value_is_refused_by_its_name_and_never_repeated(words, name, values):
    with pytest.raises(WrongValue, match=name) as caught:
        screen(words, "ru", name, values)
    assert "канарейка" not in str(caught.value)

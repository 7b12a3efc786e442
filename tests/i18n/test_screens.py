"""Every screen in every state, language and audience, and what must be true of all of them."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.catalogue import POPUPS, READERS, SCREENS
from i18n.screens import Screen, UnknownScreen, WrongValue, marked, screen
from i18n.words import Words
from tests.i18n.houses import LANGUAGES, ROOT
from tools.textlint_said import states

WORDS = Words.load(ROOT / "i18n")
EVERYBODY = [(language, audience) for language in LANGUAGES for audience in READERS]
NIGHT = {"desk": "night", "opens": "09:00"}
OPEN = {"desk": "open", "opens": "09:00"}

everybody = pytest.mark.parametrize(("language", "audience"), EVERYBODY, ids="/".join)


def actions(shown: Screen) -> list[str]:
    return [choice.action for row in shown.rows for choice in row if choice.action]


def odd(language: str, audience: str, wrong: Callable[[str, dict, Screen], bool]) -> list[str]:
    """The screens of a reader, pop-ups apart, of which something is wrong."""
    return [
        f"{name} {values}"
        for name, spec in SCREENS.items()
        if spec.audience in READERS and audience in spec.readers and name not in POPUPS
        for values in states(spec)
        if wrong(name, values, screen(WORDS, language, name, values, audience))
    ]


@everybody
def test_every_screen_says_something_in_every_state_and_offers_only_what_it_may(language, audience):
    def wrong(name, values, shown):
        told = not shown.text.strip() or "{" in shown.text
        return told or not set(actions(shown)) <= SCREENS[name].actions

    assert odd(language, audience, wrong) == []


@everybody
def test_hide_is_one_tap_away_and_always_in_the_last_row(language, audience):
    assert odd(language, audience, lambda _n, _v, shown: "hide" not in [one.action for one in shown.rows[-1]]) == []


@everybody
def test_help_is_one_tap_away_or_the_numbers_are_there_already(language, audience):
    def wrong(_name, _values, shown):
        return "numbers" not in actions(shown) and "112" not in shown.text and "back" not in actions(shown)

    assert odd(language, audience, wrong) == []


@everybody
def test_stop_and_delete_are_behind_the_dots_of_every_screen(language, audience):
    def wrong(_name, _values, shown):
        return "menu" not in (offered := set(actions(shown))) and not {"stop", "delete"} <= offered

    assert odd(language, audience, wrong) == []


@everybody
def test_the_last_row_looks_the_same_everywhere(language, audience):
    feet = [["numbers", "hide", "menu"], ["back", "hide", "menu"], ["numbers", "hide", "back"]]

    def wrong(name, _values, shown):
        last = [choice.action for choice in shown.rows[-1]]
        return last not in ([["hide", "menu"]] if name == "first" else feet)

    assert odd(language, audience, wrong) == []


@everybody
def test_only_the_call_for_help_is_red(language, audience):
    def wrong(_name, _values, shown):
        return any(choice.look == "danger" and choice.action != "need" for row in shown.rows for choice in row)

    assert odd(language, audience, wrong) == []


@everybody
def test_the_first_screen_gives_help_before_anything_else(language, audience):
    for values in (OPEN, NIGHT):
        shown = screen(WORDS, language, "first", values, audience)
        assert "112" in shown.text.splitlines()[0]
        assert "124" in shown.text
        assert "111" in shown.text
        assert "Telegram" in shown.text
        assert len(shown.text) <= 300
        assert [choice.action for choice in shown.rows[0]] == ["need"]
    assert "09:00" in screen(WORDS, language, "first", NIGHT, audience).text


ORDER = {"ru": ("верю", "пасибо", "ин"), "kk": ("сенемі", "ақмет", "кін"), "en": ("believe", "ank you", "fault")}
"""I believe you → thank you → it is not your fault (rule 15)."""


@everybody
def test_the_first_answer_keeps_the_fixed_order(language, audience):
    text = screen(WORDS, language, "believed", {**OPEN, "online": "no"}, audience).text
    first, second, third = ORDER[language]
    assert -1 < text.find(first) < text.find(second) < text.find(third, text.find(second))


@everybody
def test_what_happens_next_is_a_list_in_its_order(language, audience):
    named = {"steps": "read write decide", **OPEN, **dict.fromkeys(("doctor", "online", "advocate", "duty"), "no")}
    lines = screen(WORDS, language, "next", named, audience).text.splitlines()
    steps = [WORDS.text(language, audience, f"step-{step}") for step in ("read", "write", "decide")]
    assert lines[-3:] == steps


@everybody
def test_the_safe_word_stands_alone_and_can_be_changed(language, audience):
    shown = screen(WORDS, language, "safe_word", {"word": "лиса"}, audience)
    assert ("лиса", True) in list(marked(shown))
    assert "word" in actions(shown)


@everybody
def test_the_code_can_be_copied_as_words_and_as_digits_without_a_callback(language, audience):
    given = {"words": "лиса мост чай зима дом", "digits": "01234567890123456"}
    shown = screen(WORDS, language, "code", given, audience)
    assert [(choice.copy, choice.action) for choice in shown.rows[0]] == [(text, "") for text in given.values()]
    assert sum(mono for _, mono in marked(shown)) == 2


@pytest.mark.parametrize("name", ["status", "returned_word"])
def test_open_is_offered_only_while_something_is_unread(name):
    desk = OPEN if "desk" in SCREENS[name].values else {}
    assert "read" in actions(screen(WORDS, "ru", name, {"state": "answered", "sealed": "no", "unread": 2, **desk}))
    assert "read" not in actions(screen(WORDS, "ru", name, {"state": "answered", "sealed": "no", "unread": 0, **desk}))


@pytest.mark.parametrize("audience", READERS)
def test_unread_answers_are_counted_in_good_russian(audience):
    for count, said in ((1, "1 ответ."), (3, "3 ответа."), (5, "5 ответов."), (21, "21 ответ.")):
        shown = screen(WORDS, "ru", "status", {"state": "held", "sealed": "no", "unread": count, **OPEN}, audience)
        assert said in shown.text


def test_a_code_and_another_word_are_offered_only_where_a_signal_exists():
    assert {"word", "code"} <= set(actions(screen(WORDS, "ru", "menu", {"signal": "yes"})))
    assert not {"word", "code"} & set(actions(screen(WORDS, "ru", "menu", {"signal": "no"})))


@everybody
def test_the_newcomers_menu_says_nothing_of_words_that_are_kept(language, audience):
    newcomer = screen(WORDS, language, "menu", {"signal": "no"}, audience).text
    for word in ("лова оста", "переданн", "сөздерің", "сөздеріңіз", "your words", "what you passed"):
        assert word not in newcomer.lower()


HUMAN = {"ru": "человек", "kk": "адам", "en": "person"}


@everybody
def test_delete_says_before_and_after_that_a_human_decides(language, audience):
    assert HUMAN[language] in screen(WORDS, language, "menu", {"signal": "yes"}, audience).text
    after = screen(WORDS, language, "deleted_alert", {"kept": "yes"}, audience)
    assert HUMAN[language] in after.text
    assert len(after.text) <= 200


TELLING = {
    "ru": ("специалист", "ответ", "слова", "помощ", "вер", "вина", "сигнал", "срочн", "ребён", "насил"),
    "kk": ("маман", "жауап", "көмек", "сенем", "кінә", "сигнал", "бала", "зорлық"),
    "en": ("specialist", "answer", "repl", "help", "believe", "fault", "signal", "urgent", "child", "abuse"),
}


@everybody
@pytest.mark.parametrize("name", ["reply_waiting", "too_old"])
def test_what_comes_unasked_tells_a_stranger_nothing(language, audience, name):
    text = screen(WORDS, language, name, {}, audience).text.lower()
    assert [word for word in TELLING[language] if word in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_alert_tells_a_stranger_nothing(language):
    few, many = (screen(WORDS, language, "alert", {"count": count, "seen": "yes"}).text for count in ("001", "999"))
    assert [word for word in TELLING[language] if word in few.lower()] == []
    assert len(few) == len(many)


@everybody
def test_the_same_wall_is_not_shown_twice_in_a_row(language, audience):
    said = [screen(WORDS, language, "more", {"turn": turn}, audience).text for turn in range(9)]
    assert all(before != after for before, after in pairwise(said))
    assert said[0] == screen(WORDS, language, "more", {}, audience).text


def test_a_reader_gets_her_own_words():
    assert "Звоните" in screen(WORDS, "ru", "first", OPEN, "adult").text
    assert "Звоните" not in screen(WORDS, "ru", "first", OPEN, "child").text


@given(st.text(min_size=1, max_size=6000))
def test_a_specialists_reply_is_shown_word_for_word_however_long_or_odd(text):
    shown = screen(WORDS, "ru", "reply", {"text": text})
    assert shown.text == WORDS.text("ru", "child", "reply") + "\n\n" + text


@given(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_a_safe_word_is_shown_as_it_is(word):
    shown = screen(WORDS, "ru", "safe_word", {"word": word})
    assert (word, True) in list(marked(shown))


def test_an_unknown_screen_is_refused():
    with pytest.raises(UnknownScreen, match="frist"):
        screen(WORDS, "ru", "frist", {})


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("returned", {"state": "waiting"}),
        ("returned", {"state": "gone", "sealed": "no", "unread": 0}),
        ("returned", {"state": "held", "sealed": "no", "unread": -1}),
        ("returned", {"state": "held", "sealed": "no", "unread": "2"}),
        ("returned", {"state": "held", "sealed": "no", "unread": True}),
        ("danger", {"word": "канарейка"}),
        ("safe_word", {"word": 7}),
        ("safe_word", {}),
    ],
)
def test_a_wrong_value_is_refused_by_its_name_and_never_repeated(name, values):
    with pytest.raises(WrongValue, match=name) as caught:
        screen(WORDS, "ru", name, values)
    assert "канарейка" not in str(caught.value)

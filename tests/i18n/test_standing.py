"""What a reporter reads of where things stand: no answer that she cannot open, and no hour that nobody wrote down."""

import pytest

from i18n.catalogue import READERS, SCREENS
from i18n.screens import screen
from i18n.words import Words
from tests.i18n.houses import LANGUAGES, ROOT

WORDS = Words.load(ROOT / "i18n")
NIGHT = {"desk": "night", "opens": "09:00"}
OPEN = {"desk": "open", "opens": "09:00"}

everybody = pytest.mark.parametrize(
    ("language", "audience"), [(language, audience) for language in LANGUAGES for audience in READERS]
)


@everybody
@pytest.mark.parametrize("name", ["status", "returned", "returned_word"])
def test_nobody_is_told_of_an_answer_that_the_new_code_does_not_open_yet(language, audience, name):
    desk = OPEN if "desk" in SCREENS[name].values else {}
    standing: dict[str, str | int] = {"state": "answered", "unread": 0, **desk}
    opens, sealed = (screen(WORDS, language, name, {**standing, "sealed": one}, audience).text for one in ("no", "yes"))
    answered = {"ru": " уже ответили.", "kk": " жауап келді.", "en": "You have an answer."}[language]
    locked = {"ru": "ответы пока закрыты", "kk": "жауаптар әзірге жабық", "en": "answers are locked"}[language]
    assert (answered in opens, answered in sealed) == (True, False)
    assert (locked in opens, locked in sealed) == (False, True)


@everybody
@pytest.mark.parametrize("name", ["status", "returned", "returned_word"])
def test_new_words_after_an_answer_are_not_said_to_be_the_first(language, audience, name):
    desk = OPEN if "desk" in SCREENS[name].values else {}
    standing: dict[str, str | int] = {"sealed": "no", "unread": 1, **desk}
    first, again = (
        screen(WORDS, language, name, {**standing, "state": one}, audience) for one in ("held", "held_again")
    )
    assert first.text != again.text


@everybody
def test_where_no_hour_is_known_none_is_named(language, audience):
    for name in ("first", "hello", "believed", "next", "status", "given"):
        spec = SCREENS[name]
        if audience not in spec.readers:
            continue
        fixed: dict[str, str | int] = {
            "state": "held",
            "sealed": "no",
            "unread": 0,
            "steps": "read_morning",
            "online": "no",
            "give": 0,
        }
        fixed |= dict.fromkeys(("doctor", "advocate", "duty"), "no")
        given = {value: fixed[value] for value in fixed if value in spec.values}
        shown = screen(WORDS, language, name, {**given, "desk": "unknown", "opens": "09:00"}, audience).text
        night = screen(WORDS, language, name, {**given, **NIGHT}, audience).text
        assert "09:00" not in shown, name
        assert "09:00" in night, name

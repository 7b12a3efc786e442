"""Danger is recognised however a child spells it, and no text whatever can break the recognition."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from triage.words import Lexicon, normalised

ANY_TEXT = st.text(st.characters(), max_size=80)
LEXICON = Lexicon.of(["он сейчас здесь", "убь*", "прыгну с крыши"])
PHRASE = "он сейчас здесь"
SEPARATORS = st.sampled_from([" ", "  ", ", ", "\n", "… ", " 😭 ", "\t", " - ", " "])


@given(ANY_TEXT)
@example("\ud83d")
@example("İ́")
@example("ааа́а")
def test_any_text_is_normalised_to_lower_letters_digits_and_single_spaces(text):
    plain = normalised(text)
    assert set(plain) <= set("abcdefghijklmnopqrstuvwxyz0123456789абвгдежзийклмнопрстуфхцчшщъыьэюя ")
    assert plain == " ".join(plain.split())
    assert normalised(plain) == plain


@given(ANY_TEXT, SEPARATORS, SEPARATORS)
def test_a_phrase_is_found_wherever_it_stands(around, before, between):
    text = f"{around}{before}{PHRASE.replace(' ', between)}"
    assert LEXICON.is_immediate(text)
    assert LEXICON.is_immediate(f"{text}{before}{around}")


@pytest.mark.parametrize(
    "written",
    [
        "ОН СЕЙЧАС ЗДЕСЬ",
        "он сейчаааааас здесь!!!",
        "oн ceйчac здecь",
        "0н сейчас 3десь",
        "он се\u200bйчас зд\u00adесь",
        "он сейча\u0301с здесь",
        "о\u0336н\u0336 сейчас здесь",
        "он сеи\u0306час здесь",
        "меня убьют",
        "убьёт",
    ],
)
def test_a_childs_spelling_of_danger_is_danger(written):
    assert LEXICON.is_immediate(written)


@pytest.mark.parametrize("written", ["", "сон сейчас здесь не при чём", "он сейчас не здесь", "клубь", "привет"])
def test_other_words_are_not_danger(written):
    assert not LEXICON.is_immediate(written)


def test_kazakh_letters_count_as_the_russian_keys_children_type_instead():
    assert Lexicon.of(["қорқамын"]).is_immediate("коркамын")
    assert Lexicon.of(["коркамын"]).is_immediate("Қорқамын")


@pytest.mark.parametrize("phrase", ["", "   ", "*", "он !!! здесь"])
def test_an_empty_phrase_is_refused_since_it_would_make_everything_immediate(phrase):
    with pytest.raises(ValueError, match="empty"):
        Lexicon.of([phrase])

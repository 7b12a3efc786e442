import pytest

from tools.textlint_measure import reading, sentences_of, together
from tools.textlint_syllables import syllables


def test_the_russian_formulas_are_obornevas():
    read = reading("Мама мыла раму. Папа спал.")
    assert (read.words, read.sentences, read.longest, read.syllables) == (5, 2, 3, 9)
    assert read.fre == pytest.approx(206.835 - 1.3 * 2.5 - 60.1 * 9 / 5)
    assert read.grade == pytest.approx(0.5 * 2.5 + 8.4 * 9 / 5 - 15.59)


def test_the_english_formulas_are_fleschs_and_kincaids():
    read = reading("You can write here. Nobody is in a hurry.", "en")
    assert (read.words, read.sentences, read.longest, read.syllables) == (9, 2, 5, 12)
    assert read.fre == pytest.approx(206.835 - 1.015 * 4.5 - 84.6 * 12 / 9)
    assert read.grade == pytest.approx(0.39 * 4.5 + 11.8 * 12 / 9 - 15.59)


def test_kazakh_is_counted_but_has_no_formula():
    read = reading("Мен мұнда. Сөздерің сақталды.", "kk")
    assert (read.words, read.sentences, read.syllables) == (4, 2, 9)
    assert (read.fre, read.grade) == (0.0, 0.0)


def test_several_texts_together_are_measured_as_one():
    whole = together([reading("I am here. You can write.", "en"), reading("It is kept.", "en")])
    assert (whole.words, whole.sentences, whole.language) == (9, 3, "en")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Звони 112. Сейчас.", 2),
        ("По ч. 2.1 ст. 45 нужен юрист.", 1),
        ("Хлеб, т. е. еда.", 1),
        ("Первое\nВторое\nТретье", 3),
        ("Опасно? Звони! Да…", 3),
        ("«Скрыть»: чат пуст.", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, sentences):
    assert len(sentences_of(text)) == sentences


@pytest.mark.parametrize("text", ["8-800-2000-122", "+7 (495) 989-50-50", "https://example.org/a", "⋯ 🙂", ""])
def test_what_is_not_read_as_words_is_not_counted(text):
    assert reading(text).words == 0


def test_a_latin_word_is_read_aloud_too():
    assert reading("Telegram").syllables == 3


BY_EAR = {
    1: "the be eye time chance rules times clothes called helped smiled friend great through don't can't we're hides wish child",
    2: "table people little places wishes wanted needed settled doctor didn't isn't doesn't being quiet safely safety social",
    3: "violence idea period serious suicide audience somebody everything usual hospital messages remember beautiful placement's-own",
    4: "situation immediate specialist-is everybody experience information necessary particular",
}


@pytest.mark.parametrize(
    ("count", "word"), [(count, word) for count, words in BY_EAR.items() for word in words.split()]
)
def test_english_syllables_are_counted_as_they_are_heard(count, word):
    assert syllables(word, "en") == count

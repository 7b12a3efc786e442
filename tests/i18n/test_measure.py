import pytest

from tools.textlint_measure import reading, sentences_of


def test_the_formulas_are_obornevas():
    read = reading("Мама мыла раму. Папа спал.")
    assert (read.words, read.sentences, read.longest, read.syllables) == (5, 2, 3, 9)
    assert read.fre == pytest.approx(206.835 - 1.3 * 2.5 - 60.1 * 9 / 5)
    assert read.grade == pytest.approx(0.5 * 2.5 + 8.4 * 9 / 5 - 15.59)


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

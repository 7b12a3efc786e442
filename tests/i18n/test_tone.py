"""Who is «ты», who is «вы», and what may not guess a gender."""

import pytest

from tools.textlint_address import slips
from tools.textlint_tone import guesses


def words(text: str, language: str, audience: str) -> list[str]:
    return [word for word, _ in slips(text, language, audience)]


@pytest.mark.parametrize(
    ("language", "audience", "text", "found"),
    [
        ("ru", "adult", "Ты пишешь?", ["Ты", "пишешь"]),
        ("ru", "adult", "Нажми сюда.", ["Нажми"]),
        ("ru", "adult", "Это твоё решение.", ["твоё"]),
        ("ru", "specialist", "Возьми новый код.", ["Возьми"]),
        ("ru", "teen", "Можете писать.", ["Можете"]),
        ("ru", "preteen", "Ваши слова важны.", ["Ваши"]),
        ("ru", "child", "Не бойтесь, закройте чат.", ["бойтесь", "закройте"]),
        ("kk", "adult", "Сен жазасың ба?", ["Сен", "жазасың"]),
        ("kk", "adult", "Қаласаң, саған жазамыз.", ["Қаласаң", "саған"]),
        ("kk", "child", "Сіз жаза аласыз.", ["Сіз", "аласыз"]),
        ("kk", "teen", "Осында жазыңыз.", ["жазыңыз"]),
        ("kk", "preteen", "Сөздеріңізді оқимыз.", ["Сөздеріңізді"]),
    ],
)
def test_the_wrong_address_is_found(language, audience, text, found):
    assert words(text, language, audience) == found


@pytest.mark.parametrize(
    ("language", "audience", "text"),
    [
        ("ru", "child", "Потом вы вместе решаете."),
        ("ru", "teen", "Кого позвать, вы решаете вместе с ним."),
        ("ru", "child", "Скажи: «Помогите, пожалуйста»."),
        ("ru", "child", "В ответе, в интернете и на сайте есть номер. Дети вместе."),
        ("ru", "adult", "Пишите. Это лишь начало."),
        ("ru", "adult", "Нажмите «Скажи мне»."),
        ("ru", "adult", "Вы решаете, что дальше."),
        ("kk", "child", "Қазір қауіпсіз бе? Сен жалғыз емессің."),
        ("kk", "adult", "Жазыңыз, біз мұнда. Үнсіз де болады."),
        ("en", "child", "You can write."),
    ],
)
def test_what_only_looks_like_the_wrong_address_is_left_alone(language, audience, text):
    assert words(text, language, audience) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Спасибо, что ты написала.", "написала"),
        ("Вы понял?", "понял"),
        ("Ты смог.", "смог"),
        ("Я всё понял.", "понял"),
        ("Я рада тебе.", "рада"),
        ("Рад помочь.", "Рад"),
        ("Вы согласна?", "согласна"),
        ("Ты очень нужен.", "нужен"),
        ("Ты готов(а)?", "в(а)"),
    ],
)
def test_a_guessed_gender_is_found(text, found):
    assert found in guesses(text)


@pytest.mark.parametrize(
    "text",
    [
        "Спасибо, что пишешь.",
        "Вы поняли? Хорошо, что вы здесь.",
        "Тебе нужна помощь? Нужен врач?",
        "Сначала сигнал читает человек.",
        "Взрослый должен помочь.",
        "Ваши права важны.",
    ],
)
def test_what_guesses_nothing_is_left_alone(text):
    assert guesses(text) == []

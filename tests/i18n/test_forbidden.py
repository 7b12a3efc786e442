import pytest

from i18n.forbidden import BadPhrase, found, load_forbidden, parse_forbidden
from tests.i18n.houses import ROOT

PHRASES = load_forbidden(ROOT / "i18n", "ru")
ONE = '[[phrase]]\nrule = "7"\npattern = \'почему\'\nexample = "Почему?"\ninstead = "Молчим."\n'


@pytest.mark.parametrize(
    "said",
    [
        "Никто никогда не узнает об этом.",
        "Это останется между нами.",
        "Обещаю, всё будет хорошо.",
        "Его точно посадят.",
        "Полиция приедет через десять минут.",
        "Ты в безопасности.",
        "Telegram этого не видит.",
        "Почему ты молчала?",
        "Ты уверена?",
        "Сколько раз это было?",
        "А ты кричал?",
        "Повтори ещё раз, пожалуйста.",
        "Пришли фото.",
        "Расскажи маме.",
        "Поговори с ним.",
        "Похоже на депрессию.",
        "Ты жертва, но потерпи и не плачь.",
        "Выберите пункт из меню.",
        "Ты написал(а) нам.",
        "Ты не один.",
    ],
)
def test_what_must_never_be_said_to_a_child_is_found(said):
    assert found(said, PHRASES)


@pytest.mark.parametrize(
    "said",
    [
        "Я тебе верю.",
        "Это не твоя вина.",
        "Я покажу его один раз.",
        "Чат видит и сам Telegram.",
        "Спасибо, что пишешь.",
    ],
)
def test_what_may_be_said_is_left_alone(said):
    assert not found(said, PHRASES)


def test_the_rules_against_promises_blame_and_advice_are_all_there():
    assert {"3", "7", "18", "19", "domain 4.2"} <= {phrase.rule for phrase in PHRASES}


def test_a_language_without_the_file_forbids_nothing_yet():
    assert load_forbidden(ROOT / "i18n", "kk") == ()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("Почему?", "Зачем?", "own example"),
        ("'почему'", "'(почему'", "pattern"),
        ("instead", "insted", "instead"),
        ("[[phrase]]", "[[phrase]", "TOML"),
    ],
)
def test_a_broken_phrase_is_refused(old, new, named):
    with pytest.raises(BadPhrase, match=named):
        parse_forbidden(ONE.replace(old, new), "forbidden.toml")

"""The lists of all three languages prove themselves: each finds its examples and leaves their look-alikes alone."""

import pytest

from i18n.forbidden import BadPhrase, found, load_forbidden, parse_forbidden
from tests.i18n.houses import LANGUAGES, ROOT

LISTS = {language: load_forbidden(ROOT / "i18n", language) for language in LANGUAGES}
ONE = '[[phrase]]\nrule = "7"\npattern = \'почему\'\nexample = "Почему?"\ninstead = "Молчим."\nclean = ["Да."]\n'
RULES = {"3", "4", "5", "7", "9", "12", "14", "19", "35", "domain 3.2", "domain 3.4", "domain 4.2"}

RU = """Никто никогда не узнает об этом. | Это останется между нами. | Обещаю помочь. | Всё будет хорошо. | Его точно посадят.
Полиция приедет через десять минут. | Ты в безопасности. | Вы теперь в безопасности. | Telegram этого не видит. | Напишите ваше имя.
Почему ты молчала? | Почему вы молчали? | Ты уверена? | Это правда? | Сколько раз это было? | А ты кричал? | Повтори ещё раз. | Пришли фото.
Расскажите подробнее. | Он тебя бил? | Он трогал или целовал? | Значит, он тебя обидел. | Где он тебя трогал? | По шкале от одного до десяти
Важно рассказать всё. | Молодец, что всё рассказываешь. | Расскажи маме. | Позвоните родителям. | Поговори с ним. | Дай сдачи.
Похоже на депрессию. | Ты жертва, но потерпи. | Успокойся. | Не плачь. | Тебе надо признаться. | Это донос. | Выберите пункт из меню.
Ты написал(а) нам. | Ты не один. | Я рада тебя видеть. | Это твоя вина. | Надо было уйти. | Он тебя любит. | Прости его.
Ты хочешь выпить таблетки? | Как ты хочешь это сделать? | Пообещай мне. | Подумай о маме. | Этот урод. | Тебя могут наказать.
Собери доказательства. | Сфотографируй синяки. | Чтобы он больше никого не обидел."""
KK = """Ешкім білмейді. | Бұл біздің құпиямыз. | Уәде береміз. | Бәрі жақсы болады. | Оны қамайды. | Полиция келе жатыр. | Он минутта жауап береді.
Сен қауіпсіз жердесің. | Telegram мұны көрмейді. | Телефоныңды жаз. | Неге айтпадың? | Бұл рас па? | Неше рет болды? | Айқайладың ба?
Толығырақ айтып бер. | Фото жібер. | Ол сені ұрды ма? | Қай жеріңді ұстады? | Анаңа айт. | Онымен сөйлес. | Дәлел жина. | Бұл депрессия.
Жылама. | Сабыр ет. | Шыда. | Сен құрбансың. | Мойында. | Бұл сенің кінәң. | Айтуың керек еді. | Ол сені жақсы көреді. | Маған уәде бер.
Таблетка ішкің келе ме? | Анаңды ойла. | Ол оңбаған. | Сені жазалайды. | Мәзірден таңда."""
EN = """Nobody will know. | This is our secret. | I promise. | Everything will be okay. | It'll be all right. | He will be arrested. | The police are coming.
Someone will reply in ten minutes. | You're safe now. | Telegram can't see this. | Enter your name. | Why didn't you tell? | Are you sure?
Is that true? | How many times? | Did you scream? | Tell me again. | Tell us in more detail. | Send a photo. | Did he touch you?
Did he push you or kick you? | Where did he touch you? | On a scale from one to ten | You must tell us. | Well done for telling. | Tell your mum.
Talk to him. | Stand up to him. | Collect evidence. | You have depression. | Calm down. | Don’t cry. | You are a victim. | Confess.
It's your fault. | You should have run. | He loves you. | Forgive him. | Promise me. | Do you want to take pills? | How do you plan to do it?
Think of your mother. | That monster. | You can be punished. | Choose an option."""
NEVER = [
    (language, said.strip())
    for language, texts in (("ru", RU), ("kk", KK), ("en", EN))
    for line in texts.splitlines()
    for said in line.split("|")
]


@pytest.mark.parametrize(("language", "said"), NEVER)
def test_what_must_never_be_said_to_a_child_is_found(language, said):
    assert found(said, LISTS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_finds_a_look_alike_or_the_better_sentence_of_any_other(language):
    """Each phrase is held to its own when it is read; here all are held to all."""
    right = [text for phrase in LISTS[language] for text in (*phrase.clean, phrase.instead)]
    assert [(text, phrase.rule) for text in right for phrase in found(text, LISTS[language])] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "Никто не вправе тебя бить."),
        ("ru", "Не нужно ничего доказывать."),
        ("ru", "Я тебе верю. Спасибо, что пишешь. Это не твоя вина."),
        ("ru", "Я покажу его один раз. Чат видит и сам Telegram."),
        ("ru", "Ты думаешь о том, чтобы умереть или убить себя?"),
        ("ru", "Виноват тот, кто делает больно. У тебя есть права."),
        ("ru", "Если хочешь, чтобы к тебе приехали, напиши, где ты."),
        ("kk", "Мен саған сенемін. Жазғаның үшін рақмет. Бұл сенің кінәң емес."),
        ("kk", "Ештеңе дәлелдеудің қажеті жоқ."),
        ("en", "I believe you. Thank you for telling us. It is not your fault."),
        ("en", "You do not have to prove anything. Nobody has the right to hit you."),
    ],
)
def test_what_may_be_said_is_left_alone(language, said):
    assert found(said, LISTS[language]) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_against_promises_blame_and_advice_are_all_there(language):
    wanted = RULES if language == "kk" else RULES | {"18"}
    assert {phrase.rule for phrase in LISTS[language]} >= wanted


def test_a_term_is_forbidden_to_the_youngest_and_to_an_unknown_reader_only():
    text = "Придёт следователь."
    assert found(text, LISTS["ru"], "child")
    assert found(text, LISTS["ru"])
    assert not found(text, LISTS["ru"], "teen")


def test_a_language_without_the_file_forbids_nothing_yet(tmp_path):
    assert load_forbidden(tmp_path, "xx") == ()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("Почему?", "Зачем?", "own example"),
        ('"Да."', '"Почему бы и нет."', "finds what is clean"),
        ('["Да."]', "[]", "clean is empty"),
        ('["Да."]', '"Да."', "lists"),
        ('["Да."]', '["Да."]\nonly = ["kid"]', "no such audience"),
        ("'почему'", "'(почему'", "pattern"),
        ("instead", "insted", "instead"),
        ("[[phrase]]", "[[phrase]", "TOML"),
    ],
)
def test_a_broken_phrase_is_refused(old, new, named):
    with pytest.raises(BadPhrase, match=named):
        parse_forbidden(ONE.replace(old, new), "forbidden.toml")

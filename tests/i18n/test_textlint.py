"""The linter is clean on our words, and finds each fault that it is there for."""

import pytest

from i18n.catalogue import SCREENS
from tests.i18n.houses import PLAIN, ROOT, Copy, message
from tools import textlint
from tools.textlint_found import House

CHILD = "i18n/ru/child.ftl"
SPECIALIST = "i18n/ru/specialist.ftl"
REVIEWS = "i18n/ru/reviews.toml"
LABEL = next(button.label for row in SCREENS[PLAIN].rows for button in row)
BY_STATE = "status"


def test_our_own_words_are_clean():
    """Freshness of docs/readability.md is not asked here: `./run check` does."""
    house = House.load(ROOT / "i18n", ROOT / "triage" / "packs")
    assert [str(finding) for finding in textlint.findings_in(house)] == []


def test_a_house_that_nobody_spoilt_is_clean(three, capsys):
    assert three.lint() == 0
    assert capsys.readouterr().err == ""


def spoilt(copy: Copy, capsys, *, rehash: bool = True) -> str:
    """Hashes are renewed first, so that only the fault itself is left to find."""
    assert copy.lint(*["--rehash"] * rehash) == 1
    return capsys.readouterr().err


LONG_WORDS = (
    "Регистрация поступления. Обезличенность персонального материала. Предоставление квалифицированного сопровождения.\n"
    "Специализированные организации. Взаимодействие учреждений. Необходимость информирования. Да. Да."
)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("Я слышу. " + "Да. " * 80, "characters, at most 300", id="too long"),
        pytest.param("Я тут. " + "Да, да, да. " * 15, "words, at most 45", id="too many words"),
        pytest.param("Имя и дом и двор и сад и лес тоже. Да.", "a sentence of 10 words, at most 9", id="long sentence"),
        pytest.param(
            "Можно тут писать совсем коротко и так\nи имя тут никому не нужно", "on average", id="long on average"
        ),
        pytest.param(LONG_WORDS + " Тут можно. " * 10, "FRE", id="hard to read"),
        pytest.param("Звони 112.", "a number is typed in", id="typed number"),
        pytest.param("Почему так?", "rule 7 forbids this", id="why"),
        pytest.param("Никто не узнает.", "rule 3 forbids this", id="secrecy"),
        pytest.param("Спасибо, что ты написала.", "'написала' may guess", id="past tense after ты"),
        pytest.param("Спасибо, что написал.", "'написал' may guess", id="past tense"),
        pytest.param("Ты смог прийти.", "'смог' may guess", id="past tense without л"),
        pytest.param("Я всё понял.", "'понял' may guess", id="the bot's own gender"),
        pytest.param("Я рада тебе.", "'рада' may guess", id="the bot's own joy"),
        pytest.param("Ты готов?", "'готов' may guess", id="a short adjective"),
        pytest.param("Спасибо, что пришл(а) сюда.", "may guess a gender", id="both genders"),
        pytest.param("Вы тут? Напишите.", "'Напишите': children are «ты»", id="вы to a child"),
        pytest.param("{ $wrong }", "neither the screen nor a pack gives", id="a value nobody gives"),
        pytest.param("", "is missing", id="a text left out"),
    ],
)
def test_a_fault_in_a_childs_text_is_found(copy, capsys, text, complaint):
    copy.say(text)
    assert complaint in spoilt(copy, capsys)


def test_who_is_spoken_to_how_and_what_is_forbidden_is_found_in_every_language(three, capsys):
    three.say("Спасибо, что ты тут.", at="ru/adult")
    three.say("Сіз мұнда жаза аласыз.", at="kk/child")
    three.say("Бәрі жақсы болады.", at="kk/teen")
    three.say("Are you sure?", at="en/teen")
    found = spoilt(three, capsys)
    for complaint in ("'ты': adults are «вы»", "'аласыз': children are «сен»", "kk/teen.ftl", "en/teen.ftl"):
        assert complaint in found


def test_what_is_too_much_for_a_child_is_not_too_much_for_an_adult(copy, capsys):
    text = "Ваши слова читает тот, кто сегодня на смене, и пишет вам сюда же."
    copy.say(text, at="ru/adult")
    assert copy.lint("--rehash") == 0
    copy.say(text.replace("Ваши", "Твои").replace("вам", "тебе"))
    assert "a sentence of 13 words, at most 9" in spoilt(copy, capsys)


def test_kazakh_says_more_in_a_word_and_gets_fewer(three, capsys):
    three.say("Мен мұнда мен мұнда мен мұнда мен мұнда.", at="kk/child")
    assert "a sentence of 8 words, at most 7" in spoilt(three, capsys)


def test_hard_english_is_found_by_its_own_formula(three, capsys):
    three.say("Confidentiality documentation. Institutional responsibility. " * 4 + "We do it. " * 9, at="en/adult")
    assert "en/adult" in (found := spoilt(three, capsys))
    assert "FRE" in found


def test_a_button_too_wide_for_its_row_is_found_in_every_language(three, capsys):
    three.say("Мне очень нужна помощь", key=LABEL)
    three.say("Help me with this now", key=LABEL, at="en/teen")
    found = spoilt(three, capsys)
    assert "ru/child: screen" in found
    assert "the button 'Help me with this now' has over" in found


def test_a_plural_form_or_a_state_that_is_missing_is_found(copy, capsys):
    copy.replace(CHILD, "        [few] Я тут.\n", "")
    assert "lacks the form few" in spoilt(copy, capsys)
    copy.replace(CHILD, "[held]", "[hold]")
    assert "chooses between" in spoilt(copy, capsys)


def test_a_safe_word_that_is_not_said_is_found(copy, capsys):
    copy.say("Я тут.", key="safe-word")
    assert "never uses $word" in spoilt(copy, capsys)


def test_a_text_that_no_screen_shows_is_found(copy, capsys):
    for reader in ("child", "preteen", "teen", "adult"):
        copy.say("Я тут.", key="lost", at=f"ru/{reader}")
    assert "lost: no screen shows it" in spoilt(copy, capsys)


def test_junk_is_found(copy, capsys):
    copy.replace(CHILD, f"{PLAIN.replace('_', '-')} =\n", f"{PLAIN.replace('_', '-')}\n")
    assert "not Fluent" in spoilt(copy, capsys)


def test_a_number_to_call_in_a_specialists_text_is_found_but_a_key_name_is_not(copy, capsys):
    copy.say("Нажмите F2.", key="linked", at="ru/specialist")
    assert copy.lint("--rehash") == 0
    copy.say("Звоните 102.", key="linked", at="ru/specialist")
    assert "a number is typed in" in spoilt(copy, capsys)


def test_every_audience_must_be_there_in_every_language_but_the_console_only_in_russian(three, capsys):
    for file in ("i18n/kk/teen.ftl", "i18n/en/front.ftl"):
        three.path(file).unlink()
    found = spoilt(three, capsys)
    assert "kk/teen.ftl: missing" in found
    assert "en/front.ftl: missing" in found
    assert "console" not in found


def test_a_text_of_one_language_alone_and_a_text_left_out_of_it_are_found(three, capsys):
    three.say("Мен мұнда.", key="own", at="kk/child")
    three.say("", key=PLAIN, at="kk/adult")
    found = spoilt(three, capsys)
    assert "kk/child.ftl: own: ru has no such key" in found
    assert f"kk/adult.ftl: {PLAIN}: missing" in found


def test_a_language_that_asks_for_other_values_is_found(three, capsys):
    three.say("I am here.\n{ $emergency }", at="en/child")
    assert f"{PLAIN}: asks for other values than ru: emergency" in spoilt(three, capsys)


def test_a_text_changed_after_its_signature_is_found(copy, capsys):
    copy.say("Я здесь.")
    assert f"child/{PLAIN}: the text changed" in spoilt(copy, capsys, rehash=False)


def test_a_text_that_is_not_listed_for_review_is_found(copy, capsys):
    copy.replace(REVIEWS, f'["child/{PLAIN}"]', '["child/belived"]')
    found = spoilt(copy, capsys, rehash=False)
    assert f"child/{PLAIN}: needs a reviewer's signature" in found
    assert "belived: no such text" in found


def test_renewing_the_hashes_voids_only_the_signature_under_the_changed_text(copy):
    unsigned, signed = 'reviewed = false\nby = ""\ndate = ""', 'reviewed = true\nby = "А"\ndate = "2026-11-20"'
    copy.write(REVIEWS, copy.read(REVIEWS).replace(unsigned, signed))
    copy.say("Я здесь.")
    assert copy.lint("--rehash") == 0
    after = copy.read(REVIEWS)
    assert after.count("reviewed = false") == 1
    assert "reviewed = false" in after.partition(f'["child/{PLAIN}"]')[2].partition("[")[0]


def test_a_broken_phrase_list_is_named_not_thrown(copy, capsys):
    copy.replace("i18n/ru/forbidden.toml", '"Никто никогда не узнает"', '"Все знают"')
    assert "own example" in spoilt(copy, capsys)


def test_the_report_scores_every_screen_for_every_reader(copy, tmp_path):
    assert copy.lint("--report", str(tmp_path / "scores.tsv")) == 0
    lines = [line.split("\t") for line in (tmp_path / "scores.tsv").read_text(encoding="utf-8").splitlines()]
    assert lines[0][:3] == ["language", "audience", "screen"]
    assert {line[1] for line in lines[1:]} == {"child", "preteen", "teen", "adult", "specialist"}
    assert {line[2] for line in lines[1:]} == set(SCREENS)


def test_the_linter_reads_our_own_folders_by_default():
    assert textlint.ROOT == ROOT


def test_a_message_of_several_lines_is_one_fluent_text():
    assert message("key", ["a", "b"]) == "key =\n    a\n    b"


def test_a_russian_word_left_in_an_english_text_is_found_and_the_name_of_a_language_is_not(three, capsys):
    three.replace("i18n/en/child.ftl", "I am here.", "I am здесь.")
    assert "'здесь' is not English" in spoilt(three, capsys)


def test_a_russian_word_left_in_a_kazakh_text_is_found(three, capsys):
    three.replace(CHILD, "Я тут.", "Звони, я тут.")
    three.replace("i18n/kk/child.ftl", "Мен мұнда.", "Звони, мен мұнда.")
    assert "'звони' stands in our Russian texts too" in spoilt(three, capsys)

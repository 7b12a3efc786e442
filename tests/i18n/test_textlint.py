"""The linter is clean on our words, and finds each fault that it is there for."""

import pytest

from tests.i18n.houses import ROOT, Copy
from tools import textlint

CHILD = "i18n/ru/child.ftl"
SPECIALIST = "i18n/ru/specialist.ftl"
REVIEWS = "i18n/ru/reviews.toml"


def test_our_own_words_are_clean(capsys):
    assert textlint.main([]) == 0
    assert capsys.readouterr().err == ""


def spoilt(copy: Copy, capsys, *, rehash: bool = True) -> str:
    """Hashes are renewed first, so that only the fault itself is left to find."""
    assert copy.lint(*["--rehash"] * rehash) == 1
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        pytest.param("Я слушаю.", "Я слушаю. " + "Да. " * 60, "characters, at most 300", id="too long"),
        pytest.param("Я слушаю.", "Я слушаю. " + "Да, да, да. " * 14, "words, at most 45", id="too many words"),
        pytest.param("Имя не нужно.", "Имя и дом и двор и сад и лес не нужны.", "a sentence of", id="long sentence"),
        pytest.param(
            "Можно коротко. Можно с ошибками. Имя не нужно.",
            "можно писать совсем коротко и даже с ошибками\n    и имя твоё тут тоже никому не нужно",
            "on average",
            id="long on average",
        ),
        pytest.param(
            "Я слушаю.",
            "Регистрация обращения. Конфиденциальность персональных данных. Предоставление квалифицированной помощи.\n    "
            "Специализированные организации. Межведомственное взаимодействие. Необходимая информация. Да.",
            "FRE",
            id="hard to read",
        ),
        pytest.param("= Мне нужна помощь", "= Мне очень нужна помощь", "the button", id="button too wide"),
        pytest.param("button-menu = ⋯", "button-menu = Другие действия", "the button", id="button too wide for a row"),
        pytest.param("Опасно: { $emergency },", "Опасно: 112,", "a number is typed in", id="typed number"),
        pytest.param("Я слушаю.", "Почему так? Я слушаю.", "rule 7", id="why"),
        pytest.param("Я слушаю.", "Я слушаю. Никто не узнает.", "rule 3", id="secrecy"),
        pytest.param("Спасибо, что пишешь.", "Спасибо, что ты написала.", "rule 18", id="past tense after ты"),
        pytest.param("Спасибо, что пишешь.", "Спасибо, что написал.", "rule 18", id="past tense"),
        pytest.param("Я здесь. Твои", "Я всё понял. Твои", "rule 18", id="the bot's own gender"),
        pytest.param("Спасибо, что пишешь.", "Спасибо, что пришл(а) сюда.", "rule 18", id="both genders"),
        pytest.param("        [few] Тебя ждут { $unread } ответа. Нажми «{ button-read }».\n", "", "few", id="plural"),
        pytest.param("[held] Твои слова уже у человека", "[hold] Твои слова уже у человека", "hold", id="state"),
        pytest.param("    { $word }\n", "    слово\n", "never uses $word", id="the safe word is not said"),
        pytest.param("## Buttons", "lost = Ничей текст.\n\n## Buttons", "no screen shows it", id="orphan"),
    ],
)
def test_a_fault_in_a_childs_text_is_found(copy, capsys, old, new, complaint):
    copy.replace(CHILD, old, new)
    assert complaint in spoilt(copy, capsys)


def test_junk_is_found(copy, capsys):
    copy.replace(CHILD, "\ntell =\n", "\ntell\n")
    assert "not Fluent" in spoilt(copy, capsys)


def test_a_number_to_call_in_a_specialists_text_is_found_but_a_key_name_is_not(copy, capsys):
    copy.replace(SPECIALIST, "Откройте консоль.", "Нажмите F2.")
    assert copy.lint("--rehash") == 0
    copy.replace(SPECIALIST, "Нажмите F2.", "Звоните 102.")
    assert "a number is typed in" in spoilt(copy, capsys)


def test_a_language_once_begun_must_be_whole(copy, capsys):
    copy.write("i18n/kk/child.ftl", "button-hide = Жасыру\nbutton-own = Өзім\n")
    found = spoilt(copy, capsys)
    assert "button-own: ru has no such key" in found
    assert "believed: missing, but in ru" in found
    assert "specialist.ftl: missing" in found


def test_a_language_that_asks_for_other_values_is_found(copy, capsys):
    copy.write("i18n/en/child.ftl", copy.read(CHILD).replace("    { $word }\n", "    word\n"))
    assert "safe-word: asks for other values than ru: word" in spoilt(copy, capsys)


def test_a_band_may_change_some_texts_but_invent_none(copy, capsys):
    copy.write("i18n/ru/teen.ftl", "button-hide = Спрятать\n")
    assert copy.lint() == 0
    copy.write("i18n/ru/teen.ftl", "button-hide = Спрятать\nbutton-own = Ещё\n")
    assert "button-own" in spoilt(copy, capsys)


def test_a_text_changed_after_its_signature_is_found(copy, capsys):
    copy.replace(CHILD, "Я слушаю.", "Я читаю.")
    assert "tell: the text changed" in spoilt(copy, capsys, rehash=False)


def test_a_text_that_is_not_listed_for_review_is_found(copy, capsys):
    copy.replace(REVIEWS, "[believed]", "[belived]")
    found = spoilt(copy, capsys, rehash=False)
    assert "believed: needs a reviewer's signature" in found
    assert "belived: no such text" in found


def test_renewing_the_hashes_voids_only_the_signature_under_the_changed_text(copy):
    signed = copy.read(REVIEWS).replace('reviewed = false\nby = ""\ndate = ""', 'reviewed = true\nby = "А"\ndate = "Б"')
    copy.write(REVIEWS, signed)
    copy.replace(CHILD, "Я слушаю.", "Я читаю.")
    assert copy.lint("--rehash") == 0
    after = copy.read(REVIEWS)
    assert after.count("reviewed = false") == 1
    assert "reviewed = false" in after.partition("[tell]")[2].partition("[")[0]


def test_a_broken_pack_or_phrase_list_is_named_not_thrown(copy, capsys):
    copy.replace("i18n/ru/forbidden.toml", '"Никто никогда не узнает"', '"Все знают"')
    assert "own example" in spoilt(copy, capsys)


def test_the_report_scores_every_screen(copy, tmp_path):
    assert copy.lint("--report", str(tmp_path / "scores.tsv")) == 0
    lines = (tmp_path / "scores.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("language\tscreen")
    assert {line.split("\t")[1] for line in lines[1:]} >= {"first", "believed", "numbers", "alert"}


def test_the_linter_reads_our_own_folders_by_default():
    assert textlint.ROOT == ROOT

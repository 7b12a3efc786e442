"""`run` refuses a language whose texts nobody signed, and says what would be right."""

import shutil
from pathlib import Path

import pytest

from bot.reviewed import must_be_reviewed, refusals, spoken
from bot.settings import BadSettings, Settings, load
from tests.i18n.houses import PLAIN, Copy


@pytest.fixture(autouse=True)
def nobodys_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No .env and no variable of the machine that runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Copy:
    return Copy.small(tmp_path_factory.mktemp("words"), languages=("ru", "kk"))


@pytest.fixture
def house(built, tmp_path) -> Copy:
    """Russian and Kazakh, signed by nobody."""
    shutil.copytree(built.root, tmp_path / "house")
    return Copy(tmp_path / "house")


def signed(house: Copy, language: str) -> None:
    file = f"i18n/{language}/reviews.toml"
    text = house.read(file).replace("reviewed = false", "reviewed = true").replace('by = ""', 'by = "А"')
    house.write(file, text.replace('date = ""', 'date = "2026-11-20"'))


def refused(house: Copy, **given: object) -> list[str]:
    return list(refusals(house.load(), house.path("i18n"), load(**given)))


def test_a_language_with_unsigned_texts_is_refused_by_name_number_file_and_three_cures(house):
    (said,) = refused(house, languages="ru")
    assert said.startswith("LANGUAGES: ru has ")
    for part in ("safety ", "legal ", "suicide ", "medical ", "i18n/ru/reviews.toml", "name and date"):
        assert part in said
    assert "name ru in ALLOW_UNREVIEWED" in said
    assert "take ru out of LANGUAGES" in said


def test_every_unsigned_language_is_named_at_once(house):
    with pytest.raises(BadSettings) as caught:
        must_be_reviewed(house.path("i18n"), load(languages="ru,kk"))
    assert [line.split()[1] for line in str(caught.value).split("\n")] == ["ru", "kk"]


def test_a_language_that_is_let_through_by_name_or_left_out_or_signed_starts(house):
    must_be_reviewed(house.path("i18n"), load(languages="ru,kk", allow_unreviewed="kk,ru"))
    signed(house, "kk")
    must_be_reviewed(house.path("i18n"), load(languages="kk"))
    must_be_reviewed(house.path("i18n"), load(languages="ru,kk", allow_unreviewed="ru"))


def test_a_text_changed_after_its_signature_refuses_the_start_again(house):
    signed(house, "ru")
    house.say("Я здесь.", at="ru/teen")
    (said,) = refused(house, languages="ru")
    assert "ru has 1 texts that nobody signed (safety 1)" in said


def test_a_language_with_a_text_left_out_is_refused_even_when_it_is_let_through(house):
    house.say("", at="kk/teen")
    (said,) = refused(house, languages="kk", allow_unreviewed="kk")
    assert f"LANGUAGES: kk lacks 1 texts, teen/{PLAIN} first" in said
    assert refused(house, languages="en", allow_unreviewed="en")[0].startswith("LANGUAGES: en lacks ")


def test_broken_words_refuse_the_start_with_their_file(house):
    house.say("{ $emergency")
    with pytest.raises(BadSettings, match=r"child\.ftl"):
        must_be_reviewed(house.path("i18n"), load(languages="ru"))


def test_a_broken_signature_refuses_the_start_with_its_file(house):
    house.replace("i18n/ru/reviews.toml", 'kind = "legal"', 'kind = "leagl"')
    with pytest.raises(BadSettings, match=r"reviews\.toml"):
        must_be_reviewed(house.path("i18n"), load(languages="ru"))


@pytest.mark.parametrize(
    ("key", "value", "cure"),
    [
        ("LANGUAGES", "ru,kz", "'kz' is no language of ours; did you mean kk?"),
        ("LANGUAGES", "ru;kk", "'ru;kk' is no language of ours"),
        ("LANGUAGES", "ru,ru", "'ru' stands twice"),
        ("LANGUAGES", ",", "name one at least"),
        ("ALLOW_UNREVIEWED", "yes", "'yes' is no language of ours; Known are ru, kk, en"),
        ("ALLOW_UNREVIEWED", "ru,eng", "did you mean en?"),
    ],
)
def test_a_typo_is_refused_by_key_value_and_cure(monkeypatch, key, value, cure):
    monkeypatch.setenv(key, value)
    with pytest.raises(BadSettings) as caught:
        load()
    assert str(caught.value).startswith(f"{key}: ")
    assert cure in str(caught.value)


def test_the_settings_are_read_from_the_environment_in_their_order(monkeypatch):
    assert (load().languages, load().allow_unreviewed) == (("ru", "kk", "en"), ())
    monkeypatch.setenv("LANGUAGES", "kk, RU")
    monkeypatch.setenv("ALLOW_UNREVIEWED", "ru")
    assert (load().languages, load().allow_unreviewed) == (("kk", "ru"), ("ru",))


@pytest.mark.parametrize(
    ("own", "languages", "answered"),
    [
        ("kk", ("ru", "kk"), "kk"),
        ("en-US", ("ru", "en"), "en"),
        ("EN", ("ru", "en"), "en"),
        ("en", ("ru", "kk"), "ru"),
        ("ru", ("kk", "en"), "kk"),
        ("", ("kk",), "kk"),
        ("zz", ("en", "ru"), "en"),
    ],
)
def test_a_reader_whose_language_we_do_not_speak_gets_the_first_of_ours(own, languages, answered):
    assert spoken(own, languages) == answered

import pytest

from i18n.words import WordsMissing
from tests.i18n.houses import LABEL, PLAIN, SAYS

CHILD = "i18n/ru/child.ftl"


def test_a_text_is_said_in_the_language_and_for_the_reader_asked_for(three):
    three.say("Біз мұнда.", at="kk/adult")
    words = three.load()
    assert words.text("kk", "adult", PLAIN) == "Біз мұнда."
    assert words.text("kk", "teen", PLAIN) == SAYS["kk"]
    assert words.text("en-US", "teen", PLAIN) == SAYS["en"]


@pytest.mark.parametrize("language", ["kk", "en", "en-US", "uk", "", "zz"])
def test_a_language_that_is_not_there_is_answered_in_russian(copy, language):
    assert copy.load().text(language, "child", "button-hide") == LABEL["ru"]


@pytest.mark.parametrize("band", ["preteen", "teen", "adult"])
def test_a_band_without_a_text_of_its_own_gets_the_childs(copy, band):
    copy.say("", at=f"ru/{band}")
    copy.say("Да, тут.")
    assert copy.load().text("ru", band, PLAIN) == "Да, тут."


def test_a_band_gets_a_text_of_its_own_language_before_one_of_its_own_age(three):
    three.say("", at="en/teen")
    three.say("Мы тут.", at="ru/teen")
    assert three.load().text("en-GB", "teen", PLAIN) == SAYS["en"]


@pytest.mark.parametrize("desk", ["specialist", "console"])
def test_a_specialist_is_never_shown_a_childs_text(words, desk):
    with pytest.raises(WordsMissing):
        words.text("ru", desk, "believed")


def test_a_missing_key_is_named(words):
    with pytest.raises(WordsMissing, match="no-such-key"):
        words.text("ru", "child", "no-such-key")


def test_a_missing_value_is_never_shown_as_a_hole(words):
    with pytest.raises(WordsMissing, match="safe-word"):
        words.text("ru", "child", "safe-word")


def test_an_error_never_repeats_a_value(words):
    with pytest.raises(WordsMissing) as caught:
        words.text("ru", "child", "safe-word", word="канарейка" * 400)
    assert "канарейка" not in str(caught.value)


def test_values_are_shown_as_they_are_without_invisible_marks(words):
    said = words.text("ru", "child", "safe-word", word="лисёнок")
    assert "\nлисёнок\n" in said
    assert not {"\u2068", "\u2069"} & set(said)


def test_a_page_gets_every_label_with_its_variables_in_braces(copy):
    labels = copy.load().labels("ru", "console")
    assert labels == {"console-title-alarm": "({n}) Срочно", "console-plain": "Стол"}


@pytest.mark.parametrize(
    ("text", "key", "named"),
    [
        ("", "button-hide", "button-hide"),
        ("", PLAIN, PLAIN),
        ("{ $wort }", "safe-word", r"\$wort"),
        ("Стоп { $word }", "button-stop", "button-stop"),
        ("{ button-hidden }", PLAIN, "button-hidden"),
        ("{ $emergency", PLAIN, "not Fluent"),
        ("{ $kz_whatsapp }", PLAIN, r"\$kz_whatsapp"),
    ],
)
def test_a_broken_file_refuses_the_start_and_names_file_and_key(copy, text, key, named):
    copy.say(text, key=key)
    with pytest.raises(WordsMissing, match=named) as caught:
        copy.load()
    assert "child.ftl" in str(caught.value)


def test_a_key_given_twice_refuses_the_start(copy):
    copy.write(CHILD, copy.read(CHILD) + "\nbutton-back = Обратно\n")
    with pytest.raises(WordsMissing, match="button-back stands twice"):
        copy.load()


def test_a_text_that_only_adults_see_may_stand_with_the_adults_alone(copy):
    assert "\nconsent =" not in copy.read(CHILD)
    copy.load()
    copy.say("", key="consent", at="ru/adult")
    with pytest.raises(WordsMissing, match=r"adult\.ftl: consent is missing"):
        copy.load()


def test_a_file_of_an_unknown_audience_refuses_the_start(copy):
    copy.write("i18n/ru/chlid.ftl", "button-hide = Скрыть\n")
    with pytest.raises(WordsMissing, match=r"chlid\.ftl"):
        copy.load()


def test_a_number_that_was_switched_off_refuses_the_start_instead_of_leaving_a_gap(copy):
    copy.say("{ $kz_child }")
    copy.load()
    pack = "triage/packs/kz/contacts.toml"
    head, found, tail = copy.read(pack).partition("[kz_111]")
    copy.write(pack, head + found + tail.replace("enabled = true", "enabled = false", 1))
    with pytest.raises(WordsMissing, match=r"\$kz_child"):
        copy.load()


def test_a_number_changed_in_its_pack_changes_in_every_text(copy):
    copy.say("{ $kz_child }")
    copy.replace("triage/packs/kz/contacts.toml", 'number = "111"', 'number = "119"')
    assert copy.load().text("ru", "child", PLAIN) == "119"

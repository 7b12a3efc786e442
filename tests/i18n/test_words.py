import pytest

from i18n.words import WordsMissing

CHILD = "i18n/ru/child.ftl"


def test_a_text_is_said_in_the_language_and_for_the_reader_asked_for(words):
    assert words.text("ru", "child", "button-hide") == "Скрыть"


@pytest.mark.parametrize("language", ["kk", "en", "en-US", "uk", "", "zz"])
def test_a_language_that_is_not_there_yet_is_answered_in_russian(words, language):
    assert words.text(language, "child", "button-hide") == "Скрыть"


@pytest.mark.parametrize("band", ["preteen", "teen", "adult"])
def test_a_band_without_a_text_of_its_own_gets_the_childs(words, band):
    assert words.text("ru", band, "button-hide") == "Скрыть"


def test_a_band_with_a_text_of_its_own_gets_it_in_its_own_language_first(copy):
    copy.write("i18n/ru/teen.ftl", "button-hide = Спрятать\n")
    copy.write("i18n/en/child.ftl", "button-hide = Hide\n")
    words = copy.load()
    assert words.text("ru", "teen", "button-hide") == "Спрятать"
    assert words.text("en-GB", "teen", "button-hide") == "Hide"


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
    copy.write("i18n/ru/console.ftl", "console-title-alarm = ({ $n }) Срочно\nconsole-plain = Стол\n")
    labels = copy.load().labels("ru", "console")
    assert labels == {"console-title-alarm": "({n}) Срочно", "console-plain": "Стол"}


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("button-hide = Скрыть", "", "button-hide"),
        ("\ntell =", "\ntell-me =", "tell"),
        ("{ $word }", "{ $wort }", r"\$wort"),
        ("button-stop = Стоп", "button-stop = Стоп { $word }", "button-stop"),
        ("{ button-hide }", "{ button-hidden }", "button-hidden"),
        ("button-back = Назад", "button-back = Назад\nbutton-back = Обратно", "button-back"),
        ("{ $emergency }", "{ $emergency", "not Fluent"),
        ("{ $kz_child }", "{ $kz_whatsapp }", r"\$kz_whatsapp"),
    ],
)
def test_a_broken_file_refuses_the_start_and_names_file_and_key(copy, old, new, named):
    copy.replace(CHILD, old, new)
    with pytest.raises(WordsMissing, match=named) as caught:
        copy.load()
    assert "child.ftl" in str(caught.value)


def test_a_file_of_an_unknown_audience_refuses_the_start(copy):
    copy.write("i18n/ru/chlid.ftl", "button-hide = Скрыть\n")
    with pytest.raises(WordsMissing, match=r"chlid\.ftl"):
        copy.load()


def test_a_number_that_was_switched_off_refuses_the_start_instead_of_leaving_a_gap(copy):
    pack = "triage/packs/kz/contacts.toml"
    head, found, tail = copy.read(pack).partition("[kz_111]")
    copy.write(pack, head + found + tail.replace("enabled = true", "enabled = false", 1))
    with pytest.raises(WordsMissing, match=r"\$kz_child"):
        copy.load()


def test_a_number_changed_in_its_pack_changes_in_every_text(copy):
    copy.replace("triage/packs/kz/contacts.toml", 'number = "111"', 'number = "119"')
    assert "119" in copy.load().text("ru", "child", "first")

"""What is said otherwise at the web page, and that nothing untrue is said there."""

import re

import pytest

from i18n.catalogue import READERS, SCREENS, keys_of
from i18n.doors import NEVER_AT_THE_WEB, is_variant, plain
from i18n.screens import screen
from i18n.words import BUTTON, HELP_ON_PAGE, WordsMissing
from tests.i18n.houses import LABEL, PLAIN, ROOT, SAYS, message
from tools.textlint_found import House
from tools.textlint_readability import page
from tools.textlint_said import said

VARIANT = f"web-{PLAIN}"
HERE = {"ru": "Тут страница.", "kk": "Бұл бет.", "en": "It is a page."}
OF_A_MESSENGER = re.compile(
    r"telegram|\bчат|\bchat|\bэтого бота|\bэтому боту|\bосы бот|\bthis bot|/start|секретн\w* слов|secret word|құпия сөз|safe word"
    r"|без звука|without sound|дыбыссыз|заглядыва|look in here|қарап жүр",
    re.IGNORECASE,
)
"""Also a sound that no page makes, and looking in where nothing stands any more."""
SOMEBODY_ELSES_CHAT = {"online"}
"""The chat with whoever threatens her."""


@pytest.fixture(scope="module")
def ours() -> House:
    return House.load(ROOT / "i18n", ROOT / "triage" / "packs")


def varied(house) -> None:
    """PLAIN has a variant for every reader in three languages."""
    for language, text in HERE.items():
        for reader in READERS:
            house.say(text, key=VARIANT, at=f"{language}/{reader}")


def test_a_variant_is_said_at_the_web_page_alone(three):
    varied(three)
    words = three.load()
    assert words.text("ru", "teen", PLAIN) == SAYS["ru"]
    assert words.at("web").text("ru", "teen", PLAIN) == HERE["ru"]
    assert screen(words.at("web"), "kk", PLAIN, {}, "adult").text == HERE["kk"]
    assert screen(words, "kk", PLAIN, {}, "adult").text == SAYS["kk"]


def test_a_text_without_a_variant_is_the_same_at_both_doors(words):
    for reader in READERS:
        assert words.at("web").text("ru", reader, "danger") == words.text("ru", reader, "danger")


def test_a_variant_falls_back_through_audiences_and_languages_as_its_text_does(three):
    three.say(HERE["ru"], key=VARIANT)
    three.say("", at="ru/teen")
    words = three.load().at("web")
    assert words.text("ru", "teen", PLAIN) == HERE["ru"]
    assert words.text("zz", "teen", PLAIN) == HERE["ru"]


def test_a_nearer_plain_text_wins_over_a_variant_further_away(three):
    three.say(HERE["ru"], key=VARIANT)
    words = three.load().at("web")
    assert words.text("en", "child", PLAIN) == SAYS["en"]
    assert words.text("ru", "adult", PLAIN) == SAYS["ru"]


def test_a_buttons_label_may_have_a_variant_too(three):
    label = SCREENS[PLAIN].rows[-1][-1].label
    three.say("Ещё", key=f"web-{label}")
    words = three.load()
    assert screen(words.at("web"), "ru", PLAIN, {}).rows[-1][-1].label == "Ещё"
    assert screen(words, "ru", PLAIN, {}).rows[-1][-1].label == LABEL["ru"]


def test_a_variant_asks_for_nothing_that_its_screen_is_not_given(copy):
    copy.say("{ $word }", key=VARIANT)
    with pytest.raises(WordsMissing, match=VARIANT):
        copy.load()


def test_a_variant_of_a_screen_that_helps_first_names_the_number(copy):
    copy.say("Опасно? Звони.", key="web-numbers")
    with pytest.raises(WordsMissing, match="web-numbers does not say"):
        copy.load()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Имя и дом и двор и сад и лес тоже. Да.", f"screen {PLAIN} (web): a sentence of 10 words, at most 9"),
        ("Никто не узнает.", f"{VARIANT}: rule 3 forbids this"),
        ("Спасибо, что написал.", f"{VARIANT}: rule 18"),
        ("Звони 112.", f"{VARIANT}: a number is typed in"),
    ],
)
def test_a_fault_in_a_variant_is_found(copy, capsys, text, complaint):
    for reader in READERS:
        copy.say(text if reader == "child" else "Тут.", key=VARIANT, at=f"ru/{reader}")
    assert copy.lint("--rehash") == 1
    assert complaint in capsys.readouterr().err


def test_a_variant_is_in_every_language_and_for_every_reader(three, capsys):
    varied(three)
    assert three.lint("--rehash") == 0
    three.say("", key=VARIANT, at="en/child")
    three.say("", key=VARIANT, at="ru/teen")
    assert three.lint("--rehash") == 1
    found = capsys.readouterr().err
    assert f"en/child.ftl: {VARIANT}: missing" in found
    assert f"ru/teen.ftl: {VARIANT}: missing" in found


def test_a_variant_of_nothing_is_found(copy, capsys):
    for reader in READERS:
        copy.say("Да.", key="web-lost", at=f"ru/{reader}")
    assert copy.lint("--rehash") == 1
    assert "web-lost: no screen shows it" in capsys.readouterr().err


def test_a_variant_waits_for_the_same_persons_signature_as_its_text(copy):
    copy.say(HERE["ru"], key=VARIANT)
    assert copy.lint("--rehash") == 1  # the other readers' variants are missing: not what this asks
    reviews = copy.read("i18n/ru/reviews.toml")
    assert f'["child/{VARIANT}"]\nkind = "{SCREENS[PLAIN].review}"\nreviewed = false' in reviews


def test_variants_are_measured_in_the_document_on_readability(three):
    before = page(three.house())
    varied(three)
    assert page(three.house()) != before


def test_nothing_that_is_true_of_messengers_alone_is_said_at_our_web_page(ours):
    told = [
        (language, reader, name, found.group())
        for language in ours.languages
        for reader in READERS
        for name, spec in SCREENS.items()
        if reader in spec.readers and spec.audience in READERS and name not in NEVER_AT_THE_WEB | SOMEBODY_ELSES_CHAT
        for key in keys_of(name)
        for found in OF_A_MESSENGER.finditer(ours.words.at("web").entry(language, reader, key).literal)
        if key != "button-word"
    ]
    assert told == []


def test_the_screens_that_never_come_are_screens_and_have_no_variant(ours):
    assert set(SCREENS) >= NEVER_AT_THE_WEB
    keys = {key for name in NEVER_AT_THE_WEB for key in keys_of(name) if not key.startswith(("button-", "a-", "lead-"))}
    variants = {plain(entry.key) for _, _, entry in ours.texts() if is_variant(entry.key)}
    assert not keys & variants


def test_another_safe_word_is_not_offered_at_the_web_page(words):
    def offered(shown) -> set[str]:
        return {choice.action for row in shown.rows for choice in row}

    at_telegram = offered(screen(words, "ru", "menu", {"signal": "yes"}))
    assert at_telegram - offered(screen(words.at("web"), "ru", "menu", {"signal": "yes"})) == {"word"}


def test_every_screen_of_the_web_page_is_measured(ours):
    names = {one.name for one in said(ours)}
    assert {"first (web)", "believed (web)", "code (web)", "store_down (web)"} <= names


@pytest.mark.parametrize("name", HELP_ON_PAGE)
def test_what_the_page_says_when_it_cannot_help_names_the_number(three, name):
    for language in SAYS:
        three.write(f"i18n/{language}/button.ftl", message(f"button-page-{name}", [SAYS[language]]) + "\n")
    with pytest.raises(WordsMissing, match=f"button-page-{name} does not say"):
        three.load()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Имя и дом и двор и сад и лес тоже. Да.", "a sentence of 10 words, at most 9"),
        ("Вы тут? Напишите.", "children are «ты»"),
        ("Всё будет хорошо.", "rule 3 forbids this"),
        ("Звони 112.", "a number is typed in"),
        ("Я тут. " + "Да. " * 100, "characters, at most 300"),
    ],
)
def test_a_fault_in_the_pages_own_words_is_found(copy, capsys, text, complaint):
    copy.write("i18n/ru/button.ftl", message("button-page-sent", [text]) + "\n")
    assert copy.lint("--rehash") == 1
    found = capsys.readouterr().err
    assert "button.ftl: button-page-sent: " in found
    assert complaint in found


def test_the_pages_words_wait_for_a_signature_and_its_labels_do_not(copy):
    labels = "button-page-send = Отправить\n"
    copy.write(
        "i18n/ru/button.ftl", labels + "button-page-sent = Всё у нас.\nbutton-page-privacy-words = Под замком.\n"
    )
    assert copy.lint("--rehash") == 0
    reviews = copy.read("i18n/ru/reviews.toml")
    assert '["button/button-page-sent"]\nkind = "safety"' in reviews
    assert '["button/button-page-privacy-words"]\nkind = "legal"' in reviews
    assert 'button-page-send"' not in reviews


def test_the_page_gets_its_words_whole_in_each_language_and_numbers_filled_in(words):
    for language in ("ru", "kk", "en"):
        labels = words.labels(language, BUTTON)
        assert set(labels) == set(words.labels("ru", BUTTON))
        assert words.numbers["emergency"] in labels["button-page-down"]
        assert "{seconds}" in labels["button-page-voice-running"]

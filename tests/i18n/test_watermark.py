from i18n.screens import Screen, screen
from i18n.watermark import watermarked
from tests.i18n.houses import PLAIN, SAYS


def test_in_a_demo_every_readers_screen_ends_with_a_line_that_says_so(three):
    words = three.load()
    for language in ("ru", "kk", "en"):
        for audience in ("child", "preteen", "teen", "adult"):
            shown = screen(words, language, PLAIN, {}, audience)
            marked = watermarked(shown, words, language, audience)
            assert marked.text == f"{shown.text}\n\n{SAYS[language]}"
            assert (marked.rows, marked.mono) == (shown.rows, shown.mono)


def test_it_is_said_in_the_readers_own_words(three):
    three.say("Проверено не всё.", key="watermark", at="ru/adult")
    words = three.load()
    assert watermarked(Screen("Да."), words, "ru", "adult").text.endswith("\nПроверено не всё.")
    assert watermarked(Screen("Да."), words, "ru", "teen").text.endswith(f"\n{SAYS['ru']}")


def test_a_screen_that_says_nothing_stays_silent(three):
    assert watermarked(Screen(""), three.load(), "ru").text == ""

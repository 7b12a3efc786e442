import re

import pytest

from i18n.catalogue import SCREENS, text_keys
from i18n.reviews import BadReview, load_reviews, missing, needed, parse_reviews, waiting, written
from tests.i18n.houses import LANGUAGES, PLAIN

READERS = ("child", "preteen", "teen", "adult")
SIGNED = (
    '["child/first"]\nkind = "legal"\nreviewed = true\nby = "Психолог \\"А\\""\ndate = "2026-11-20"\nsha256 = "00"\n'
)


def sign_all(copy, language: str) -> None:
    file = f"i18n/{language}/reviews.toml"
    signed = copy.read(file).replace("reviewed = false", "reviewed = true").replace('by = ""', 'by = "А"')
    copy.write(file, signed.replace('date = ""', 'date = "2026-11-20"'))


def unsigned(copy, language: str) -> set[str]:
    reviews = load_reviews(copy.path("i18n"), language)
    return {review.place for review in waiting(copy.load(), language, reviews)}


def test_every_text_of_every_reader_waits_for_a_signature_of_its_own(three):
    for language in LANGUAGES:
        assert unsigned(three, language) >= {f"{reader}/{PLAIN}" for reader in READERS}


def test_each_kind_of_text_waits_for_its_own_kind_of_person(copy):
    kinds = {place: review.kind for place, review in needed(copy.load(), "ru").items()}
    for name, spec in SCREENS.items():
        for key in text_keys(name) if spec.audience in READERS and spec.review else ():
            assert [kinds[f"{reader}/{key}"] for reader in spec.readers] == [spec.review] * len(spec.readers)


def test_labels_the_watermark_and_what_only_colleagues_read_need_nobody(copy):
    places = set(needed(copy.load(), "ru"))
    assert not {place for place in places if re.search(r"/(button-|a-|watermark|alert|-)", place)}


def test_a_text_that_no_screen_names_counts_as_safety(copy):
    copy.say("Я тут.", key="forgotten", at="ru/teen")
    assert needed(copy.load(), "ru")["teen/forgotten"].kind == "safety"


def test_a_signed_text_waits_no_longer_until_it_changes(copy):
    sign_all(copy, "ru")
    assert unsigned(copy, "ru") == set()
    copy.say("Я здесь.", at="ru/teen")
    assert unsigned(copy, "ru") == {f"teen/{PLAIN}"}


def test_a_signature_falls_with_a_label_that_the_text_quotes(copy):
    copy.say("Нажми «{ button-hide }».")
    assert copy.lint("--rehash") == 0
    sign_all(copy, "ru")
    copy.say("Убрать", key="button-hide")
    assert unsigned(copy, "ru") == {f"child/{PLAIN}"}


def test_a_language_without_the_file_has_nothing_signed(copy):
    copy.path("i18n/ru/reviews.toml").unlink()
    assert f"child/{PLAIN}" in unsigned(copy, "ru")


def test_what_a_reader_would_get_in_another_language_is_named(three):
    assert missing(three.load(), "kk") == ()
    three.say("", at="kk/teen")
    assert missing(three.load(), "kk") == (f"teen/{PLAIN}",)


def test_the_file_is_written_back_as_it_was_read():
    assert written(parse_reviews(SIGNED, "reviews.toml")) == SIGNED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('by = "Психолог \\"А\\""', 'by = " "'),
        ('date = "2026-11-20"', 'date = ""'),
        ('date = "2026-11-20"', 'date = "20.11.2026"'),
        ('date = "2026-11-20"', 'date = "2026-02-30"'),
        ('kind = "legal"', 'kind = "leagl"'),
        ("reviewed = true", 'reviewed = "true"'),
        ('sha256 = "00"\n', ""),
        ("reviewed", "reveiwed"),
        ('["child/first"]', '["child/first"'),
    ],
)
def test_a_half_signature_is_refused_with_file_and_key(old, new):
    with pytest.raises(BadReview, match=r"reviews\.toml"):
        parse_reviews(SIGNED.replace(old, new), "reviews.toml")

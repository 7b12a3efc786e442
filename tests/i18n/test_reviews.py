import pytest

from i18n.reviews import BadReview, load_reviews, parse_reviews, unsigned, written
from tests.i18n.houses import ROOT

SIGNED = '[first]\nkind = "legal"\nreviewed = true\nby = "Психолог"\ndate = "2026-11-20"\nsha256 = "00"\n'


def test_every_text_of_a_child_waits_for_a_signature():
    waiting = {review.key for review in unsigned(load_reviews(ROOT / "i18n", "ru"))}
    assert {"first", "believed", "safe-word", "more-d", "next", "menu", "store-down"} <= waiting


def test_a_signed_text_is_no_longer_listed_as_unsigned():
    assert unsigned(parse_reviews(SIGNED, "reviews.toml")) == ()


def test_a_language_without_the_file_has_nothing_signed():
    assert load_reviews(ROOT / "i18n", "kk") == {}


def test_the_file_is_written_back_as_it_was_read():
    assert written(parse_reviews(SIGNED, "reviews.toml")) == SIGNED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('by = "Психолог"', 'by = ""'),
        ('date = "2026-11-20"', 'date = ""'),
        ('kind = "legal"', 'kind = "leagl"'),
        ("reviewed = true", 'reviewed = "true"'),
        ('sha256 = "00"\n', ""),
        ("reviewed", "reveiwed"),
        ("[first]", "[first"),
    ],
)
def test_a_half_signature_is_refused_with_file_and_key(old, new):
    with pytest.raises(BadReview, match=r"reviews\.toml"):
        parse_reviews(SIGNED.replace(old, new), "reviews.toml")

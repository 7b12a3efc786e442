"""The page at `/` of a house whose web button is off: the numbers alone."""

import pytest

from bot.front import front_page
from bot.joints import PACKS
from i18n.words import Words


@pytest.mark.parametrize(("jurisdiction", "order"), [("RU", ("112", "124", "111")), ("KZ", ("112", "111", "124"))])
def test_numbers_of_the_house_s_own_country_stand_first(jurisdiction, order):
    words = Words.load(PACKS.parents[1] / "i18n")
    shown = tuple(number for number, _ in front_page(words, (), jurisdiction).contacts)
    assert shown == tuple(number for number in order if number in words.numbers.values())

"""Protocol 4.1–4.3: the receipt code in words and digits, and the key derived from it."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault import receipt, sealing

INDICES = st.tuples(*[st.integers(0, 2047)] * 5)


@settings(deadline=None)
@given(INDICES)
def test_step_4_2_digits_lead_back_to_the_words(indices):
    text = receipt.digits(indices)
    assert len(text) == 17
    assert receipt.indices_of_digits(text) == indices


@settings(deadline=None)
@given(st.integers(0, 10**17 - 1))
def test_step_4_2_seventeen_digits_are_a_code_exactly_below_two_to_the_55(number):
    assert (receipt.indices_of_digits(f"{number:017d}") is None) == (number >= 2**55)


@settings(deadline=None)
@given(st.text(max_size=20))
def test_step_4_2_whatever_is_typed_is_a_code_or_none(text):
    indices = receipt.indices_of_digits(text)
    assert indices is None or receipt.digits(indices) == text


def test_step_4_1_a_code_is_drawn_from_the_whole_list():
    assert receipt.draw_indices(lambda count: b"\xff" * count) == (2047,) * 5
    assert receipt.draw_indices(lambda count: b"\x08\x00" * (count // 2)) == (0,) * 5
    drawn = [index for _ in range(200) for index in receipt.draw_indices(os.urandom)]
    assert min(drawn) < 300
    assert 1700 < max(drawn) < 2048


def test_step_4_3_a_code_always_derives_the_same_key_and_another_code_another():
    one, again, other = (receipt.derive((1, 2, 3, 4, last)) for last in (5, 5, 6))
    assert one == again
    assert len({one.locator, other.locator}) == len({one.seed, other.seed}) == 2
    assert sealing.seal_key(one.seed).public == one.public


def test_step_4_3_the_locator_is_not_part_of_the_seed():
    key = receipt.derive((1, 2, 3, 4, 5))
    assert bytes.fromhex(key.locator) not in key.seed
    assert len(bytes.fromhex(key.locator)) == 16


@pytest.mark.parametrize("indices", [(), (1, 2, 3, 4), (1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 2048), (-1, 2, 3, 4, 5)])
def test_what_is_no_code_is_refused_without_being_repeated(indices):
    for refusing in (receipt.digits, receipt.derive):
        with pytest.raises(ValueError, match=r"^a receipt code is five indices from 0 to 2047$"):
            refusing(indices)


def test_a_reporter_key_shows_no_seed_where_it_is_printed():
    key = receipt.derive((1, 2, 3, 4, 5))
    assert repr(key.seed) not in repr(key)

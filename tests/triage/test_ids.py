"""A name says in its first digit where it lives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.ids import CANARY, PARTITIONS, letter_of, partition_of


@given(st.integers(0, 15), st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=20, max_size=20))
def test_signals_and_accounts_name_their_partition(partition, rest):
    assert partition_of(f"{partition:x}-{rest}") == partition
    assert partition_of(f"{partition:x}{rest}") == partition


def test_every_partition_has_a_letter_and_the_canarys_is_no_digit_of_a_hash():
    assert [partition_of(letter_of(one)) for one in range(CANARY + 1)] == [*range(PARTITIONS), CANARY]
    assert letter_of(CANARY) not in "0123456789abcdef"


def test_a_name_without_a_partition_is_refused():
    with pytest.raises(ValueError, match="invalid literal"):
        partition_of("x-abc")

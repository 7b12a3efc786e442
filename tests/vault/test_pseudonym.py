"""Protocol 7.3: an account says nothing of its user to whoever lacks the key."""

import hashlib
import hmac

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.ids import partition_of
from vault import pseudonym
from vault.encoding import Malformed

KEY = b"\x07" * 32
IDS = st.integers(1, 2**53)


def test_step_7_3_an_account_is_the_hash_that_the_protocol_names():
    of = hmac.new(KEY, b"rb/1/account|42|7000000001", hashlib.sha256).digest()[:16].hex()
    assert pseudonym.account(KEY, 42, 7000000001) == of


def test_step_7_3_a_safe_word_is_the_hash_that_the_protocol_names():
    account = pseudonym.account(KEY, 42, 7)
    of = hmac.new(KEY, f"rb/1/safe-word|{account}|ежик".encode(), hashlib.sha256).digest()[:16].hex()
    assert pseudonym.safe_word(KEY, account, "ЁЖИК") == of


@settings(deadline=None)
@given(st.tuples(IDS, IDS), st.tuples(IDS, IDS))
def test_step_7_3_two_users_never_share_an_account(one, other):
    assert (pseudonym.account(KEY, *one) == pseudonym.account(KEY, *other)) == (one == other)


def test_step_7_3_another_key_gives_another_account():
    assert pseudonym.account(KEY, 42, 7) != pseudonym.account(b"\x08" * 32, 42, 7)


@settings(deadline=None)
@given(IDS, IDS)
def test_an_account_lies_in_one_of_16_partitions(bot_id, user_id):
    account = pseudonym.account(KEY, bot_id, user_id)
    assert partition_of(account) == pseudonym.partition_of_locator(account) == int(account, 16) >> 124


def test_accounts_and_locators_are_spread_over_all_partitions():
    assert {partition_of(pseudonym.account(KEY, 42, n)) for n in range(400)} == set(range(16))


def test_step_7_3_the_same_word_of_two_accounts_looks_different():
    one, other = (pseudonym.account(KEY, 42, n) for n in (1, 2))
    assert pseudonym.safe_word(KEY, one, "ёжик") != pseudonym.safe_word(KEY, other, "ёжик")


def test_a_safe_word_with_half_an_emoji_does_not_fail():
    assert len(pseudonym.safe_word(KEY, "0" * 32, "еж\ud83d")) == 32


def test_a_short_key_and_a_strange_account_are_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        pseudonym.account(b"short", 1, 2)
    with pytest.raises(Malformed):
        pseudonym.safe_word(KEY, "a|b", "word")

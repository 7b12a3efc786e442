"""Stamps for a page's work: every process knows them, and nobody can be told by his."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.address import AddressKeys
from vault.stamps import LASTS, Stamps

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
STAMPS = Stamps(b"k" * 32)


def test_a_stamp_is_good_for_two_hours_and_no_longer():
    stamp = STAMPS.stamp(NOON)
    for later in (timedelta(), timedelta(minutes=119), LASTS):
        assert STAMPS.is_fresh(stamp, NOON + later)
    assert not STAMPS.is_fresh(stamp, NOON + LASTS + timedelta(minutes=1))


def test_a_process_whose_clock_is_a_little_behind_believes_it_and_nobody_from_tomorrow():
    assert STAMPS.is_fresh(STAMPS.stamp(NOON + timedelta(minutes=2)), NOON)
    assert not STAMPS.is_fresh(STAMPS.stamp(NOON + timedelta(minutes=4)), NOON)


def test_all_that_come_within_a_minute_have_the_same_stamp():
    assert STAMPS.stamp(NOON) == STAMPS.stamp(NOON + timedelta(seconds=59))
    assert STAMPS.stamp(NOON) != STAMPS.stamp(NOON + timedelta(seconds=60))


def test_every_process_with_the_same_key_file_knows_it_and_no_other_house_does(tmp_path):
    ours = AddressKeys.create(tmp_path / "address.json", os.urandom)
    again = AddressKeys.load(tmp_path / "address.json", os.urandom)
    others = AddressKeys.create(tmp_path / "other.json", os.urandom)
    stamp = Stamps.of(ours).stamp(NOON)
    assert Stamps.of(again).is_fresh(stamp, NOON)
    assert not Stamps.of(others).is_fresh(stamp, NOON)


def test_the_key_stays_what_it_is_when_the_address_key_is_rotated(tmp_path):
    path = tmp_path / "address.json"
    before = Stamps.of(AddressKeys.create(path, os.urandom)).stamp(NOON)
    assert Stamps.of(AddressKeys.rotate(path, os.urandom)).is_fresh(before, NOON)


@given(st.text() | st.from_regex(r"[0-9a-f]{1,14}\.[0-9a-f]{32}"))
def test_no_text_whatsoever_is_a_stamp_of_ours(text):
    assert not STAMPS.is_fresh(text, NOON)


@pytest.mark.parametrize("spoilt", ["0{}", "{}0", " {}", "{}\n"])
def test_a_stamp_has_one_spelling(spoilt):
    assert not STAMPS.is_fresh(spoilt.format(STAMPS.stamp(NOON)), NOON)


def test_a_stamp_in_capitals_is_none():
    assert not STAMPS.is_fresh(STAMPS.stamp(NOON).upper(), NOON)


def test_the_key_is_in_no_representation():
    assert "kkk" not in repr(STAMPS)

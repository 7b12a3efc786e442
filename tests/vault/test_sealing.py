"""Protocol §0: what a seal holds against, and that its failures say nothing."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault import sealing
from vault.sealing import SealBroken

PAIR = sealing.seal_key(b"\x01" * 32)
SECRET = "он сказал не говорить маме"


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=600), st.binary(max_size=80))
def test_a_seal_opens_for_its_holder(x, info):
    box = sealing.seal(PAIR.public, info, x)
    assert len(box) == len(x) + sealing.SEALED_BYTES
    assert sealing.unseal(PAIR.seed, info, box) == x


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_seal_with_any_bit_changed_stays_closed(data):
    box = bytearray(sealing.seal(PAIR.public, b"info", SECRET.encode()))
    at = data.draw(st.integers(0, len(box) - 1))
    box[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealBroken):
        sealing.unseal(PAIR.seed, b"info", bytes(box))


def test_two_seals_of_the_same_have_nothing_in_common():
    one, other = (sealing.seal(PAIR.public, b"", SECRET.encode()) for _ in "12")
    assert one[:32] != other[:32]
    assert one[1120:] != other[1120:]


@settings(deadline=None)
@given(st.binary(max_size=600), st.binary(max_size=80))
def test_an_aead_box_opens_with_its_key_and_its_place(x, aad):
    box = sealing.aead_seal(b"k" * 32, aad, x, os.urandom)
    assert len(box) == len(x) + 28
    assert sealing.aead_open(b"k" * 32, aad, box) == x


def test_an_aead_nonce_is_drawn_for_each_box():
    drawn = iter([b"a" * 12, b"b" * 12])
    one, other = (sealing.aead_seal(b"k" * 32, b"", b"x", lambda count: next(drawn)[:count]) for _ in "12")
    assert (one[:12], other[:12]) == (b"a" * 12, b"b" * 12)


def test_a_new_key_is_made_of_nothing_but_what_was_drawn():
    assert sealing.new_seal_key(lambda count: b"\x01" * count) == PAIR
    assert sealing.new_sign_key(lambda count: b"\x01" * count) == sealing.sign_key(b"\x01" * 32)


@pytest.mark.parametrize("public", [b"", bytes(1215), bytes(1217), b"\xff" * 1216])
def test_nothing_is_sealed_to_what_is_no_key(public):
    assert not sealing.is_seal_public(public)
    with pytest.raises(SealBroken):
        sealing.seal(public, b"", b"x")


@pytest.mark.parametrize("seed", [b"", bytes(31), bytes(33)])
def test_a_seed_has_32_bytes(seed):
    with pytest.raises(SealBroken):
        sealing.seal_key(seed)


def test_a_signature_holds_for_its_signer_and_its_message_only():
    signer, other = sealing.sign_key(b"\x02" * 32), sealing.sign_key(b"\x03" * 32)
    sig = sealing.sign(signer.seed, b"message")
    assert sealing.verified(signer.public, sig, b"message")
    assert not sealing.verified(signer.public, sig, b"another")
    assert not sealing.verified(other.public, sig, b"message")
    assert not sealing.verified(b"short", sig, b"message")
    assert not sealing.verified(signer.public, b"short", b"message")


@pytest.mark.parametrize(
    "broken",
    [
        lambda: sealing.unseal(PAIR.seed, b"other", sealing.seal(PAIR.public, b"", SECRET.encode())),
        lambda: sealing.aead_open(b"k" * 32, b"other", sealing.aead_seal(b"k" * 32, b"", SECRET.encode(), os.urandom)),
        lambda: sealing.aead_open(b"short", b"", SECRET.encode()),
        lambda: sealing.seal(SECRET.encode(), b"", SECRET.encode()),
    ],
)
def test_a_failure_names_its_step_and_nothing_else(broken):
    with pytest.raises(SealBroken) as caught:
        broken()
    assert str(caught.value) in {"unseal", "aead", "seal", "seal-key"}


def test_keys_are_not_shown_where_they_are_printed():
    signer = sealing.sign_key(b"\x02" * 32)
    assert repr(PAIR) == "SealKey()"
    assert repr(signer) == "SignKey()"

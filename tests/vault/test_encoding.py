"""Protocol §0: what is sealed or signed has one spelling, and everything else is refused without being repeated."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault.encoding import Malformed, b64u, canonical, joined, pad, unb64u, unpad, well_formed

ANY_TEXT = st.text(st.characters(codec="utf-8"))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=12,
)
PART = st.from_regex(r"[0-9a-z_-]{1,12}", fullmatch=True)
SECRET = "папа пришёл"


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_step_0_base64url_gives_back_what_it_was_given(x):
    assert unb64u(b64u(x)) == x
    assert "=" not in b64u(x)


@settings(deadline=None)
@given(st.text(max_size=12))
def test_step_0_a_text_is_refused_or_is_the_only_spelling_of_its_bytes(text):
    try:
        x = unb64u(text)
    except Malformed:
        return
    assert b64u(x) == text


@settings(deadline=None)
@given(PLAIN)
def test_step_0_canonical_json_reads_back_and_does_not_depend_on_the_order_of_keys(value):
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text, object_pairs_hook=lambda pairs: dict(reversed(pairs)))) == text


@pytest.mark.parametrize(
    "value", [0.5, 1.0, float("nan"), {"a": [0.1]}, 2**53, -(2**53), {1: "a"}, b"x", {"a": {1}}, "\ud83d"]
)
def test_step_0_what_javascript_spells_otherwise_is_refused(value):
    with pytest.raises(Malformed):
        canonical(value)


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_step_0_padding_comes_off_again_and_hides_the_length(x):
    padded = pad(x)
    assert unpad(padded) == x
    assert len(padded) % 512 == 0
    assert len(padded) - len(x) in range(1, 513)


@settings(deadline=None)
@given(st.binary(max_size=40).map(lambda tail: bytes(512 - len(tail)) + tail) | st.binary(max_size=1100))
def test_step_0_unpad_takes_only_what_pad_gives(padded):
    try:
        x = unpad(padded)
    except Malformed:
        return
    assert pad(x) == padded


@settings(deadline=None)
@given(st.lists(PART, max_size=5), st.lists(PART, max_size=5))
def test_step_0_different_parts_are_never_joined_to_the_same_text(one, other):
    assert (joined("rb/1/x", *one) == joined("rb/1/x", *other)) == (one == other)


@settings(deadline=None)
@given(st.text(st.sampled_from("a\ud83d\ud83c\udd98\udc00🆘я"), max_size=12))
def test_text_with_halves_of_surrogates_can_be_sealed_and_whole_signs_stay(text):
    whole = well_formed(text)
    assert json.loads(canonical(whole)) == whole
    assert well_formed(whole) == whole
    assert whole.count("a") == text.count("a")


@settings(deadline=None)
@given(ANY_TEXT)
def test_well_formed_text_is_left_as_it_is(text):
    assert well_formed(text) == text


@pytest.mark.parametrize(
    "refused",
    [
        lambda: canonical({"text": SECRET + "\ud83d"}),
        lambda: unb64u(SECRET),
        lambda: joined("rb/1/x", SECRET),
        lambda: unpad(SECRET.encode()),
    ],
)
def test_a_refusal_carries_nothing_of_what_was_refused(refused):
    with pytest.raises(Malformed) as caught:
        refused()
    assert SECRET not in str(caught.value)
    assert caught.value.__context__ is None

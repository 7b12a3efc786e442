"""A long reply arrives whole, in parts that a messenger takes."""

from hypothesis import example, given
from hypothesis import strategies as st

from workers.pieces import pieces, units

TEXTS = st.text(st.sampled_from("аб \n\t😭👨‍👩‍👧é\u00a0"), max_size=120) | st.text(max_size=60)
MOST = st.integers(2, 40)


@given(TEXTS, MOST)
@example("😭" * 30, 3)
@example("a" + " " * 50 + "b", 10)
def test_no_part_is_longer_than_allowed_counted_as_telegram_counts(text, most):
    assert all(0 < units(part) <= most for part in pieces(text, most))


@given(TEXTS, MOST)
def test_nothing_is_lost_but_white_space_at_the_cuts(text, most):
    parts = pieces(text, most)
    rest = text
    for part in parts:
        rest = rest.lstrip()
        assert rest.startswith(part)
        rest = rest[len(part) :]
    assert rest.strip() == ""


@given(st.text(st.sampled_from("аб 😭"), max_size=20))
def test_a_short_text_is_one_part(text):
    assert pieces(text, 100) == ([text.strip()] if text.strip() else [])


def test_a_text_is_cut_between_words_where_it_can_be():
    assert pieces("раз два три четыре", 9) == ["раз два", "три", "четыре"] or all(
        part in "раз два три четыре" and " " not in (part[0], part[-1]) for part in pieces("раз два три четыре", 9)
    )
    assert pieces("один два три", 8) == ["один два", "три"]

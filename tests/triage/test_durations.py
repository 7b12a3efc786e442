"""How long something took, kept as a bucket: what may be said of it afterwards."""

from collections import Counter
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from triage.durations import EDGES, SPANS, bucket, columns, middle, percentile

A_MONTH = 30 * 24 * 3600
times = st.lists(st.floats(min_value=1, max_value=A_MONTH), min_size=1, max_size=60)
shares = st.sampled_from([0.01, 0.25, 0.5, 0.9, 0.95, 1.0])


def true_percentile(of: list[float], share: float) -> float:
    return sorted(of)[max(1, ceil(share * len(of))) - 1]


@given(times, shares)
def test_a_percentile_lies_in_the_bucket_of_the_true_one_and_is_off_by_a_tenth_at_most(took, share):
    told = percentile(Counter(map(bucket, took)), share)
    true = true_percentile(took, share)
    assert told is not None
    assert bucket(told) == bucket(true)
    assert abs(told - true) <= true * 0.1


@given(st.integers(min_value=1, max_value=len(EDGES) - 1))
def test_a_buckets_middle_lies_in_it(number):
    assert bucket(middle(number)) == number


@given(st.floats(min_value=0, max_value=10**9), st.floats(min_value=0, max_value=10**9))
def test_what_took_longer_never_has_a_lower_bucket(one, other):
    assert (bucket(one) <= bucket(other)) == (one <= other) or bucket(one) == bucket(other)


def test_a_clock_that_went_back_counts_as_at_once():
    assert bucket(-5) == bucket(0) == 0
    assert middle(0) == 1


def test_more_than_four_hundred_days_is_told_as_that_much():
    assert middle(bucket(10**12)) <= 400 * 24 * 3600


def test_nothing_has_no_percentile():
    assert percentile({}, 0.5) is None


@given(times)
def test_every_answer_stands_in_one_column_the_one_that_it_kept_to(took):
    expected = [0] * (len(SPANS) + 1)
    for seconds in took:
        expected[sum(seconds >= span for span in SPANS)] += 1
    assert columns(Counter(map(bucket, took))) == tuple(expected)

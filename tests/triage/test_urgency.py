"""A more urgent signal always stands first; within a tier the one that waits longest."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from triage.urgency import RANK, REAL_FIRST, Urgency, first_drill_score, higher, is_drill, queue_score, received_at

NAIVE = datetime(2000, 1, 2, tzinfo=UTC).replace(tzinfo=None)
TIERS = st.sampled_from(Urgency)
TIMES = st.datetimes(NAIVE.replace(year=1971), NAIVE.replace(year=2199), timezones=st.just(UTC))


@given(TIERS, TIMES, TIERS, TIMES)
def test_the_queue_goes_by_tier_and_then_by_who_waits_longest(one, since, other, then):
    wanted = (RANK[one], since) < (RANK[other], then)
    assert (queue_score(one, since) < queue_score(other, then)) is wanted


@given(TIERS, TIMES, TIERS, TIMES)
def test_no_drill_stands_before_a_child_who_waits_for_minutes(drilled, began, real, since):
    drill, child = queue_score(drilled, began, drill=True), queue_score(real, since)
    assert is_drill(drill)
    assert not is_drill(child)
    assert (child < drill) is (real in REAL_FIRST or RANK[real] <= RANK[drilled])


@given(TIERS, TIMES)
def test_no_drill_is_counted_among_the_real_ones_of_any_tier(tier, began):
    score = queue_score(tier, began, drill=True)
    reals = [(queue_score(one, NAIVE.replace(tzinfo=UTC)), first_drill_score(one)) for one in Urgency]
    assert not any(low <= score < end for low, end in reals)
    assert abs((received_at(score) - began).total_seconds()) < 0.001


@given(TIERS, TIERS, TIERS)
def test_the_higher_of_urgencies_is_one_of_them_whatever_the_order_of_asking(one, two, three):
    assert higher(one, two) in {one, two}
    assert higher(one, two) is higher(two, one)
    assert higher(one, higher(two, three)) is higher(higher(one, two), three)
    assert RANK[higher(one, two)] == min(RANK[one], RANK[two])


def test_immediate_is_the_most_urgent_and_planned_the_least():
    assert [tier.value for tier in sorted(Urgency, key=RANK.__getitem__)] == [
        "immediate",
        "urgent",
        "standard",
        "planned",
    ]

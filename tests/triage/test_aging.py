"""The queue: the most urgent first, nobody for ever last."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from triage.aging import lane, place
from triage.urgency import RANK, Urgency

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TIERS = st.sampled_from(list(Urgency))
WAITS = st.integers(0, 30 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
SIGNALS = st.lists(st.tuples(TIERS, WAITS), min_size=1, max_size=30)


@given(TIERS, WAITS, WAITS)
def test_waiting_only_raises_and_never_to_an_immediate_place(tier, waited, longer):
    assert lane(tier, waited + longer) <= lane(tier, waited) <= RANK[tier]
    assert (lane(tier, waited) == 0) == (tier is Urgency.IMMEDIATE)


@given(SIGNALS)
def test_whoever_is_first_has_nobody_more_urgent_behind_who_waits_within_the_promise(signals):
    queue = sorted(signals, key=lambda one: place(one[0], NOW - one[1], NOW))
    wrong = sum(
        RANK[later] < RANK[sooner] and lane(sooner, waited) == RANK[sooner]
        for number, (sooner, waited) in enumerate(queue)
        for later, _ in queue[number + 1 :]
    )
    assert wrong == 0
    assert [tier for tier, _ in queue if tier is Urgency.IMMEDIATE] == [
        tier for tier, _ in queue[: sum(tier is Urgency.IMMEDIATE for tier, _ in queue)]
    ]


@given(SIGNALS)
def test_of_two_alike_the_one_that_waits_longer_is_first(signals):
    queue = sorted(signals, key=lambda one: place(one[0], NOW - one[1], NOW))
    for tier in Urgency:
        waits = [waited for one, waited in queue if one is tier]
        assert waits == sorted(waits, reverse=True)


def test_what_has_waited_out_its_promise_stands_with_the_next_tier():
    hours = {tier: [lane(tier, timedelta(hours=count)) for count in (23, 24, 71, 72, 96)] for tier in Urgency}
    assert hours == {
        Urgency.IMMEDIATE: [0, 0, 0, 0, 0],
        Urgency.URGENT: [1, 1, 1, 1, 1],
        Urgency.STANDARD: [2, 1, 1, 1, 1],
        Urgency.PLANNED: [3, 3, 3, 2, 1],
    }

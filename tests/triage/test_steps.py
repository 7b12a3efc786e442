"""What happens next, for everybody who may stand anywhere: a short ordered list, honest about who is there."""

import pytest

from triage.steps import MOST, STEPS, Standing, every_standing, steps
from triage.urgency import Urgency

EVERY = tuple(every_standing())
ORDER = [step.id for step in STEPS]
CHILD = Standing(urgency=Urgency.IMMEDIATE, reporter="child", country="none", desk="open")


@pytest.mark.parametrize("standing", EVERY, ids=str)
def test_everybody_is_told_three_to_five_steps_each_once_and_in_their_order(standing):
    told = steps(standing)
    assert 3 <= len(told) <= MOST == 5
    assert len(set(told)) == len(told)
    assert list(told) == [step for step in ORDER if step in told]


@pytest.mark.parametrize("standing", EVERY, ids=str)
def test_nobody_is_told_what_is_not_so(standing):
    """Rules 3 and 28: at night nobody reads now; numbers are called where the danger is; a line is of one's country."""
    told = set(steps(standing))
    assert ("call" in told) is (standing.urgency is Urgency.IMMEDIATE)
    assert ("read_morning" in told) is (standing.desk != "open")
    assert not (standing.desk != "open" and told & {"read", "read_first"})
    assert len(told & {"read", "read_first", "read_morning"}) == 1
    assert ("line_ru" in told, "line_kz" in told) == (standing.country == "ru", standing.country == "kz")
    assert ("consent" in told) is (standing.reporter == "adult_survivor")


def test_every_step_is_somebodys():
    assert {step for standing in EVERY for step in steps(standing)} == set(ORDER)


def test_every_step_says_where_it_comes_from_and_stands_once():
    assert len(set(ORDER)) == len(ORDER)
    assert all(step.source for step in STEPS)


def test_where_the_danger_is_now_the_first_step_is_to_call_whoever_one_is():
    for standing in EVERY:
        if standing.urgency is Urgency.IMMEDIATE:
            assert steps(standing)[0] == "call"


def test_a_child_in_danger_at_night_is_told_whom_to_go_to_and_when_somebody_reads():
    assert steps(CHILD)[:2] == ("call", "people")
    night = steps(Standing(urgency=Urgency.IMMEDIATE, reporter="child", country="kz", desk="night"))
    assert "read_morning" in night
    assert night[-1] == "line_kz"


def test_all_who_may_report_and_every_tier_country_and_hour_are_among_them():
    assert {one.urgency for one in EVERY} == set(Urgency)
    assert {one.desk for one in EVERY} == {"open", "night", "unknown"}
    assert {one.country for one in EVERY} == {"none", "ru", "kz"}
    assert {"child", "unknown", "friend", "parent", "relative", "neighbour", "teacher", "professional"} <= {
        one.reporter for one in EVERY
    }
    assert len(EVERY) == len(set(map(str, EVERY)))

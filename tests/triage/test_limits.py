"""T(age) of requirements.md §3.5 (T01), and the tables that are refused."""

import pytest

from triage.facts import Facts
from triage.limits import Limits, parse_limits
from triage.pack import BadPack

LIMITS = Limits(((0, 0), (1, 2), (3, 6), (5, 12), (11, 24)))
GOOD = {"from_years": [0, 1, 3, 5, 11], "hours": [0, 2, 6, 12, 24], "source": "requirements.md §3.5"}


@pytest.mark.parametrize(
    ("years", "below", "at"),
    [
        (1, 1.99, 2),
        (2, 119 / 60, 2),
        (3, 5.9, 6),
        (4, 5.9, 6),
        (5, 11.9, 12),
        (10, 11.9, 12),
        (11, 23.9, 24),
        (17, 23.9, 24),
    ],
)
def test_the_limit_of_an_age_counts_from_its_very_hour(years, below, at):
    assert not LIMITS.exceeded(years, below)
    assert LIMITS.exceeded(years, at)


@pytest.mark.parametrize("hours", [0, 0.1, 1, 30])
def test_a_baby_may_not_be_alone_at_all(hours):
    assert LIMITS.exceeded(0, hours)


def test_of_unknown_age_the_strictest_class_counts():
    assert LIMITS.exceeded(None, 0.5)


def test_unknown_hours_exceed_nothing_by_themselves():
    assert not LIMITS.exceeded(2, None)


def test_an_adult_may_be_alone():
    assert not LIMITS.exceeded(18, 100)


@pytest.mark.parametrize(("band", "over"), [("<=10", True), ("11-13", False), ("14-17", False)])
def test_without_an_age_the_lower_edge_of_the_childs_band_counts(band, over):
    assert Facts(reporter="child", age_band=band, hours_unattended=12).hours_over_limit(LIMITS) is over


def test_of_several_children_the_youngest_decides():
    facts = Facts(reporter="child", age=15, child_age=4, hours_unattended=6)
    assert facts.child_years() == 4
    assert facts.hours_over_limit(LIMITS)


def test_the_age_of_a_neighbour_is_not_the_childs():
    assert Facts(reporter="neighbour", age=44, age_band="18+").child_years() is None


def test_the_table_is_read_as_it_stands():
    assert parse_limits(GOOD, file="common/rules.toml") == LIMITS


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("from_years", [1, 2, 3, 5, 11], "begin with 0"),
        ("from_years", [0, 3, 3, 5, 11], "begin with 0"),
        ("from_years", [0, 1, 3, 5, 18], "below 18"),
        ("from_years", [0, 1, 3, 5, -11], "impossible"),
        ("from_years", [0, 1, 3, 5, 11.5], "impossible"),
        ("from_years", [], "not empty"),
        ("from_years", "0", "a list"),
        ("hours", [0, 2, 6, 12], "as many"),
        ("hours", [0, 2, 6, 12, -24], "impossible"),
        ("hours", [0, 2, 6, 12, 99_999], "impossible"),
        ("hours", [0, 2, 6, 24, 12], "less time"),
        ("hours", [0, 2, 6, True, 24], "impossible"),
        ("source", " ", "not empty"),
        ("hour", [1], "did you mean hours"),
    ],
)
def test_a_wrong_table_is_refused_with_file_key_value_and_cure(field, value, named):
    with pytest.raises(BadPack, match=named) as caught:
        parse_limits({**GOOD, field: value}, file="common/rules.toml")
    assert "common/rules.toml: unattended_limits" in str(caught.value)


def test_a_table_must_name_its_source():
    with pytest.raises(BadPack, match="source = None: missing"):
        parse_limits({key: value for key, value in GOOD.items() if key != "source"}, file="rules.toml")


def test_something_else_than_a_table_is_refused():
    with pytest.raises(BadPack, match="write a table"):
        parse_limits([0, 2], file="rules.toml")

import pytest

from triage.conditions import parse_conditions
from triage.facts import Facts
from triage.limits import Limits
from triage.pack import BadPack, Place

PLACE = Place("common/rules.toml", "violence-now")
LIMITS = Limits(((0, 0), (1, 2), (3, 6), (5, 12), (11, 24)))


def one(table):
    (condition,) = parse_conditions(PLACE, [table], limits=LIMITS)
    return condition


def holds(table, *classes, **facts):
    return one(table).holds(Facts(**facts), frozenset(classes))


def test_all_any_and_without_are_about_classes():
    table = {"all": ["violence"], "any": ["now", "today"], "without": ["fiction"]}
    assert holds(table, "violence", "today")
    assert not holds(table, "today")
    assert not holds(table, "violence")
    assert not holds(table, "violence", "now", "fiction")


def test_a_group_stands_for_its_classes():
    assert holds({"any": ["@standard"]}, "bullying")
    assert not holds({"without": ["@benign"], "safe_now": ["no"]}, "game", safe_now="no")


def test_an_answer_must_be_one_of_those_listed():
    table = {"suicide_now": ["yes", "unknown"]}
    assert holds(table, suicide_now="unknown")
    assert not holds(table, suicide_now="no")


def test_a_question_that_nobody_asked_satisfies_nothing_but_a_not():
    assert not holds({"safe_now": ["yes", "no", "unknown"]})
    assert holds({"not_safe_now": ["yes"]})
    assert not holds({"not_safe_now": ["yes"]}, safe_now="yes")


@pytest.mark.parametrize(("years", "expected"), [(6, True), (7, False), (None, False)])
def test_child_under_needs_a_known_age(years, expected):
    assert holds({"child_under": 7}, reporter="parent", child_age=years) is expected


def test_ages_from_and_under_are_of_the_child_or_of_the_author():
    assert holds({"child_from": 14, "child_under": 16}, reporter="child", age=15)
    assert holds({"age_from": 18}, reporter="neighbour", age_band="18+")
    assert not holds({"age_under": 18}, reporter="neighbour", age_band="18+", child_age=3)


def test_hours_may_be_over_the_limit_at_least_some_or_unknown():
    assert holds({"hours": "over-limit"}, reporter="child", age=8, hours_unattended=12)
    assert not holds({"hours": "over-limit"}, reporter="child", age=8)
    assert holds({"hours_at_least": 3}, hours_unattended=3)
    assert not holds({"hours_at_least": 3})
    assert holds({"hours": "unknown"})
    assert not holds({"hours": "unknown"}, hours_unattended=1)


def test_what_is_missing_is_named_in_the_words_of_the_pack():
    table = {"all": ["violence"], "any": ["now", "today"], "without": ["fiction"], "safe_now": ["no"], "child_under": 7}
    missing = one(table).missing(Facts(), frozenset({"fiction"}))
    assert missing == ("violence", "any of now, today", "without fiction", "safe_now = no", "child_under = 7")


def test_it_nearly_holds_where_one_term_is_missing_and_another_was_told():
    condition = one({"all": ["violence"], "safe_now": ["no"]})
    assert condition.nearly(Facts(safe_now="no"), frozenset()) == "violence"
    assert condition.nearly(Facts(), frozenset()) == ""
    assert one({"safe_now": ["no"]}).nearly(Facts(), frozenset()) == ""
    assert one({"all": ["violence"], "not_safe_now": ["yes"]}).nearly(Facts(), frozenset()) == ""


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({"al": ["violence"]}, "did you mean all"),
        ({"saf_now": ["no"]}, "did you mean safe_now"),
        ({"all": ["violense"]}, "did you mean violence"),
        ({"all": ["@urgnt"]}, "did you mean @urgent"),
        ({"all": []}, "not empty"),
        ({"all": "violence"}, "a list in brackets"),
        ({"all": ["violence", "violence"]}, "stands twice"),
        ({"safe_now": ["No"]}, "known are yes, no, unknown"),
        ({"safe_now": []}, "not empty"),
        ({"safe_now": "no"}, "a list in brackets"),
        ({"safe_now": [True]}, "in quotes"),
        ({"relation": ["famly"]}, "did you mean family"),
        ({"reporter": ["kid"]}, "known are child"),
        ({"child_under": 0}, "impossible number"),
        ({"child_under": 19}, "impossible number"),
        ({"child_under": True}, "impossible number"),
        ({"child_from": -1}, "impossible number"),
        ({"age_under": 3.5}, "impossible number"),
        ({"hours_at_least": -1}, "impossible number"),
        ({"hours_at_least": 10_000}, "impossible number"),
        ({"hours": "over"}, "one of over-limit, unknown"),
        ({"hours": "unknown", "hours_at_least": 2}, "given and not given"),
        ({"all": ["violence"], "without": ["violence"]}, "violence stands in all and in without"),
        ({"all": ["bullying"], "without": ["@standard"]}, "bullying stands in all and in without"),
        ({"any": ["now", "today"], "without": ["now", "today", "past"]}, "excludes every class of any"),
        ({"safe_now": ["no"], "not_safe_now": ["no"]}, "excludes every value"),
        ({"child_under": 7, "child_from": 7}, "is not over"),
        ({"age_under": 5, "age_from": 9}, "is not over"),
        ({"reporter": ["teacher", "professional"], "age_band": ["<=10", "14-17"]}, "teacher is an adult"),
        ({"age_from": 18, "age_band": ["14-17"]}, "asks for an adult"),
        ({"age_under": 18, "age_band": ["18+"]}, "asks for a child"),
        ({}, "a list of tables"),
    ],
)
def test_a_wrong_condition_is_refused_with_file_key_value_and_cure(table, named):
    with pytest.raises(BadPack, match=named) as caught:
        one(table)
    assert str(caught.value).startswith("common/rules.toml: violence-now.")


@pytest.mark.parametrize("value", [[], {}, "violence", None, [["violence"]]])
def test_when_is_a_list_of_tables(value):
    with pytest.raises(BadPack, match="a list of tables"):
        parse_conditions(PLACE, value)


def test_the_same_alternative_twice_is_a_slip():
    with pytest.raises(BadPack, match="stands twice"):
        parse_conditions(PLACE, [{"all": ["threat"]}, {"all": ["threat"]}])


def test_over_limit_needs_the_table_of_limits():
    with pytest.raises(BadPack, match="unattended_limits"):
        parse_conditions(PLACE, [{"hours": "over-limit"}])

"""T01 – T07 and T18 of requirements.md §10."""

import pytest

from tests.triage.assessing import said
from triage.classes import GROUPS


@pytest.mark.parametrize(
    ("years", "hours", "over"),
    [
        (0, 0, True), (0, 0.5, True), (0, 40, True),
        (2, 119 / 60, False), (2, 2, True),
        (4, 5.9, False), (4, 6, True),
        (5, 11.9, False), (5, 12, True),
        (10, 12, True), (10, 11.9, False),
        (11, 23.9, False), (11, 24, True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("reporter", ["child", "neighbour"])
def test_t01_a_child_alone_over_the_limit_of_its_age_is_immediate(reporter, years, hours, over):
    found = said(reporter=reporter, child_age=years, hours_unattended=hours)
    assert ("alone-over-limit" in found.reasons) is over
    assert (found.urgency == "immediate") is over


def test_t01_below_the_limit_is_not_no_help():
    assert said(reporter="neighbour", child_age=5, hours_unattended=11.9).urgency == "urgent"
    assert said(reporter="neighbour", child_age=12, hours_unattended=3).urgency == "standard"


def test_t01_a_baby_alone_for_nobody_knows_how_long_is_immediate():
    assert said("alone_home", "baby", reporter="neighbour").urgency == "immediate"


def test_t01_alone_for_nobody_knows_how_long_is_never_below_urgent():
    assert said("alone_home", reporter="child", age=12).urgency == "urgent"


def test_t02_no_food_under_14_is_a_criterion_at_any_hour():
    thirteen = said(reporter="child", age=13, food="no")
    assert (thirteen.urgency, "no-food-under-14" in thirteen.reasons) == ("urgent", True)


def test_t02_from_14_it_is_no_criterion_and_waits_in_the_queue_all_the_same():
    fourteen = said(reporter="child", age=14, food="no", hours_unattended=5)
    assert (fourteen.urgency, "no-food-under-14" in fourteen.reasons) == ("urgent", False)


def test_t02_no_food_under_14_and_alone_is_immediate():
    assert said("alone_home", reporter="child", age=13, food="no").urgency == "immediate"
    assert said("no_food", "parent_away", reporter="child", age_band="11-13").urgency == "immediate"


@pytest.mark.parametrize(("years", "criterion"), [(6, True), (7, False)])
def test_t03_drunk_parents_call_the_police_at_any_age_and_are_immediate_under_7(years, criterion):
    found = said(reporter="child", age=years, carers_intoxicated="yes")
    assert ("drunk-carers-under-7" in found.reasons) is criterion
    assert (found.urgency == "immediate") is criterion
    assert {"102", "guardianship"} <= set(found.routes)


def test_t03_a_baby_with_drunk_parents_is_immediate_whoever_writes():
    assert said("drunk_carers", "baby", reporter="neighbour").urgency == "immediate"


@pytest.mark.parametrize("told", [("gas_fire",), ()])
def test_t04_gas_is_immediate_at_seventeen(told):
    found = said(*told, reporter="child", age=17, gas_or_fire=None if told else "yes")
    assert (found.urgency, found.reasons, found.routes[0]) == ("immediate", ("gas-or-fire",), "112")


def test_t05_who_the_child_loves_or_what_language_it_speaks_changes_nothing():
    facts = {"reporter": "child", "age": 14}
    same = {str(said("sexual", "violence", lang=lang, **facts)) for lang in ("ru", "kk", "en", None)}
    assert len(same) == 1


def test_t06_consent_lowers_nothing():
    facts = {"reporter": "child", "age": 15}
    plain, agreed = said("sexual", **facts), said("sexual", "love_talk", **facts)
    assert agreed == plain


def test_t07_a_marriage_of_a_child_is_sexual_violence():
    found = said("forced_marriage", "love_talk", reporter="child", age=15)
    assert (found.urgency, "sexual-violence" in found.reasons) == ("urgent", True)
    assert "investigators" in found.routes


def test_t18_a_quarrel_without_violence_may_be_mediated():
    assert said("conflict", reporter="child", age=15).routes == ("mediation",)


@pytest.mark.parametrize(
    "name", sorted(name for group in ("@immediate", "@urgent", "@standard") for name in GROUPS[group])
)
@pytest.mark.parametrize("calm", [(), ("past", "ended"), ("game",), ("fiction",), ("hyperbole",)])
def test_t18_mediation_never_appears_beside_a_sign_of_violence(name, calm):
    assert "mediation" not in said("conflict", name, *calm, reporter="child", age=15).routes

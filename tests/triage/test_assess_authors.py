"""Who writes: survivors, professionals, people afraid of themselves (P-03, P-17, COOP-14)."""

import pytest

from tests.triage.assessing import said


@pytest.mark.parametrize("name", ["violence", "sexual", "rape", "sadness", "alone_home"])
@pytest.mark.parametrize("consent", ["yes", "no", None])
def test_an_adult_survivor_without_current_risk_is_planned_whatever_the_consent(name, consent):
    found = said(name, reporter="adult_survivor", age_band="18+", consent_contact=consent)
    assert (found.urgency, found.routes) == ("planned", ("adult_support",))


@pytest.mark.parametrize(
    ("classes", "facts", "expected"),
    [
        ((), {"others_at_risk": "yes"}, "urgent"),
        ((), {"others_at_risk": "unknown"}, "standard"),
        ((), {"safe_now": "no"}, "immediate"),
        (("suicide_now",), {}, "immediate"),
        (("suicide_thoughts",), {}, "urgent"),
        (("violence_now",), {}, "immediate"),
        (("strangling",), {}, "urgent"),
        (("strangling", "past"), {}, "planned"),
    ],
)
def test_an_adult_survivor_in_danger_or_with_children_at_risk_is_not_planned(classes, facts, expected):
    found = said(*classes, reporter="adult_survivor", age_band="18+", **facts)
    assert (found.urgency, "adult_support" in found.routes) == (expected, True)


def test_children_at_risk_beside_a_survivor_go_to_guardianship_and_investigators():
    assert {"guardianship", "investigators"} <= set(said(reporter="adult_survivor", others_at_risk="yes").routes)


def test_who_is_afraid_of_oneself_gets_a_referral_and_a_human_looks_for_the_child():
    found = said("self_offender", reporter="other", age_band="18+")
    assert (found.urgency, found.routes) == ("urgent", ("duty_specialist", "adult_support"))


@pytest.mark.parametrize("reporter", ["professional", "teacher"])
def test_a_professional_who_asks_gets_information_and_one_who_names_a_child_at_risk_a_signal(reporter):
    assert said("training_request", "professional_talk", reporter=reporter).routes == ("info_only",)
    named = said("training_request", "violence", "victim_child", reporter=reporter)
    assert (named.urgency, "info_only" in named.routes) == ("urgent", False)

"""The rules of the packs, sign by sign (domain.md §3.2, requirements.md §3.3–3.5, §10)."""

import pytest

from tests.triage.assessing import book, said
from triage.classes import CLASSES, GROUPS
from triage.rules import LONGEST_TITLE
from triage.urgency import Urgency

ALWAYS_IMMEDIATE = sorted(GROUPS["@immediate"])
WEAK = {"locked", "outside"}
"""Of the gravest group these are immediate only beside another sign."""


@pytest.mark.parametrize("name", [name for name in ALWAYS_IMMEDIATE if name not in WEAK])
def test_a_sign_of_the_gravest_group_is_immediate_by_itself(name):
    found = said(name, reporter="child", age_band="14-17")
    assert (found.urgency, "112" in found.routes) == ("immediate", True)


@pytest.mark.parametrize("name", [*sorted(GROUPS["@urgent"]), *sorted(WEAK)])
def test_a_single_weaker_word_is_urgent_not_immediate_and_not_less(name):
    expected = "immediate" if name == "alone_long" else "urgent"  # a day exceeds T(age) of every age
    assert said(name, reporter="child", age_band="14-17").urgency == expected


@pytest.mark.parametrize("name", sorted(GROUPS["@standard"]))
def test_a_sign_of_the_third_group_is_standard_at_fourteen_and_urgent_at_nine(name):
    assert said(name, reporter="child", age_band="14-17").urgency == "standard"
    assert said(name, reporter="child", age_band="<=10").urgency == "urgent"


@pytest.mark.parametrize("name", sorted(GROUPS["@benign"]))
def test_a_benign_word_alone_is_planned(name):
    assert said(name, reporter="child", age_band="11-13").urgency == "planned"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"safe_now": "no"}, "immediate"),
        ({"safe_now": "unknown"}, "urgent"),
        ({"offender_access": "now"}, "immediate"),
        ({"offender_access": "tonight"}, "immediate"),
        ({"offender_access": "lives_with"}, "urgent"),
        ({"offender_access": "contact"}, "urgent"),
        ({"offender_access": "unknown"}, "standard"),
        ({"last_event": "now"}, "immediate"),
        ({"last_event": "lt72h"}, "urgent"),
        ({"last_event": "lt120h"}, "urgent"),
        ({"hurt": "yes"}, "immediate"),
        ({"suicide_thoughts": "yes"}, "urgent"),
        ({"suicide_thoughts": "unknown"}, "urgent"),
        ({"suicide_thoughts": "yes", "suicide_now": "no"}, "urgent"),
        ({"suicide_thoughts": "yes", "suicide_now": "yes"}, "immediate"),
        ({"suicide_thoughts": "yes", "suicide_now": "unknown"}, "immediate"),
        ({"plan": "yes"}, "immediate"),
        ({"gas_or_fire": "yes"}, "immediate"),
        ({"others_at_risk": "yes"}, "urgent"),
    ],
)
@pytest.mark.parametrize("word", ["greeting", "test", "game", "fiction"])
def test_an_answer_counts_fully_whatever_the_text(word, answers, expected):
    assert said(word, reporter="child", age_band="14-17", **answers).urgency == expected


@pytest.mark.parametrize("band", ["<=10", "11-13", "14-17", None])
def test_what_nobody_understood_needs_a_human_within_the_hour(band):
    found = said(reporter="child" if band else None, age_band=band)
    assert (found.urgency, len(found.reasons)) == (Urgency.URGENT, 1)
    assert book().rules[found.reasons[0]].default
    assert {"duty_specialist", "suicide_protocol", "helpline_child"} <= set(found.routes)


def test_what_nobody_understood_is_also_for_who_knows_the_net_and_says_nothing_of_information_only():
    found = said("long", reporter="child", age_band="11-13")
    assert found.reasons == ("unknown-needs-a-human",)
    assert ("online_safety" in found.routes, "info_only" in found.routes) == (True, False)


def test_an_adult_who_was_not_understood_is_read_by_a_human_too():
    assert said(reporter="teacher").reasons == ("worker-not-understood",)
    assert said(reporter="parent").reasons == ("adult-not-understood",)


@pytest.mark.parametrize(
    ("classes", "facts", "wanted", "needless"),
    [
        (("violence_now",), {}, "112", "guardianship"),
        (("violence_now", "baby"), {}, "guardianship", "helpline_child"),
        (("violence",), {"reporter": "neighbour"}, "guardianship", "helpline_child"),
        (("violence",), {"offender_access": "lives_with"}, "guardianship", "112"),
        (("violence",), {"last_event": "lt72h"}, "medical", "helpline_child"),
        (("not_waking",), {}, "103", "medical"),
        (("neglect",), {"reporter": "teacher"}, "kdn", "helpline_child"),
        (("neglect",), {"reporter": "child"}, "helpline_child", "kdn"),
        (("very_like_danger",), {}, "suicide_protocol", "guardianship"),
        (("very_like_danger", "small_child"), {}, "guardianship", "helpline_child"),
        (("long", "small_child"), {}, "guardianship", "suicide_protocol"),
        (("long", "recent"), {}, "medical", "suicide_protocol"),
        (("long", "online"), {}, "online_safety", "info_only"),
        (("like_small_talk",), {}, "info_only", "duty_specialist"),
    ],
)
def test_a_route_is_named_where_a_sign_speaks_for_it_and_only_there(classes, facts, wanted, needless):
    found = said(*classes, **{"reporter": "child", "age_band": "14-17", **facts})
    assert (wanted in found.routes, needless in found.routes) == (True, False)


# ---- combinations


@pytest.mark.parametrize(
    ("classes", "facts"),
    [
        (("violence", "now"), {}),
        (("violence", "tonight"), {}),
        (("sexual", "tonight"), {}),
        (("locked", "no_food"), {}),
        (("locked", "alone_long"), {}),
        (("outside", "tonight"), {}),
        (("outside",), {"age_band": "11-13"}),
        (("meeting", "today"), {}),
        (("rape", "pain"), {}),
        (("self_harm", "bleeding"), {}),
        (("suicide_thoughts", "tonight"), {}),
        (("suicide_thoughts",), {"age_band": "<=10"}),
        ((), {"age_band": "<=10", "suicide_thoughts": "unknown"}),
        (("parent_away", "tonight", "sexual"), {}),
        (("sexual", "repeated"), {"age_band": "<=10"}),
        (("institution",), {"others_at_risk": "yes"}),
    ],
)
def test_signs_that_meet_are_immediate(classes, facts):
    facts = {"age_band": "14-17", **facts}
    found = said(*classes, reporter="child", **facts)
    assert (found.urgency, "112" in found.routes) == ("immediate", True)


@pytest.mark.parametrize(
    "factor", ["disability", "institution", "carer", "several_children", "repeated", "no_adult_knows"]
)
def test_one_factor_lifts_standard_to_urgent_and_no_further(factor):
    facts = {"reporter": "child", "age_band": "14-17"}
    assert said("bullying", factor, **facts).urgency == "urgent"
    assert said("violence", factor, **facts).urgency == "urgent"
    assert said("greeting", factor, **facts).urgency == "planned"


def test_what_raised_it_stands_among_the_reasons():
    assert said("bullying", reporter="child", age=9).reasons == ("hurt-by-words", "raise-vulnerable")


def test_recent_sexual_violence_needs_a_doctor_and_investigators():
    found = said("sexual", reporter="child", age=15, last_event="lt120h")
    assert {"medical", "investigators"} <= set(found.routes)


def test_sextortion_goes_to_those_who_know_the_net_and_to_investigators():
    assert {"online_safety", "investigators"} <= set(said("blackmail", "image", reporter="child", age=15).routes)


# ---- countries


def test_a_free_advocate_in_russia_under_16():
    facts = {"reporter": "child", "country": "RU"}
    assert "ru-free-advocate" in said("sexual", age=15, **facts).reasons
    assert "ru-legal-information" in said("sexual", age=16, **facts).reasons


def test_a_teacher_in_kazakhstan_has_to_report_violence():
    found = said("violence", reporter="teacher", country="KZ")
    assert "kz-school-must-report" in found.reasons


# ---- the book itself


def test_every_title_fits_a_line_of_the_queue_and_is_said_once():
    titles = [rule.title for rule in book().rules.values()]
    assert max(map(len, titles)) <= LONGEST_TITLE
    assert len(set(titles)) == len(titles)


def test_the_reason_for_the_unknown_is_the_one_that_the_desk_knows():
    assert "unknown-needs-a-human" in book().rules


def test_a_modifier_alone_says_nothing_about_a_child():
    for name in set(CLASSES) - {"self_offender"}:
        if name in GROUPS["@modifier"]:
            found = said(name, reporter="child", age=12)
            assert (found.urgency, book().rules[found.reasons[0]].default) == (Urgency.URGENT, True)

"""What holds of every report whatever it says: worse is never less urgent, and every reason is named."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.triage.assessing import book
from triage.assess import assess, counting, fires, undoubted
from triage.classes import CLASSES, DANGER, GROUPS
from triage.facts import VALUES, Facts
from triage.resemblance import UNLIKE
from triage.routes import in_order
from triage.urgency import RANK, Urgency

WORSE = {
    "safe_now": ("yes", "unknown", "no"),
    "offender_access": ("none", "unknown", "contact", "lives_with", "tonight", "now"),
    "last_event": ("past", "lt120h", "lt72h", "now"),
    "food": ("yes", "unknown", "no"),
    "plan": ("no", "unknown", "yes"),
    "hurt": ("no", "unknown", "yes"),
    "suicide_thoughts": ("no", "unknown", "yes"),
    "suicide_now": ("no", "unknown", "yes"),
    "carers_intoxicated": ("no", "unknown", "yes"),
    "gas_or_fire": ("no", "unknown", "yes"),
    "others_at_risk": ("no", "unknown", "yes"),
}
"""Answer → its values, worse and worse."""
PLAIN = ("weapon", "strangling", "suicide_attempt", "suicide_now", "gas_fire")
CLASSES_FOUND = st.frozensets(st.sampled_from(sorted(CLASSES)), max_size=7)
ANSWERS = {name: st.none() | st.sampled_from(values) for name, values in VALUES.items()}
FACTS = st.builds(
    Facts,
    **ANSWERS,
    age=st.none() | st.integers(0, 80),
    child_age=st.none() | st.integers(0, 17),
    hours_unattended=st.none() | st.integers(0, 100).map(float),
)
MANY = settings(max_examples=400)


def of(facts, classes):
    return assess(book(), facts, classes)


def understood(assessment):
    """Where nothing was, a doubt stands higher than a small harm that is understood."""
    return not any(book().rules[reason].default for reason in assessment.reasons)


def not_lower(worse, base):
    return RANK[worse.urgency] <= RANK[base.urgency]


@MANY
@given(FACTS, CLASSES_FOUND, st.sampled_from(sorted(DANGER)))
def test_a_further_danger_never_lowers(facts, classes, danger):
    base = of(facts, classes)
    assume(understood(base))
    assert not_lower(of(facts, classes | {danger}), base)


@MANY
@given(FACTS, CLASSES_FOUND, st.sampled_from([*WORSE]), st.data())
def test_a_worse_answer_never_lowers(facts, classes, question, data):
    values = WORSE[question]
    better = data.draw(st.integers(0, len(values) - 2))
    worse = data.draw(st.integers(better + 1, len(values) - 1))
    base = of(replace(facts, **{question: values[better]}), classes)
    assume(understood(base))
    assert not_lower(of(replace(facts, **{question: values[worse]}), classes), base)


@MANY
@given(FACTS, CLASSES_FOUND, st.sampled_from([*WORSE]))
def test_the_worst_answer_never_lowers_what_nobody_had_asked(facts, classes, question):
    base = of(replace(facts, **{question: None}), classes)
    assume(understood(base))
    assert not_lower(of(replace(facts, **{question: WORSE[question][-1]}), classes), base)


@MANY
@given(FACTS, CLASSES_FOUND, st.integers(0, 16), st.integers(1, 17))
def test_a_younger_child_is_never_less_urgent(facts, classes, younger, older):
    assume(younger < older)
    base = of(replace(facts, child_age=older), classes)
    assert not_lower(of(replace(facts, child_age=younger), classes), base)


@MANY
@given(FACTS, CLASSES_FOUND, st.integers(0, 99), st.integers(1, 100))
def test_longer_alone_is_never_less_urgent(facts, classes, shorter, longer):
    assume(shorter < longer)
    base = of(replace(facts, hours_unattended=float(shorter)), classes)
    assert not_lower(of(replace(facts, hours_unattended=float(longer)), classes), base)


@MANY
@given(FACTS, CLASSES_FOUND, st.sampled_from(["retraction", "love_talk", "third_party", "professional_talk"]))
def test_a_retraction_or_talk_of_love_changes_neither_urgency_nor_routes(facts, classes, calming):
    base, calmed = of(facts, classes - {calming}), of(facts, classes | {calming})
    assert (calmed.urgency, calmed.routes) == (base.urgency, base.routes)


@MANY
@given(FACTS, CLASSES_FOUND)
def test_a_doubt_about_words_makes_of_immediate_an_urgent_and_changes_no_other_urgency(facts, classes):
    base, doubted = of(facts, classes - {UNLIKE}), of(facts, classes | {UNLIKE})
    lowered = base.urgency is Urgency.IMMEDIATE and doubted.urgency is Urgency.URGENT
    assert lowered or doubted.urgency is base.urgency


@MANY
@given(FACTS, CLASSES_FOUND, st.sampled_from(PLAIN))
def test_the_plainest_signs_are_never_doubted(facts, classes, plain):
    doubted = classes | {plain, UNLIKE}
    assume(plain in counting(tuple(book().rules.values()), facts, doubted))
    assert not_lower(of(facts, doubted), of(facts, frozenset({plain})))


@MANY
@given(FACTS, CLASSES_FOUND, st.sampled_from([*WORSE]))
def test_an_answer_that_tells_of_danger_takes_the_doubt_away(facts, classes, question):
    alarmed = replace(facts, **{question: WORSE[question][-1]})
    assert of(alarmed, classes | {UNLIKE}) == of(alarmed, classes - {UNLIKE})


@MANY
@given(FACTS, CLASSES_FOUND)
def test_an_insult_never_lowers_what_was_understood(facts, classes):
    base = of(facts, classes - {"insult"})
    assume(understood(base))
    assert not_lower(of(facts, classes | {"insult"}), base)


@MANY
@given(FACTS, CLASSES_FOUND, st.sampled_from(sorted(GROUPS["@modifier"])))
def test_a_modifier_raises_or_is_one_of_those_that_may_calm(facts, classes, modifier):
    assume(modifier not in {"past", "ended", "no_access", "apart"})
    base = of(facts, classes - {modifier})
    assert not_lower(of(facts, classes | {modifier}), base)


@MANY
@given(FACTS, CLASSES_FOUND, st.sampled_from(["ru", "kk", "en", None]), st.sampled_from(["yes", "no", None]))
def test_language_and_consent_to_a_contact_change_nothing(facts, classes, lang, consent):
    assert of(replace(facts, lang=lang, consent_contact=consent), classes) == of(facts, classes)


@MANY
@given(FACTS, CLASSES_FOUND)
def test_every_sign_that_fired_is_a_reason_and_every_reason_is_a_rule(facts, classes):
    found = of(facts, classes)
    rules = tuple(book().rules.values())
    counted = counting(rules, facts, undoubted(facts, classes))
    signs = {
        rule.id
        for rule in rules
        if rule.tier and not rule.default and not rule.sets_aside and fires(rule, facts, counted)
    }
    assert signs <= set(found.reasons) <= set(book().rules)
    assert len(set(found.reasons)) == len(found.reasons)


@MANY
@given(FACTS, CLASSES_FOUND)
def test_the_urgency_is_that_of_the_gravest_reason_or_one_above(facts, classes):
    found = of(facts, classes)
    rules = [book().rules[reason] for reason in found.reasons]
    gravest = min(RANK[rule.tier] for rule in rules if rule.tier)
    assert RANK[found.urgency] == gravest - any(rule.lifts for rule in rules)


@MANY
@given(FACTS, CLASSES_FOUND)
def test_routes_are_in_order_and_lead_to_a_human(facts, classes):
    found = of(facts, classes)
    assert found.routes
    assert found.routes == in_order(found.routes)
    if found.urgency is Urgency.IMMEDIATE:
        assert "112" in found.routes
    if found.urgency is Urgency.URGENT:
        assert "duty_specialist" in found.routes
    if found.urgency is not Urgency.PLANNED:
        assert "mediation" not in found.routes
    if found.urgency is Urgency.IMMEDIATE or (found.urgency is not Urgency.PLANNED and DANGER & classes):
        assert "info_only" not in found.routes


@MANY
@given(FACTS, CLASSES_FOUND)
def test_mediation_never_stands_beside_a_sign_of_violence(facts, classes):
    if classes & DANGER or facts.safe_now in {"no", "unknown"}:
        assert "mediation" not in of(facts, classes | {"conflict"}).routes


@pytest.mark.parametrize("name", sorted(GROUPS["@benign"]))
@given(modifiers=st.frozensets(st.sampled_from(sorted(set(GROUPS["@modifier"]) - {"self_offender", "past"}))))
def test_a_benign_word_is_never_raised_by_modifiers(name, modifiers):
    assert of(Facts(reporter="child"), modifiers | {name}).urgency is Urgency.PLANNED

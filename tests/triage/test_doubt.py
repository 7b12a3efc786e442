"""Words that mean danger in a text that resembles none: a doubt makes of immediate an urgent, for as long as it lasts."""

import tomllib

import pytest

from bot.joints import PACKS
from tests.triage.assessing import book
from triage.assess import assess
from triage.classes import GROUPS
from triage.explain import explain
from triage.facts import Facts
from triage.interview import Talk, said
from triage.resemblance import LIKE, UNLIKE
from triage.urgency import RANK, Urgency

RULES = tomllib.loads((PACKS / "common" / "rules.toml").read_text(encoding="utf-8"))
DOUBTED = [
    frozenset({*one.get("all", ()), *some})
    for rule in RULES.values()
    for one in rule.get("when", ())
    if rule.get("tier") == "immediate" and UNLIKE in one.get("without", ())
    for name in one.get("any", (None,))
    for some in ([(each,) for each in GROUPS.get(name, (name,))] if name else [()])
]
"""What would be immediate but for the doubt."""


@pytest.mark.parametrize("reporter", ["child", "adult_survivor", "parent", "teacher", None])
def test_what_is_doubted_is_read_by_a_human_within_the_hour(reporter):
    facts = Facts(reporter=reporter, child_age=12)
    immediate = [one for one in DOUBTED if assess(book(), facts, one).urgency is Urgency.IMMEDIATE]
    lost = [sorted(one) for one in immediate if RANK[assess(book(), facts, one | {UNLIKE}).urgency] > 1]
    assert len(immediate) > 60
    assert lost == []


def test_what_is_doubted_was_immediate():
    facts = Facts(reporter="child", child_age=12)
    assert {assess(book(), facts, one).urgency for one in DOUBTED} == {Urgency.IMMEDIATE}


@pytest.mark.parametrize("plain", ["weapon", "strangling", "suicide_attempt", "suicide_now", "gas_fire"])
def test_the_plainest_signs_are_immediate_in_any_story(plain):
    assert assess(book(), Facts(reporter="child"), frozenset({plain, UNLIKE})).urgency is Urgency.IMMEDIATE


def test_an_answer_takes_the_doubt_away_and_the_explanation_knows():
    held, facts = frozenset({"held", UNLIKE}), Facts(reporter="child", offender_access="lives_with")
    assert assess(book(), Facts(reporter="child"), held).urgency is Urgency.URGENT
    found = assess(book(), facts, held)
    assert (found.urgency, "held" in found.reasons) == (Urgency.IMMEDIATE, True)
    assert "held" not in [rule.id for rule, _ in explain(book(), facts, held, found).nearly]


@pytest.mark.parametrize(
    ("before", "then", "doubted"),
    [
        ((), ("held", UNLIKE), True),
        (("held", UNLIKE), (), True),
        (("greeting", UNLIKE), ("held", UNLIKE), True),
        (("held", UNLIKE), ("violence",), False),
        (("violence",), ("chatter", UNLIKE), False),
        (("held", UNLIKE), ("now",), False),
        (("held", UNLIKE), (LIKE,), False),
    ],
)
def test_a_doubt_about_one_message_is_none_about_another_that_tells_of_danger(before, then, doubted):
    talk = said(said(Talk(), frozenset(before)), frozenset(then))
    assert talk.classes == (frozenset(before) | frozenset(then)) - (frozenset() if doubted else {UNLIKE})

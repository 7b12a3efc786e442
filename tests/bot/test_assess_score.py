"""The gate of domain.md §3.1, demand by demand."""

import pytest

from bot.assess_score import Scored, gates, table
from triage.assess import Assessment
from triage.urgency import Urgency


def one(number, expected, said, *, routes=("112",), given=("112",)):
    return Scored(f"m{number}", Urgency(expected), routes, Assessment(Urgency(said), given, ("a-rule",)))


def many(count, expected, said, **routes):
    return [one(f"-{expected}-{said}-{number}", expected, said, **routes) for number in range(count)]


def gate(scored, name):
    return next(each for each in gates(scored) if each.name == name)


def test_one_missed_immediate_of_a_thousand_fails():
    scored = many(999, "immediate", "immediate")
    assert gate(scored, "recall of immediate").holds
    found = gate([*scored, one(1, "immediate", "urgent")], "recall of immediate")
    assert (found.holds, found.misses) == (False, ("m1",))


@pytest.mark.parametrize(("far", "holds"), [(2, True), (3, False)])
def test_two_of_a_hundred_may_be_two_tiers_away(far, holds):
    scored = many(far, "planned", "urgent") + many(100 - far, "planned", "standard")
    assert gate(scored, "within one tier").holds is holds


@pytest.mark.parametrize(
    ("tier", "alarms", "of", "holds"),
    [
        ("urgent", 15, 100, True),
        ("urgent", 16, 100, False),
        ("standard", 2, 100, True),
        ("standard", 3, 100, False),
        ("planned", 0, 100, True),
        ("planned", 1, 1000, False),
    ],
)
def test_so_many_may_be_taken_for_immediate(tier, alarms, of, holds):
    scored = many(alarms, tier, "immediate") + many(of - alarms, tier, tier)
    assert gate(scored, f"{tier} -> immediate").holds is holds


def test_every_expected_route_must_be_there():
    lacking = many(1, "urgent", "urgent", routes=("medical", "112"))
    assert not gate(lacking, "a route is missing").holds


@pytest.mark.parametrize(("longer", "holds"), [(5, True), (6, False)])
def test_one_and_a_half_extra_routes_on_average(longer, holds):
    scored = many(10 - longer, "urgent", "urgent", given=("112", "103"))
    scored += many(longer, "standard", "standard", given=("112", "103", "102"))
    assert gate(scored, "extra routes, mean").holds is holds


def test_mediation_above_planned_is_forbidden():
    assert not gate(many(1, "standard", "planned", given=("mediation", "112")), "mediation above planned").holds
    assert gate(many(1, "planned", "planned", given=("mediation",)), "mediation above planned").holds


def test_a_demand_without_a_message_holds():
    assert all(each.holds for each in gates([]))


def test_the_table_shows_the_confusion_and_how_little_a_small_sample_proves():
    lines = list(table(many(3, "immediate", "immediate") + many(2, "urgent", "immediate")))
    assert lines[1].split() == ["immediate", "3", "0", "0", "0"]
    assert lines[2].split() == ["urgent", "2", "0", "0", "0"]
    assert lines[-2].endswith("Too few: it proves less than the gate asks.")
    assert "fewer than 63.2 % are missed" in lines[-1]


def test_enough_messages_are_said_to_be_enough():
    lines = list(table(many(150, "immediate", "immediate") + many(450, "urgent", "urgent")))
    assert lines[-2] == "n = 600 labelled, 150 immediate; the gate asks for 600 and 150."
    assert "fewer than 2.0 % are missed" in lines[-1]


def test_many_misses_are_not_a_wall_of_ids():
    lines = list(table(many(100, "immediate", "planned")))
    assert any(line.endswith("and 60 more") for line in lines)

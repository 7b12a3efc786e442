from tests.triage.assessing import book
from triage.assess import assess
from triage.explain import explain
from triage.facts import Facts


def told(*classes, **facts):
    found = Facts(**facts), frozenset(classes)
    return explain(book(), *found, assess(book(), *found))


def test_it_names_the_rules_that_fired_with_title_and_source():
    lines = list(told("gas_fire", reporter="child").lines())
    assert lines[:2] == [
        "classes: gas_fire",
        "fired: gas-or-fire | Газ, дым или огонь | domain.md §3.2; NSK-R1b, at any age",
    ]


def test_it_names_the_rules_that_nearly_fired_and_the_one_term_that_was_missing():
    nearly = {rule.id: term for rule, term in told("rape", reporter="child", age=15).nearly}
    assert nearly["ru-free-advocate"] == "country = RU"
    assert nearly["sexual-now"] == "now"


def test_a_rule_that_fired_is_not_one_that_nearly_did():
    explained = told("violence", "now", reporter="child")
    assert not {rule.id for rule in explained.fired} & {rule.id for rule, _ in explained.nearly}


def test_silence_alone_brings_no_rule_near():
    assert told(reporter=None).nearly == ()


def test_it_says_which_classes_a_trap_set_aside():
    assert "set aside: weapon" in list(told("game", "weapon", reporter="child").lines())


def test_where_no_class_was_found_it_says_so():
    assert next(told(reporter="child").lines()) == "classes: none"

import pytest

from triage.pack import BadPack
from triage.rulebook import Rulebook, load
from triage.rules import parse_rules
from triage.urgency import Urgency

GOOD = """
[violence-now]
title = "Бьют прямо сейчас"
tier = "immediate"
routes = ["112", "duty_specialist"]
source = "domain.md §3.2"
when = [{ all = ["violence", "now"], without = ["fiction"] }, { safe_now = ["no"] }]
"""
LAST = """
[unknown-needs-a-human]
title = "Не понято"
default = true
tier = "urgent"
routes = ["duty_specialist"]
source = "P-05.1"
"""
LIFT = '[lift]\ntitle = "Выше"\nsource = "domain.md"\nraise = 1\nfrom = "standard"\nwhen = [{ child_under = 11 }]\n'
GUARD = '[guard]\ntitle = "Не вместе"\nsource = "ALT-R2"\nforbid = ["mediation"]\nabove = "planned"\n'
TRAP = """
[game]
title = "Игра"
tier = "planned"
routes = ["info_only"]
source = "domain.md §5.9"
sets_aside = ["weapon"]
when = [{ any = ["game"] }]
"""
LIMITS = '[unattended_limits]\nfrom_years = [0]\nhours = [0]\nsource = "requirements.md §3.5"\n'


def parsed(text=GOOD):
    return parse_rules(text, file="common/rules.toml")


def test_a_rule_is_read_as_it_stands():
    (rule,) = parsed()
    assert (rule.id, rule.tier, rule.routes, len(rule.when)) == (
        "violence-now",
        Urgency.IMMEDIATE,
        ("112", "duty_specialist"),
        2,
    )


def test_the_other_kinds_of_rules_are_told_apart_by_what_they_set():
    last, lift, guard, trap = parsed(LAST + LIFT + GUARD + TRAP)
    assert last.default
    assert lift.lifts is Urgency.STANDARD
    assert (guard.forbid, guard.above) == ({"mediation"}, Urgency.PLANNED)
    assert trap.sets_aside == {"weapon"}


@pytest.mark.parametrize(
    ("text", "old", "new", "named"),
    [
        (GOOD, "[violence-now]", "[Violence_now]", "small-letters-and-hyphens"),
        (GOOD, "[violence-now]", "[violence-now", "not TOML"),
        (GOOD, "tittle", "tittle", "did you mean"),
        (GOOD, "routes", "route", "did you mean routes"),
        (GOOD, "tier", "teir", "did you mean tier"),
        (GOOD, '"112"', '"phone"', "known are 112"),
        (GOOD, '"duty_specialist"', '"duty-specialist"', "did you mean duty_specialist"),
        (GOOD, '["112", "duty_specialist"]', "[]", "not empty"),
        (GOOD, '"immediate"', '"imediate"', "did you mean immediate"),
        (GOOD, '"immediate"', "1", "in quotes"),
        (GOOD, '"violence"', '"violense"', "did you mean violence"),
        (GOOD, '["no"]', '["never"]', "known are yes"),
        (GOOD, 'without = ["fiction"]', 'without = ["now"]', "can never hold"),
        (GOOD, 'title = "Бьют прямо сейчас"\n', "", "title = None: missing"),
        (GOOD, 'source = "domain.md §3.2"\n', "", "source = None: missing"),
        (GOOD, '"domain.md §3.2"', '" "', "not empty"),
        (GOOD, "Бьют прямо сейчас", "Бьют " * 9, "at most 40 characters"),
        (LAST, "default = true\n", "", "would fire for everybody"),
        (LAST, "true", '"yes"', "without quotes"),
        (LIFT, "raise = 1", "raise = 2", "by one tier"),
        (LIFT, "raise = 1", "raise = true", "by one tier"),
        (LIFT, '"standard"', '"immediate"', "nothing is above immediate"),
        (LIFT, '"standard"', '"planned"', "planned stays"),
        (LIFT, "raise = 1", 'raise = 1\ntier = "urgent"', "no such field"),
        (GUARD, '"mediation"', '"mediaton"', "did you mean mediation"),
        (GUARD, 'above = "planned"\n', "", "would fire for everybody"),
        (TRAP, '["weapon"]', '["game"]', "known are"),
        (TRAP, 'any = ["game"]', 'any = ["game", "afraid"]', "only these may calm"),
        (TRAP, 'any = ["game"]', 'all = ["retraction"]', "only these may calm"),
        (TRAP, 'any = ["game"]', 'all = ["insult"]', "only these may calm"),
    ],
)
def test_a_wrong_rule_is_refused_with_file_key_value_and_cure(text, old, new, named):
    if old == "tittle":
        old, new = "title", "tittle"
    with pytest.raises(BadPack, match=named) as caught:
        parsed(text.replace(old, new))
    assert "common/rules.toml" in str(caught.value)


def test_the_refusal_names_rule_field_and_value():
    with pytest.raises(BadPack, match=r"violence-now\.routes = '911'"):
        parsed(GOOD.replace("112", "911"))


def test_two_packs_may_not_have_one_rule():
    with pytest.raises(BadPack, match="violence-now: two packs"):
        Rulebook.of(parsed() + parsed() + parsed(LAST))


@pytest.mark.parametrize("text", [GOOD, GOOD + LAST + LAST.replace("unknown-", "unclear-")])
def test_exactly_one_rule_catches_what_no_other_understood(text):
    with pytest.raises(BadPack, match="exactly one rule"):
        Rulebook.of(parsed(text))


def laid(directory, **packs):
    for name, text in packs.items():
        (directory / name).mkdir()
        (directory / name / "rules.toml").write_text(text, encoding="utf-8")
    return directory


def test_a_book_is_read_from_the_packs_of_a_directory(tmp_path):
    book = load(laid(tmp_path, first=LIMITS + LAST, second=GOOD))
    assert list(book.rules) == ["unknown-needs-a-human", "violence-now"]
    assert book.title("violence-now") == "Бьют прямо сейчас"
    assert book.title("machine-failed") == "machine-failed"


def test_no_rules_at_all_refuse_the_start(tmp_path):
    with pytest.raises(BadPack, match=r"no pack has a rules\.toml"):
        load(tmp_path)


@pytest.mark.parametrize(("first", "second"), [(LAST, GOOD), (LIMITS + LAST, LIMITS + GOOD)])
def test_the_table_of_limits_stands_in_exactly_one_pack(tmp_path, first, second):
    with pytest.raises(BadPack, match="exactly one"):
        load(laid(tmp_path, first=first, second=second))

"""How urgent a report is, who helps, and why: rules over facts and word classes. Pure; never sees a text.

The highest tier of all rules that fire counts; then those that raise; nothing lowers (P-05.1, domain.md §3.2).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from triage.classes import GROUPS
from triage.facts import Facts
from triage.resemblance import UNLIKE
from triage.routes import in_order
from triage.rulebook import Rulebook
from triage.rules import Rule
from triage.urgency import RANK, Urgency

_GRAVE: Final = frozenset((*GROUPS["@immediate"], *GROUPS["@urgent"]))
_DOUBT: Final = frozenset({"yes", "unknown"})
_ALARMING: Final = {
    "safe_now": frozenset({"no", "unknown"}),
    "offender_access": frozenset({"now", "tonight", "lives_with", "contact", "unknown"}),
    "last_event": frozenset({"now", "lt72h", "lt120h"}),
    "food": frozenset({"no", "unknown"}),
    **dict.fromkeys(("hurt", "suicide_thoughts", "suicide_now", "plan", "carers_intoxicated"), _DOUBT),
    **dict.fromkeys(("gas_or_fire", "others_at_risk"), _DOUBT),
}
"""Answer → what of it tells of danger, or leaves it open."""
_A_HUMAN: Final = ("duty_specialist",)
"""Where rules leave no route: every report reaches a human (P-04.4)."""


@dataclass(frozen=True)
class Assessment:
    """``routes`` in the order of ``triage.routes``; ``reasons`` are ids of rules, the gravest first."""

    urgency: Urgency
    routes: tuple[str, ...]
    reasons: tuple[str, ...]


def assess(rulebook: Rulebook, facts: Facts, classes: frozenset[str]) -> Assessment:
    """The same for the same facts and classes, whatever the words were (P-01.3)."""
    rules = tuple(rulebook.rules.values())
    classes = undoubted(facts, classes)
    counted = counting(rules, facts, classes)
    signs = _signs(rules, facts, counted, aside=counted != classes or _GRAVE.isdisjoint(classes))
    tier = min((rule.tier for rule in signs if rule.tier), key=RANK.__getitem__)
    lifted = [] if signs[0].default else [rule for rule in rules if rule.lifts is tier and fires(rule, facts, counted)]
    urgency = _one_up(tier) if lifted else tier
    guards = [rule for rule in rules if _guards(rule, urgency) and fires(rule, facts, classes)]
    wanted = {route for rule in (*signs, *lifted) for route in rule.routes}
    acting = [rule for rule in guards if wanted & rule.forbid]
    left = wanted.difference(*(rule.forbid for rule in acting))
    return Assessment(urgency, in_order(left or _A_HUMAN), _ids((*signs, *lifted, *acting)))


def fires(rule: Rule, facts: Facts, classes: frozenset[str]) -> bool:
    """Whether any alternative holds; without alternatives always."""
    return not rule.when or any(one.holds(facts, classes) for one in rule.when)


def undoubted(facts: Facts, classes: frozenset[str]) -> frozenset[str]:
    """Without the doubt about words where an answer tells of danger: no answer is overruled (domain.md §3.2)."""
    alarming = any(getattr(facts, name) in values for name, values in _ALARMING.items())
    return classes - {UNLIKE} if alarming else classes


def counting(rules: Iterable[Rule], facts: Facts, classes: frozenset[str]) -> frozenset[str]:
    """The classes without those that a trap or a distant past explains: only if these are all the grave ones found."""
    explained: set[str] = set()
    for rule in rules:
        if rule.sets_aside and fires(rule, facts, classes):
            explained |= rule.sets_aside
    return classes - explained if (classes & _GRAVE) <= explained else classes


def _signs(rules: Iterable[Rule], facts: Facts, classes: frozenset[str], *, aside: bool) -> list[Rule]:
    """What fired; where nothing did, the first default that fits, and of those the one without ``when`` last."""
    known = [rule for rule in rules if rule.tier and (aside or not rule.sets_aside)]
    fired = [rule for rule in known if not rule.default and fires(rule, facts, classes)]
    defaults = sorted((rule for rule in known if rule.default), key=lambda rule: not rule.when)
    return fired or [next(rule for rule in defaults if fires(rule, facts, classes))]


def _one_up(tier: Urgency) -> Urgency:
    return tuple(Urgency)[max(RANK[tier] - 1, 0)]


def _guards(rule: Rule, urgency: Urgency) -> bool:
    return bool(rule.forbid) and (rule.above is None or RANK[urgency] < RANK[rule.above])


def _ids(rules: Iterable[Rule]) -> tuple[str, ...]:
    graver = sorted(rules, key=lambda rule: RANK[rule.tier] if rule.tier else len(RANK))
    return tuple(rule.id for rule in graver)

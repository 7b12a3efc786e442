"""Why an assessment came out so: which rules fired, which nearly did, which classes were found. No word of a text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.assess import Assessment, counting, fires, undoubted
from triage.facts import Facts
from triage.rulebook import Rulebook
from triage.rules import Rule


@dataclass(frozen=True)
class Explanation:
    """``nearly``: rule and the one term that was missing. ``aside``: classes found that a trap or the past explains."""

    fired: tuple[Rule, ...]
    nearly: tuple[tuple[Rule, str], ...]
    classes: tuple[str, ...]
    aside: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """For a terminal, one fact a line."""
        yield f"classes: {', '.join(self.classes) or 'none'}"
        if self.aside:
            yield f"set aside: {', '.join(self.aside)}"
        yield from (f"fired: {rule.id} | {rule.title} | {rule.source}" for rule in self.fired)
        yield from (f"nearly: {rule.id} | {rule.title} | {rule.source} | missing: {term}" for rule, term in self.nearly)


def explain(rulebook: Rulebook, facts: Facts, classes: frozenset[str], found: Assessment) -> Explanation:
    """``found`` is what ``assess`` said of the same facts and classes."""
    rules = tuple(rulebook.rules.values())
    counted = counting(rules, facts, undoubted(facts, classes))
    return Explanation(
        fired=tuple(rulebook.rules[reason] for reason in found.reasons),
        nearly=tuple(_nearly(rules, facts, counted)),
        classes=tuple(sorted(classes)),
        aside=tuple(sorted(classes - counted)),
    )


def _nearly(rules: Iterable[Rule], facts: Facts, classes: frozenset[str]) -> Iterator[tuple[Rule, str]]:
    for rule in rules:
        if not fires(rule, facts, classes):
            terms = [term for one in rule.when if (term := one.nearly(facts, classes))]
            yield from ((rule, term) for term in terms[:1])

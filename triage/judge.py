"""Text and answers → urgency, routes, reasons: the matcher and the rules, joined."""

from dataclasses import dataclass

from triage.assess import Assessment, assess
from triage.facts import Facts
from triage.rulebook import Rulebook
from triage.words import Matcher


@dataclass(frozen=True)
class Judge:
    """Loaded once, from the packs; never changed while the process lives."""

    rulebook: Rulebook
    matcher: Matcher

    def classes(self, text: str) -> frozenset[str]:
        """What a text tells, as ``triage.classes``."""
        return self.matcher.classes(text)

    def assess(self, facts: Facts, classes: frozenset[str]) -> Assessment:
        """Urgency, routes and reasons; never sees a text."""
        return assess(self.rulebook, facts, classes)

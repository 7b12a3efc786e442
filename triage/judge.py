"""Text and answers → urgency, routes, reasons: the matcher and the rules, joined."""

from dataclasses import dataclass
from pathlib import Path

from triage.assess import Assessment, assess
from triage.facts import Facts
from triage.lexicon import read_table
from triage.resemblance import Resemblance, read_model
from triage.rulebook import Rulebook, load
from triage.words import Matcher


def load_judge(packs: Path) -> "Judge":
    """Rules, lexicon and model of the packs. Raises BadPack, BadTable, BadModel or OSError."""
    table, model = packs / "common" / "lexicon.json", packs / "common" / "resemblance.json"
    return Judge(
        load(packs),
        read_table(table.read_text(encoding="utf-8"), file=str(table)),
        read_model(model.read_text(encoding="utf-8"), file=str(model)),
    )


@dataclass(frozen=True)
class Judge:
    """Loaded once, from the packs; never changed while the process lives."""

    rulebook: Rulebook
    matcher: Matcher
    resemblance: Resemblance

    def classes(self, text: str, *, story: bool = True) -> frozenset[str]:
        """What a text tells, as ``triage.classes``. An answer that is no ``story`` is not compared with stories."""
        found = self.matcher.classes(text)
        return found | self.resemblance.classes(text) if story else found

    def assess(self, facts: Facts, classes: frozenset[str]) -> Assessment:
        """Urgency, routes and reasons; never sees a text."""
        return assess(self.rulebook, facts, classes)

"""The rules of all packs as one book, in the order of the files; what only the whole book can tell is checked here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from triage.limits import TABLE, Limits, parse_limits
from triage.pack import BadPack, tables
from triage.rules import Rule, parse_rules
from triage.urgency import RANK


@dataclass(frozen=True)
class Rulebook:
    """``rules`` by id."""

    rules: Mapping[str, Rule]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "Rulebook":
        """Raises BadPack when two rules have one id, or when nothing says what to do where no sign is found."""
        by_id: dict[str, Rule] = {}
        for rule in rules:
            if rule.id in by_id:
                raise BadPack(f"{rule.id}: two packs have a rule of this id; rename one of them")
            by_id[rule.id] = rule
        last = [rule.id for rule in by_id.values() if rule.default and not rule.when]
        if len(last) != 1:
            found = ", ".join(last) or "none"
            raise BadPack(f"default = true without when: {found}; exactly one rule catches what no other understood")
        return cls(by_id)

    def title(self, reason: str) -> str:
        """What the desk reads for a reason; a reason of another book is shown as it is."""
        rule = self.rules.get(reason)
        return rule.title if rule else reason

    def gravest_first(self, reasons: Iterable[str]) -> tuple[str, ...]:
        """As the desk reads them: signs by their tier, then what raised, what no rule here has, what only forbids."""
        return tuple(sorted(reasons, key=self._weight))

    def _weight(self, reason: str) -> tuple[int, bool]:
        rule, last = self.rules.get(reason), len(RANK)
        if rule is None:
            return last + 1, False
        if rule.tier is None:
            return (last + 2 if rule.forbid else last), False
        return RANK[rule.tier], rule.default


def load(directory: Path) -> Rulebook:
    """Every ``<pack>/rules.toml``. Raises BadPack naming file, key, value and cure."""
    texts = {str(path): path.read_text(encoding="utf-8") for path in sorted(directory.glob("*/rules.toml"))}
    if not texts:
        raise BadPack(f"{directory}: no pack has a rules.toml; without rules nobody in danger comes first")
    limits = _limits(texts)
    return Rulebook.of(rule for file, text in texts.items() for rule in parse_rules(text, file=file, limits=limits))


def _limits(texts: Mapping[str, str]) -> Limits:
    found = [
        parse_limits(parsed[TABLE], file=file)
        for file, text in texts.items()
        if TABLE in (parsed := tables(text, file=file))
    ]
    if len(found) != 1:
        raise BadPack(f"[{TABLE}] stands in {len(found)} files of {', '.join(texts)}; write it in exactly one")
    return found[0]

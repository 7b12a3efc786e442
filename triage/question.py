"""One question of the interview: what it offers, and which facts an answer gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.urgency import Urgency

UNKNOWN = "unknown"
SKIP = "skip"
"""Every question has both (conversation.md, rule 11): "I don't know" is a doubt, "I'd rather not say" is silence."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """``choices``: id → facts that it gives (names of ``triage.facts.Facts``). ``open``: answered in own words.

    ``unknown``: the facts that "I don't know" gives, where doubt must count; ``skip`` never gives any.
    ``when``: alternatives in the grammar of ``triage.conditions``, () = always; ``tiers``: where an answer matters.
    ``source`` is where the question comes from; ``changes`` says what an answer is good for.
    """

    id: str
    source: str
    changes: str
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    when: tuple[Mapping[str, object], ...] = ()
    tiers: tuple[Urgency, ...] = tuple(Urgency)
    open: bool = False

    def facts(self, choice: str) -> Mapping[str, str]:
        """What an answer says; nothing for a skip or a choice that this question does not offer."""
        return self.unknown if choice == UNKNOWN else self.choices.get(choice, {})

    def offers(self, choice: str) -> bool:
        """Whether a tap may say this: old keyboards and forged taps say all sorts of things."""
        return choice in self.choices or choice in {UNKNOWN, SKIP}

"""What happens next: an ordered list of steps, who does what and when (P-07.1; conversation.md, rule 21).

The sentences stand in i18n under ``step-<id>``, one for each audience.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from triage.urgency import Urgency

MOST = 5
"""Lines that still fit into one message (conversation.md, rule 17)."""
NOW, LATER = (Urgency.IMMEDIATE,), (Urgency.URGENT, Urgency.STANDARD, Urgency.PLANNED)
_OWN = ("child", "unknown")
_THIRD = ("parent", "relative", "neighbour", "teacher", "professional", "other")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """``desk``: ``open``, ``night`` or ``unknown``; ``country``: ``ru``, ``kz`` or ``none``."""

    urgency: Urgency
    reporter: str
    country: str
    desk: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """``only``: field of Standing → the values for which this step holds; a field left out holds for all."""

    id: str
    source: str
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def holds(self, standing: Standing) -> bool:
        """Whether it is a step of somebody who stands there."""
        return all(getattr(standing, name) in allowed for name, allowed in self.only.items())


STEPS: tuple[Step, ...] = (
    Step(id="call", source="domain.md §3.1 (immediate: numbers in the first line)", only={"urgency": NOW}),
    Step(
        id="people",
        source="domain.md §1.3 (a child who cannot speak: go out to people)",
        only={"urgency": NOW, "reporter": (*_OWN, "friend", "adult_survivor")},
    ),
    Step(id="consent", source="requirements P-03.2", only={"reporter": ("adult_survivor",)}),
    Step(id="read_first", source="domain.md §3.1 (queue)", only={"urgency": NOW, "desk": ("open",)}),
    Step(id="read", source="conversation.md rule 21", only={"urgency": LATER, "desk": ("open",)}),
    Step(id="read_morning", source="conversation.md rule 28", only={"desk": ("night", "unknown")}),
    Step(id="write", source="conversation.md rule 26"),
    Step(
        id="gently",
        source="domain.md §3.4 (do not question, do not confront); requirements P-04.1",
        only={"reporter": _THIRD},
    ),
    Step(id="friend", source="domain.md §3.4 (response skeleton)", only={"reporter": ("friend",), "urgency": LATER}),
    Step(
        id="decide",
        source="requirements P-11.1; conversation.md rule 15",
        only={"reporter": (*_OWN, "friend", "adult_survivor"), "urgency": LATER},
    ),
    Step(
        id="help",
        source="conversation.md rules 2 and 29; СК РФ 56 п. 3 (domain.md §2.1)",
        only={"reporter": (*_OWN, "friend", *_THIRD)},
    ),
    Step(id="line_ru", source="domain.md §1.1 ru_child_short", only={"country": ("ru",)}),
    Step(id="line_kz", source="domain.md §1.2 kz_111; requirements KZ-4.8", only={"country": ("kz",)}),
)
"""In the order in which they are told."""

_LAST = frozenset({"line_ru", "line_kz"})


def steps(standing: Standing) -> tuple[str, ...]:
    """The ids of the next steps, at most MOST, the helpline's never left out."""
    held = [step.id for step in STEPS if step.holds(standing)]
    lines = [one for one in held if one in _LAST]
    return (*[one for one in held if one not in _LAST][: MOST - len(lines)], *lines)


def every_standing() -> Iterable[Standing]:
    """All of them, for the tests and the text linter."""
    reporters = (*_OWN, "friend", "adult_survivor", *_THIRD)
    for urgency in Urgency:
        for reporter in reporters:
            for country in ("none", "ru", "kz"):
                for desk in ("open", "night", "unknown"):
                    yield Standing(urgency=urgency, reporter=reporter, country=country, desk=desk)

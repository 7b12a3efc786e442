"""What is known of a report: answers, who writes, how old. Pure values; a missing one was not asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from triage.limits import Limits

_YES_NO_UNKNOWN: Final = ("yes", "no", "unknown")

VALUES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "reporter": (
            "child",
            "friend",
            "parent",
            "relative",
            "neighbour",
            "teacher",
            "professional",
            "adult_survivor",
            "other",
        ),
        "age_band": ("<=10", "11-13", "14-17", "18+"),
        "lang": ("ru", "kk", "en"),
        "country": ("RU", "KZ"),
        "safe_now": _YES_NO_UNKNOWN,
        "offender_access": ("now", "tonight", "lives_with", "contact", "none", "unknown"),
        "last_event": ("now", "lt72h", "lt120h", "past"),
        "food": _YES_NO_UNKNOWN,
        "plan": _YES_NO_UNKNOWN,
        "consent_contact": ("yes", "no"),
        "hurt": _YES_NO_UNKNOWN,
        "suicide_thoughts": _YES_NO_UNKNOWN,
        "suicide_now": _YES_NO_UNKNOWN,
        "relation": ("family", "known", "peer", "stranger", "unknown", "self"),
        "carers_intoxicated": _YES_NO_UNKNOWN,
        "gas_or_fire": _YES_NO_UNKNOWN,
        "others_at_risk": _YES_NO_UNKNOWN,
    }
)
"""Fact → its values. Of ``relation`` any other string is kept too, no rule needs more."""

OPEN: Final = frozenset({"relation"})
"""Facts that may have a value beyond those."""

BAND_FROM: Final[Mapping[str, int]] = MappingProxyType({"<=10": 0, "11-13": 11, "14-17": 14, "18+": 18})
"""Age band → its lower edge in years: the strictest plausible class (NSK-T2)."""

ADULT_REPORTERS: Final = frozenset({"teacher", "professional", "adult_survivor"})
"""Who can't be a child."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Values as in VALUES, or None = not asked. Ages in completed years, ``hours_unattended`` in hours."""

    reporter: str | None = None
    age_band: str | None = None
    lang: str | None = None
    country: str | None = None
    age: int | None = None
    child_age: int | None = None
    hours_unattended: float | None = None
    safe_now: str | None = None
    offender_access: str | None = None
    last_event: str | None = None
    food: str | None = None
    plan: str | None = None
    consent_contact: str | None = None
    hurt: str | None = None
    suicide_thoughts: str | None = None
    suicide_now: str | None = None
    relation: str | None = None
    carers_intoxicated: str | None = None
    gas_or_fire: str | None = None
    others_at_risk: str | None = None

    def child_years(self) -> int | None:
        """Years of the child in danger; of several the youngest decides (NSK-T3). None: nothing tells it."""
        own = self.author_years() if self.reporter in {None, "child"} else None
        told = [years for years in (self.child_age, own) if years is not None]
        return min(told, default=None)

    def author_years(self) -> int | None:
        """Years of the author, else the lower edge of the band."""
        return self.age if self.age is not None else BAND_FROM.get(self.age_band or "")

    def hours_over_limit(self, limits: Limits) -> bool:
        """Whether the child is alone longer than T(age) (requirements.md §3.5)."""
        return limits.exceeded(self.child_years(), self.hours_unattended)

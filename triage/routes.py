"""Where help comes from: the route codes of domain.md §3.1, in the order in which they are shown."""

from collections.abc import Iterable
from typing import Final

ROUTES: Final = (
    "112",
    "103",
    "102",
    "duty_specialist",
    "suicide_protocol",
    "medical",
    "investigators",
    "guardianship",
    "online_safety",
    "kdn",
    "helpline_child",
    "legal_aid",
    "adult_support",
    "mediation",
    "info_only",
)
_PLACE: Final = {route: place for place, route in enumerate(ROUTES)}


def in_order(routes: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order of ROUTES. Raises KeyError for one that does not exist."""
    return tuple(sorted(set(routes), key=_PLACE.__getitem__))

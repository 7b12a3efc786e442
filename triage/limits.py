"""T(age): how long a child may be unattended (requirements.md §3.5). The table is data of the pack."""

from dataclasses import dataclass
from itertools import pairwise

from triage.pack import BadPack, Place, right_fields, text_of

TABLE = "unattended_limits"
"""The table of a rules file that is no rule."""
MOST_HOURS = 24 * 366
"""A year: more is a slip of the pen."""
_ADULT = 18
_FIELDS = ("from_years", "hours")


@dataclass(frozen=True)
class Limits:
    """``classes``: (first completed year of the age class, hours), youngest first."""

    classes: tuple[tuple[int, float], ...]

    def exceeded(self, years: int | None, hours: float | None) -> bool:
        """``>=`` (NSK-T1). Unknown age: the strictest class (NSK-T2). Unknown duration: no, other rules see to it."""
        if hours is None or (years is not None and years >= _ADULT):
            return False
        return hours >= self.limit(years or 0)

    def limit(self, years: int) -> float:
        """Hours for that age."""
        return next(hours for first, hours in reversed(self.classes) if years >= first)


def parse_limits(table: object, *, file: str) -> Limits:
    """The table ``[unattended_limits]``. Raises BadPack."""
    place = Place(file, TABLE)
    if not isinstance(table, dict):
        raise BadPack(f"{file}: {TABLE}: write a table [{TABLE}] with from_years, hours and source")
    right_fields(place, table, (*_FIELDS, "source"), needed=(*_FIELDS, "source"))
    text_of(place, "source", table["source"])
    years = _numbers(place, "from_years", table["from_years"])
    hours = _numbers(place, "hours", table["hours"])
    if len(years) != len(hours):
        raise place.bad("hours", table["hours"], f"as many as from_years, which has {len(years)}")
    if years[0] != 0 or any(one >= other for one, other in pairwise(years)) or years[-1] >= _ADULT:
        raise place.bad("from_years", table["from_years"], "begin with 0 and rise, below 18, as in [0, 1, 3]")
    if any(one > other for one, other in pairwise(hours)):
        raise place.bad("hours", table["hours"], "an older child may not have less time than a younger one")
    return Limits(tuple((int(first), limit) for first, limit in zip(years, hours, strict=True)))


def _numbers(place: Place, field: str, value: object) -> tuple[float, ...]:
    if not isinstance(value, list) or not value:
        raise place.bad(field, value, "a list of numbers in brackets, not empty")
    for one in value:
        whole = isinstance(one, int) or (field == "hours" and isinstance(one, float))
        if not whole or isinstance(one, bool) or not 0 <= one <= MOST_HOURS:
            raise place.bad(field, one, "an impossible number; whole years, hours of at least 0 and at most a year")
    return tuple(float(one) for one in value)

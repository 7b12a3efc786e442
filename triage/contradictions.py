"""Which conditions can never hold, whoever writes whatever: a rule of such is a slip, and a child pays for it."""

from collections.abc import Mapping
from typing import Final

from triage.facts import ADULT_REPORTERS, BAND_FROM, VALUES

_ADULT: Final = 18
_Names = Mapping[str, tuple[str, ...]]


def contradiction(classes: _Names, answers: _Names, years: Mapping[str, int]) -> str:
    """Why the terms of one alternative exclude each other, or ""."""
    return _of_classes(classes) or _of_answers(answers) or _of_years(years) or _of_ages(answers, years)


def _of_classes(classes: _Names) -> str:
    without = frozenset(classes.get("without", ()))
    both = without.intersection(classes.get("all", ()))
    if both:
        return f"{min(both)} stands in all and in without"
    some = classes.get("any")
    return "without excludes every class of any" if some and without.issuperset(some) else ""


def _of_answers(answers: _Names) -> str:
    for fact, values in answers.items():
        refused = answers.get(f"not_{fact}", ())
        if fact in VALUES and not set(values) - set(refused):
            return f"not_{fact} excludes every value of {fact}"
    return ""


def _of_years(years: Mapping[str, int]) -> str:
    for whose in ("child", "age"):
        under, first = years.get(f"{whose}_under"), years.get(f"{whose}_from")
        if under is not None and first is not None and under <= first:
            return f"{whose}_under = {under} is not over {whose}_from = {first}"
    return ""


def _of_ages(answers: _Names, years: Mapping[str, int]) -> str:
    bands = answers.get("age_band", tuple(BAND_FROM))
    refused = answers.get("not_age_band", ())
    adult_band = "18+" in bands and "18+" not in refused
    child_band = any(band != "18+" and band not in refused for band in bands)
    reporters = answers.get("reporter", ())
    if reporters and ADULT_REPORTERS.issuperset(reporters) and "age_band" in answers and not adult_band:
        return f"{reporters[0]} is an adult, and the age bands are those of children"
    if years.get("age_from", 0) >= _ADULT and "age_band" in answers and not adult_band:
        return "age_from asks for an adult, and the age bands are those of children"
    if years.get("age_under", _ADULT + 1) <= _ADULT and "age_band" in answers and not child_band:
        return "age_under asks for a child, and the age band is that of adults"
    return ""

"""Conditions of rules, steps and questions: data that says when. Facts and word classes in, yes or no out; never text.

A ``when`` is a list of alternatives, of which one must hold; an alternative is a table whose terms must all hold:
``all``, ``any``, ``without``: lists of word classes, or of groups of them as in "@urgent";
``<fact> = ["yes", "unknown"]``: one of these was answered (a question not asked never satisfies);
``not_<fact> = [...]``: none of these was answered (a question not asked satisfies);
``child_under``, ``child_from``, ``age_under``, ``age_from``: completed years of the youngest child, of the author;
``hours_at_least = N``, ``hours = "over-limit"`` (T(age), needs the table of limits), ``hours = "unknown"``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from triage.classes import CLASSES, GROUPS
from triage.contradictions import contradiction
from triage.facts import VALUES, Facts
from triage.limits import MOST_HOURS, Limits
from triage.pack import Place, names_of, right_fields

_YEARS_OF: Final = {"child": Facts.child_years, "age": Facts.author_years}
_FIELD: Final = "when"
_OF_CLASSES: Final = ("all", "any", "without")
_OF_YEARS: Final = ("child_under", "child_from", "age_under", "age_from")
_OLDEST: Final = {"child": 18, "age": 120}
_HOURS: Final = ("over-limit", "unknown")
TERMS: Final = (*_OF_CLASSES, *VALUES, *(f"not_{fact}" for fact in VALUES), *_OF_YEARS, "hours_at_least", "hours")


@dataclass(frozen=True)
class Term:
    """One thing that must be so; ``said`` names it for --explain, in the words of the pack.

    ``asks``: something has to be known for it; False where silence satisfies (``without``, ``not_<fact>``).
    """

    said: str
    holds: Callable[[Facts, frozenset[str]], bool]
    asks: bool = True


@dataclass(frozen=True)
class Condition:
    """One alternative."""

    terms: tuple[Term, ...]

    def holds(self, facts: Facts, classes: frozenset[str]) -> bool:
        return all(term.holds(facts, classes) for term in self.terms)

    def missing(self, facts: Facts, classes: frozenset[str]) -> tuple[str, ...]:
        """The terms that do not hold."""
        return tuple(term.said for term in self.terms if not term.holds(facts, classes))

    def nearly(self, facts: Facts, classes: frozenset[str]) -> str:
        """The one term that does not hold, where another that asks for something does; else ""."""
        missing = self.missing(facts, classes)
        if len(missing) != 1:
            return ""
        return missing[0] if any(term.asks and term.said != missing[0] for term in self.terms) else ""


def parse_conditions(place: Place, value: object, *, limits: Limits | None = None) -> tuple[Condition, ...]:
    """The alternatives of one ``when``. Raises BadPack, also for one that can never hold."""
    if not isinstance(value, list) or not value or not all(isinstance(one, dict) and one for one in value):
        raise place.bad(_FIELD, value, 'a list of tables, each with a term, as in [{ any = ["threat"] }]')
    alternatives = tuple(_alternative(place, table, limits) for table in value)
    said = [tuple(term.said for term in one.terms) for one in alternatives]
    for number, one in enumerate(said):
        if one in said[:number]:
            raise place.bad(_FIELD, value[number], "the same alternative stands twice; keep one")
    return alternatives


def _alternative(place: Place, table: Mapping[str, object], limits: Limits | None) -> Condition:
    right_fields(place, table, TERMS, needed=())
    classes = {name: _classes(place, name, table[name]) for name in _OF_CLASSES if name in table}
    answers = {name: _answers(place, name, table[name]) for name in table if name.removeprefix("not_") in VALUES}
    years = {name: _years(place, name, table[name]) for name in _OF_YEARS if name in table}
    why = contradiction(classes, answers, years) or _hours_clash(table)
    if why:
        raise place.bad(_FIELD, table, f"can never hold: {why}; correct it, or leave the alternative out")
    return Condition(
        (
            *_class_terms(table, classes),
            *(_answer_term(name, values) for name, values in answers.items()),
            *(_years_term(name, bound) for name, bound in years.items()),
            *_hours_terms(place, table, limits),
        )
    )


def _classes(place: Place, name: str, value: object) -> tuple[str, ...]:
    written = names_of(place, name, value, (*CLASSES, *GROUPS))
    return tuple(dict.fromkeys(each for one in written for each in GROUPS.get(one, (one,))))


def _answers(place: Place, name: str, value: object) -> tuple[str, ...]:
    return names_of(place, name, value, VALUES[name.removeprefix("not_")])


def _years(place: Place, name: str, value: object) -> int:
    oldest = _OLDEST[name.partition("_")[0]]
    least = 1 if name.endswith("under") else 0
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= oldest:
        raise place.bad(name, value, f"an impossible number; whole years, {least} to {oldest}")
    return value


def _hours_clash(table: Mapping[str, object]) -> str:
    return "hours are given and not given" if "hours_at_least" in table and table.get("hours") == "unknown" else ""


def _class_terms(table: Mapping[str, object], classes: Mapping[str, tuple[str, ...]]) -> tuple[Term, ...]:
    every = tuple(_one_of((name,), name) for name in classes.get("all", ()))
    some = (_one_of(classes["any"], f"any of {_said(table['any'])}"),) if "any" in classes else ()
    none = tuple(_none_of(name) for name in classes.get("without", ()))
    return (*every, *some, *none)


def _one_of(names: tuple[str, ...], said: str) -> Term:
    wanted = frozenset(names)
    return Term(said, lambda _, classes: not wanted.isdisjoint(classes))


def _none_of(name: str) -> Term:
    return Term(f"without {name}", lambda _, classes: name not in classes, asks=False)


def _answer_term(name: str, values: tuple[str, ...]) -> Term:
    fact = name.removeprefix("not_")
    wanted = name == fact
    return Term(f"{name} = {_said(values)}", lambda facts, _: (getattr(facts, fact) in values) is wanted, asks=wanted)


def _years_term(name: str, bound: int) -> Term:
    whose, _, side = name.partition("_")
    years_of = _YEARS_OF[whose]

    def holds(facts: Facts, _: frozenset[str]) -> bool:
        years = years_of(facts)
        return years is not None and (years < bound if side == "under" else years >= bound)

    return Term(f"{name} = {bound}", holds)


def _hours_terms(place: Place, table: Mapping[str, object], limits: Limits | None) -> tuple[Term, ...]:
    terms = (_at_least(place, table["hours_at_least"]),) if "hours_at_least" in table else ()
    if "hours" not in table:
        return terms
    kind = table["hours"]
    if kind == "unknown":
        return (*terms, Term("hours = unknown", lambda facts, _: facts.hours_unattended is None, asks=False))
    if kind != "over-limit":
        raise place.bad("hours", kind, f"one of {', '.join(_HOURS)}, or hours_at_least = a number")
    if limits is None:
        raise place.bad("hours", kind, "only where the pack has a table [unattended_limits]")
    return (*terms, Term("hours = over-limit", lambda facts, _: facts.hours_over_limit(limits)))


def _at_least(place: Place, value: object) -> Term:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= MOST_HOURS:
        raise place.bad("hours_at_least", value, "an impossible number; hours, 0 to a year")
    least = float(value)
    return Term(
        f"hours_at_least = {value}",
        lambda facts, _: facts.hours_unattended is not None and facts.hours_unattended >= least,
    )


def _said(names: object) -> str:
    return ", ".join(names) if isinstance(names, list | tuple) else str(names)

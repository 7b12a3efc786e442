"""Rules of triage: data with an id, a source and a title for the desk. What a pack may say, and what is refused.

Four kinds, told apart by what they set. Every one may have ``when`` (``triage.conditions``):
``tier`` (+ ``routes``): a sign; ``default = true``: only where no sign fired, and one of these without ``when``;
``sets_aside`` (+ ``tier``): the words of these classes do not count, where no other danger word stands beside them;
``raise = 1, from = "standard"`` (+ ``routes``): one tier up from that one;
``forbid`` (+ ``above``): takes routes away, where the report is more urgent than ``above``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from triage.classes import GROUPS, MAY_CALM
from triage.conditions import Condition, parse_conditions
from triage.limits import TABLE, Limits
from triage.pack import BadPack, Place, names_of, right_fields, tables, text_of
from triage.routes import ROUTES
from triage.urgency import Urgency

LONGEST_TITLE: Final = 40
"""Characters: a line of the queue on a telephone."""
_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "raise": ("from", "routes", "when"),
    "forbid": ("above", "when"),
    "sets_aside": ("tier", "routes", "when"),
    "tier": ("routes", "when", "default"),
}
"""What a rule sets → what it may have besides title and source; the first that stands decides."""
_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "raise": ("from", "when"),
    "forbid": (),
    "sets_aside": ("tier", "when"),
    "tier": ("routes",),
}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule. ``lifts`` is the tier that it raises by one; ``when`` empty: always."""

    id: str
    title: str
    source: str
    when: tuple[Condition, ...] = ()
    tier: Urgency | None = None
    routes: tuple[str, ...] = ()
    default: bool = False
    sets_aside: frozenset[str] = frozenset()
    lifts: Urgency | None = None
    forbid: frozenset[str] = frozenset()
    above: Urgency | None = None


def parse_rules(text: str, *, file: str, limits: Limits | None = None) -> tuple[Rule, ...]:
    """The rules of one file (TOML, a table per rule). Raises BadPack; ``file`` is only named in it."""
    return tuple(
        _rule(Place(file, key), table, limits) for key, table in tables(text, file=file).items() if key != TABLE
    )


def _rule(place: Place, table: object, limits: Limits | None) -> Rule:
    if not _ID.fullmatch(place.key) or not isinstance(table, dict):
        raise BadPack(f"{place.file}: {place.key}: write a table [small-letters-and-hyphens] for each rule")
    kind = next((name for name in _KINDS if name in table), "tier")
    right_fields(
        place,
        table,
        ("title", "source", kind, *_KINDS[kind]),
        needed=("title", "source", kind, *_NEEDED[kind]),
    )
    rule = Rule(
        id=place.key,
        title=_title(place, table["title"]),
        source=text_of(place, "source", table["source"]),
        when=parse_conditions(place, table["when"], limits=limits) if "when" in table else (),
        tier=_tier(place, "tier", table.get("tier")),
        routes=_names(place, table, "routes"),
        default=_default(place, table.get("default", False)),
        sets_aside=_aside(place, table),
        lifts=_lifted(place, table),
        forbid=frozenset(_names(place, table, "forbid")),
        above=_tier(place, "above", table.get("above")),
    )
    return _whole(place, rule)


def _whole(place: Place, rule: Rule) -> Rule:
    if not rule.when and not rule.default and not rule.above:
        raise place.bad("when", None, "missing; without it the rule would fire for everybody")
    return rule


def _title(place: Place, value: object) -> str:
    title = text_of(place, "title", value)
    if len(title) > LONGEST_TITLE:
        raise place.bad("title", title, f"at most {LONGEST_TITLE} characters, this has {len(title)}")
    return title


def _tier(place: Place, field: str, value: object) -> Urgency | None:
    if value is None:
        return None
    return Urgency(names_of(place, field, [value], tuple(Urgency))[0])


def _names(place: Place, table: Mapping[str, object], field: str) -> tuple[str, ...]:
    return names_of(place, field, table[field], ROUTES) if field in table else ()


def _default(place: Place, value: object) -> bool:
    if not isinstance(value, bool):
        raise place.bad("default", value, "true or false, without quotes")
    return value


def _lifted(place: Place, table: Mapping[str, object]) -> Urgency | None:
    if "raise" not in table:
        return None
    if table["raise"] != 1 or isinstance(table["raise"], bool):
        raise place.bad("raise", table["raise"], "1: a rule raises by one tier")
    lifted = _tier(place, "from", table["from"])
    if lifted not in {Urgency.STANDARD, Urgency.URGENT}:
        raise place.bad("from", table["from"], "standard or urgent: nothing is above immediate, and planned stays")
    return lifted


def _aside(place: Place, table: Mapping[str, object]) -> frozenset[str]:
    """A danger word may never help to set another aside: more danger would then be less urgent."""
    if "sets_aside" not in table:
        return frozenset()
    danger = (*GROUPS["@immediate"], *GROUPS["@urgent"], *GROUPS["@standard"])
    for alternative in _alternatives(table["when"]):
        for field in ("all", "any"):
            for name in alternative.get(field, ()):
                if name not in MAY_CALM:
                    raise place.bad(f"when.{field}", name, f"only these may calm: {', '.join(sorted(MAY_CALM))}")
    return frozenset(names_of(place, "sets_aside", table["sets_aside"], danger))


def _alternatives(when: object) -> tuple[dict[str, list[str]], ...]:
    return tuple(when) if isinstance(when, list) else ()

"""What the desk has done with a signal, as the console's browser gets it (docs/console-api.md)."""

from collections.abc import Mapping
from datetime import UTC, datetime

from portal.parts import Json
from triage.case import Case, Taken, Telling


def iso(at: datetime) -> str:
    """ISO 8601 in UTC, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def case_of(case: Case, names: Mapping[str, str], *, taken: bool) -> Json:
    """The part ``case`` of a row. ``taken``: somebody has it, or had it to the end; before, a drill looks like any."""
    return {
        "desk": case.desk,
        "before": _person(case.before, names),
        "lowered": case.lowered,
        "opinions": [_person(one, names) for one in case.opinions],
        "tellings": [_telling(one, names) for one in case.tellings],
        "outcome": case.outcome,
        "closed_at": iso(case.closed_at) if case.closed_at else None,
        "closed_by": _person(case.closed_by, names),
        "after": case.after,
        "taken": _taken(case.taken, names),
        "drill": case.drill and taken,
        "answered": case.answered,
    }


def _taken(taken: Taken | None, names: Mapping[str, str]) -> Json | None:
    if taken is None:
        return None
    return {"of": _person(taken.of, names), "by": _person(taken.by, names), "at": iso(taken.at)}


def _telling(one: Telling, names: Mapping[str, str]) -> Json:
    return {
        "to": one.to,
        "way": one.way,
        "said_at": iso(one.said_at),
        "said_by": _person(one.said_by, names),
        "heard_at": iso(one.heard_at) if one.heard_at else None,
        "done_at": iso(one.done_at) if one.done_at else None,
        "done_by": _person(one.done_by, names),
    }


def _person(member: str | None, names: Mapping[str, str]) -> Json | None:
    return {"member": member, "name": names.get(member, "")} if member else None

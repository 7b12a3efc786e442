"""Reads the JSON lines of `python -m bot assess`: a line is a report, or is malformed by number and cause; never both.

No cause shows what stood in the line: it may be a child's words in the wrong place.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, BinaryIO, Final

from triage.facts import OPEN, VALUES, Facts
from triage.limits import MOST_HOURS
from triage.routes import ROUTES
from triage.urgency import Urgency

LONGEST: Final = 256 * 1024
"""Bytes of a line: the longest message of Telegram is 4096 characters, escaped at most 48 KiB."""
_LONGEST_ID: Final = 100
_OLDEST: Final = 120
_OUTER: Final = ("lang", "age_band", "reporter")
_AGES: Final = ("age", "child_age")
_HOURS: Final = "hours_unattended"
_ANSWERS: Final = (*(fact for fact in VALUES if fact not in _OUTER), *_AGES, _HOURS)
_KEYS: Final = ("id", *_OUTER, "text", "answers", "expected_urgency", "expected_routes")


@dataclass(frozen=True)
class Report:
    """One line. ``expected_…``: what a person would say, None where nobody did."""

    id: str
    facts: Facts
    text: str
    expected_urgency: Urgency | None
    expected_routes: tuple[str, ...] | None


@dataclass(frozen=True)
class Malformed:
    """A line that can't be assessed; ``number`` counts from 1."""

    number: int
    cause: str


class _Wrong(ValueError):
    """The cause."""


def read(stream: BinaryIO) -> Iterator[Report | Malformed]:
    """Every line that is not blank, in order."""
    known: set[str] = set()
    for number, raw in enumerate(_lines(stream), 1):
        if raw is not None and not raw.strip():
            continue
        try:
            report = _report(_object(raw, number))
        except _Wrong as wrong:
            yield Malformed(number, str(wrong))
        else:
            yield Malformed(number, "id: stood in a line before") if report.id in known else report
            known.add(report.id)


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """None for one that is too long: it is read past, never held."""
    while raw := stream.readline(LONGEST + 1):
        if len(raw) <= LONGEST:
            yield raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = stream.readline(LONGEST)
        yield None


def _object(raw: bytes | None, number: int) -> dict[str, Any]:
    if raw is None:
        raise _Wrong(f"longer than {LONGEST} bytes")
    try:
        text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise _Wrong("not UTF-8") from None
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except _Wrong:
        raise
    except (ValueError, RecursionError):
        raise _Wrong("not JSON") from None
    if not isinstance(found, dict):
        raise _Wrong("not an object in braces")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Wrong("a key stands twice")
    return found


def _no_constant(_: str) -> float:
    raise _Wrong("NaN and Infinity are no numbers")


def _report(found: Mapping[str, Any]) -> Report:
    _known(found, _KEYS, "")
    answers = found.get("answers", {})
    if not isinstance(answers, dict):
        raise _Wrong("answers: an object in braces")
    _known(answers, _ANSWERS, "answers.")
    outer: dict[str, Any] = {key: _choice(key, found[key]) for key in _OUTER if key in found}
    return Report(
        id=_id(found),
        facts=Facts(**outer, **{key: _answer(key, value) for key, value in answers.items()}),
        text=_text(found.get("text", "")),
        expected_urgency=_urgency(found),
        expected_routes=_routes(found),
    )


def _known(found: Mapping[str, Any], known: tuple[str, ...], place: str) -> None:
    for key in found:
        if key not in known:
            near = get_close_matches(key[:_LONGEST_ID], known, n=1)
            raise _Wrong(
                f"{place or 'the line'} has an unknown key; "
                + (f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}")
            )


def _id(found: Mapping[str, Any]) -> str:
    name = found.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_ID or not name.isprintable():
        raise _Wrong(f"id: 1 to {_LONGEST_ID} printable characters in quotes")
    return name


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Wrong("text: in quotes")
    return value


def _answer(key: str, value: object) -> Any:  # noqa: ANN401  a text or a number, as the fact has it
    if key in _AGES:
        return _age(key, value)
    return _hours(value) if key == _HOURS else _choice(key, value)


def _choice(key: str, value: object) -> str:
    if not isinstance(value, str) or (value not in VALUES[key] and key not in OPEN):
        raise _Wrong(f"{key}: one of {', '.join(VALUES[key])}; leave the key out where nobody asked")
    return value


def _age(key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _OLDEST:
        raise _Wrong(f"{key}: whole years, 0 to {_OLDEST}")
    return value


def _hours(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise _Wrong(f"{_HOURS}: a number of hours")
    if not 0 <= value <= MOST_HOURS:
        raise _Wrong(f"{_HOURS}: 0 to {MOST_HOURS}")
    return float(value)


def _urgency(found: Mapping[str, Any]) -> Urgency | None:
    if "expected_urgency" not in found:
        return None
    value = found["expected_urgency"]
    if not isinstance(value, str) or value not in tuple(Urgency):
        raise _Wrong(f"expected_urgency: one of {', '.join(Urgency)}")
    return Urgency(value)


def _routes(found: Mapping[str, Any]) -> tuple[str, ...] | None:
    if "expected_routes" not in found:
        return None
    value = found["expected_routes"]
    if not isinstance(value, list) or any(route not in ROUTES for route in value):
        raise _Wrong(f"expected_routes: a list of {', '.join(ROUTES)}")
    return tuple(value)

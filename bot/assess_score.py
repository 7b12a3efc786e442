"""Scores assessments against what people said, by the gate of domain.md §3.1. Tells ids, never a text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from triage.assess import Assessment
from triage.urgency import RANK, Urgency

ENOUGH: Final = 600
ENOUGH_IMMEDIATE: Final = 150
"""Messages that the gate asks for: 0 misses in 150 mean < 2 % missed, at 95 % (domain.md §3.1)."""
_MISTAKE: Final = 0.05
_SHOWN: Final = 40
"""Ids of misses in a line: more do not help a person."""


@dataclass(frozen=True)
class Scored:
    """One message, its labels and what was said of it. None: not labelled."""

    id: str
    urgency: Urgency | None
    routes: tuple[str, ...] | None
    said: Assessment


@dataclass(frozen=True)
class Gate:
    """``value`` is measured; ``counted`` is of how many messages; ``misses`` are ids."""

    name: str
    asked: str
    value: str
    counted: int
    holds: bool
    misses: tuple[str, ...]


def gates(scored: Sequence[Scored]) -> tuple[Gate, ...]:
    """Every demand of the gate; one without a message to count holds."""
    return (
        _most("recall of immediate", 0, _of(scored, Urgency.IMMEDIATE), lambda one: one.said.urgency != one.urgency),
        _most("within one tier", 2, [one for one in scored if one.urgency], _far),
        *(_most(f"{tier} -> immediate", percent, _of(scored, tier), _alarmed) for tier, percent in _OVER.items()),
        _most("a route is missing", 0, [one for one in scored if one.routes is not None], _lacks),
        _extra([one for one in scored if one.routes is not None]),
        _most(
            "mediation above planned",
            0,
            [one for one in scored if one.urgency not in {None, Urgency.PLANNED}],
            _mediates,
        ),
    )


def table(scored: Sequence[Scored]) -> Iterator[str]:
    """The closing table, line by line."""
    yield from _matrix([one for one in scored if one.urgency])
    for gate in gates(scored):
        verdict = "ok" if gate.holds else "FAILED"
        yield f"{gate.name:<24} {gate.value:>16} of {gate.counted:<5} asked: {gate.asked:<9} {verdict}"
        if gate.misses:
            more = f" and {len(gate.misses) - _SHOWN} more" if len(gate.misses) > _SHOWN else ""
            yield f"    ids: {', '.join(gate.misses[:_SHOWN])}{more}"
    yield from _honesty(scored)


_OVER: Final = {Urgency.URGENT: 15, Urgency.STANDARD: 2, Urgency.PLANNED: 0}
"""Tier → percent of it that may be taken for immediate."""


def _most(name: str, percent: int, counted: Sequence[Scored], missed: Callable[[Scored], bool]) -> Gate:
    misses = tuple(one.id for one in counted if missed(one))
    share = 100 * len(misses) / len(counted) if counted else 0
    return Gate(name, f"<= {percent} %", f"{len(misses)} ({share:.1f} %)", len(counted), share <= percent, misses)


def _extra(counted: Sequence[Scored]) -> Gate:
    most = 1.5
    extra = sum(len(set(one.said.routes).difference(one.routes or ())) for one in counted)
    mean = extra / len(counted) if counted else 0
    return Gate("extra routes, mean", f"<= {most}", f"{mean:.2f}", len(counted), mean <= most, ())


def _of(scored: Sequence[Scored], tier: Urgency) -> list[Scored]:
    return [one for one in scored if one.urgency is tier]


def _far(one: Scored) -> bool:
    return one.urgency is not None and abs(RANK[one.urgency] - RANK[one.said.urgency]) > 1


def _alarmed(one: Scored) -> bool:
    return one.said.urgency is Urgency.IMMEDIATE


def _lacks(one: Scored) -> bool:
    return not set(one.routes or ()) <= set(one.said.routes)


def _mediates(one: Scored) -> bool:
    return "mediation" in one.said.routes


def _matrix(labelled: Sequence[Scored]) -> Iterator[str]:
    yield "expected \\ said" + "".join(f"{tier:>11}" for tier in Urgency)
    for tier in Urgency:
        row = [one.said.urgency for one in labelled if one.urgency is tier]
        yield f"{tier:<15}" + "".join(f"{row.count(said):>11}" for said in Urgency)


def _honesty(scored: Sequence[Scored]) -> Iterator[str]:
    labelled, immediate = sum(one.urgency is not None for one in scored), len(_of(scored, Urgency.IMMEDIATE))
    few = "" if labelled >= ENOUGH and immediate >= ENOUGH_IMMEDIATE else " Too few: it proves less than the gate asks."
    yield f"n = {labelled} labelled, {immediate} immediate; the gate asks for {ENOUGH} and {ENOUGH_IMMEDIATE}.{few}"
    if immediate:
        bound = 100 * (1 - _MISTAKE ** (1 / immediate))
        yield f"Even 0 misses in {immediate} immediate only say: at 95 %, fewer than {bound:.1f} % are missed."

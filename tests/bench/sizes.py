"""How much of everything: the whole bench in about two minutes, and a miniature for the tests."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Load:
    """``reporters`` write at the same time; each writes the next of its ``texts`` when the one before is acknowledged."""

    mode: Literal["webhook", "polling"]
    reporters: int
    texts: int

    @property
    def name(self) -> str:
        return f"{self.mode}, {self.reporters} at once"


@dataclass(frozen=True, kw_only=True)
class Flood:
    """One chat sends ``messages`` in ``seconds`` while ``others`` report, evenly over the same time; ``rounds`` of it."""

    mode: Literal["webhook", "polling"]
    messages: int = 500
    others: int = 20
    seconds: float = 10.0
    rounds: int = 4


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """A round is ``children`` whole conversations, ``at_once`` of them side by side. One round warms up, uncounted."""

    children: int
    at_once: int
    rounds: int
    profiled_rounds: int
    idle_s: float
    loads: tuple[Load, ...]


FULL = Sizes(
    children=24,
    at_once=8,
    rounds=7,
    profiled_rounds=5,
    idle_s=3.0,
    loads=(
        Load(mode="webhook", reporters=1, texts=60),
        Load(mode="webhook", reporters=8, texts=25),
        Load(mode="webhook", reporters=64, texts=10),
        Load(mode="polling", reporters=8, texts=6),
    ),
)
SMALL = Sizes(
    children=2,
    at_once=2,
    rounds=1,
    profiled_rounds=1,
    idle_s=0.1,
    loads=(Load(mode="webhook", reporters=3, texts=3),),
)
FLOODS = (Flood(mode="webhook"), Flood(mode="polling"))
SMALL_FLOODS = (Flood(mode="polling", messages=40, others=3, seconds=1.0, rounds=1),)

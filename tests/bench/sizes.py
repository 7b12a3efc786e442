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
    """One chat sends ``messages`` in ``seconds`` while ``others`` report, evenly over the same time; ``rounds`` of it.

    500 messages in 10 s (issue 3), kept up for 20 s: with its own limits the bot tells one chat, also the specialist's,
    one thing a second, and twenty reports in ten seconds would wait for that, flood or no flood.
    """

    mode: Literal["webhook", "polling"]
    limits: Literal["boundless", "as in production"]
    messages: int = 1000
    others: int = 20
    seconds: float = 20.0
    rounds: int = 3

    @property
    def name(self) -> str:
        return f"{self.mode}, {'no limits' if self.limits == 'boundless' else 'its own limits'}"


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
FLOODS = (
    Flood(mode="webhook", limits="as in production"),
    Flood(mode="polling", limits="as in production"),
    Flood(mode="webhook", limits="boundless", messages=500, seconds=10.0, rounds=2),
)
SMALL_FLOODS = (Flood(mode="polling", limits="as in production", messages=40, others=3, seconds=2.0, rounds=1),)

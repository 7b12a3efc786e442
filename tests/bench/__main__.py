"""`python -m tests.bench [flood] [--small]`: some minutes; exit code 1 when anything was lost, or others had to wait."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench import flood, tables
from tests.bench.cost import comparable, measured
from tests.bench.keeping import kept
from tests.bench.sizes import FLOODS, FULL, SMALL, SMALL_FLOODS, Flood, Sizes


async def bench(sizes: Sizes) -> bool:
    """Prints as it goes. Whether everything acknowledged was kept."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="red-button-bench-") as place:
        await _cost(sizes, Path(place))
        loads = []
        for number, load in enumerate(sizes.loads):
            _progress(f"{load.reporters * load.texts} texts by {load.name}")
            loads.append(await kept(load, Path(place) / f"load-{number}"))
    _say(
        "2. Kept: every thread opened from the disk with the desk key, after the bot was killed", tables.keeping(loads)
    )
    sound = all(one.sound for one in loads)
    print("Nothing was lost." if sound else "LOST, doubled or disordered: see the table.")
    _machine(began)
    return sound


async def bench_flood(floods: Sequence[Flood]) -> bool:
    """Whether nobody has to wait for a flood."""
    began = time.monotonic()
    found = []
    with tempfile.TemporaryDirectory(prefix="red-button-bench-") as place:
        for number, one in enumerate(floods):
            _progress(f"{one.messages} messages in {one.seconds:g} s, {one.others} others report: {one.mode}")
            found.append(await flood.flooded(one, Path(place) / f"flood-{number}"))
            _say("From a message to its alert at the desk, alone and beside a flood", flood.report(found[-1:]))
    fair = all(pairs.fair for pairs in found)
    print(f"{'Nobody waits' if fair else 'OTHERS WAIT'}: the limit is {flood.MOST} times as long as without the flood.")
    _machine(began)
    return fair


async def _cost(sizes: Sizes, place: Path) -> None:
    _progress(f"{sizes.rounds} rounds of {sizes.children} conversations with each bot")
    ours, stock = await measured(sizes, place)
    _say("1. CPU of the bot's process per update, by kind of update (median; ratio ours : stock)",
         tables.cost(ours, stock, sizes), tables.standing(ours, stock))  # fmt: skip
    if not comparable(ours, stock):
        print(
            "NOT COMPARABLE: the two bots made different calls; bring tests/bench/stock_handlers.py up to the product."
        )
    _say("   The same by where the CPU goes (rounds of their own, stacks sampled)", tables.shares(ours, stock))


def _machine(began: float) -> None:
    print(f"({time.monotonic() - began:.0f} s; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f})")


def _say(title: str, *parts: str) -> None:
    print(f"\n{title}\n", *parts, sep="\n")
    print(flush=True)


def _progress(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    small = "--small" in arguments
    if "flood" in arguments:
        return 0 if asyncio.run(bench_flood(SMALL_FLOODS if small else FLOODS)) else 1
    return 0 if asyncio.run(bench(SMALL if small else FULL)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

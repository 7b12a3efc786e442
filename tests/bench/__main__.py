"""`python -m tests.bench`: about two minutes; exit code 1 when anything acknowledged was lost, doubled or disordered."""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import tables
from tests.bench.cost import comparable, measured
from tests.bench.keeping import kept
from tests.bench.sizes import FULL, SMALL, Sizes


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
    print(f"({time.monotonic() - began:.0f} s; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f})")
    return sound


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


def _say(title: str, *parts: str) -> None:
    print(f"\n{title}\n", *parts, sep="\n")
    print(flush=True)


def _progress(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(bench(SMALL if "--small" in sys.argv[1:] else FULL)) else 1)

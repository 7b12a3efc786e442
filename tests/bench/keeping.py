"""Part two: what was acknowledged is in the threads, once and in order; and how long an acknowledgement takes."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.botprocess import running_bot
from tests.bench.cost import linked
from tests.bench.sizes import Load
from tests.bench.telegram import Telegram, telegram
from tests.bench.threads_on_disk import threads_in

REDELIVER_EVERY = 3
"""Every third text of a reporter is delivered again after its acknowledgement, as Telegram does when the 200 got lost."""
PATIENCE_S = 120.0
_FIRST_REPORTER = 20_000


@dataclass(frozen=True)
class Kept:
    """One load. Times in seconds from "Telegram has it" to "the bot acknowledged it"."""

    load: Load
    written: int
    redelivered: int
    lost: int
    doubled: int
    disordered: int
    """Threads whose texts stand in another order than they were written, or that mix reporters."""
    unasked: int
    """Entries that nobody wrote."""
    first_s: Sequence[float]
    later_s: Sequence[float]
    wall_s: float

    @property
    def sound(self) -> bool:
        return not (self.lost or self.doubled or self.disordered or self.unasked)


def text(reporter: int, number: int, of: int) -> str:
    """Says whose it is and which one, so that a thread can be checked without the store's help."""
    return (
        f"Репортёр {reporter}, текст {number} из {of}. Дома опять кричали, и я ушёл к себе. Не знаю, что будет завтра."
    )


async def kept(load: Load, place: Path) -> Kept:
    """Starts the product, lets everybody write, kills it, and reads what is on the disk."""
    reporters = range(_FIRST_REPORTER, _FIRST_REPORTER + load.reporters)
    async with (
        telegram() as outside,
        running_bot("tests.bench.ours", place, outside.peer.url, load.mode, "as in production") as bot,
    ):
        if load.mode == "webhook":
            await outside.push_to(bot.ready["hook"])
        await linked(outside, bot)
        began = time.perf_counter()
        async with asyncio.timeout(PATIENCE_S):
            waited = await asyncio.gather(*(_reports(outside, number, load) for number in reporters))
        wall = time.perf_counter() - began
        await outside.peer.settled(within_s=PATIENCE_S)
        await bot.kill()
    found = threads_in(place)
    wrote = [[text(number, at, load.texts) for at in range(1, load.texts + 1)] for number in reporters]
    return compared(load, wrote, found, waited, wall)


async def _reports(outside: Telegram, reporter: int, load: Load) -> list[float]:
    """One reporter's texts, one after the other; how long each took, in seconds."""
    person, waited = outside.person(reporter), []
    for number in range(1, load.texts + 1):
        began = time.perf_counter()
        await person.writes(text(reporter, number, load.texts))
        update = outside.updates.last_id
        waited.append(await outside.updates.acknowledged(update) - began)
        if number % REDELIVER_EVERY == 0:
            outside.peer.redeliver(update)
    return waited


def compared(
    load: Load, wrote: list[list[str]], found: list[list[str]], waited: list[list[float]], wall: float
) -> Kept:
    """``wrote``: texts of each reporter; ``found``: texts of each thread; ``waited``: seconds, as ``wrote``."""
    written = {one for texts in wrote for one in texts}
    stood = Counter(one for texts in found for one in texts)
    return Kept(
        load=load,
        written=len(written),
        redelivered=load.reporters * (load.texts // REDELIVER_EVERY),
        lost=sum(one not in stood for one in written),
        doubled=sum(count - 1 for one, count in stood.items() if one in written),
        disordered=sum(texts not in wrote for texts in found),
        unasked=sum(count for one, count in stood.items() if one not in written),
        first_s=[one[0] for one in waited],
        later_s=[took for one in waited for took in one[1:]],
        wall_s=wall,
    )

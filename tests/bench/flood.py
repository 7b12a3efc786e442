"""`./run bench flood`: how long others wait for their alert while one chat floods, against the same without the flood."""

import asyncio
import itertools
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.bench.botprocess import running_bot
from tests.bench.cost import linked
from tests.bench.sizes import Flood
from tests.bench.tables import Row, table
from tests.bench.telegram import SPECIALIST, Telegram, telegram

MOST = 1.5
"""The others' p95 with the flood: at most so many times that without it (issue 3, item 6)."""
PATIENCE_S = 300.0
CALM_S = 1.0
"""So long nothing more is sent before the next part begins."""
_FIRST = 30_000
_MS = 1000.0
FLOOD = "Сообщение {}. Ау, есть тут кто-нибудь? Ответьте мне уже, пожалуйста."
REPORT = "Меня бьют прямо сейчас. Я закрылась в ванной, он ломает дверь."


@dataclass(frozen=True)
class Waited:
    """One part: seconds from each other's message to its alert, and what became of the flood."""

    to_alert_s: Sequence[float]
    flooded_s: float = 0.0
    answers: int = 0


@dataclass
class Pairs:
    """Every round: the same reports without the flood and with it."""

    flood: Flood
    alone: list[Waited] = field(default_factory=list)
    beside: list[Waited] = field(default_factory=list)

    def p95s(self) -> tuple[float, float]:
        return p95(_all(self.alone)), p95(_all(self.beside))

    @property
    def ratio(self) -> float:
        without, flooded = self.p95s()
        return flooded / without

    @property
    def fair(self) -> bool:
        return self.ratio <= MOST


def p95(seconds: Sequence[float]) -> float:
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _all(parts: Sequence[Waited]) -> list[float]:
    return [one for part in parts for one in part.to_alert_s]


async def flooded(flood: Flood, place: Path) -> Pairs:
    """One bot; a part to warm up, then rounds in the order A B B A."""
    pairs, ids = Pairs(flood), itertools.count(_FIRST)
    async with (
        telegram() as outside,
        running_bot("tests.bench.ours", place, outside.peer.url, flood.mode, "calm desk") as bot,
    ):
        if flood.mode == "webhook":
            await outside.push_to(bot.ready["hook"])
        await linked(outside, bot)
        await bot.ask("linked")
        await _part(outside, flood, ids, flooding=True)
        for number in range(flood.rounds):
            for flooding in (False, True) if number % 2 == 0 else (True, False):
                part = await _part(outside, flood, ids, flooding=flooding)
                (pairs.beside if flooding else pairs.alone).append(part)
    return pairs


async def _part(outside: Telegram, flood: Flood, ids: "itertools.count[int]", *, flooding: bool) -> Waited:
    """Others report evenly over the seconds of the flood. The flooder has reported before, so that no alert is hers."""
    flooder = outside.person(next(ids))
    await flooder.writes(FLOOD.format(0))
    await flooder.sees("⋯")
    await _calm(outside)
    before, began, stood = _counted(outside), outside.world.clock.now(), _answers(outside, flooder.id)
    people = [next(ids) for _ in range(flood.others)]
    flooder_writes = _floods(outside, flooder.id, flood) if flooding else asyncio.sleep(0)
    wrote, _ = await asyncio.gather(_report(outside, people, flood.seconds), flooder_writes)
    await outside.peer.settled(within_s=PATIENCE_S)
    until_kept = outside.world.clock.now() - began
    async with asyncio.timeout(PATIENCE_S):
        while _counted(outside) < before + flood.others:  # noqa: ASYNC110  the bot is in another process
            await asyncio.sleep(0.02)
    await _calm(outside)
    if _counted(outside) != before + flood.others:
        raise AssertionError(f"{_counted(outside) - before} counted for {flood.others} reports")
    # Alerts name nobody, they count: the n-th report is told with the first alert that counts so many.
    told = [min(at for at, count in _alerts(outside) if count > before + place) for place in range(flood.others)]
    waits = [at - written for at, written in zip(told, wrote, strict=True)]
    return Waited(waits, until_kept if flooding else 0.0, _answers(outside, flooder.id) - stood)


async def _report(outside: Telegram, people: Sequence[int], seconds: float) -> list[float]:
    """When each wrote, by Telegram's clock."""
    wrote = []
    for number in people:
        await asyncio.sleep(seconds / len(people))
        wrote.append(outside.world.clock.now())
        await outside.person(number).writes(REPORT)
    return wrote


async def _floods(outside: Telegram, user: int, flood: Flood) -> None:
    """Whatever the bot makes of it, the next message comes on time."""
    person, loop = outside.person(user), asyncio.get_running_loop()
    began = loop.time()
    for number in range(flood.messages):
        await person.writes(FLOOD.format(number + 1))
        await asyncio.sleep(max(0.0, began + (number + 1) * flood.seconds / flood.messages - loop.time()))


def _answers(outside: Telegram, user: int) -> int:
    return sum(one.by_bot for one in outside.world.chats[user].messages.values())


def _alerts(outside: Telegram) -> list[tuple[float, int]]:
    """When each alert was sent or changed, Unix seconds, and how many it counts."""
    chat = outside.world.chats[SPECIALIST]
    lines = [line for line in chat.transcript if line["event"] in {"sent", "edited"} and line["by"] == "bot"]
    found = ((line["at"], re.search(r"\d{3}", str(line["text"]))) for line in lines)
    return [(at, int(count[0])) for at, count in found if count]


def _counted(outside: Telegram) -> int:
    return max((count for _, count in _alerts(outside)), default=0)


async def _calm(outside: Telegram) -> None:
    """Until the bot has said all it had to say."""
    calls = -1
    async with asyncio.timeout(PATIENCE_S):
        while calls != (calls := sum(1 for line in outside.world.calls if line["method"] != "getupdates")):
            with suppress(TimeoutError):
                await asyncio.sleep(CALM_S)


def report(found: Sequence[Pairs]) -> str:
    """Pooled over the rounds; lowest and highest ratio of a single round beside it."""
    head = (
        "the bot", "n", "alone p50", "alone p95", "flood p50", "flood p95", "p95 ratio", "lowest", "highest",
        "kept after", "answers",
    )  # fmt: skip
    return table(head, [_row(pairs) for pairs in found])


def _row(pairs: Pairs) -> Row:
    alone, beside = _all(pairs.alone), _all(pairs.beside)
    rounds = [p95(b.to_alert_s) / p95(a.to_alert_s) for a, b in zip(pairs.alone, pairs.beside, strict=True)]
    times = [median(alone), p95(alone), median(beside), p95(beside)]
    ratios = [pairs.ratio, min(rounds), max(rounds)]
    kept = f"{median(one.flooded_s for one in pairs.beside):.1f} s"
    answers = f"{median(one.answers for one in pairs.beside):.0f}"
    cells = [*(f"{one * _MS:.0f} ms" for one in times), *(f"{one:.2f}" for one in ratios), kept, answers]
    return (pairs.flood.mode, str(len(alone)), *cells)

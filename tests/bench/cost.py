"""Part one: CPU of the bot's process per update, ours against stock, side by side in one run."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.botprocess import BotProcess, running_bot
from tests.bench.conversation import STEPS, step_of_all
from tests.bench.shares import ARGON2, OTHER, SEALING
from tests.bench.sizes import Sizes
from tests.bench.telegram import SPECIALIST, Telegram, telegram
from vault.embedded import attach

SETTLED_S = 0.1
"""After the last screen of a step the sender still writes down what it sent; some 5 ms each."""
_FIRST_CHILD = 10_000


@dataclass(frozen=True)
class Round:
    """Seconds of CPU: ``by_kind`` of the bot's process, of those ``argon2_s``; ``store_s`` of its Valkey."""

    by_kind: Mapping[str, float]
    argon2_s: float
    store_s: float
    calls: Counter[str]

    @property
    def cpu_s(self) -> float:
        return sum(self.by_kind.values())


@dataclass
class Side:
    """One of the two bots with a Telegram of its own."""

    telegram: Telegram
    bot: BotProcess
    store: Path
    children: int = _FIRST_CHILD
    idle: float = 0.0
    rounds: list[Round] = field(default_factory=list)
    shares: Mapping[str, float] = field(default_factory=dict)
    """Seconds of CPU by share, over ``profiled`` updates."""
    profiled: int = 0

    async def cpu(self) -> tuple[float, float, float]:
        """(process, Argon2id in it, making a thread's keys without Argon2id), seconds since the process began."""
        said = await self.bot.ask("cpu")
        return said["cpu_s"], said["argon2_s"], said["keys_s"]

    def store_cpu(self) -> float:
        """Asked for by a client of the bench's own, so that it costs the bot nothing."""
        with attach(self.store).connect() as client:
            said: Mapping[str, float] = client.info("cpu")
        return said["used_cpu_user"] + said["used_cpu_sys"]

    async def round(self, sizes: Sizes) -> Round:
        """New children every time: a first text costs what a first text costs."""
        ids = range(self.children, self.children + sizes.children)
        self.children += sizes.children
        children = [self.telegram.person(number) for number in ids]
        calls, store = len(self.telegram.world.calls), self.store_cpu()
        spent: dict[str, float] = defaultdict(float)
        before, argon2, _ = start = await self.cpu()
        for step in STEPS:
            await step_of_all(self.telegram, step, children, sizes.at_once)
            await asyncio.sleep(SETTLED_S)
            now, argon2, _ = await self.cpu()
            spent[step.kind] += now - before
            before = now
        done = Counter(self.telegram.calls(calls))
        return Round(dict(spent), argon2 - start[1], self.store_cpu() - store, done)

    async def profile(self, sizes: Sizes) -> None:
        """Rounds of their own: looking costs something, so they are not counted elsewhere."""
        before = await self.cpu()
        await self.bot.ask("look")
        for _ in range(sizes.profiled_rounds):
            await self.round(sizes)
        main_thread = await self.bot.ask("looked")
        after = await self.cpu()
        whole, argon2, made_keys = (then - now for now, then in zip(before, after, strict=True))
        rest = max(0.0, whole - argon2 - made_keys - sum(main_thread.values()))
        sealing = main_thread.get(SEALING, 0.0) + made_keys
        self.shares = {**main_thread, SEALING: sealing, ARGON2: argon2, OTHER: rest}
        self.profiled = sizes.profiled_rounds * updates_of(sizes)

    async def stand(self, seconds: float) -> None:
        """What it costs to be there with nothing to do, CPU per second."""
        before = await self.cpu()
        await asyncio.sleep(seconds)
        after = await self.cpu()
        self.idle = (after[0] - before[0]) / seconds


def updates_of(sizes: Sizes) -> int:
    """Of one round, without the specialist's."""
    return sizes.children * len(STEPS)


async def measured(sizes: Sizes, place: Path) -> tuple[Side, Side]:
    """(ours, stock): warmed up, then rounds in the order A B B A, then the profile."""
    async with AsyncExitStack() as stack:
        starting = (stack.enter_async_context(start) for start in (_ours(place / "ours"), _stock(place / "stock")))
        ours, stock = await asyncio.gather(*starting)
        for side in (ours, stock):
            await side.round(sizes)
        for side in (ours, stock):
            await side.stand(sizes.idle_s)
        for number in range(sizes.rounds):
            order: Sequence[Side] = (ours, stock) if number % 2 == 0 else (stock, ours)
            for side in order:
                side.rounds.append(await side.round(sizes))
        for side in (ours, stock):
            await side.profile(sizes)
        return ours, stock


def comparable(ours: Side, stock: Side) -> bool:
    """Whether both bots showed children the same in every round, and each rang its desk."""
    same = [one.calls for one in ours.rounds] == [one.calls for one in stock.rounds]
    return same and ours.telegram.rang() and stock.telegram.rang()


@asynccontextmanager
async def _ours(place: Path) -> AsyncIterator[Side]:
    async with (
        telegram() as outside,
        running_bot("tests.bench.ours", place, outside.peer.url, "webhook", "boundless") as bot,
    ):
        await outside.push_to(bot.ready["hook"])
        await linked(outside, bot)
        yield Side(outside, bot, place / "data" / "store")


@asynccontextmanager
async def _stock(place: Path) -> AsyncIterator[Side]:
    async with telegram() as outside, running_bot("tests.bench.stock", place, outside.peer.url) as bot:
        await outside.person(SPECIALIST).starts()
        await outside.person(SPECIALIST).sees("")
        yield Side(outside, bot, place / "data" / "store")


async def linked(outside: Telegram, bot: BotProcess) -> None:
    """The specialist's Telegram account hears alerts."""
    code = (await bot.ask("link"))["code"]
    specialist = outside.person(SPECIALIST)
    await specialist.starts(code)
    await specialist.sees("")

"""A bot as a process of its own, asked over its stdin: one line of JSON there, one back."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120.0
"""A start on a busy machine: aiogram alone takes seconds to import."""
_TAIL = 2000

Json = dict[str, Any]
Answers = Mapping[str, Callable[[], Awaitable[Json]]]


class BotDied(Exception):
    """The process ended before it answered; its last words are the message."""


@dataclass(frozen=True)
class BotProcess:
    """``ready`` is what it said of itself when it could be written to."""

    process: asyncio.subprocess.Process
    log: Path
    ready: Json

    async def ask(self, what: str) -> Json:
        """Raises BotDied."""
        if self.process.stdin is None:
            raise BotDied("no stdin")
        self.process.stdin.write(what.encode() + b"\n")
        return await _line(self.process, self.log)

    async def kill(self) -> None:
        """As a power cut would: no farewell. Its embedded store dies with it."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def running_bot(module: str, place: Path, *arguments: str) -> AsyncIterator[BotProcess]:
    """``python -m module place arguments``, until it is killed or the block ends. Makes ``place``."""
    log = _log_in(place)
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, str(place), *arguments,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=errors, cwd=ROOT,
        )  # fmt: skip
    try:
        yield BotProcess(process, log, await _line(process, log))
    finally:
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(PATIENCE_S):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()


def _log_in(place: Path) -> Path:
    place.mkdir(exist_ok=True)
    return place / "bot.log"


async def _line(process: asyncio.subprocess.Process, log: Path) -> Json:
    async with asyncio.timeout(PATIENCE_S):
        line = await process.stdout.readline() if process.stdout else b""
    if not line:
        raise BotDied(_last_words(log))
    answer: Json = json.loads(line)
    return answer


def _last_words(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-_TAIL:]


async def answer(ready: Json, answers: Answers) -> None:
    """The bot's side: says that it is ready and answers until its stdin closes."""
    _say(ready)
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        _say(await answers[line.decode().strip()]())


def _say(what: Json) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()

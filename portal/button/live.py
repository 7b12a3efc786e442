"""The page's live line: says that a look is worth it, never why. It rings for this visit's own news alone: whoever
holds a line open must not learn from it how busy the desk is.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from desk.ports import Unavailable
from portal.bodies import asked
from portal.button import shapes
from portal.button.parts import ButtonParts
from portal.button.visits import account_of
from portal.console.stream import Streams
from portal.errors import Problem
from portal.parts import Visit
from triage.ids import AccountId

MOST_LINES: Final = 512
"""Open at once in this process. Beyond them a page is told to come again, and looks every 15 s instead."""
GATHERED_S: Final = 0.5
"""The bell rings for every change in the queue: those of so short a while are looked at together."""
_LOOK: Final = b"event: look\ndata: {}\n\n"
_PING: Final = b": ping\n\n"
_HEADERS: Final = {"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}


@dataclass
class Line:
    """One page that listens. ``mark``: what it has been told of; ``seen``: the bell's number."""

    account: AccountId
    mark: str
    seen: int = -1


@dataclass(frozen=True)
class Lines:
    """``streams``: so that a stop of the house need not wait for any of them. One line a visit: a newer one ends it."""

    button: ButtonParts
    streams: Streams
    open: dict[AccountId, asyncio.Task[object]] = field(default_factory=dict)

    async def live(self, visit: Visit) -> web.StreamResponse:
        """Until the page is gone. It hears ``look`` first: it may have missed something."""
        account = account_of((await asked(visit.request, shapes.OfVisit)).visit)
        line = Line(account, await self.button.visiting.mark(account))
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a stream outside of a task")
        await self._admit(account, task)
        response = web.StreamResponse(headers=_HEADERS)
        try:
            await response.prepare(visit.request)
            await self._told(visit, line, response)
        except (asyncio.CancelledError, ConnectionError, Unavailable):
            pass  # the house stops, the page is gone or has another line, or nobody can say what is new
        finally:
            self.streams.tasks.discard(task)
            if self.open.get(account) is task:
                del self.open[account]
        return response

    async def _admit(self, account: AccountId, task: asyncio.Task[object]) -> None:
        """The second half is kept for those who wait for an answer. Raises Problem 503 ``unavailable``."""
        waits = len(self.open) < MOST_LINES // 2 or (await self.button.visiting.standing(account)).signal is not None
        before = self.open.pop(account, None)
        if before is not None:
            before.cancel()
        if not waits or len(self.open) >= MOST_LINES:
            raise Problem(503, "unavailable")
        self.open[account] = task
        self.streams.tasks.add(task)

    async def _told(self, visit: Visit, line: Line, response: web.StreamResponse) -> None:
        await response.write(_LOOK)
        loop, every_s = asyncio.get_running_loop(), visit.parts.ping_every_s
        ping_at = loop.time() + every_s
        while True:
            event = await self._news(line) if await _rung(visit, line, ping_at) else b""
            if event or loop.time() >= ping_at:
                await response.write(event or _PING)
                ping_at = loop.time() + every_s

    async def _news(self, line: Line) -> bytes:
        """Empty where the bell rang for somebody else."""
        await asyncio.sleep(GATHERED_S)
        mark = await self.button.visiting.mark(line.account)
        if mark == line.mark:
            return b""
        line.mark = mark
        return _LOOK


async def _rung(visit: Visit, line: Line, until: float) -> bool:
    """Whether the bell rang before ``until`` (the loop's time)."""
    try:
        async with asyncio.timeout_at(until):
            line.seen = await visit.parts.bell.ring_after(line.seen)
    except TimeoutError:
        return False
    return True

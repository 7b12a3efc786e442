"""The queue's live line: tells that something changed, never what; each browser then asks for what it may see."""

import asyncio
from dataclasses import dataclass, field

from aiohttp import web

from desk.ports import Unavailable
from portal.parts import Visit

_HEADERS = {"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}


@dataclass(frozen=True)
class Streams:
    """Every open line, so that a stop of the house need not wait for any of them."""

    tasks: set[asyncio.Task[object]] = field(default_factory=set)

    async def end_all(self, _app: web.Application) -> None:
        """At shutdown, at once."""
        for task in tuple(self.tasks):
            task.cancel()

    async def stream(self, visit: Visit) -> web.StreamResponse:
        """Until the session or the browser is gone. A browser that comes back hears ``queue`` first: it missed some."""
        response = web.StreamResponse(headers=_HEADERS)
        await response.prepare(visit.request)
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a stream outside of a task")
        self.tasks.add(task)
        try:
            await _tell(visit, response)
        except (asyncio.CancelledError, ConnectionError, Unavailable):
            pass  # the house stops, the browser left, or nobody can say whether the session still holds
        finally:
            self.tasks.discard(task)
        return response


async def _tell(visit: Visit, response: web.StreamResponse) -> None:
    seen = -1
    while await visit.parts.sign_ins.session(visit.session, visit.parts.clock()):
        event = b"event: ping\ndata: \n\n"
        try:
            async with asyncio.timeout(visit.parts.ping_every_s):
                seen = await visit.parts.bell.ring_after(seen)
                event = f"event: queue\ndata: {seen}\n\n".encode()
        except TimeoutError:
            pass  # nothing changed: a ping
        await response.write(event)

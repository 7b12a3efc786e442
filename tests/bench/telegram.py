"""The world outside of the bot: Telegram and the people who write, in the bench's own process."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.peer import Limits, Peer, Person, until
from tests.peer.clock import PeerClock
from tests.peer.controls import Controls
from tests.peer.link import DirectLink
from tests.peer.server import serving
from tests.peer.updates import Entry, UpdateLog
from tests.peer.world import World

TOKEN = "424242:BENCH-no-real-telegram-knows-this-token"
WEBHOOK_PATH = "bench"
WEBHOOK_SECRET = "bench-secret-of-nobody"
SPECIALIST = 900
OF_A_SCREEN = frozenset({"sendmessage", "editmessagetext", "answercallbackquery", "deletemessage", "deletemessages"})


class Acknowledged(UpdateLog):
    """Tells at which moment (seconds of ``time.perf_counter``) the bot acknowledged an update."""

    def __init__(self, clock: PeerClock) -> None:
        super().__init__(clock)
        self._awaited: dict[int, asyncio.Future[float]] = {}

    def acknowledged(self, update_id: int) -> asyncio.Future[float]:
        """To be asked for before the loop runs again, or the moment may have passed."""
        return self._awaited.setdefault(update_id, asyncio.get_running_loop().create_future())

    def close(self, entry: Entry, state: str) -> None:
        super().close(entry, state)
        awaited = self._awaited.pop(entry.id, None)
        if state == "confirmed" and awaited is not None and not awaited.done():
            awaited.set_result(time.perf_counter())


@dataclass(frozen=True)
class Telegram:
    """One bot's Telegram. No flood limits: what is measured is the bot's work, not Telegram's patience."""

    world: World
    updates: Acknowledged
    peer: Peer

    def person(self, user: int) -> Person:
        return self.peer.user(user, name="Репортёр", language="ru")

    async def push_to(self, url: str) -> None:
        """Webhooks go to ``url`` instead of the public address that the bot announced, once it has announced one."""
        await until(lambda: bool(self.world.webhook.url))
        self.world.webhook.url = url
        self.world.updates.bell.ring()

    def calls(self, since: int) -> list[str]:
        """Methods by which the bot showed or took away something, after the first ``since`` calls of any kind.

        Of the children's chats: how often the desk is rung is each bot's own affair.
        """
        shown = (line for line in self.world.calls[since:] if line.get("chat_id") != SPECIALIST)
        return [line["method"] for line in shown if line["method"] in OF_A_SCREEN]

    def rang(self) -> bool:
        """Whether the specialist was told anything at all."""
        return any(line["method"] == "sendmessage" and line.get("chat_id") == SPECIALIST for line in self.world.calls)


@asynccontextmanager
async def telegram() -> AsyncIterator[Telegram]:
    world = World(TOKEN, PeerClock(), Limits(enabled=False))
    updates = world.updates = Acknowledged(world.clock)
    runner, url = await serving(world, host="127.0.0.1", port=0)
    try:
        yield Telegram(world, updates, Peer(DirectLink(Controls(world)), url))
    finally:
        await runner.cleanup()

"""A peer inside the test's own process and loop."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from tests.peer.clock import PeerClock
from tests.peer.controls import Controls
from tests.peer.faults import Limits
from tests.peer.link import DirectLink
from tests.peer.server import serving
from tests.peer.simulated import Peer
from tests.peer.world import World

DEMO_TOKEN = "123456:TEST-not-a-secret-of-anybody"


@asynccontextmanager
async def running_peer(
    token: str = DEMO_TOKEN, *, clock: Callable[[], datetime] | None = None, limits: Limits | None = None
) -> AsyncIterator[Peer]:
    """A peer on an ephemeral port of localhost; `clock` gives aware datetimes, real time where it is None."""
    async with running_peers(token, clock=clock, limits=limits) as peers:
        yield peers[0]


@asynccontextmanager
async def running_peers(
    *tokens: str, clock: Callable[[], datetime] | None = None, limits: Limits | None = None
) -> AsyncIterator[tuple[Peer, ...]]:
    """Several bots of one Telegram, at one address: each has its people, chats, limits and faults."""
    worlds = [World(token, PeerClock(clock), limits or Limits()) for token in tokens]
    runner, url = await serving(worlds[0], *worlds[1:], host="127.0.0.1", port=0)
    try:
        yield tuple(Peer(DirectLink(Controls(world)), url) for world in worlds)
    finally:
        for world in worlds:
            world.faults.clear()
        await runner.cleanup()

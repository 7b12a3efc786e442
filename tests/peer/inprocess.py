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
    world = World(token, PeerClock(clock), limits or Limits())
    runner, url = await serving(world, host="127.0.0.1", port=0)
    try:
        yield Peer(DirectLink(Controls(world)), url)
    finally:
        world.faults.clear()
        await runner.cleanup()

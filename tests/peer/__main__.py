"""`python -m tests.peer --port 0 --token 123456:TEST`: announces one JSON line {"url": …} and serves until SIGTERM."""

import argparse
import asyncio
import json
import os
import signal
import sys

from tests.peer.clock import PeerClock
from tests.peer.faults import Limits
from tests.peer.inprocess import DEMO_TOKEN
from tests.peer.server import serving
from tests.peer.world import World


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.peer", description="A simulated Telegram for one bot.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 = any free port, told on stdout")
    parser.add_argument("--token", default=DEMO_TOKEN, help="digits:letters, as BotFather gives them")
    parser.add_argument("--no-limits", action="store_true", help="no flood control")
    parser.add_argument("--until-stdin-closes", action="store_true", help="end with the process that holds our stdin")
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    world = World(arguments.token, PeerClock(), Limits(enabled=not arguments.no_limits))
    runner, url = await serving(world, host=arguments.host, port=arguments.port)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if arguments.until_stdin_closes:
        loop.add_reader(sys.stdin.fileno(), _stop_at_end, stop)
    sys.stdout.write(json.dumps({"url": url}) + "\n")
    sys.stdout.flush()
    await stop.wait()
    world.faults.clear()
    await runner.cleanup()


def _stop_at_end(stop: asyncio.Event) -> None:
    if not os.read(sys.stdin.fileno(), 1024):
        stop.set()


if __name__ == "__main__":
    asyncio.run(_serve(_arguments()))

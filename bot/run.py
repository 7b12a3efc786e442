"""``python -m bot run``: production. It refuses what must not go live, and says what is missing."""

import asyncio
import signal

from bot import clock
from bot.app import Plan, running
from bot.settings import load
from vault import ceremony


async def run() -> int:
    """Runs until SIGTERM or SIGINT. Raises what the start refuses, each with its cure."""
    settings = load()
    office = ceremony.load_office(settings.office_file, allow_demo=False)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with running(Plan(settings=settings, office=office, clock=clock.now, draw=clock.draw)) as house:
        print(f"Red Button listens on {house.url}", flush=True)
        await stop.wait()
    return 0

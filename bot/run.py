"""``python -m bot run``: production. It refuses what must not go live, and says what is missing."""

import asyncio
import signal

from bot import clock
from bot.app import HERE, Plan, running
from bot.doors import must_have_a_door
from bot.office import office_of
from bot.reviewed import must_be_reviewed
from bot.second_channel import must_have_a_second_channel
from bot.settings import load


async def run() -> int:
    """Runs until SIGTERM or SIGINT. Raises what the start refuses, each with its cure."""
    settings = load()
    office = office_of(settings)
    must_be_reviewed(HERE / "i18n", settings)
    must_have_a_door(settings)
    must_have_a_second_channel(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    plan = Plan(settings=settings, office=office, clock=clock.now, draw=clock.draw)
    async with running(plan) as house:
        print(f"Red Button listens on {house.url}", flush=True)
        print(f"{house.url}/health says whether its doors are open, or what is missing", flush=True)
        await stop.wait()
    return 0

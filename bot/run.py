"""``python -m bot run``: production. It refuses what must not go live, and says what is missing."""

import asyncio
import signal
from pathlib import Path

from bot import clock
from bot.app import Plan, running
from bot.settings import BadSettings, Settings, load
from vault import ceremony


async def run() -> int:
    """Runs until SIGTERM or SIGINT. Raises what the start refuses, each with its cure."""
    settings = load()
    office = ceremony.load_office(_office_file(settings), allow_demo=False)
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


def _office_file(settings: Settings) -> Path:
    if settings.office_file.exists():
        return settings.office_file
    raise BadSettings(
        f"OFFICE_FILE: {settings.office_file} is not there. Make an office with ./run keys init on the administrator's "
        "own machine, and copy its public/desk.json to that place (docs/keys.md)"
    )

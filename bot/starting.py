"""Nobody pressed: every worker of this process, started."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from aiogram import Bot

from bot.canary import canary_of
from bot.drilling import drills_of
from bot.house import House, Plan
from bot.lag import Lagged
from bot.pushing import looking_of
from bot.settings import Settings
from desk.aftercare import Aftercare
from desk.journal import DailyDigest
from desk.upkeep import Upkeep
from vault.calendar import DueTimes
from vault.digests import StoredDigests
from workers.canary import Flights
from workers.clock import Clock
from workers.drills import DrillRounds
from workers.nursery import Nursery
from workers.pulse import Pulse
from workers.telegram import Profile
from workers.updates import KINDS, Polling
from workers.voices import Sweep
from workers.watch import Watch
from workers.witnessed import LoggedDigest

WEBHOOK_CONNECTIONS = 40
ASK_EVERY_S = 20.0
log = structlog.get_logger("app")


def start_workers(plan: Plan, house: House, bot: Bot, nursery: Nursery) -> None:
    """Those that speak to Telegram only where there is a token."""
    rooms, settings, clock = house.rooms, plan.settings, plan.clock
    nursery.start("store", rooms.keep_store_alive)
    nursery.start("bell", rooms.bell.listen)
    digest = DailyDigest(digests=StoredDigests(rooms.store), witnesses=(LoggedDigest(),))
    due = DueTimes(rooms.store, rooms.keyring)
    upkeep = Upkeep(calendar=due, digest=digest, aftercare=Aftercare(files=rooms.files))
    nursery.start("clock", Clock(upkeep, clock, settings.tick_every_s).tick)
    nursery.start("swept", Sweep(rooms.media, clock).round)
    if looking := looking_of(settings, rooms):
        nursery.start("devices", looking.round)
    nursery.start("watch", Watch(house.watch, clock, rooms.watched, settings.watch_every_s).tick)
    drills = drills_of(rooms, house.judge, house.words)
    nursery.start("drills", DrillRounds(drills, clock, settings.watch_every_s).tick)
    bot_here = bool(settings.token())
    if bot_here or settings.web_button == "on":  # what is told to a page needs no bot
        nursery.start("telling", house.telling.reign)
    if not bot_here:
        log.warning("no-bot", means="only the second channel rings, no canary flies", cure="BOT_TOKEN_FILE")
        return
    if settings.canary_every_s:
        nursery.start("canary", Flights(canary_of(plan, house), clock).tick)
    nursery.start("profile", Profile(bot, house.words).keep)
    if settings.telegram_mode == "polling":
        door = Lagged(house.door, rooms.lag, clock)
        nursery.start("updates", Polling(bot, rooms.leases, door, rooms.incoming).poll)
    else:
        nursery.start("webhook", webhook(bot, settings, rooms.incoming, settings.webhook_path))


def webhook(bot: Bot, settings: Settings, incoming: Pulse, path: str) -> Callable[[], Awaitable[None]]:
    """Tells Telegram where to deliver, and asks from time to time whether it is there."""

    async def announce() -> None:
        await bot.set_webhook(
            url=f"{settings.portal_origin}/telegram/{path}",
            secret_token=settings.webhook_secret.get_secret_value(),
            allowed_updates=KINDS,
            max_connections=WEBHOOK_CONNECTIONS,
        )
        while True:  # Telegram knows the token and where we are, for as long as it answers
            incoming.beat()
            await asyncio.sleep(ASK_EVERY_S)
            await bot.get_me()

    return announce

"""The composition root: constructor calls, top to bottom. Read this file to see how the house hangs together."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web

from bot import joints
from bot.draws import WordDraws
from bot.front import front_page
from bot.gate import Gate
from bot.health import HouseHealth
from bot.reviewed import spoken
from bot.rooms import Rooms, make_rooms
from bot.settings import BadSettings, Settings
from bot.teller import Teller
from desk.duty import Duty
from desk.hearing import Hearing
from desk.intake import Intake
from desk.upkeep import Upkeep
from handlers.door import Door
from handlers.emergency import Emergency
from handlers.identity import Identity
from i18n.packs import read_packs
from i18n.receipt_words import ReceiptWords
from i18n.words import Words
from portal.app import make_app, make_runner
from portal.parts import Console, Hook, PortalParts
from triage.judge import Judge
from vault.calendar import DueTimes
from vault.ceremony import Office
from workers.clock import Clock
from workers.nursery import Nursery
from workers.pulse import Pulse
from workers.telegram import Profile, Telegram
from workers.telling import Telling
from workers.updates import KINDS, Polling
from workers.voices import Sweep

HERE = Path(__file__).parent.parent
WEBHOOK_CONNECTIONS = 40
ASK_EVERY_S = 20.0
log = structlog.get_logger("app")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What one start is given. ``clock`` and ``draw`` are the machine's, or a test's."""

    settings: Settings
    office: Office
    clock: Callable[[], datetime]
    draw: Callable[[int], bytes]
    demo: bool = False
    watermark: bool = False
    links: tuple[tuple[str, str], ...] = ()
    seed: Callable[["House"], Awaitable[None]] | None = None


@dataclass(frozen=True, kw_only=True)
class House:
    """What runs. ``url`` is where the portal listens."""

    rooms: Rooms
    door: Door
    duty: Duty
    telling: Telling
    judge: Judge
    words: Words
    code_words: ReceiptWords
    url: str = field(default="")


@asynccontextmanager
async def running(plan: Plan) -> AsyncIterator[House]:
    """Starts everything, hands over the house, and at the end finishes what is under way."""
    rooms = await make_rooms(plan.settings, plan.office, plan.draw)
    session = AiohttpSession(api=TelegramAPIServer.from_base(plan.settings.telegram_api))
    bot = Bot(plan.settings.token() or "1:no-bot-was-configured", session=session)
    async with Nursery() as nursery:
        try:
            house = await _house(plan, rooms, bot, nursery)
            runner = make_runner(_portal(plan, house))
            await runner.setup()
            site = web.TCPSite(runner, plan.settings.portal_host, plan.settings.portal_port)
            await _listening(site, plan.settings)
            try:
                _start_workers(plan, house, bot, nursery)
                yield _named(house, plan, runner)
            finally:
                await runner.cleanup()
        finally:
            await nursery.end()
            await session.close()
            await rooms.close()


async def _listening(site: web.TCPSite, settings: Settings) -> None:
    try:
        await site.start()
    except OSError as error:
        at = f"PORTAL_HOST {settings.portal_host}, PORTAL_PORT {settings.portal_port}"
        why = error.strerror or "not possible"
        raise BadSettings(f"{at}: cannot listen there ({why}). Stop the other program, or set another port") from None


def _named(house: House, plan: Plan, runner: web.AppRunner) -> House:
    port = runner.addresses[0][1]
    host = plan.settings.portal_host
    return replace(house, url=plan.settings.portal_origin or f"http://{host}:{port}")


async def _house(plan: Plan, rooms: Rooms, bot: Bot, nursery: Nursery) -> House:
    words = Words.load(HERE / "i18n")
    code_words = ReceiptWords.load(HERE / "i18n" / "ru" / "words.txt")
    channel = Telegram(bot, console=f"{plan.settings.portal_origin}/console" if plan.settings.portal_origin else "")
    judge = joints.judge()
    intake = Intake(
        books=rooms.books,
        draws=WordDraws(code_words.words, plan.draw),
        judge=judge,
        jurisdiction=plan.settings.jurisdiction.lower(),
        languages=plan.settings.languages,
    )
    duty = Duty(files=rooms.files, roster=rooms.roster)
    emergency = Emergency(
        send=joints.emergency_sender(channel, words),
        note=joints.noting(rooms, plan.clock),
        erase=joints.emergency_eraser(channel),
        start=nursery.once,
        now=plan.clock,
    )
    door = Door(
        identity=Identity(joints.pseudonyms(rooms), partial(spoken, languages=plan.settings.languages)),
        intake=intake,
        duty=duty,
        emergency=emergency,
        codes=joints.codes(code_words),
        safe_words=code_words.safe_words,
        ready=Gate(_health(plan, rooms)),
        now=plan.clock,
    )

    teller = Teller(plan.settings, rooms, channel, words, code_words, plan.clock, watermark=plan.watermark)
    telling = teller.telling()
    return House(rooms=rooms, door=door, duty=duty, telling=telling, judge=judge, words=words, code_words=code_words)


def _portal(plan: Plan, house: House) -> web.Application:
    settings, rooms = plan.settings, house.rooms
    hook = None
    if settings.telegram_mode == "webhook":
        hook = Hook(path=settings.webhook_path, secret=settings.webhook_secret.get_secret_value(), door=house.door)
    console = Console(
        words=joints.desk_words(house.words, house.judge.rulebook),
        word_list="\n".join(house.code_words.words).encode(),
        desk=plan.office.document,
        bot=settings.bot_username,
        jurisdiction=settings.jurisdiction.lower(),
        rulebook=house.judge.rulebook,
        contacts=read_packs(joints.PACKS),
        demo=plan.demo,
        writing=joints.writing(),
    )
    return make_app(
        PortalParts(
            duty=house.duty,
            hearing=Hearing(files=rooms.files, media=rooms.media),
            roster=rooms.roster,
            enrolment=rooms.members,
            sign_ins=rooms.door_keys,
            bell=rooms.bell,
            health=_health(plan, rooms),
            clock=plan.clock,
            new_request=lambda: plan.draw(16).hex(),
            console=console,
            front=front_page(house.words, plan.links),
            origin=settings.portal_origin,
            hook=hook,
        )
    )


def _health(plan: Plan, rooms: Rooms) -> HouseHealth:
    pulses = (rooms.pulse, rooms.incoming)
    return HouseHealth(rooms.store, rooms.roster, rooms.members, pulses, bool(plan.settings.token()))


def _start_workers(plan: Plan, house: House, bot: Bot, nursery: Nursery) -> None:
    rooms, settings = house.rooms, plan.settings
    nursery.start("store", rooms.keep_store_alive)
    nursery.start("bell", rooms.bell.listen)
    upkeep = Upkeep(calendar=DueTimes(rooms.store, rooms.keyring))
    nursery.start("clock", Clock(upkeep, plan.clock, settings.tick_every_s).tick)
    nursery.start("swept", Sweep(rooms.media, plan.clock).round)
    if not settings.token():
        log.warning("no-bot", cure="set BOT_TOKEN_FILE")
        return
    nursery.start("telling", house.telling.reign)
    nursery.start("profile", Profile(bot, house.words).keep)
    if settings.telegram_mode == "polling":
        nursery.start("updates", Polling(bot, rooms.leases, house.door, rooms.incoming).poll)
    else:
        nursery.start("webhook", _webhook(bot, settings, rooms.incoming))


def _webhook(bot: Bot, settings: Settings, incoming: Pulse) -> Callable[[], Awaitable[None]]:
    async def announce() -> None:
        await bot.set_webhook(
            url=f"{settings.portal_origin}/telegram/{settings.webhook_path}",
            secret_token=settings.webhook_secret.get_secret_value(),
            allowed_updates=KINDS,
            max_connections=WEBHOOK_CONNECTIONS,
        )
        while True:  # Telegram knows the token and where we are, for as long as it answers
            incoming.beat()
            await asyncio.sleep(ASK_EVERY_S)
            await bot.get_me()

    return announce

"""The composition root: constructor calls, top to bottom. Read this file to see how the house hangs together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web

from bot import joints
from bot.button import button_of
from bot.caseworking import case_verbs, outcome_words
from bot.draws import WordDraws
from bot.drilling import afterwards_of
from bot.duty_bot import DutyBot, with_duty_bot
from bot.front import front_page, poster_words
from bot.gate import Gate
from bot.health import HouseHealth
from bot.house import House, Plan
from bot.lag import Lagged
from bot.listening import listening, measured
from bot.pushing import switch_of
from bot.reviewed import spoken
from bot.rooms import Rooms, make_rooms
from bot.second_channel import channels
from bot.signs import signs_of
from bot.starting import start_workers
from bot.telegram_session import LastingSession
from bot.teller import Teller
from bot.watching import watchkeeping
from desk import access
from desk.duty import Duty
from desk.hearing import Hearing
from desk.hours import RosterHours
from desk.intake import Intake
from desk.oversight import Oversight
from desk.resealing import Resealing
from desk.rostering import Rostering
from handlers.door import Door
from handlers.emergency import Emergency
from handlers.identity import Identity
from i18n.packs import read_packs
from i18n.receipt_words import ReceiptWords
from i18n.words import Words
from portal.app import make_app, make_runner
from portal.parts import Console, Hook, PortalParts
from vault.tallies import StoredTallies
from workers.nursery import Nursery
from workers.telegram import Telegram

__all__ = ["HERE", "House", "Plan", "running"]

HERE = Path(__file__).parent.parent


@asynccontextmanager
async def running(plan: Plan) -> AsyncIterator[House]:
    """Starts everything, hands over the house, and at the end finishes what is under way."""
    plan.settings.forum_chat(), plan.settings.duty_token()  # refused before anything is opened
    rooms = await make_rooms(plan.settings, plan.office, plan.draw)
    session = LastingSession(api=TelegramAPIServer.from_base(plan.settings.telegram_api))
    bot = Bot(plan.settings.token() or "1:no-bot-was-configured", session=session)
    duty_bot: DutyBot | None = None
    async with Nursery() as nursery:
        try:
            house, duty_bot = with_duty_bot(plan, await _house(plan, rooms, bot, nursery))
            runner = make_runner(_portal(plan, house, duty_bot))
            await runner.setup()
            await listening(runner, "PORTAL", plan.settings.portal_host, plan.settings.portal_port)
            try:
                async with measured(plan.settings, rooms, plan.clock):
                    start_workers(plan, house, bot, nursery)
                    if duty_bot:
                        duty_bot.start(plan.settings, house.words, nursery)
                    yield _named(house, plan, runner)
            finally:
                await runner.cleanup()
        finally:
            await nursery.end()
            await session.end()
            if duty_bot:
                await duty_bot.session.end()
            await rooms.close()


def _named(house: House, plan: Plan, runner: web.AppRunner) -> House:
    port = runner.addresses[0][1]
    host = plan.settings.portal_host
    return replace(house, url=plan.settings.portal_origin or f"http://{host}:{port}")


async def _house(plan: Plan, rooms: Rooms, bot: Bot, nursery: Nursery) -> House:
    access.roles()  # a table with a mistake stops the start, not the first specialist
    words = Words.load(HERE / "i18n")
    code_words = ReceiptWords.load(HERE / "i18n" / "ru" / "words.txt")
    channel = Telegram(bot, console=f"{plan.settings.portal_origin}/console" if plan.settings.portal_origin else "")
    judge, watch = joints.judge(), watchkeeping(plan.settings, rooms, plan.clock)
    intake = Intake(
        books=rooms.books,
        draws=WordDraws(code_words.words, plan.draw),
        judge=judge,
        jurisdiction=plan.settings.jurisdiction.lower(),
        languages=plan.settings.languages,
        attended=RosterHours(settings=plan.settings.hours(), crew=lambda: watch.crew).is_open,
    )
    duty = Duty(files=rooms.files, roster=rooms.roster)
    door = Door(
        identity=Identity(joints.pseudonyms(rooms), partial(spoken, languages=plan.settings.languages)),
        intake=intake,
        duty=duty,
        emergency=_emergency(plan, rooms, channel=channel, words=words, nursery=nursery),
        codes=joints.codes(code_words),
        safe_words=code_words.safe_words,
        ready=Gate(_health(plan, rooms)),
        now=plan.clock,
    )

    teller = Teller(plan.settings, rooms, channel, words, code_words, plan.clock, plan.watermark, lambda: watch.crew)
    return House(
        rooms=rooms,
        door=door,
        duty=duty,
        telling=teller.telling(),
        watch=watch,
        judge=judge,
        words=words,
        code_words=code_words,
        filling=teller.filling(),
    )


def _emergency(plan: Plan, rooms: Rooms, *, channel: Telegram, words: Words, nursery: Nursery) -> Emergency:
    """What is said without the store."""
    return Emergency(
        send=joints.emergency_sender(channel, words),
        note=joints.noting(rooms, plan.clock),
        erase=joints.emergency_eraser(channel),
        start=nursery.once,
        now=plan.clock,
    )


def _portal(plan: Plan, house: House, duty_bot: DutyBot | None) -> web.Application:
    settings, rooms = plan.settings, house.rooms
    casework, endings = case_verbs(rooms)
    return make_app(
        PortalParts(
            duty=house.duty,
            casework=casework,
            endings=endings,
            hearing=Hearing(files=rooms.files, media=rooms.media),
            oversight=Oversight(files=rooms.files, tallies=StoredTallies(rooms.store)),
            roster=rooms.roster,
            rostering=Rostering(roster=rooms.roster, book=rooms.alarms, hours=settings.hours()),
            enrolment=rooms.members,
            sign_ins=rooms.door_keys,
            resealing=Resealing(boxes=rooms.boxes),
            pushing=switch_of(settings, rooms),
            passkeys=rooms.door_keys.second.devices,
            codes=rooms.door_keys.second.codes,
            afterwards=afterwards_of(rooms, house.judge, house.words),
            bell=rooms.bell,
            health=_health(plan, rooms),
            clock=plan.clock,
            new_request=lambda: plan.draw(16).hex(),
            console=_console(plan, house),
            front=front_page(house.words, plan.links, settings.jurisdiction),
            poster=poster_words(house.words, settings.web_sources) if settings.web_button == "on" else None,
            origin=settings.portal_origin,
            group=house.group,
            hook=_hook(plan, house),
            duty_hook=duty_bot.hook(settings) if duty_bot else None,
            button=button_of(plan, house, _health(plan, rooms)),
        )
    )


def _console(plan: Plan, house: House) -> Console:
    settings = plan.settings
    return Console(
        words={**joints.desk_words(house.words, house.judge.rulebook), **outcome_words()},
        word_list="\n".join(house.code_words.words).encode(),
        desk=plan.office.document,
        bot=settings.links_to(),
        rings=bool(settings.token() or settings.duty_token()),
        gate=bool(channels(settings)),
        jurisdiction=settings.jurisdiction.lower(),
        rulebook=house.judge.rulebook,
        contacts=read_packs(joints.PACKS),
        demo=plan.demo,
        writing=joints.writing(),
    )


def _hook(plan: Plan, house: House) -> Hook | None:
    settings = plan.settings
    if settings.telegram_mode != "webhook":
        return None
    door = Lagged(house.door, house.rooms.lag, plan.clock)
    return Hook(path=settings.webhook_path, secret=settings.webhook_secret.get_secret_value(), door=door)


def _health(plan: Plan, rooms: Rooms) -> HouseHealth:
    pulses = (rooms.pulse, rooms.incoming)
    signs = signs_of(plan.settings, rooms)
    web = plan.settings.web_button == "on"
    return HouseHealth(rooms.store, rooms.roster, rooms.members, pulses, signs.telegram, signs, rooms.gauges, web=web)

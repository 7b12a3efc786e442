"""The desk's own bot, put together: a door, a sender, a limiter and two leases of its own, beside the children's.

docs/decisions/0011-the-duty-bot.md says why.
"""

from dataclasses import dataclass, replace

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.house import House, Plan
from bot.rooms import Rooms
from bot.settings import Settings
from bot.starting import webhook
from bot.telegram_session import LastingSession
from bot.teller import Teller
from desk.forum import GroupBinding, Says
from desk.intake import Intake
from handlers.duty_door import DutyDoor
from handlers.duty_group import InGroups
from handlers.identity import Identity, Slim
from i18n.words import Words
from portal.parts import Hook
from vault.forum import StoredForum
from vault.lease import DUTY
from vault.traces import Highest
from workers import parting
from workers.forum import Cards, ForumHand
from workers.forum_telegram import TelegramGroup
from workers.nursery import Nursery
from workers.telegram import Profile, Telegram
from workers.telling import Telling
from workers.updates import Polling

COMMANDS = ("on", "off")
HOOK_ENDS = "-duty"
"""Behind WEBHOOK_PATH: where Telegram delivers for the desk's bot."""


@dataclass(frozen=True)
class Leaving:
    """Out of a group, without a word."""

    intake: Intake
    plan: Plan

    async def __call__(self, slim: Slim) -> None:
        """Raises Unavailable."""
        if slim.group:
            await self.intake.leave(slim.update, slim.group, self.plan.clock(), duty_bot=True)


@dataclass(frozen=True)
class DutyBot:
    """What runs for it. ``rooms``: the house's, with the lane, the pulses and the highest message id of this bot."""

    bot: Bot
    session: LastingSession
    rooms: Rooms
    door: DutyDoor
    telling: Telling
    forum: ForumHand | None

    def start(self, settings: Settings, words: Words, nursery: Nursery) -> None:
        """Its sender, and whoever asks Telegram for what members wrote."""
        nursery.start("duty-telling", self.telling.reign)
        nursery.start("duty-profile", Profile(self.bot, words, COMMANDS).keep)
        if self.forum:
            nursery.start("forum", self.forum.round)
        if settings.telegram_mode == "polling":
            polling = Polling(self.bot, self.rooms.leases, self.door, self.rooms.incoming)
            nursery.start("duty-updates", polling.poll)
        else:
            announce = webhook(self.bot, settings, self.rooms.incoming, settings.webhook_path + HOOK_ENDS)
            nursery.start("duty-webhook", announce)

    def hook(self, settings: Settings) -> Hook | None:
        """Where Telegram delivers, in webhook mode."""
        if settings.telegram_mode != "webhook":
            return None
        return Hook(
            path=settings.webhook_path + HOOK_ENDS,
            secret=settings.webhook_secret.get_secret_value(),
            door=self.door,
        )


def with_duty_bot(plan: Plan, house: House) -> tuple[House, DutyBot | None]:
    """The house as it runs beside a second bot, and that bot; unchanged where there is none. Raises BadSettings."""
    token = plan.settings.duty_token()
    if not token:
        return house, None
    session = LastingSession(api=TelegramAPIServer.from_base(plan.settings.telegram_api))
    bot, rooms = Bot(token, session=session), duty_rooms(house.rooms)
    settings = plan.settings
    channel = Telegram(bot, console=f"{settings.portal_origin}/console" if settings.portal_origin else "")
    teller = Teller(
        settings, rooms, channel, house.words, house.code_words, plan.clock, plan.watermark, lambda: house.watch.crew
    )
    telling = replace(teller.telling(), part=parting.DUTY)
    forum = forum_of(settings, rooms)
    made = DutyBot(
        bot=bot,
        session=session,
        rooms=rooms,
        door=_door(plan, house, rooms, forum),
        telling=telling,
        forum=_hand(plan, house, rooms, forum, bot) if forum else None,
    )
    children = replace(house.telling, part=parting.CHILDREN, canary=None)
    binding = GroupBinding(forum=forum, signs=rooms.forum)
    return replace(house, door=replace(house.door, desk=False), telling=children, group=binding), made


def forum_of(settings: Settings, rooms: Rooms) -> StoredForum | None:
    """Where DUTY_CHAT_ID names a group. Raises BadSettings."""
    chat = settings.forum_chat()
    return StoredForum(rooms.store, rooms.keyring, chat) if chat else None


def _hand(plan: Plan, house: House, rooms: Rooms, forum: StoredForum, bot: Bot) -> ForumHand:
    return ForumHand(
        group=TelegramGroup(bot, forum.chat),
        forum=forum,
        cards=Cards(queue=rooms.files.queue, card=rooms.chats.card),
        leases=rooms.leases,
        name=forum.number,
        words={one: house.words.text("ru", "specialist", f"topic-{one.value}") for one in Says},
        signs=rooms.forum,
        clock=plan.clock,
    )


def duty_rooms(rooms: Rooms) -> Rooms:
    """The same store; what counts per bot counts for this one."""
    highest = Highest()
    own = replace(rooms.keyring, bot_id=rooms.keyring.duty_bot_id)
    return replace(
        rooms,
        books=replace(rooms.books, highest=highest),
        chats=replace(rooms.chats, keyring=own, highest=highest),
        outbox=replace(rooms.outbox, lane=DUTY),
        leases=replace(rooms.leases, lane=DUTY),
        pulse=rooms.duty_pulse,
        incoming=rooms.duty_incoming,
    )


def _door(plan: Plan, house: House, rooms: Rooms, forum: StoredForum | None) -> DutyDoor:
    intake = replace(house.door.intake, books=rooms.books)
    return DutyDoor(
        identity=Identity(rooms.keyring.desk_account, house.door.identity.spoken),
        intake=intake,
        duty=house.duty,
        in_group=InGroups(plan.settings.duty_chat_id, forum, Leaving(intake, plan), plan.clock),
        now=plan.clock,
    )

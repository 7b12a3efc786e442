"""A forum group over the simulated Telegram and a real store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from desk.forum import ForumSigns, Says
from tests.desk.desk_rig import ANNA, Office
from tests.peer import Peer, running_peer
from triage.ids import UpdateId
from vault import roster_keys
from vault.forum import StoredForum
from vault.lease import DUTY, Leases
from workers.forum import Cards, ForumHand
from workers.forum_telegram import TelegramGroup

TOKEN = "535353:AAHnobody-else-knows-this-duty-token"
CRY = "папа меня бьёт"
WORDS = {Says.WAITS: "Ждёт", Says.TAKEN: "Взят", Says.ANSWERED: "Ответ дан"}


@dataclass
class Rig:
    office: Office
    peer: Peer
    hand: ForumHand
    forum: StoredForum
    chat: int

    async def works(self, most: int = 12) -> None:
        """Until there is nothing more to do, or something stands in the way."""
        for _ in range(most):
            if await self.hand.looked() != 0.0:
                return

    def topics(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.peer.control("topics", chat_id=self.chat)
        return found

    @property
    def word(self) -> str:
        return self.hand.signs.word

    def only(self) -> dict[str, Any]:
        (topic,) = self.topics()
        return topic


@asynccontextmanager
async def forum_rig(office: Office) -> AsyncIterator[Rig]:
    """A group with topics in which the bot has its right; not bound yet."""
    async with running_peer(TOKEN) as peer:
        person = peer.user(900, name="Анна", language="ru")
        chat = await person.adds_bot_to_group("Дежурные")
        peer.control("forum", chat_id=chat)
        bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(peer.url)))
        forum = StoredForum(office.store, replace(office.keyring, duty_bot_id=535353), chat)
        hand = ForumHand(
            group=TelegramGroup(bot, chat),
            forum=forum,
            cards=Cards(queue=office.files.queue, card=office.chats.card),
            leases=Leases(office.store, "this-process", DUTY),
            name=forum.number,
            words=WORDS,
            signs=ForumSigns(),
            clock=lambda: office.now,
            between_s=0.0,
        )
        yield Rig(office, peer, hand, forum, chat)
        await bot.session.close()


async def binds(rig: Rig) -> bool:
    await rig.office.store.redis.hset(roster_keys.papers(ANNA.member), "v", 1)
    return await rig.forum.bind(await rig.forum.offer_code(ANNA.member), UpdateId("d1"), rig.office.now)

"""Our getUpdates loop against a simulated Telegram: one order per chat, and a flood that holds up nobody but itself."""

import asyncio
import contextlib

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from desk.ports import Unavailable
from tests.peer import running_peer, until
from workers import updates
from workers.nursery import Nursery
from workers.updates import Polling

TOKEN = "424242:AAHpolling-only-nobody-else-knows-it"
FLOODER, OTHER, MANY = 11, 22, 60


class Held:
    """A lease that nobody else wants."""

    async def take(self, name):
        return 1

    async def give_back(self, name):
        return None

    async def raise_fences(self, number):
        return None


class Doorway:
    """Keeps what comes, each after a while; ``refuses`` says of a text whether it can't be kept now."""

    def __init__(self, refuses=lambda text: False, takes_s=0.005):
        self.kept, self.tried = [], []
        self.refuses, self.takes_s = refuses, takes_s

    async def __call__(self, update):
        who, text = update["message"]["chat"]["id"], update["message"]["text"]
        self.tried.append((who, text))
        await asyncio.sleep(self.takes_s)
        if self.refuses(text):
            raise Unavailable("not now")
        self.kept.append((who, text))

    def of(self, who):
        return [text for one, text in self.kept if one == who]


@contextlib.asynccontextmanager
async def polled(peer, door):
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(peer.url)))
    async with Nursery() as nursery:
        nursery.start("updates", Polling(bot, Held(), door).poll)
        yield
    await bot.session.close()


@pytest.fixture
async def peer(monkeypatch):
    monkeypatch.setattr(updates, "AFTER_FAILURE_S", 0.02)
    async with running_peer(TOKEN) as running:
        yield running


def people(peer):
    return peer.user(FLOODER, name="А"), peer.user(OTHER, name="Б")


async def writes_many(person, count=MANY):
    for number in range(count):
        await person.writes(str(number))


async def test_who_writes_in_the_middle_of_a_flood_need_not_wait_for_its_end(peer):
    flooder, other = people(peer)
    await writes_many(flooder)
    door = Doorway()
    async with polled(peer, door):
        await until(lambda: len(door.kept) > 2)
        await other.writes("помогите")
        await peer.settled()
    assert door.kept.index((OTHER, "помогите")) < MANY // 2
    assert door.of(FLOODER) == [str(number) for number in range(MANY)]


async def test_every_update_is_handled_once_and_each_chats_in_its_order(peer):
    flooder, other = people(peer)
    door = Doorway(takes_s=0.001)
    async with polled(peer, door):
        for number in range(MANY):
            await flooder.writes(str(number))
            await other.writes(str(number))
            await asyncio.sleep(0)
        await peer.settled()
    assert door.of(FLOODER) == door.of(OTHER) == [str(number) for number in range(MANY)]
    assert len(door.tried) == 2 * MANY


async def test_what_cannot_be_kept_comes_again_in_order_and_nobody_elses_comes_twice(peer):
    flooder, other = people(peer)
    down = True
    door = Doorway(refuses=lambda text: down and text == "1")
    async with polled(peer, door):
        await writes_many(flooder, 3)
        await other.writes("я")
        await until(lambda: door.tried.count((FLOODER, "1")) > 2)
        assert door.of(FLOODER) == ["0"]
        assert peer.pending() >= 2
        down = False
        await peer.settled()
    assert door.of(FLOODER) == ["0", "1", "2"]
    assert door.tried.count((OTHER, "я")) == 1
    assert door.tried.count((FLOODER, "0")) == 1

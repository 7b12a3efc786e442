"""`python -m tests.bench.stock PLACE PEER`: the same screens as aiogram's documentation would have them written.

Dispatcher, RedisStorage, SimpleRequestHandler; the answer is sent from the handler; texts lie readable in a Redis list.
The one departure: ``handle_in_background=False``, because the default acknowledges before anything was kept.
"""

import asyncio
import secrets
import sys
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from redis.asyncio import Redis

from i18n.receipt_words import ReceiptWords
from i18n.words import Words
from tests.bench.botprocess import ROOT, answer
from tests.bench.meter import meters
from tests.bench.stock_handlers import router
from tests.bench.telegram import TOKEN, WEBHOOK_PATH, WEBHOOK_SECRET
from vault.embedded import EmbeddedStore


async def main(place: Path, peer: str) -> None:
    store = EmbeddedStore.start(place / "data" / "store")
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(peer)))
    redis = Redis.from_url(store.url)
    words = Words.load(ROOT / "i18n")
    safe_words = ReceiptWords.load(ROOT / "i18n" / "ru" / "words.txt").words
    dispatcher = Dispatcher(
        storage=RedisStorage(redis), words=words, texts=redis, draw=lambda: secrets.choice(safe_words)
    )
    dispatcher.include_router(router())
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=WEBHOOK_SECRET)
    handler.register(app, path=f"/telegram/{WEBHOOK_PATH}")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram/{WEBHOOK_PATH}"
    await bot.set_webhook(hook, secret_token=WEBHOOK_SECRET, max_connections=40)
    try:
        await answer({"hook": hook}, meters())
    finally:
        await runner.cleanup()
        await bot.session.close()
        await redis.aclose()
        store.stop()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))

"""Ways to take the product's store away for a while, and what the child's phone and the desk show of it."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from tests.peer import Person
from tests.stories.rig import Product
from tests.stories.threads_opened import every_text
from vault import outbox, store

SORRY = "У меня сбой"
BELIEVED = "Я тебе верю"
FIRST_SCREEN = "Опасно сейчас?"
STILL_EVERYTHING = 268_435_456


def short_patience(patch: pytest.MonkeyPatch) -> None:
    """A store that does not answer is given up after one second; its blocking reads stay shorter."""
    patch.setattr(store, "SOCKET_TIMEOUT_S", 1)
    patch.setattr(outbox, "BLOCK_MS", 300)


@asynccontextmanager
async def frozen(running: Product) -> AsyncIterator[None]:
    """The store's process stands still: connections open, no answer comes."""
    pid = _pid(running)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@asynccontextmanager
async def full(running: Product) -> AsyncIterator[None]:
    """Not one byte more: the store answers, and refuses every write that needs memory."""
    redis = running.house.rooms.store.redis
    await redis.config_set("maxmemory", 1)
    try:
        yield
    finally:
        await redis.config_set("maxmemory", STILL_EVERYTHING)


def kill(running: Product) -> None:
    os.kill(_pid(running), signal.SIGKILL)


def _pid(running: Product) -> int:
    embedded = running.house.rooms.embedded
    assert embedded is not None
    return embedded.pid


def sorry_blocks(child: Person) -> list[str]:
    """Every emergency block that stands in the chat."""
    return [message.text for message in child.chat() if message.by_bot and SORRY in message.text]


async def kept_once(running: Product, *texts: str) -> None:
    """Exactly these of hers stand in the threads, each once."""
    kept = await every_text(running)
    assert [kept.count(text) for text in texts] == [1] * len(texts)


async def health(running: Product) -> tuple[int, dict[str, object]]:
    """What ``GET /health`` says."""
    async with aiohttp.ClientSession() as http, http.get(f"{running.house.url}/health") as answer:
        return answer.status, await answer.json()

"""Whoever takes the running server and all its memory, after a web report and its answer, reads no word of them."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.stories.browser import running_chromium
from tests.stories.memory import family, seen_in_memory, spellings
from tests.stories.web_child import WebChild, web_child

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux shows a process its child's memory"),
]
HERE = Path(__file__).parents[2]
HERS = "жирафоклюв ударил меня сегодня"
ANSWER = "Карамелеслон тебе верит."
WANTED = {"her words": HERS.split(maxsplit=1)[0], "the answer": ANSWER.split(maxsplit=1)[0]}
_STARTS_S = 90


@dataclass
class Running:
    """The demo in a process of its own, with its store: nothing of this test's memory is in it."""

    pid: int
    base: str

    def knows(self, wanted: dict[str, str]) -> set[str]:
        """Which of these stand in the memory of the product or of its store."""
        spelt = {name: spellings(text) for name, text in wanted.items()}
        return set().union(*(seen_in_memory(pid, spelt) for pid in family(self.pid)))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def demo() -> AsyncIterator[Running]:
    port = free_port()
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PORTAL_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", stdout=asyncio.subprocess.PIPE, cwd=HERE, env=environment
    )
    assert started.stdout is not None
    try:
        async with asyncio.timeout(_STARTS_S):
            while b"Sign-in" not in (line := await started.stdout.readline()):
                assert line, "the demo ended before it said where it is"
        yield Running(started.pid, f"http://localhost:{port}")
    finally:
        started.send_signal(signal.SIGINT)
        await started.wait()


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with running_chromium(chromium) as running:
        yield running


async def answered(browser: Browser, base: str) -> None:
    """Anna opens what came last, claims it and answers, all in her browser."""
    desk = await browser.new_page()
    await desk.goto(base)
    await desk.get_by_role("link", name=re.compile("Пульт")).click()
    await desk.locator("#sign-in-form [type=submit]").click()
    await expect(desk.locator("#queue")).to_be_visible()
    row = desk.locator("#column-waiting .row", has_text="сайт")
    await row.first.locator(".open").click()
    await expect(desk.locator(".entry.word .words").first).to_be_visible()
    await desk.locator("#composer .take button").click()
    await desk.locator("#reply").fill(ANSWER)
    await sends(desk)


async def sends(desk: Page) -> None:
    await desk.locator("#composer form [type=submit]").click()
    await expect(desk.locator(".entry.reply")).to_have_count(1)


async def read_by_her(child: WebChild) -> None:
    await expect(child.button("read")).to_be_visible()
    await child.taps("read")
    await child.sees(ANSWER)


async def test_a_full_memory_dump_of_the_server_contains_no_word_of_a_web_report_or_its_answer(browser):
    async with demo() as running, web_child(browser, running.base) as child:
        await child.opens()
        await child.writes(HERS)
        await child.sees_screen("believed")
        await answered(browser, running.base)
        await read_by_her(child)
        assert running.knows(WANTED) == set()


async def test_the_same_dump_finds_what_the_server_does_know(browser):
    """The probe can find: the name of who is on shift, and a word of every page."""
    async with demo() as running:
        assert running.knows({"a name": "Анна (демо)", "a word": "Сказать голосом"}) == {"a name", "a word"}

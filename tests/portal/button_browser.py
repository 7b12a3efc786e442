"""A Chromium that opens the button's page: what it asked for, what it complained of, what it kept."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.browsing import FLAGS
from tests.portal.button_peer import Peer

PATIENCE_MS = 30_000
"""Two cores are shared with other tests; it costs only where a test fails."""
_VOICE_FLAGS = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")


@dataclass
class Open:
    """``asked``: every address that the browser asked for; ``complaints``: what its console said."""

    page: Page
    context: BrowserContext
    asked: list[str]
    complaints: list[str]

    async def text(self) -> str:
        return await self.page.inner_text("body")

    async def begin(self) -> None:
        """Up to the question for the story."""
        await self.page.click("button[value=need]")
        await self.page.click('button[data-act="who.c10"]')
        await self.page.wait_for_selector('[data-name="ask_story"]')

    async def tell(self, words: str) -> None:
        await self.page.fill("#text", words)
        await self.page.click("#send")

    async def kept(self) -> dict[str, Any]:
        """What lies in the browser afterwards."""
        stored: dict[str, Any] = await self.page.evaluate(
            """async () => ({ local: localStorage.length, session: sessionStorage.length, cookie: document.cookie,
                bases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
                workers: (await navigator.serviceWorker.getRegistrations()).length })"""
        )
        return {**stored, "cookies": len(await self.context.cookies())}


NOTHING_KEPT = {"local": 0, "session": 0, "cookie": "", "bases": 0, "caches": 0, "workers": 0, "cookies": 0}


@asynccontextmanager
async def chromium_with_a_microphone(path: str) -> AsyncIterator[Browser]:
    """It hears a tone and asks nobody."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=[*FLAGS, *_VOICE_FLAGS])
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def opened_at(
    peer: Peer, browser: Browser, *, width: int = 360, without: str = "", first: Path | None = None, **more: Any
) -> AsyncIterator[Open]:
    """A fresh visit. ``without``: addresses that cannot be fetched; ``first``: a script that runs before those of the page."""
    context = await browser.new_context(viewport={"width": width, "height": 740}, **more)
    if without:
        await context.route(without, lambda route: route.abort())
    if first:
        await context.add_init_script(path=first)
    page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    one = Open(page, context, [], [])
    page.on("request", lambda request: one.asked.append(request.url))
    page.on("console", lambda said: one.complaints.append(said.text))
    page.on("pageerror", lambda error: one.complaints.append(str(error)))
    await page.goto(f"{peer.url}/?s=school")
    try:
        yield one
    finally:
        await context.close()


async def until(holds: Callable[[], bool]) -> None:
    """In half a minute."""
    for _ in range(600):
        if holds():
            return
        await asyncio.sleep(0.05)
    assert holds()

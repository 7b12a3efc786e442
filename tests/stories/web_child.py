"""A child at the web page, in a real Chromium: taps, writes, hides, comes back. Everything that she sends is looked at."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page, Request, Route, expect

PHONE = (360, 740)
ELSEWHERE = re.compile(r"^https?://(?!localhost|127\.0\.0\.1)")
FIVE = re.compile(r"^\w+(?: \w+){4}$")
PATIENCE_MS = 30_000
"""A first Argon2id beside ten other things on two cores."""


@dataclass
class WebChild:
    """``sent``: addresses and bodies of what left her page; ``elsewhere``: other hosts that it asked."""

    page: Page
    base: str
    sent: list[tuple[str, bytes]] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def opens(self, path: str = "/") -> None:
        await self.page.goto(f"{self.base}{path}")
        await self.page.locator("html.live").wait_for(state="attached")

    async def begins(self) -> None:
        """The red button, where it stands."""
        if not await self.page.locator("#text").is_visible():
            await self.taps("need")

    async def writes(self, text: str) -> None:
        await self.begins()
        await self.page.locator("#text").fill(text)
        await self.page.locator("#send").click()

    async def taps(self, action: str) -> None:
        await self.button(action).click()

    def button(self, action: str) -> Locator:
        return self.page.locator(f'#screens button[data-act="{action}"], #screens button[value="{action}"]').last

    async def sees(self, text: str) -> None:
        await expect(self.page.locator("main")).to_contain_text(text)

    async def sees_screen(self, name: str) -> None:
        await expect(self.page.locator(f'#screens [data-name="{name}"]').last).to_be_visible()

    async def code(self) -> str:
        """The five words, once they stand on the page."""
        screen = self.page.locator('#screens [data-name="code"]')
        await expect(screen).to_be_visible()
        lines = (await screen.inner_text()).split("\n")
        return next(line.strip() for line in lines if FIVE.match(line.strip()))

    async def comes_back(self, code: str) -> None:
        await self.page.locator("#back summary").click()
        await self.page.locator("#code").fill(code)
        await self.page.locator("#code-open").click()

    async def hides(self) -> None:
        await self.page.locator("#exit").click()

    def said(self) -> str:
        """Everything that left the page, as one text."""
        return "\n".join(url + " " + body.decode("utf-8", "replace") for url, body in self.sent)

    async def traces(self) -> dict[str, Any]:
        """What a browser keeps of a page that stands open."""
        found: dict[str, Any] = await self.page.evaluate(
            "async () => ({ cookie: document.cookie, local: localStorage.length, session: sessionStorage.length,"
            " databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,"
            " workers: (await navigator.serviceWorker?.getRegistrations() ?? []).length, state: history.state,"
            " title: document.title, address: location.href })"
        )
        return found

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._asked)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _asked(self, request: Request) -> None:
        if ELSEWHERE.match(request.url):
            self.elsewhere.append(request.url)
        else:
            self.sent.append((request.url, request.post_data_buffer or b""))


async def _harmless(route: Route) -> None:
    await route.fulfill(status=200, content_type="text/html", body="<title>Wiki</title><p>Wiki</p>")


@asynccontextmanager
async def web_child(chromium: Browser, base: str, **more: Any) -> AsyncIterator[WebChild]:
    """A telephone of her own. The page where Hide leads is not ours, and stands in here."""
    size = {"viewport": {"width": PHONE[0], "height": PHONE[1]}}
    context = await chromium.new_context(locale="ru-RU", reduced_motion="reduce", **{**size, **more})
    context.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    await context.route(ELSEWHERE, _harmless)
    child = WebChild(await context.new_page(), base)
    child.watch(context)
    try:
        yield child
        assert not child.complaints, child.complaints
    finally:
        await context.close()

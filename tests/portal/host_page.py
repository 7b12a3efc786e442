"""Somebody else's page that carries our button: another origin, a strict policy, and a Chromium that looks at it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from playwright.async_api import Browser, Page, async_playwright

from tests.browsing import FLAGS
from tests.portal.portal_rig import served

WATCHED = """
addEventListener("securitypolicyviolation", (event) => console.error("violation " + event.violatedDirective + " " + event.blockedURI));
"""
OPENED = "const shadow = Element.prototype.attachShadow; Element.prototype.attachShadow = function () { return shadow.call(this, { mode: 'open' }); };"
"""Closed for every page; the tests look inside."""


def strict(desk: str) -> str:
    return f"default-src 'none'; script-src {desk}; require-trusted-types-for 'script'; trusted-types 'none'"


@dataclass
class Host:
    """``desk``: where our script comes from. ``asked``: every request of every window; ``complaints``: of the page."""

    desk: str
    chromium: Browser
    policy: str = ""
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)

    def tag(self, more: str = 'data-source="school-12" data-language="ru" data-place="corner"') -> str:
        return f'<script src="{self.desk}/embed.js" {more}></script>'

    async def answer(self, request: web.Request) -> web.Response:
        if request.path not in self.pages:
            return web.Response(status=404)
        headers = {"Content-Security-Policy": self.policy} if self.policy else {}
        return web.Response(text=self.pages[request.path], content_type="text/html", headers=headers)

    @asynccontextmanager
    async def shown(self, body: str, *, head: str = "", closed: bool = False, **context: Any) -> AsyncIterator[Page]:
        app = web.Application()
        app.router.add_get("/{path:.*}", self.answer)
        self.pages["/"] = (
            f'<!doctype html><html lang="kk"><head><title>Школа</title>{head}</head><body>{body}</body></html>'
        )
        opened = await self.chromium.new_context(**context)
        await opened.add_init_script(WATCHED + ("" if closed else OPENED))
        opened.on("request", lambda request: self.asked.append(request.url))
        page = await opened.new_page()
        page.on("console", lambda said: self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        async with served(app) as base:
            await page.goto(f"http://localhost:{urlsplit(base).port}/")
            await page.wait_for_load_state("networkidle")
            try:
                yield page
            finally:
                await opened.close()


@asynccontextmanager
async def host_of(desk: str, chromium: str) -> AsyncIterator[Host]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        try:
            yield Host(desk, browser, strict(desk))
        finally:
            await browser.close()

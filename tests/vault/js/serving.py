"""The sealing modules in a real Chromium, behind the console's own Content-Security-Policy, on this machine only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web
from playwright.async_api import Browser, Page, async_playwright

from tests.vault.js.in_python import HERE

ROOT = Path(__file__).parents[3]
# As strict as the console's; `default-src 'none'` also shows that nothing else is fetched.
STRICT = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types rb"
)
NO_WORKERS = STRICT.replace("worker-src 'self'", "worker-src 'none'")
_POLICY = web.AppKey("policy", str)
_TYPES = {".js": "text/javascript", ".html": "text/html", ".bin": "application/octet-stream"}
_ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@dataclass(frozen=True)
class Opened:
    """A page with the modules loaded, and the addresses of what it fetched and of the workers it started."""

    page: Page
    fetched: list[str]
    workers: list[str]

    async def run(self, task: dict[str, Any]) -> Any:
        return await self.page.evaluate("(task) => globalThis.run(task)", task)

    async def refused_by_policy(self) -> list[str]:
        refused: list[str] = await self.page.evaluate("() => globalThis.refusedByPolicy")
        return refused


@asynccontextmanager
async def served(policy: str) -> AsyncIterator[str]:
    """The address of a server for `portal/static` and this folder, at their places relative to each other."""
    app = web.Application()
    app[_POLICY] = policy
    app.router.add_get("/{place:portal/static|tests/vault/js}/{file:.+}", _file)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _file(request: web.Request) -> web.Response:
    file = (ROOT / request.path.lstrip("/")).resolve()
    if ROOT not in file.parents or file.suffix not in _TYPES or not file.is_file():
        raise web.HTTPNotFound
    headers = {"Content-Security-Policy": request.app[_POLICY], "X-Content-Type-Options": "nosniff"}
    return web.Response(body=file.read_bytes(), content_type=_TYPES[file.suffix], charset="utf-8", headers=headers)


@asynccontextmanager
async def chromium_running(path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def opened(browser: Browser, address: str, first: str | None = None) -> AsyncIterator[Opened]:
    """A fresh page. `first` names a plain script of this folder that runs before the modules."""
    context = await browser.new_context()
    if first is not None:
        await context.add_init_script(path=HERE / first)
    page = await context.new_page()
    seen = Opened(page, [], [])
    page.on("request", lambda request: seen.fetched.append(request.url.removeprefix(address)))
    page.on("worker", lambda worker: seen.workers.append(worker.url.removeprefix(address)))
    await page.goto(f"{address}/tests/vault/js/page.html")
    await page.wait_for_selector("html[data-ready]", state="attached")
    try:
        yield seen
    finally:
        await context.close()

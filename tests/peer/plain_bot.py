"""The barest bots: one that calls methods over HTTP, and one that receives webhooks and answers as a test says."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

from tests.peer.errors import Json
from tests.peer.inprocess import DEMO_TOKEN


class PlainBot:
    """Calls Bot API methods as JSON, urlencoded or by GET; hands back what came, without any opinion."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str = DEMO_TOKEN) -> None:
        self._session = session
        self._url = url
        self._token = token

    async def call(self, method: str, **params: object) -> tuple[int, Json]:
        """(HTTP status, the answer's JSON)."""
        async with self._session.post(f"{self._url}/bot{self._token}/{method}", json=params) as answer:
            return answer.status, await answer.json()

    async def ok(self, method: str, **params: object) -> Any:
        """The result of a call that has to succeed; raises AssertionError with Telegram's sentence."""
        _, body = await self.call(method, **params)
        assert body["ok"], body.get("description")
        return body["result"]

    async def refusal(self, method: str, **params: object) -> str:
        """The sentence of a call that has to be refused, with its code in front."""
        _, body = await self.call(method, **params)
        assert not body["ok"], "the call was expected to be refused"
        return f"{body['error_code']} {body['description']}"

    async def form(self, method: str, **params: str) -> Any:
        """Urlencoded, as aiogram calls; structures are JSON texts."""
        async with self._session.post(f"{self._url}/bot{self._token}/{method}", data=params) as answer:
            return (await answer.json())["result"]

    async def query(self, method: str, **params: str) -> Any:
        """By GET."""
        async with self._session.get(f"{self._url}/bot{self._token}/{method}", params=params) as answer:
            return (await answer.json())["result"]

    async def download(self, path: str) -> tuple[int, bytes]:
        async with self._session.get(f"{self._url}/file/bot{self._token}/{path}") as answer:
            return answer.status, await answer.read()


@asynccontextmanager
async def plain_bot(url: str, token: str = DEMO_TOKEN) -> AsyncIterator[PlainBot]:
    async with aiohttp.ClientSession() as session:
        yield PlainBot(session, url, token)


class Hook:
    """A webhook's end: notes every update that comes and answers from `script` (then 200)."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[Json] = []
        self.secrets: list[str | None] = []
        self.script: list[web.Response] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.at_once = 0
        self.most_at_once = 0

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got if "message" in update]

    @property
    def ids(self) -> list[int]:
        return [update["update_id"] for update in self.got]

    async def receive(self, request: web.Request) -> web.Response:
        self.got.append(json.loads(await request.text()))
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self.gate.wait()
        finally:
            self.at_once -= 1
        return self.script.pop(0) if self.script else web.Response()


@asynccontextmanager
async def webhook_end() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.receive)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield hook
    finally:
        hook.gate.set()
        await runner.cleanup()

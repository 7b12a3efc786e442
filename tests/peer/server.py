"""The HTTP side: /bot<token>/<method>, /file/bot<token>/<path>, /test/…, /phone, /health."""

import asyncio
import contextlib
import socket
import struct
from typing import Any

from aiohttp import web

from tests.peer.controls import Controls
from tests.peer.errors import ApiError, Json, too_many_requests
from tests.peer.faults import Fault
from tests.peer.methods import COUNTED, methods
from tests.peer.params import Params, call_params
from tests.peer.phone_page import phone_routes
from tests.peer.webhook import WebhookPusher
from tests.peer.world import World

_LARGEST_BODY = 60 * 1024 * 1024
# A call that "times out" hangs for longer than any client waits; clearing the faults ends it.
_HANG_S = 600.0


class BotApi:
    """The public face: what a bot with the token (and nobody else) may call."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.methods = methods()

    async def call(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"].lower()
        try:
            self._check(request, name)
            params = await call_params(request)
            return await self._answer(request, name, params)
        except ApiError as error:
            return _refusal(error)

    def _check(self, request: web.Request, name: str) -> None:
        if request.match_info["token"] != self.world.token:
            raise ApiError(401, "Unauthorized")
        if name not in self.methods:
            raise ApiError(404, "Not Found")

    async def _answer(self, request: web.Request, name: str, params: Params) -> web.StreamResponse:
        """Notes the call, for tests that ask how often the bot knocked; faults strike before or after it is carried out."""
        chat_id = params.integer("chat_id")
        line: Json = {"at": self.world.clock.now(), "method": name, "chat_id": chat_id or None, "ok": False}
        self.world.calls.append(line)
        fault = self.world.faults.take(name, chat_id or None)
        line["fault"] = fault and fault.kind
        if fault is not None and not fault.after:
            return await self._misbehave(request, fault)
        self._count(name, chat_id)
        result = await self.methods[name](self.world, params)
        line["ok"] = True
        if fault is not None:
            return await self._misbehave(request, fault)
        return web.json_response({"ok": True, "result": result})

    def _count(self, name: str, chat_id: int) -> None:
        if name in COUNTED and chat_id in self.world.chats:
            wait = self.world.flood.retry_after(chat_id, self.world.clock.elapsed())
            if wait is not None:
                raise too_many_requests(wait)

    async def _misbehave(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.kind == "malformed":
            return web.Response(text='{"ok": tru', content_type="application/json")
        if fault.kind == "timeout":
            await self.world.faults.cleared.wait(_HANG_S)
        if fault.kind in {"reset", "timeout"}:
            _reset(request)
        return _refusal(ApiError(fault.status, fault.text(), retry_after=fault.retry_after))

    async def file(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        if request.match_info["token"] != self.world.token:
            return _refusal(ApiError(401, "Unauthorized"))
        fault = self.world.faults.take("file", None)  # `peer.fail("file", …)`: the download, beside getFile
        self.world.calls.append({"at": self.world.clock.now(), "method": "file", "fault": fault and fault.kind})
        if fault is not None:
            return await self._misbehave(request, fault)
        for stored in self.world.files.values():
            if stored.path == path and stored.link_until > self.world.clock.now():
                return web.Response(body=stored.content, content_type="application/octet-stream")
        return _refusal(ApiError(404, "Not Found"))


def _refusal(error: ApiError) -> web.Response:
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    return web.json_response(error.as_json(), status=error.code, headers=headers)


def _reset(request: web.Request) -> None:
    """The connection dies with a RST, no byte of an answer."""
    if request.transport is None:
        return
    sock = request.transport.get_extra_info("socket")
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()


async def _health(_: web.Request) -> web.Response:
    return web.json_response({"ok": True})


class BotApis:
    """Several bots behind one address, as at api.telegram.org: the token says which."""

    def __init__(self, worlds: tuple[World, ...]) -> None:
        self._first = BotApi(worlds[0])
        self._of = {world.token: BotApi(world) for world in worlds}

    async def call(self, request: web.Request) -> web.StreamResponse:
        return await self._asked(request).call(request)

    async def file(self, request: web.Request) -> web.StreamResponse:
        return await self._asked(request).file(request)

    def _asked(self, request: web.Request) -> BotApi:
        return self._of.get(request.match_info["token"], self._first)


def peer_app(world: World, *others: World) -> web.Application:
    """The web application; the webhook pushers live from its start to its cleanup. Controls and phone are the first's."""
    app = web.Application(client_max_size=_LARGEST_BODY)
    api, controls = BotApis((world, *others)), Controls(world)
    app.router.add_get("/health", _health)
    app.router.add_route("*", r"/bot{token:[^/]+}/{method:\w*}", api.call)
    app.router.add_get(r"/file/bot{token:[^/]+}/{path:.+}", api.file)
    app.router.add_route("*", r"/test/{control:\w+}", controls.http)
    app.router.add_routes(phone_routes(world))
    app.cleanup_ctx.extend(_pushing(one) for one in (world, *others))
    return app


def _pushing(world: World) -> Any:
    async def context(_: web.Application) -> Any:
        task = asyncio.create_task(WebhookPusher(world).run())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    return context


async def serving(world: World, *others: World, host: str, port: int) -> tuple[web.AppRunner, str]:
    """Starts to listen; the runner to clean up, and the base URL. Paths hold the token: no access log."""
    runner = web.AppRunner(peer_app(world, *others), access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    bound = runner.addresses[0][1]
    return runner, f"http://{host}:{bound}"

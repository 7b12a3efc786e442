"""GET /phone: the chat as a page; static files and a stream of "something changed"."""

import asyncio
from pathlib import Path

from aiohttp import web

from tests.peer.world import World

_FILES = Path(__file__).parent / "phone"
_TYPES = {"phone.js": "text/javascript", "render.js": "text/javascript", "phone.css": "text/css"}
# No script, style, image or connection from anywhere else.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'"
)
_HEADERS = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_HEARTBEAT_S = 15.0


def phone_routes(world: World) -> list[web.RouteDef]:
    async def page(_: web.Request) -> web.Response:
        return _file("index.html", "text/html")

    async def asset(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in _TYPES:
            raise web.HTTPNotFound
        return _file(name, _TYPES[name])

    async def events(request: web.Request) -> web.StreamResponse:
        """Server-sent events: one empty event whenever any chat changed."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        try:
            while True:
                await response.write(b"data: changed\n\n")
                await world.bell.wait(_HEARTBEAT_S)
        except (ConnectionResetError, asyncio.CancelledError):
            return response

    return [web.get("/phone", page), web.get("/phone/events", events), web.get("/phone/{name}", asset)]


def _file(name: str, content_type: str) -> web.Response:
    return web.Response(text=(_FILES / name).read_text("utf-8"), content_type=content_type, headers=_HEADERS)

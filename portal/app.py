"""The portal as one application, and the server that runs it. Everything it needs is given to it."""

import logging
from pathlib import Path
from typing import Final

import structlog
from aiohttp import web

from portal import front, health, telegram_hook
from portal.button.embed import Embed
from portal.button.poster import Posters
from portal.button.routes import Button, add_button
from portal.console.routes import add_console
from portal.console.stream import Streams
from portal.errors import errors
from portal.parts import PortalParts
from portal.security import Access, Doors, put_headers
from portal.static_files import StaticFiles

log = structlog.get_logger()
_HERE: Final = Path(__file__).parent
_DRAIN_S: Final = 10
"""How long a stop waits for updates that are just being saved; one takes milliseconds, a slow disk a second."""


def make_app(parts: PortalParts) -> web.Application:
    """Refuses to start (RouteWithoutRule) when any route was added past ``Doors.add``."""
    app = web.Application(middlewares=[errors], client_max_size=telegram_hook.LARGEST_BYTES)
    doors, streams = Doors(app, parts), Streams()
    files = StaticFiles.load(_HERE / "static", {"words.txt": parts.console.word_list})
    if parts.button:
        add_button(doors, parts.button, Button(_HERE / "templates", files, streams))
    else:
        doors.add("GET", "/", front.front, Access.PUBLIC)
    doors.add("GET", "/health", health.health, Access.PUBLIC)
    doors.add("GET", "/static/{path:.+}", files.serve, Access.PUBLIC)
    doors.add("GET", "/embed.js", Embed.load(_HERE / "static").serve, Access.PUBLIC)
    if parts.poster:
        posters = Posters.load(_HERE, parts.poster)
        doors.add("GET", "/poster", posters.page, Access.PUBLIC)
        doors.add("GET", "/poster.pdf", posters.pdf, Access.PUBLIC)
    doors.add("POST", "/telegram/{hook}", telegram_hook.telegram, Access.HOOK)
    add_console(doors, _HERE / "templates", streams)
    app.on_startup.append(doors.must_have_rules)
    app.on_shutdown.append(streams.end_all)
    app.on_response_prepare.append(put_headers)
    return app


def make_runner(app: web.Application) -> web.AppRunner:
    """No access log (paths name signals and the hook), no signal handlers, and troubles of HTTP by their kind only."""
    return web.AppRunner(app, access_log=None, logger=KindsOnly("portal.http"), shutdown_timeout=_DRAIN_S)


class KindsOnly(logging.Logger):
    """What the HTTP server complains of quotes bytes of requests; of all that only the exception's kind is kept."""

    def handle(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0] if record.exc_info else None
        if record.levelno >= logging.WARNING:
            log.warning("http-trouble", kind=kind.__name__ if kind else "")

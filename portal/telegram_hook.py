"""Telegram delivers here. 200 is said only when the update is saved (architecture.md, "Telegram is the inbox")."""

from typing import Final

from aiohttp import web

from portal.bodies import json_of
from portal.errors import Problem
from portal.own_pages import same
from portal.parts import Visit

LARGEST_BYTES: Final = 1024 * 1024
"""Of an update; Telegram's have a few KB."""
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header, no secret


async def telegram(visit: Visit) -> web.StreamResponse:
    """Unavailable becomes 503 with Retry-After: 2, anything else 500: either way Telegram delivers again."""
    hooks = [hook for hook in (visit.parts.hook, visit.parts.duty_hook) if hook is not None]
    if not hooks:
        raise Problem(404, "not-found")
    path, secret = visit.request.match_info["hook"], visit.request.headers.get(SECRET_HEADER, "")
    asked = [hook for hook in hooks if same(path, hook.path) & same(secret, hook.secret)]
    if not asked:
        raise Problem(403, "refused")
    update = json_of(await visit.request.read())
    if not isinstance(update, dict):
        raise Problem(400, "bad-request")
    await asked[0].door(update)
    return web.Response()

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
    hook, headers = visit.parts.hook, visit.request.headers
    if hook is None:
        raise Problem(404, "not-found")
    if not (same(visit.request.match_info["hook"], hook.path) & same(headers.get(SECRET_HEADER, ""), hook.secret)):
        raise Problem(403, "refused")
    update = json_of(await visit.request.read())
    if not isinstance(update, dict):
        raise Problem(400, "bad-request")
    await hook.door(update)
    return web.Response()

"""The desk's forum group: how it stands with it, and the code that binds it."""

from aiohttp import web

from portal.bodies import asked
from portal.console import shapes
from portal.errors import Problem
from portal.parts import Visit

_CODE_MINUTES = 10
"""``Forum.offer_code`` promises ten."""


async def stands(visit: Visit) -> web.StreamResponse:
    return web.json_response({"group": visit.parts.group.word(visit.who)})


async def code(visit: Visit) -> web.StreamResponse:
    await asked(visit.request, shapes.Nothing)
    drawn = await visit.parts.group.offer_code(visit.who)
    if drawn is None:
        raise Problem(409, "no-group")
    return web.json_response({"code": drawn, "minutes": _CODE_MINUTES})

"""One-time codes beside the seven words: shown once, confirmed by a first code, removed by words and a code (2.9)."""

from typing import Final

from aiohttp import web

from desk.access import Refused
from portal.bodies import asked
from portal.console import shapes
from portal.parts import Visit

_HOUSE: Final = "Red Button"
"""How the authenticator names it. A member may call the entry as she likes."""


async def begin(visit: Visit) -> web.StreamResponse:
    await asked(visit.request, shapes.Nothing)
    who = visit.who
    return web.json_response(await visit.parts.codes.begin(who.member, who.name, _HOUSE, visit.now))


async def confirm(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.CodeShown)
    await visit.parts.codes.confirm(visit.who.member, shape.code, visit.session, visit.now)
    return web.json_response({"ok": True})


async def remove(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.CodesRemoved)
    if shape.member != visit.who.member:
        raise Refused("sign-in-refused")
    proof = shape.model_dump()
    await visit.parts.sign_ins.remove_codes(proof, session=visit.session, origin=visit.origin, now=visit.now)
    return web.json_response({"ok": True})

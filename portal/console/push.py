"""The doors of the switch «Тревога на этом устройстве» (docs/console-api.md)."""

from typing import Annotated

from aiohttp import web
from pydantic import StringConstraints

from desk.pushing import LONGEST, Device, Pushing
from portal.bodies import Shape, asked
from portal.console import shapes
from portal.errors import Problem
from portal.parts import Visit

_Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{87}$")]
"""65 bytes in base64url."""
_Auth = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22}$")]
"""16 bytes."""


class Subscription(Shape):
    endpoint: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
    p256dh: _Key
    auth: _Auth


class Switched(Shape):
    id: shapes.Hash


async def standing(visit: Visit) -> web.StreamResponse:
    """An empty key where the house has no web push."""
    pushing = visit.parts.pushing
    key, ids = await pushing.standing(visit.who) if pushing else ("", ())
    return web.json_response({"key": key, "ids": list(ids)})


async def on(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, Subscription)
    device = Device(endpoint=shape.endpoint, p256dh=shape.p256dh, auth=shape.auth)
    await _pushing(visit).switch_on(visit.who, device, visit.now)
    return web.json_response({"ok": True})


async def off(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, Switched)
    shared = await _pushing(visit).switch_off(visit.who, shape.id, visit.now)
    return web.json_response({"shared": shared})


def _pushing(visit: Visit) -> Pushing:
    if visit.parts.pushing is None:
        raise Problem(404, "not-found")
    return visit.parts.pushing

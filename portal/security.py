"""Who may come in where. Every route is added here with its rule; with one that was not the portal does not start."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from aiohttp import hdrs, web

from desk.access import Refused
from portal.cookies import COOKIE
from portal.errors import Problem, problem_of
from portal.own_pages import JSON, must_carry_token, must_come_from_us, must_not_be_elsewheres, origin_of
from portal.parts import Door, PortalParts, Visit

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src blob:; connect-src 'self'; "
    "worker-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types rb"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Access(Enum):
    """Who a door lets in."""

    PUBLIC = "anybody"
    INVITE = "whoever has an invite: the verb looks at it"
    MEMBER = "a signed-in member"
    HOOK = "Telegram: the door compares the secret"
    FORM = "anybody, by a form of ours: the door itself answers those of others, with a page"


class RouteWithoutRule(RuntimeError):
    """A route was added past ``Doors.add``: nobody decided who may come in."""


@dataclass(frozen=True)
class Doors:
    """The only way to a route of ours."""

    app: web.Application
    parts: PortalParts
    rules: dict[web.AbstractRoute, Access] = field(default_factory=dict)

    def add(self, method: str, path: str, door: Door, access: Access, *, takes: str = JSON) -> None:
        """A public GET answers HEAD too: that is how watchers look. ``takes``: the type of a body."""
        for verb in (method, hdrs.METH_HEAD) if (method, access) == (hdrs.METH_GET, Access.PUBLIC) else (method,):
            self.rules[self.app.router.add_route(verb, path, self._kept(door, access, takes))] = access

    async def must_have_rules(self, app: web.Application) -> None:
        """At start-up. Raises RouteWithoutRule."""
        for route in app.router.routes():
            if route not in self.rules:
                raise RouteWithoutRule(f"{route.method} {route.resource.canonical if route.resource else route}")

    def _kept(self, door: Door, access: Access, takes: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def kept(request: web.Request) -> web.StreamResponse:
            visit = Visit(
                request=request, parts=self.parts, now=self.parts.clock(), origin=origin_of(request, self.parts)
            )
            if request.method == hdrs.METH_POST and access not in {Access.HOOK, Access.FORM}:
                must_come_from_us(visit, takes)
            elif access is Access.MEMBER:
                must_not_be_elsewheres(request)
            if access is Access.MEMBER:
                visit = await _signed_in(visit)
            try:
                return await door(visit)
            except Refused as refused:
                raise problem_of(refused, visit.names) from None

        return kept


async def _signed_in(visit: Visit) -> Visit:
    session = visit.request.cookies.get(COOKIE, "")
    member = await visit.parts.sign_ins.session(session, visit.now) if session else None
    enrolled = await visit.parts.roster.colleagues() if member else ()
    colleagues = tuple(one for one in enrolled if one.certified)
    who = next((one for one in colleagues if one.member == member), None)
    if who is None:
        raise Problem(401, "signed-out")
    if visit.request.method == hdrs.METH_POST:
        must_carry_token(visit.request, visit.parts.sign_ins.token(session))
    return replace(visit, session=session, member=who, colleagues=colleagues)


async def put_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """On every answer, streams and errors too. What a door set itself stays."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault(hdrs.CACHE_CONTROL, "no-store")
    response.headers.pop(hdrs.SERVER, None)

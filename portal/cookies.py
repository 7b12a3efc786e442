"""The one cookie: it says that somebody is signed in, never who."""

from typing import Final

from aiohttp import web

COOKIE: Final = "__Host-rb"
"""The prefix makes browsers refuse it from a subdomain, from a path and without TLS; they take localhost for safe."""


def put(response: web.Response, session: str) -> None:
    """No lifetime: it goes with the browser. How long it opens anything, the store decides."""
    response.set_cookie(COOKIE, session, path="/", secure=True, httponly=True, samesite="Strict")


def drop(response: web.Response) -> None:
    """Out of the browser."""
    response.del_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Strict")

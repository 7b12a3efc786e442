"""Whether a change was asked for by a page of ours: the browser's own word for it, and what only our page knows."""

import hmac
import re
from typing import Final

from aiohttp import hdrs, web

from portal.errors import Problem
from portal.parts import PortalParts, Visit

JSON: Final = "application/json"
TOKEN_HEADER: Final = "X-RB-Token"  # noqa: S105 - the name of a header, no secret
_FETCH_SITE: Final = "Sec-Fetch-Site"
_LOOPBACK: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
"""Nothing around it: what is taken for our origin stands in a QR code and is compared with what browsers send."""


def origin_of(request: web.Request, parts: PortalParts) -> str:
    """Our own origin, as this request's browser knows it: what a sign-in must be signed for (protocol 3.3).

    The Host header is believed only where it names this machine itself: behind any other name stands the setting.
    """
    local = f"{request.scheme}://{request.host}" if _LOOPBACK.fullmatch(request.host) else ""
    if local and (not parts.origin or request.headers.get(hdrs.ORIGIN) == local):
        return local
    return parts.origin


def must_come_from_us(visit: Visit, takes: str = JSON) -> None:
    """Raises Problem: 403 ``wrong-origin``, 415 ``json-only``.

    Sec-Fetch-Site is the browser's own and no page can forge it; where it is missing (old Safari) Origin must say it.
    A form of another site can send neither our Origin nor what a door ``takes``: no form has such a type.
    """
    headers = visit.request.headers
    site, origin = headers.get(_FETCH_SITE), headers.get(hdrs.ORIGIN)
    if not visit.origin or site not in {None, "same-origin"} or origin not in {None, visit.origin}:
        raise Problem(403, "wrong-origin")
    if site is None and origin is None:
        raise Problem(403, "wrong-origin")
    if visit.request.content_type != takes:
        raise Problem(415, "json-only")


def must_not_be_elsewheres(request: web.Request) -> None:
    """Raises Problem 403 ``wrong-origin``: a page of another origin that asks with our cookie.

    It could read nothing of the answer, but a cookie knows no port, and every reading is a line in the journal.
    """
    if request.headers.get(_FETCH_SITE) not in {None, "none", "same-origin"}:
        raise Problem(403, "wrong-origin")


def must_carry_token(request: web.Request, token: str) -> None:
    """Raises Problem 403 ``wrong-token``."""
    if not same(request.headers.get(TOKEN_HEADER, ""), token):
        raise Problem(403, "wrong-token")


def same(sent: str, kept: str) -> bool:
    """In constant time, as bytes: of texts with other than ASCII signs ``compare_digest`` raises TypeError."""
    return bool(kept) and hmac.compare_digest(sent.encode("utf-8", "surrogateescape"), kept.encode())

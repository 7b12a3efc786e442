"""Whether a report would be stored, sent on and seen: for whoever watches from outside. No identifiers."""

from aiohttp import web

from desk.ports import Unavailable
from portal.parts import Visit


async def health(visit: Visit) -> web.StreamResponse:
    """200 or 503. Never a condition to restart: a restart would take replies in transit with it."""
    try:
        report = dict(await visit.parts.health.report(visit.now))
    except Unavailable:
        report = {"ok": False, "store": False}
    return web.json_response(report, status=200 if report.get("ok") is True else 503)

"""The doors of what came of it: the list of closed signals, and how the last drills went."""

from aiohttp import web
from pydantic import field_validator

from desk.closed import Place
from desk.drill_book import Drill
from portal.bodies import Shape, asked, shaped
from portal.console import case_shapes
from portal.console.rows import iso, row
from portal.console.shapes import Signal
from portal.parts import Json, Visit
from triage.ids import SignalId


class Behind(Shape):
    """Where a page begins: what the page before answered as ``after``."""

    at: case_shapes.Time
    signal: Signal

    @field_validator("at")
    @classmethod
    def _is_a_time(cls, at: str) -> str:
        case_shapes.moment(at)
        return at


async def closed(visit: Visit) -> web.StreamResponse:
    said = shaped(dict(visit.request.query), Behind) if visit.request.query else None
    after = Place(at=case_shapes.moment(said.at), signal=SignalId(said.signal)) if said else None
    page = await visit.parts.afterwards.closed.page(visit.who, after)
    rows = [{**row(card, visit.names, visit.parts.console), "alone": card.signal in page.alone} for card in page.cards]
    behind = {"at": iso(page.after.at), "signal": page.after.signal} if page.after else None
    return web.json_response({"rows": rows, "after": behind})


async def drills(visit: Visit) -> web.StreamResponse:
    found = await visit.parts.afterwards.drills.listed(visit.who)
    return web.json_response({"drills": [_drill(one, visit) for one in found]})


async def start_drill(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, case_shapes.Once)
    return web.json_response(
        _drill(await visit.parts.afterwards.drills.start(visit.who, shape.request, visit.now), visit)
    )


async def drill_over(visit: Visit) -> Json | None:
    """Which one is no secret any more: whoever had it open must not take a child's for it, nor it for a child's."""
    over = await visit.parts.afterwards.drills.over(visit.now)
    return {"signal": over.signal, "at": iso(over.at)} if over else None


def _drill(one: Drill, visit: Visit) -> Json:
    """Never which signal it is: before somebody takes it nobody is to know."""
    by = {"member": one.by, "name": visit.names.get(one.by, "")}
    return {"at": iso(one.at), "by": by, "seen_s": one.seen_s, "claimed_s": one.claimed_s, "ended": one.ended}

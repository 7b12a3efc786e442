"""The doors of casework: one verb of ``desk.casework`` or ``desk.endings`` each. All answer with the row."""

from aiohttp import web

from desk.acting import Asked
from portal.bodies import asked
from portal.console import case_shapes, shapes
from portal.console.rows import row
from portal.parts import Visit
from triage.card import Card
from triage.ids import EntryId, MemberId, SignalId, UpdateId
from triage.urgency import Urgency


def _asked(visit: Visit, shape: case_shapes.Once) -> Asked:
    signal = shapes.of_path(visit.request.match_info, shapes.OfSignal).signal
    request = UpdateId(f"case-{shape.request}")
    return Asked(who=visit.who, signal=SignalId(signal), now=visit.now, request=request)


def _row(visit: Visit, card: Card) -> web.StreamResponse:
    return web.json_response(row(card, visit.names, visit.parts.console))


async def raised(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, case_shapes.Raise)
    return _row(visit, await visit.parts.casework.raise_to(_asked(visit, shape), Urgency(shape.to)))


async def lowered(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, case_shapes.Lower)
    await visit.parts.resealing.must_be_present(visit.who, shape.note.kid)
    reason = EntryId(shape.note.id), shape.note.box
    return _row(visit, await visit.parts.casework.lower_to(_asked(visit, shape), Urgency(shape.to), reason))


async def handed_over(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, case_shapes.ToMember)
    return _row(visit, await visit.parts.casework.hand_over(_asked(visit, shape), MemberId(shape.member)))


async def broke_glass(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, case_shapes.BreakGlass)
    await visit.parts.resealing.must_be_present(visit.who, shape.note.kid)
    holder, reason = MemberId(shape.holder), (EntryId(shape.note.id), shape.note.box)
    return _row(visit, await visit.parts.casework.break_glass(_asked(visit, shape), holder, reason))


async def handed_to_desk(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, case_shapes.ToDesk)
    thread = shape.kid, shape.box
    return _row(visit, await visit.parts.casework.hand_to_desk(_asked(visit, shape), shape.desk, thread))


async def opinion(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, case_shapes.ToMember)
    return _row(visit, await visit.parts.casework.ask_opinion(_asked(visit, shape), MemberId(shape.member)))


async def said_first(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, case_shapes.Say)
    return _row(visit, await visit.parts.endings.say_first(_asked(visit, shape), shape.to, shape.way))


async def told(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, case_shapes.Told)
    at = case_shapes.moment(shape.at)
    return _row(visit, await visit.parts.endings.mark_told(_asked(visit, shape), shape.to, at))


async def closed(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, case_shapes.Close)
    seen = case_shapes.moment(shape.seen)
    return _row(visit, await visit.parts.endings.close(_asked(visit, shape), shape.outcome, seen))


async def reopened(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, case_shapes.Once)
    return _row(visit, await visit.parts.endings.reopen(_asked(visit, shape)))


VERBS = (
    ("raise", raised),
    ("lower", lowered),
    ("hand-over", handed_over),
    ("break-glass", broke_glass),
    ("hand-to-desk", handed_to_desk),
    ("opinion", opinion),
    ("say-first", said_first),
    ("told", told),
    ("close", closed),
    ("reopen", reopened),
)
"""The last part of each route, under the signal's."""

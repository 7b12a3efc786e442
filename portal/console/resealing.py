"""The doors of a desk that changes its key (protocol 9.5)."""

from typing import Final

from aiohttp import web

from desk.resealing import Resealed, SealedBox, Wanted
from portal.bodies import asked
from portal.console import shapes
from portal.parts import Json, Visit
from triage.ids import EntryId, SignalId

_LARGEST_BYTES: Final = 960 * 1024
"""All notes of one signal come back in one step: some hundred of them. Below what aiohttp reads at all (1 MB)."""


async def wanted(visit: Visit) -> web.StreamResponse:
    return web.json_response(_said(await visit.parts.resealing.wanted(visit.who)))


async def put_back(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.Resealed, most=_LARGEST_BYTES)
    resealed = Resealed(
        signal=SignalId(shape.signal),
        version=shape.version,
        kid=shape.kid,
        box=shape.box,
        notes={EntryId(note): box for note, box in shape.notes.items()},
    )
    return web.json_response(_said(await visit.parts.resealing.put_back(visit.who, resealed, visit.now)))


async def for_reporter(visit: Visit) -> web.StreamResponse:
    """Protocol 4.7: the thread under her new receipt code."""
    signal = shapes.of_path(visit.request.match_info, shapes.OfSignal).signal
    shape = await asked(visit.request, shapes.ReporterBox)
    sealed = (shape.kid, shape.box)
    await visit.parts.resealing.for_reporter(visit.who, SignalId(signal), sealed, visit.now)
    return web.json_response({"ok": True})


def _said(of: Wanted) -> Json:
    return {"kid": of.kid, "left": of.left, "boxes": [_box(box) for box in of.boxes]}


def _box(of: SealedBox) -> Json:
    thread = {"signal": of.signal, "version": of.version, "pub": of.public, "kid": of.kid, "box": of.box}
    return {**thread, "notes": [{"id": note, "box": box} for note, box in of.notes.items()]}

"""The doors of a specialist on shift: one verb of ``desk.duty`` each."""

from aiohttp import web

from desk import ports
from desk.acting import Asked
from portal.bodies import asked
from portal.console import shapes
from portal.console.afterwards import drill_over
from portal.console.ringing import NOTHING, alarms_of
from portal.console.rostering import own_shift
from portal.console.rows import columns, iso, opened, row
from portal.parts import Visit
from triage.card import Card
from triage.ids import EntryId, SignalId, UpdateId

_SEALED = "application/octet-stream"
_LINK_MINUTES = 10
"""``Roster.offer_link`` promises ten."""


def _asked(visit: Visit, *, request: str = "") -> Asked:
    """``request`` names what must happen once however often it is sent; without it every request is its own."""
    signal = shapes.of_path(visit.request.match_info, shapes.OfSignal).signal
    request = request or f"console-{visit.parts.new_request()}"
    return Asked(who=visit.who, signal=SignalId(signal), now=visit.now, request=UpdateId(request))


def _row(visit: Visit, card: Card) -> web.StreamResponse:
    return web.json_response(row(card, visit.names, visit.parts.console))


async def queue(visit: Visit) -> web.StreamResponse:
    cards = await visit.parts.duty.queue(visit.who, visit.now)
    told = any(how != NOTHING for how in (await alarms_of(visit)).values())
    parts = columns(cards, visit.who.member, names=visit.names, console=visit.parts.console)
    over = await drill_over(visit)
    return web.json_response(
        {"now": iso(visit.now), **parts, "told": told, "shift": own_shift(visit), "drill_over": over}
    )


async def claim(visit: Visit) -> web.StreamResponse:
    await asked(visit.request, shapes.Nothing)
    return _row(visit, await visit.parts.duty.claim(_asked(visit)))


async def release(visit: Visit) -> web.StreamResponse:
    await asked(visit.request, shapes.Nothing)
    return _row(visit, await visit.parts.duty.release(_asked(visit)))


async def read(visit: Visit) -> web.StreamResponse:
    signal = await visit.parts.duty.read(_asked(visit))
    return web.json_response(opened(signal, visit.names, visit.parts.console))


async def hear(visit: Visit) -> web.StreamResponse:
    media = shapes.of_path(visit.request.match_info, shapes.OfReply).id
    return web.Response(body=await visit.parts.hearing.hear(_asked(visit), media), content_type=_SEALED)


async def reply(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.Reply)
    text = shapes.must_be_short(shape.text or "")
    entry = shape.entry.model_dump(by_alias=True)
    box, despite = shape.session.box, visit.parts.console.known(shape.despite)
    made = ports.Reply(entry=entry, session=shape.session.id, session_box=box, text=text, despite=despite)
    await visit.parts.duty.reply(_asked(visit, request=f"reply-{shape.entry.id}"), made)
    return web.json_response({"state": "waiting" if text else "sealed"})


async def again(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.Again)
    text = shapes.must_be_short(shape.text)
    entry = shapes.of_path(visit.request.match_info, shapes.OfReply).id
    await visit.parts.duty.again(_asked(visit), EntryId(entry), text)
    return web.json_response({"state": "waiting"})


async def note(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.Note)
    await visit.parts.resealing.must_be_present(visit.who, shape.kid)
    await visit.parts.duty.note(_asked(visit, request=f"note-{shape.id}"), EntryId(shape.id), shape.box)
    return web.json_response({"ok": True})


async def asked_to_delete(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.Decision)
    if shape.decision == "erase":
        await visit.parts.duty.erase(_asked(visit))
        return web.json_response({"gone": True})
    return _row(visit, await visit.parts.duty.keep(_asked(visit)))


async def link(visit: Visit) -> web.StreamResponse:
    await asked(visit.request, shapes.Nothing)
    code = await visit.parts.duty.offer_link(visit.who)
    return web.json_response({"code": code, "minutes": _LINK_MINUTES, "bot": visit.parts.console.bot})


async def former(visit: Visit) -> web.StreamResponse:
    known = await visit.parts.enrolment.former()
    return web.json_response([{"member": member, "certificate": paper} for member, paper in known.items()])


async def colleagues(visit: Visit) -> web.StreamResponse:
    known = await visit.parts.enrolment.certificates()
    members = [one for one in visit.colleagues if one.member in known]
    return web.json_response(
        [
            {
                "member": one.member,
                "name": one.name,
                "certificate": known[one.member],
                "on_shift": one.is_on_shift(visit.now),
            }
            for one in members
        ]
    )

"""The doors of the roster: who is on shift, one's own on and off, and for supervisors everybody's hours."""

from aiohttp import web

from desk.people import counting
from portal.bodies import asked, shaped
from portal.console import roster_shapes as shapes
from portal.console.casing import iso
from portal.console.ringing import alarms_of
from portal.errors import Problem
from portal.parts import Json, Visit
from triage.ids import MemberId
from triage.shifts import BadShift


async def roster(visit: Visit) -> web.StreamResponse:
    rostering, crew = visit.parts.rostering, visit.colleagues
    busy, zone = await rostering.busy(visit.who), rostering.hours.zone
    staff, alarms = counting(crew), await alarms_of(visit)
    people = [{**shapes.person(one, rostering, busy, visit.now), "alarm": alarms[one.member]} for one in crew]
    return web.json_response(
        {
            "now": iso(visit.now),
            "here": shapes.wall(visit.now, zone),
            "zone": str(zone),
            **shapes.presence_of(rostering.presence(crew, visit.now), zone),
            "members": people,
            "counting": [one.member for one in staff],
            "without_hours": [one.name for one in staff if not one.profile.hours.shifts],
            "week": shapes.week_of(rostering.week(crew, visit.now), zone),
            "known": shapes.KNOWN,
        }
    )


async def shift(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.OnOff)
    await visit.parts.duty.shift(visit.who, visit.now, on=shape.on)
    return web.json_response({"on": shape.on})


async def change(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.Change)
    of = shaped({"member": visit.request.match_info["member"]}, shapes.OfMember).member
    before, after = shape.before.profile(), shape.profile()
    try:
        await visit.parts.rostering.set(visit.who, MemberId(of), visit.now, before=before, after=after)
    except BadShift as bad:
        raise Problem(400, bad.code, {"line": str(bad.line)} if bad.line else {}) from None
    return web.json_response({"ok": True})


def own_shift(visit: Visit) -> Json:
    """For the head of the page, with every look at the queue."""
    rostering, who = visit.parts.rostering, visit.who
    zone = rostering.hours.zone
    present = shapes.presence_of(rostering.presence(visit.colleagues, visit.now), zone)
    staff = counting(visit.colleagues)
    others = sum(one.reads(visit.now) for one in staff if one.member != who.member)
    counts = who.member in {one.member for one in staff}
    mine = {**shapes.own(who, zone, visit.now), "here": shapes.wall(visit.now, zone)}
    return {**mine, "counts": counts, "others": others, **present}

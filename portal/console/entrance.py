"""The doors through which a member becomes one, comes in and goes (protocol §2 and §3)."""

from aiohttp import web

from portal import cookies
from portal.bodies import asked
from portal.console import shapes
from portal.parts import Json, Visit
from triage.ids import MemberId


async def office(visit: Visit) -> web.StreamResponse:
    return web.json_response(await visit.parts.enrolment.desk_document())


async def invite(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.Invite)
    return web.json_response(await visit.parts.enrolment.invited(shape.invite, visit.now))


async def enrol(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.Enrol)
    await visit.parts.enrolment.enrol(shape.invite, shape.request, shape.wrapped, now=visit.now)
    return web.json_response({"ok": True})


async def answer(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.Answer)
    await visit.parts.enrolment.accept_answer(shape.answer, now=visit.now)
    return web.json_response({"ok": True})


async def challenge(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.Login)
    return web.json_response(await visit.parts.sign_ins.challenge(shape.login, visit.now))


async def passkey(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.PasskeyOf)
    return web.json_response(await visit.parts.passkeys.find(MemberId(shape.member), shape.id))


async def add_passkey(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.Passkey)
    await visit.parts.passkeys.add(visit.who.member, shape.model_dump(exclude_none=True), visit.now)
    return web.json_response({"ok": True})


async def forget_passkeys(visit: Visit) -> web.StreamResponse:
    await asked(visit.request, shapes.Nothing)
    await visit.parts.passkeys.forget(visit.who.member, visit.session, visit.now)
    return web.json_response({"ok": True})


async def sign_in(visit: Visit) -> web.StreamResponse:
    shape = await asked(visit.request, shapes.SignIn)
    signed = shape.model_dump()
    session = await visit.parts.sign_ins.sign_in(signed, origin=visit.origin, now=visit.now)
    response = web.json_response(await _me(visit, shape.member, session))
    cookies.put(response, session)
    return response


async def me(visit: Visit) -> web.StreamResponse:
    return web.json_response(await _me(visit, visit.who.member, visit.session))


async def sign_out(visit: Visit) -> web.StreamResponse:
    await asked(visit.request, shapes.Nothing)
    await visit.parts.sign_ins.sign_out(visit.session, visit.now)
    response = web.json_response({"ok": True})
    cookies.drop(response)
    return response


async def _me(visit: Visit, member: str, session: str) -> Json:
    who = next(one for one in await visit.parts.roster.colleagues() if one.member == member)
    console = visit.parts.console
    papers = await visit.parts.enrolment.own_papers(who.member)
    person = {"member": who.member, "name": who.name, "role": who.role, "desk": who.desk}
    office = {"demo": console.demo, "admin": console.desk["admin"], "telegram": who.address is not None}
    office["rings"], office["gate"] = console.rings, console.gate
    office["totp"] = await visit.parts.codes.stand(who.member)
    return {**person, **office, **papers, "token": visit.parts.sign_ins.token(session)}

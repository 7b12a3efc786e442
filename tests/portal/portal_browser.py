"""A member's browser in Python: says over HTTP what a page of ours says, with keys of its own."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientResponse, ClientSession, CookieJar
from yarl import URL

from tests.portal.portal_rig import LIST, Rig
from vault import ceremony, ceremony_member, threads
from vault.encoding import b64u, unb64u


@dataclass
class Browser:
    """Talks as a page of ours does. ``keys`` after enrolment, ``token`` after sign-in."""

    base: str
    http: ClientSession
    keys: ceremony.MemberKeys | None = None
    member: str = ""
    token: str = ""

    def headers(self, **changed: str | None) -> dict[str, str]:
        said = {"Origin": self.base, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
        given = {**said, **({"X-RB-Token": self.token} if self.token else {}), **changed}
        return {name: value for name, value in given.items() if value is not None}

    async def get(self, path: str) -> tuple[int, Any]:
        async with self.http.get(self.base + path) as response:
            return response.status, await _body(response)

    async def post(self, path: str, body: Any = None, **headers: str | None) -> tuple[int, Any]:
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.http.post(
            self.base + path, data=json.dumps({} if body is None else body), headers=self.headers(**said)
        ) as response:
            return response.status, await _body(response)

    async def enrol(self, rig: Rig, invite: str) -> dict[str, Any]:
        """Protocol 2.2–2.4; returns the request."""
        status, of = await self.post("/console/api/invite", {"invite": invite})
        assert status == 200, of
        self.member = of["member"]
        invited = ceremony.Invited(**of, administrator=rig.office.fingerprint)
        new = ceremony.make_member(invited, LIST, os.urandom)
        self.keys = new.keys
        sent = {"invite": invite, "request": new.request, "wrapped": new.wrapped}
        status, said = await self.post("/console/api/enrol", sent)
        assert (status, said) == (200, {"ok": True})
        return new.request

    async def signed(self, login: str = "", origin: str = "") -> dict[str, str]:
        """What a sign-in sends (protocol 3.1–3.3)."""
        assert self.keys is not None
        _, asked = await self.post("/console/api/challenge", {"login": login or self.member})
        sig = ceremony_member.sign_in(self.keys, origin or self.base, unb64u(asked["nonce"]))
        return {"member": self.member, "nonce": asked["nonce"], "sig": b64u(sig)}

    async def sign_in(self) -> dict[str, Any]:
        status, me = await self.post("/console/api/sign-in", await self.signed())
        assert status == 200, me
        self.token = me["token"]
        return dict(me)


async def _body(response: ClientResponse) -> Any:
    text = await response.text()
    return json.loads(text) if response.content_type == "application/json" else text


@asynccontextmanager
async def browser(base: str) -> AsyncIterator[Browser]:
    jar = CookieJar(unsafe=True, treat_as_secure_origin=URL(base))
    async with ClientSession(cookie_jar=jar) as http:
        yield Browser(base, http)


async def new_member(rig: Rig, one: Browser, name: str = "Анна", **more: str) -> dict[str, Any]:
    """Invited, enrolled, signed by the administrator, signed in."""
    request = await one.enrol(rig, await rig.invite(name, **more))
    status, _ = await one.post("/console/api/answer", {"answer": rig.answer(request)})
    assert status == 200
    return await one.sign_in()


def path(signal: str, verb: str = "") -> str:
    return f"/console/api/signals/{signal}" + (f"/{verb}" if verb else "")


async def thread_of(rig, one, signal):
    """(thread seed, opened): what the browser does with `opened`."""
    _, me = await one.get("/console/api/me")
    assert one.keys is not None
    desk_seed = ceremony_member.open_grant(one.keys, me["grant"], rig.office.desks["intake"])
    status, opened = await one.get(path(signal))
    assert status == 200, opened
    thread = opened["thread"]
    return threads.open_thread(desk_seed, signal, thread["holder"], thread["box"]), opened

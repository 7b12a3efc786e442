"""The specialist's browser in Python: signs in, claims, opens, replies and notes over the console's own HTTP."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, CookieJar
from yarl import URL

from tests.stories.rig import Member, Product
from vault import ceremony, ceremony_member, threads
from vault.ceremony_member import Note
from vault.encoding import b64u, unb64u
from vault.sealing import kid, seal_key


@dataclass
class Opened:
    """A signal as it stands open in the browser."""

    signal: str
    seed: bytes
    body: dict[str, Any]

    def texts(self, kind: str = "word") -> list[str]:
        """Every word (or reply) in order."""
        return [str(fields["text"]) for fields in self.fields(kind)]

    def fields(self, kind: str = "word") -> list[dict[str, Any]]:
        found = []
        for entry in self.body["entries"]:
            if entry["kind"] == kind:
                box = self.body["sessions"][entry["session"]]
                key = threads.open_session(self.seed, self.signal, entry["session"], box)
                found.append(threads.open_entry(key, self.signal, entry))
        return found


@dataclass
class DeskBrowser:
    product: Product
    member: Member
    http: ClientSession
    base: str
    token: str = ""
    desk_seed: bytes = b""

    async def post(self, path: str, body: object) -> Any:
        headers = {"Origin": self.base, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
        headers |= {"X-RB-Token": self.token} if self.token else {}
        async with self.http.post(f"{self.base}/console/api/{path}", data=json.dumps(body), headers=headers) as answer:
            said = await answer.json()
            assert answer.status == 200, (path.rpartition("/")[2], answer.status, said)
            return said

    async def get(self, path: str) -> Any:
        async with self.http.get(f"{self.base}/console/api/{path}") as answer:
            assert answer.status == 200, answer.status
            return await answer.json()

    async def sign_in(self) -> None:
        asked = await self.post("challenge", {"login": self.member.id})
        sig = ceremony_member.sign_in(self.member.keys, self.base, unb64u(asked["nonce"]))
        me = await self.post("sign-in", {"member": self.member.id, "nonce": asked["nonce"], "sig": b64u(sig)})
        self.token = me["token"]
        self.desk_seed = ceremony_member.open_grant(
            self.member.keys, me["grant"], self.product.office.desks[me["desk"]]
        )

    async def signals(self) -> list[str]:
        """Ids of everything in the queue."""
        queue = await self.get("queue")
        rows = [row for part in queue.values() if isinstance(part, list) for row in part]
        return [row["signal"] for row in rows]

    async def open(self, signal: str) -> Opened:
        body = await self.get(f"signals/{signal}")
        thread = body["thread"]
        return Opened(signal, threads.open_thread(self.desk_seed, signal, thread["holder"], thread["box"]), body)

    async def reply(self, signal: str, text: str) -> None:
        """Sealed here; the text goes along, since Telegram will show it."""
        opened = await self.open(signal)
        now = self.product.clock()
        session = threads.new_session(signal, unb64u(opened.body["thread"]["pub"]), now=now, draw=os.urandom)
        fields = {"asked": "reply", "at": ceremony.iso(now), "from": "reply", "text": text}
        entry = threads.seal_entry(
            session, signal=signal, entry_id=threads.new_id(os.urandom), kind="reply", fields=fields
        )
        sealed = {"id": session.id, "box": session.box}
        await self.post(f"signals/{signal}/replies", {"entry": entry, "session": sealed, "text": text})

    async def note(self, signal: str, text: str) -> None:
        note = Note(signal, threads.new_id(os.urandom), ceremony.iso(self.product.clock()), text)
        desk = seal_key(self.desk_seed).public
        box = ceremony_member.seal_note(note, self.member.keys, desk)
        await self.post(f"signals/{signal}/notes", {"id": note.note, "box": b64u(box), "kid": kid(desk)})


@asynccontextmanager
async def desk_browser(product: Product, desk: str = "intake") -> AsyncIterator[DeskBrowser]:
    """Anna's (or, for ``fallback``, Boris's) browser, signed in."""
    base = product.house.url
    jar = CookieJar(unsafe=True, treat_as_secure_origin=URL(base))
    async with ClientSession(cookie_jar=jar) as http:
        browser = DeskBrowser(product, product.members[desk], http, base)
        await browser.sign_in()
        yield browser

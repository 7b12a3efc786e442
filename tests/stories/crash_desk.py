"""A specialist's browser in Python that asks again until the house answers, as a person does who presses again."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp

from tests.stories.crash_house import PATIENCE_S, Crashing
from vault import threads
from vault.ceremony_member import sign_in
from vault.encoding import b64u, unb64u

AGAIN_AFTER_S = 0.25
API = "/console/api"


@dataclass
class Desk:
    """``http`` belongs to the story."""

    house: Crashing
    http: aiohttp.ClientSession
    headers: dict[str, str] = field(default_factory=dict)
    again: int = 0
    """How often a request was repeated whose answer never came: what it did may have been done."""

    async def signs_in(self) -> None:
        """A challenge whose answer a crash took is used up: then there is a new one."""
        member = self.house.founded.specialist
        while "Cookie" not in self.headers:
            _, told = await self._asked("POST", "/challenge", {"login": member.id})
            sig = sign_in(member.keys, self.house.portal, unb64u(told["nonce"]))
            named = {"member": member.id, "nonce": told["nonce"], "sig": b64u(sig)}
            answer, told = await self._asked("POST", "/sign-in", named)
            if answer.status == 200:
                cookie = answer.cookies["__Host-rb"]
                self.headers = {"Cookie": f"{cookie.key}={cookie.value}", "X-RB-Token": told["token"]}

    async def link_code(self) -> str:
        return str((await self._done("POST", "/link", {}))["code"])

    async def claims_the_first(self) -> str:
        queue = await self._done("GET", "/queue")
        signal = str((queue["waiting"] + queue["mine"])[0]["signal"])
        await self._done("POST", f"/signals/{signal}/claim", {})
        return signal

    async def signals(self) -> list[str]:
        queue = await self._done("GET", "/queue")
        return [row["signal"] for column in ("waiting", "mine", "others") for row in queue[column]]

    async def opens(self, signal: str) -> tuple[list[dict[str, Any]], Mapping[str, str]]:
        """Every entry of the thread in order, in clear, with its kind; and the state of each reply."""
        sealed = await self._done("GET", f"/signals/{signal}")
        seed = threads.open_thread(
            self.house.founded.desk_seed, signal, sealed["thread"]["holder"], sealed["thread"]["box"]
        )
        keys = {id_: threads.open_session(seed, signal, id_, box) for id_, box in sealed["sessions"].items()}
        entries = [
            {**threads.open_entry(keys[one["session"]], signal, one), "kind": one["kind"]} for one in sealed["entries"]
        ]
        return entries, sealed["replies"]

    async def replies(self, signal: str, text: str) -> str:
        """Sealed in the browser, as the page does; the entry's id."""
        public = unb64u((await self._done("GET", f"/signals/{signal}"))["thread"]["pub"])
        now = datetime.now(UTC)
        session = threads.new_session(signal, public, now=now, draw=os.urandom)
        fields = {"asked": None, "at": now.isoformat(), "from": self.house.founded.specialist.id, "text": text}
        entry = threads.seal_entry(
            session, signal=signal, entry_id=threads.new_id(os.urandom), kind="reply", fields=fields
        )
        sent = {"entry": entry, "session": {"id": session.id, "box": session.box}, "text": text}
        await self._done("POST", f"/signals/{signal}/replies", sent)
        return str(entry["id"])

    async def sends_again(self, signal: str, entry: str, text: str) -> None:
        await self._done("POST", f"/signals/{signal}/replies/{entry}/again", {"text": text})

    async def _done(self, method: str, path: str, body: object = None) -> Any:
        answer, told = await self._asked(method, path, body)
        assert answer.status == 200, f"{method} {path.partition('/signals')[0]}: {answer.status} {told}"
        return told

    async def _asked(self, method: str, path: str, body: object = None) -> tuple[aiohttp.ClientResponse, Any]:
        """Again and again while nobody answers or the store is down."""
        headers = {**self.headers, "Origin": self.house.portal, "Sec-Fetch-Site": "same-origin"}
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    async with self.http.request(
                        method, f"{self.house.portal}{API}{path}", json=body, headers=headers
                    ) as answer:
                        if answer.status < 500:
                            return answer, await answer.json()
                except (aiohttp.ClientError, OSError):
                    pass
                self.again += 1
                await asyncio.sleep(AGAIN_AFTER_S)

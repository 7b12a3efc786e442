"""What the stories without a browser do: a member's desk over its real API, and a child's turns on her phone."""

import asyncio
import contextlib
import itertools
import json
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.peer import Person
from tests.portal import portal_browser
from tests.stories.rig import Product, product
from triage.ids import PARTITIONS
from vault import ceremony_member, keys, threads
from vault.encoding import unb64u
from workers import nursery
from workers.limiter import Limiter

SAFE_WORD = re.compile(r"напиши сюда слово:\n(\S+)\n")
CODE = re.compile(r" раз\.\n\n(?P<words>\S+(?: \S+){4})\n\nОн же цифрами:\n(?P<digits>[\d ]+)\n")
_NEWCOMERS = itertools.count(5_000_000)
BELIEVED = "Я тебе верю"
PATIENCE_S = 60.0
"""Forty first messages on a machine that does ten other things."""


class NoWait(Limiter):
    """Telegram's patience is tested elsewhere; here a conversation of minutes is played in a second."""

    def wait_s(self, chat: str, now: float, *, new_message: bool) -> float:
        return 0.0


@contextlib.asynccontextmanager
async def quick_product(place: Path, monkeypatch: pytest.MonkeyPatch, **more: Any) -> AsyncIterator[Product]:
    """The whole product, talking as fast as it can."""
    monkeypatch.setattr(nursery, "RESTART_AFTER_S", 0.01)
    async with product(place, **more) as made:
        made.house.telling.limiter = NoWait()
        made.peer.limits(enabled=False)
        yield made
    await made.house.rooms.store.redis.connection_pool.disconnect()


async def quiet(made: Product) -> None:
    """Waits until every update is confirmed and everything that was promised has been told."""
    await made.peer.settled(within_s=PATIENCE_S)
    store = made.house.rooms.store.redis

    async def left() -> int:
        return sum([await store.xlen(keys.outbox(number)) for number in range(PARTITIONS)])

    async with asyncio.timeout(PATIENCE_S):
        while await left():  # noqa: ASYNC110  the store has no bell for an empty outbox
            await asyncio.sleep(0.01)


async def writes(made: Product, person: Person, text: str) -> int:
    """The message's id, once everything was answered."""
    message = await person.writes(text)
    await quiet(made)
    return message


async def presses(made: Product, person: Person, button: str) -> None:
    await person.presses(button)
    await quiet(made)


def says(person: Person) -> list[str]:
    """What stands in the chat, the bot's part."""
    return [message.text for message in person.chat() if message.by_bot]


def has_news(person: Person) -> bool:
    """A button of the chat opens what waits, whatever screen it stands under."""
    return bool(_readers(person))


def _readers(person: Person) -> list[tuple[int, str]]:
    """(message, data) of every such button; the data may say more than its first word."""
    buttons = [(m.id, button.get("callback_data", "")) for m in person.chat() for row in m.buttons for button in row]
    return [(message, data) for message, data in buttons if data.startswith("read")]


async def reads(made: Product, person: Person) -> None:
    message, data = _readers(person)[-1]
    await person.taps(data, message_id=message)
    await quiet(made)


async def tells(made: Product, person: Person, text: str = "дома плохо") -> str:
    """A first message; the safe word that came with the answer."""
    await writes(made, person, text)
    assert any(BELIEVED in said for said in says(person))
    return safe_word(person)


def safe_word(person: Person) -> str:
    return next(found[1] for said in reversed(says(person)) if (found := SAFE_WORD.search(said)))


async def code_of(made: Product, person: Person) -> tuple[str, str]:
    """(five words, 17 digits)."""
    await presses(made, person, "Мой код")
    found = next(found for said in reversed(says(person)) if (found := CODE.search(said)))
    return found["words"], found["digits"]


async def covers(made: Product, person: Person) -> None:
    """What whoever takes the phone now must see: an empty chat, and a newcomer's first screen."""
    assert person.chat() == []
    await writes(made, person, "/start")
    newcomer = made.peer.user(next(_NEWCOMERS), name="Новичок", language="ru")
    await writes(made, newcomer, "/start")
    mine, theirs = ([(m.text, m.buttons, m.entities) for m in one.chat() if m.by_bot] for one in (person, newcomer))
    assert mine == theirs


async def later(made: Product, **by: float) -> None:
    """Time passes for the house and for Telegram (whose clock is the house's), and the minute's work is done."""
    made.clock.offset += timedelta(**by)
    await made.tick()
    await quiet(made)


@dataclass
class Desk:
    """A member at her desk. Every word that she sees was opened with her own key."""

    made: Product
    page: portal_browser.Browser
    seed: bytes
    known: list[str] = field(default_factory=list)

    async def rows(self) -> list[dict[str, Any]]:
        status, queue = await self.page.get("/console/api/queue")
        assert status == 200
        return [*queue["waiting"], *queue["mine"], *queue["others"]]

    async def newest(self) -> str:
        """The signal that was not there when this was last asked, else the one that it was asked for."""
        for row in await self.rows():
            if row["signal"] not in self.known:
                self.known.append(row["signal"])
        return self.known[-1]

    async def that_says(self, text: str) -> str:
        """The signal in whose thread this text stands."""
        for row in await self.rows():
            if text in await self.reads(row["signal"]):
                return str(row["signal"])
        raise LookupError("no such signal")

    async def row(self, signal: str) -> dict[str, Any]:
        return next(row for row in await self.rows() if row["signal"] == signal)

    async def verb(self, signal: str, name: str, body: Any = None) -> Any:
        status, said = await self.page.post(portal_browser.path(signal, name), body)
        assert status == 200, said
        return said

    async def opened(self, signal: str) -> tuple[bytes, dict[str, Any]]:
        status, opened = await self.page.get(portal_browser.path(signal))
        assert status == 200, opened
        thread = opened["thread"]
        return threads.open_thread(self.seed, signal, thread["holder"], thread["box"]), opened

    async def reads(self, signal: str) -> list[str]:
        """Every text of the thread, in order."""
        seed, opened = await self.opened(signal)
        texts = []
        for entry in opened["entries"]:
            key = threads.open_session(seed, signal, entry["session"], opened["sessions"][entry["session"]])
            texts.append(str(threads.open_entry(key, signal, entry)["text"]))
        return texts

    async def states(self, signal: str) -> list[str]:
        """Of the replies, in order."""
        _, opened = await self.opened(signal)
        return [opened["replies"][entry["id"]] for entry in opened["entries"] if entry["kind"] == "reply"]

    async def journal(self, signal: str) -> list[str]:
        _, opened = await self.opened(signal)
        return [line["verb"] for line in opened["journal"]]

    async def replies(self, signal: str, text: str) -> str:
        """Claimed if it was not, sealed here, told to the child; the reply's id."""
        await self.verb(signal, "claim")
        entry = await self.sends(signal, text)
        await quiet(self.made)
        return entry

    async def sends(self, signal: str, text: str) -> str:
        """A reply to what she holds; whoever tells it may be out of reach. Its id."""
        _, opened = await self.opened(signal)
        session = threads.new_session(signal, unb64u(opened["thread"]["pub"]), now=self.made.clock(), draw=os.urandom)
        fields = {"asked": None, "at": "2026-11-22T03:00:00Z", "from": "reply", "text": text}
        entry = threads.seal_entry(
            session, signal=signal, entry_id=threads.new_id(os.urandom), kind="reply", fields=fields
        )
        body: dict[str, Any] = {"entry": entry, "session": {"id": session.id, "box": session.box}}
        body |= {"text": text} if opened["row"]["door"] == "telegram" else {}
        await self.verb(signal, "replies", json.loads(json.dumps(body)))
        return str(entry["id"])

    async def decides(self, signal: str, decision: str) -> Any:
        await self.verb(signal, "claim")
        said = await self.verb(signal, "asked-to-delete", {"decision": decision})
        await quiet(self.made)
        return said


@contextlib.asynccontextmanager
async def desk_of(made: Product, desk: str = "intake") -> AsyncIterator[Desk]:
    """Signed in."""
    member = made.members[desk]
    async with portal_browser.browser(made.house.url) as page:
        page.keys, page.member = member.keys, member.id
        me = await page.sign_in()
        yield Desk(made, page, ceremony_member.open_grant(member.keys, me["grant"], made.office.desks[desk]))

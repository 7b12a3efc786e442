"""The web button on a real store and the real desk, and a page that talks to it over HTTP as the script does."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, Protocol

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar

from bot import joints
from bot.button import PageWords, contacts, spelt
from bot.draws import WordDraws
from desk.acting import Asked
from desk.hours import DeskHours
from desk.intake import Intake
from desk.people import Colleague
from desk.ports import Reply
from desk.visiting import Visiting
from i18n.receipt_words import ReceiptWords
from i18n.words import Words
from portal.button.lanes import Lanes, Work, zero_bits
from portal.button.lot import Lot
from portal.button.parts import ButtonParts, Plain
from tests.portal.portal_rig import Rig, portal
from tests.web_page import Page
from triage.ids import AccountId, EntryId, MemberId, UpdateId
from triage.judge import Judge
from vault import threads
from vault.ceremony import Office
from vault.chats import Chats
from vault.encoding import b64u
from vault.scriptless import code_in_hand
from vault.stamps import Stamps
from vault.traces import Highest
from vault.visits import VisitKeeper
from workers.filling import Filling
from workers.pages import Dressing

I18N = Path(__file__).parents[2] / "i18n"
DANGER = "папа бьет меня прямо сейчас"
SECRET = "этого никто здесь не прочтёт"
EXIT = "https://weather.example/"
ANNA = Colleague(member=MemberId("m-aaaaaaaaaa"), name="Анна", role="specialist", desk="intake")


@cache
def words() -> Words:
    return Words.load(I18N).at("web")


@cache
def judge() -> Judge:
    return joints.judge()


@cache
def code_words() -> ReceiptWords:
    return ReceiptWords.load(I18N / "ru" / "words.txt")


async def somebody() -> bool:
    return True


async def open_gate() -> None:
    return None


def button_parts(rig: Rig, **changed: Any) -> ButtonParts:
    keyring, records, books = rig.books.keyring, rig.books.records, rig.books
    chats = Chats(rig.store, keyring, records, Highest())
    hours = DeskHours.of("", "Europe/Moscow")
    filling = Filling(
        chats=chats, words=words(), hours=hours, clock=lambda: rig.now, organisations=lambda language, country: ""
    )
    intake = Intake(
        books=books, draws=WordDraws(code_words().words, os.urandom), judge=judge(), languages=("ru", "kk", "en")
    )

    async def desks() -> dict[str, bytes]:
        return dict(rig.office.desks)

    given: dict[str, Any] = {
        "visiting": Visiting(intake=intake, books=books, visits=VisitKeeper(rig.store, keyring, records, rig.media)),
        "desks": desks,
        "dressing": Dressing(filling=filling),
        "lanes": Lanes(Stamps.of(keyring.address), spacing_s=0.0),
        "forms": Lot(os.urandom, spacing_s=0.0),
        "plain": Plain(
            codes=joints.codes(code_words()),
            spelt=partial(spelt, code_words()),
            transit=chats,
            in_hand=code_in_hand,
        ),
        "words": PageWords(words(), hours),
        "contacts": partial(contacts, words(), "RU"),
        "languages": ("ru", "kk", "en"),
        "sources": frozenset({"school-12"}),
        "exit_url": EXIT,
        "draw": os.urandom,
        "reads": somebody,
        "ready": open_gate,
    }
    return ButtonParts(**{**given, **changed})


@asynccontextmanager
async def button(rig: Rig, **changed: Any) -> AsyncIterator[str]:
    async with portal(rig, button=button_parts(rig, **changed)) as base:
        yield base


def solved(account: AccountId, stamp: str, bits: int) -> Work:
    """As the page's worker does it."""
    tries = (Work(stamp=stamp, nonce=str(number)) for number in range(1 << 26))
    return next(work for work in tries if zero_bits(account, work) >= bits)


class Known(Protocol):
    """What a page knows of the house."""

    @property
    def office(self) -> Office: ...
    @property
    def now(self) -> datetime: ...


@dataclass
class Visitor:
    """One page that stands open. ``page`` makes keys and seals; here it is said over HTTP. No cookie is ever kept."""

    base: str
    http: ClientSession
    page: Page
    work: dict[str, str] | None = None
    known: bool = False
    asked: dict[str, Any] = field(default_factory=dict)

    def headers(self, **changed: str | None) -> dict[str, str]:
        said = {"Origin": self.base, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
        given = {**said, **{name.replace("_", "-"): value for name, value in changed.items()}}
        return {name: value for name, value in given.items() if value is not None}

    async def post(self, verb: str, body: Any, **headers: str | None) -> tuple[int, Any]:
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self.http.post(
            f"{self.base}/button/api/{verb}", data=sent, headers=self.headers(**headers)
        ) as answer:
            text = await answer.text()
            return answer.status, json.loads(text) if answer.content_type == "application/json" else text

    def who(self) -> dict[str, Any]:
        return {"v": 1, "visit": b64u(self.page.secret)}

    async def begin(self) -> dict[str, Any]:
        status, answer = await self.post("begin", {})
        assert status == 200, answer
        work = solved(self.page.account, answer["stamp"], answer["bits"])
        self.work = {"stamp": work.stamp, "nonce": work.nonce}
        return dict(answer)

    def thread(self) -> dict[str, Any]:
        given = self.page.thread()
        return {
            "signal": given.signal,
            "pub": b64u(given.public),
            "boxes": dict(given.boxes),
            "kids": dict(given.kids),
        }

    def body(self, **what: Any) -> dict[str, Any]:
        """Of ``say``; ``what`` wins, None leaves a field out."""
        plain = {**self.who(), "request": os.urandom(16).hex(), "language": "ru", "source": ""}
        riding = {} if self.known else {"thread": self.thread()}
        given = {**plain, "work": self.work, **riding, **what}
        return {name: value for name, value in given.items() if value is not None}

    def word(self, rig: Known, text: str, classes: frozenset[str] = frozenset(), **more: Any) -> dict[str, Any]:
        sealed = self.page.sealed(text, rig.now, **more)
        said = {
            "entry": dict(sealed.entry),
            "session": {"id": sealed.session, "box": sealed.session_box},
            "classes": sorted(classes),
            "digits": False,
            "kind": "voice" if "media" in more else "text",
        }
        return {**said, **{name: more[name] for name in ("media", "seconds") if name in more}}

    async def say(self, **what: Any) -> tuple[int, Any]:
        self.asked = self.body(**what)
        status, answer = await self.post("say", self.asked)
        if status == 200 and answer["signal"]:
            self.known = True
        return status, answer

    async def reports(self, rig: Known, text: str = SECRET) -> dict[str, Any]:
        """Something grave, as the matcher of the page understands it."""
        status, answer = await self.say(word=self.word(rig, text, judge().classes(DANGER)))
        assert status == 200, answer
        return dict(answer)

    async def keeps_code(self, **changed: Any) -> tuple[int, Any]:
        locator, name, box = self.page.box()
        body = {"request": os.urandom(16).hex(), "signal": self.page.signal, "locator": locator, "kid": name}
        return await self.post("code", {**self.who(), **body, "box": box, **changed})


@asynccontextmanager
async def visitor(rig: Known, base: str) -> AsyncIterator[Visitor]:
    async with ClientSession(cookie_jar=DummyCookieJar(), timeout=ClientTimeout(total=30)) as http:
        yield Visitor(base, http, Page(desks=dict(rig.office.desks)))


async def replied(rig: Rig, page: Page, text: str) -> EntryId:
    """As a specialist answers a page: sealed in her browser, and sent without the text."""
    session = threads.new_session(page.signal, page.key.public, now=rig.now, draw=os.urandom)
    fields = {"asked": None, "at": "2026-11-22T12:00:00Z", "from": "reply", "text": text}
    id_ = threads.new_id(os.urandom)
    entry = threads.seal_entry(session, signal=page.signal, entry_id=id_, kind="reply", fields=fields)

    def asked(request: str) -> Asked:
        return Asked(who=ANNA, signal=page.signal, now=rig.now, request=UpdateId(request))

    await rig.duty.claim(asked(f"claim-{id_}"))
    await rig.duty.reply(
        asked(f"reply-{id_}"), Reply(entry=entry, session=session.id, session_box=session.box, text="")
    )
    return EntryId(id_)

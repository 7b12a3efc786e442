"""A portal that runs on a real store, an office with its offline keys, and a member's browser in Python."""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from aiohttp import web
from redis.asyncio import Redis

from bot.joints import writing
from bot.rooms import door_keys
from desk.acting import Acting
from desk.casework import Casework
from desk.duty import Duty
from desk.endings import Endings
from desk.hearing import Hearing
from desk.hours import DeskHours
from desk.oversight import Oversight
from desk.ports import Change, Outcome, Word
from desk.resealing import Resealing
from desk.rostering import Rostering
from i18n.packs import read_packs
from portal.app import make_app, make_runner
from portal.parts import Console, Front, Hook, PortalParts
from tests.portal.bell_rig import RealBell
from tests.portal.drills_rig import afterwards_on
from tests.portal.said_health import SaidHealth
from triage.card import Card
from triage.ids import AccountId, SignalId, UpdateId
from triage.rulebook import Rulebook, load
from triage.urgency import Urgency
from vault import ceremony
from vault.address import AddressKeys
from vault.alarms import StoredAlarms
from vault.books import BookKeeper
from vault.boxes import Boxes
from vault.doorkeys import DoorKeys
from vault.files import FileKeeper
from vault.invites import Invites, Person
from vault.keyring import Keyring
from vault.linked import LinkedMembers
from vault.media import MediaShelf
from vault.members import Members
from vault.offices import Offices
from vault.outbox import Outbox
from vault.records import Records
from vault.roster import StoredRoster
from vault.sealing import kid
from vault.store import Store
from vault.tallies import StoredTallies
from vault.threads import Sessions as ThreadSessions
from vault.traces import Highest
from vault.transit import TransitKey
from vault.voices import VoiceFiles

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LIST = tuple(f"w{number}" for number in range(2048))
PACKS = Path(__file__).parents[2] / "triage" / "packs"
SECRET = "s" * 32
HOOK_PATH = "f00d"


@cache
def rulebook() -> Rulebook:
    """Of our own packs."""
    return load(PACKS)


@dataclass
class Rig:
    store: Store
    offline: Path
    office: ceremony.Office
    members: Members
    roster: StoredRoster
    sign_ins: DoorKeys
    books: BookKeeper
    duty: Duty
    media: MediaShelf
    boxes: Boxes
    bell: RealBell = field(default_factory=RealBell)
    health: SaidHealth = field(default_factory=SaidHealth)
    now: datetime = NOON
    updates: list[Any] = field(default_factory=list)
    fails: Exception | None = None
    requests: int = 0

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def new_request(self) -> str:
        self.requests += 1
        return f"{self.requests}"

    async def door(self, update: dict[str, Any]) -> None:
        if self.fails:
            raise self.fails
        self.updates.append(update)

    def console(self, words: Mapping[str, str]) -> Console:
        return Console(
            words=words,
            word_list="\n".join(LIST).encode(),
            desk=self.office.document,
            bot="bot",
            jurisdiction="ru",
            rulebook=rulebook(),
            contacts=read_packs(PACKS),
            demo=True,
            writing=writing(),
        )

    def casework(self) -> Casework:
        keyring = self.books.keyring
        people = LinkedMembers(self.roster, keyring)

        async def desk_key(desk: str) -> str:
            return kid(keyring.desks[desk]) if desk in keyring.desks else ""

        return Casework(acting=Acting(files=self.duty.files), people=people, desk_key=desk_key)

    def alarms(self) -> StoredAlarms:
        return StoredAlarms(self.store, self.books.keyring, self.books.records)

    def parts(self, **changed: Any) -> PortalParts:
        console = self.console({})
        front = Front(
            language="ru", title="Т", lead="Л", contacts=(("8-800 1", "<b>линия</b>"),), links=(("/console", "стол"),)
        )
        given: dict[str, Any] = {
            "duty": self.duty,
            "casework": self.casework(),
            "endings": Endings(acting=Acting(files=self.duty.files), outcomes=frozenset({"helped"})),
            "hearing": Hearing(files=self.duty.files, media=self.media),
            "oversight": Oversight(files=self.duty.files, tallies=StoredTallies(self.store)),
            "roster": self.roster,
            "rostering": Rostering(roster=self.roster, book=self.alarms(), hours=DeskHours.of("", "Europe/Moscow")),
            "enrolment": self.members,
            "sign_ins": self.sign_ins,
            "resealing": Resealing(boxes=self.boxes),
            "passkeys": self.sign_ins.second.devices,
            "codes": self.sign_ins.second.codes,
            "afterwards": afterwards_on(self.books, self.duty),
            "bell": self.bell,
            "health": self.health,
            "clock": lambda: self.now,
            "new_request": self.new_request,
            "console": console,
            "front": front,
            "hook": Hook(path=HOOK_PATH, secret=SECRET, door=self.door),
            "ping_every_s": 0.05,
        }
        return PortalParts(**{**given, **changed})

    async def invite(self, name: str, *, role: str = "specialist", desk: str = "intake") -> str:
        return await self.members.invite(Person(name=name, role=role, desk=desk), now=self.now)

    def answer(self, request: dict[str, Any], now: datetime | None = None) -> dict[str, Any]:
        return ceremony.sign_request(self.offline, self.office.document, request, now or self.now)

    async def report(
        self,
        text: str,
        urgency: Urgency = Urgency.URGENT,
        home: int = 3,
        *,
        also: tuple[Word, ...] = (),
        **known: Any,
    ) -> SignalId:
        """``known``: more of its card; ``also``: entries after the first words."""
        opened = await self.books.open_thread(home)
        card = Card(
            signal=opened.signal,
            urgency=urgency,
            reasons=("unknown-needs-a-human",),
            received_at=self.now,
            last_word_at=self.now,
            language="ru",
            account=AccountId(f"{home:x}" + "0" * 31),
            words=1,
        )
        card = replace(card, **known)
        word = Word(text=text, source="text", asked="first", at=self.now)
        update = UpdateId(opened.signal)
        change = Change(home=home, update=update, now=self.now, card=card, opened=opened, words=(word, *also))
        assert await self.books.save(change) is Outcome.SAVED
        return opened.signal


def make_rig(redis: Redis, directory: Path) -> Rig:
    office = ceremony.init(directory / "office", demo=True, now=NOON, draw=os.urandom)
    store, draw = Store(redis), os.urandom
    address = AddressKeys("00000000", {"00000000": draw(32)}, draw(32), draw)
    keyring = Keyring(address, TransitKey(draw(32), draw), office.desks, 1, draw)
    records = Records(store, keyring)
    offices = Offices(store, office)
    members = Members(store=store, office=office, invites=Invites(store=store, draw=draw), offices=offices)
    roster = StoredRoster(store=store, seal=address.seal, open=address.open, draw=draw)
    sign_ins = door_keys(members, keyring)
    books = BookKeeper(store, keyring, records, ThreadSessions(draw), Highest(), offices)
    voices = VoiceFiles(directory / "media")
    voices.directory.mkdir()
    duty = Duty(files=FileKeeper(store, keyring, records, voices), roster=roster)
    media = MediaShelf(store, keyring, records, Outbox(store, keyring), voices)
    return Rig(
        store,
        directory / "office" / "offline",
        office,
        members,
        roster,
        sign_ins,
        books,
        duty,
        media,
        Boxes(store, members, records),
    )


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    runner = make_runner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def portal(rig: Rig, **changed: Any) -> AsyncIterator[str]:
    async with served(make_app(rig.parts(**changed))) as base:
        yield base

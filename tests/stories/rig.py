"""The whole product and a simulated Telegram in one process, on one clock that a test can move."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import House, Plan, running
from bot.settings import Settings
from desk.upkeep import Upkeep
from i18n.receipt_words import ReceiptWords
from tests.peer import Peer, Person, running_peers
from vault import ceremony
from vault.calendar import DueTimes
from vault.ceremony import MemberKeys, Office

TOKEN = "424242:AAHstories-only-nobody-else-knows-it-x"
HERE = Path(__file__).parents[2]
WORDS = ReceiptWords.load(HERE / "i18n" / "ru" / "words.txt").words


class Clock:
    """Real time, moved forward by hand."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.offset


@dataclass
class Member:
    """A member as her browser has her."""

    id: str
    name: str
    passphrase: str
    keys: MemberKeys
    new: ceremony.NewMember


@dataclass
class Product:
    house: House
    peer: Peer
    clock: Clock
    place: Path
    office: Office
    members: dict[str, Member]
    offline: Path
    duty: Peer | None = None
    """The desk's own bot, where the house has one."""

    def child(self, user: int = 1001) -> Person:
        return self.peer.user(user, name="Канарейка", language="ru")

    async def advance(self, **by: float) -> None:
        """The product's clock and Telegram's, together."""
        self.clock.offset += timedelta(**by)
        self.peer.advance(seconds=0.001)  # it reads the same clock; this makes it look

    async def tick(self) -> None:
        """What the minute's clock would do now."""
        rooms = self.house.rooms
        await Upkeep(calendar=DueTimes(rooms.store, rooms.keyring)).tick(self.clock())


def settings_for(place: Path, peer_url: str, **more: Any) -> Settings:
    given: dict[str, Any] = {
        "portal_host": "localhost",
        "portal_port": 0,
        "data_dir": place / "data",
        "address_key_file": place / "keys" / "address.json",
        "bot_token": TOKEN,
        "telegram_api": peer_url,
        "store_url": "",
        "canary_every_s": 0,
        **more,
    }
    return Settings(_env_file=None, **given)


def make_office(place: Path, clock: Clock) -> tuple[Office, dict[str, Member]]:
    office = ceremony.init(place / "keys", demo=True, now=clock(), draw=os.urandom)
    members = {}
    for id_, name, role, desk in (
        ("m-aaaaaaaaaa", "Анна", "specialist", "intake"),
        ("m-bbbbbbbbbb", "Борис", "fallback", "fallback"),
    ):
        new = ceremony.make_member(ceremony.Invited(id_, name, role, desk, office.fingerprint), WORDS, os.urandom)
        members[desk] = Member(id_, name, new.passphrase, new.keys, new)
    return office, members


async def enrol(house: House, offline: Path, office: Office, members: dict[str, Member], clock: Clock) -> None:
    for member in members.values():
        new = member.new
        await house.rooms.members.remember_member(new, now=clock())
        answer = ceremony.sign_request(offline, dict(office.document), new.request, clock())
        await house.rooms.members.accept_answer(answer, now=clock())


@asynccontextmanager
async def product(
    place: Path, *, link: bool = True, clock: Clock | None = None, **more: object
) -> AsyncIterator[Product]:
    """``link``: the specialist's Telegram account (user 900) hears alerts."""
    clock = clock or Clock()
    office, members = make_office(place, clock)
    tokens = (TOKEN, str(more["duty_bot_token"])) if more.get("duty_bot_token") else (TOKEN,)
    async with running_peers(*tokens, clock=clock) as (peer, *duty):
        plan = Plan(
            settings=settings_for(place, peer.url, **more), office=office, clock=clock, draw=os.urandom, demo=True
        )
        async with running(plan) as house:
            offline = place / "keys" / "offline"
            await enrol(house, offline, office, members, clock)
            made = Product(house, peer, clock, place, office, members, offline, next(iter(duty), None))
            if link:
                await link_specialist(made)
            yield made


async def link_specialist(made: Product, user: int = 900) -> Person:
    colleagues = await made.house.rooms.roster.colleagues()
    who = next(one for one in colleagues if one.desk == "intake")
    code = await made.house.duty.offer_link(who)
    person = (made.duty or made.peer).user(user, name="Анна", language="ru")
    await person.starts(code)
    await person.sees("")
    return person

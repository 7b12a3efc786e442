"""A house with more people in it: each enrolled, signed in with keys of her own, with a telephone that rings."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from i18n.screens import screen
from tests.peer import Person
from tests.portal import portal_browser
from tests.stories.desk_and_phone import Desk
from tests.stories.rig import WORDS, Member, Product, enrol
from vault import ceremony, ceremony_member

FIRST_PHONE = 910
"""Telegram ids of the staff's own accounts, one after the other; the rig's specialist has 900."""
_SIGNS = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(repr=False)
class Colleague:
    """One of the staff at her desk, and her own telephone."""

    member: Member
    desk: Desk
    phone: Person

    @property
    def id(self) -> str:
        return self.member.id

    async def signs_in(self) -> None:
        await self.desk.page.sign_in()

    async def columns(self) -> dict[str, list[dict[str, Any]]]:
        """The queue as her console shows it."""
        status, said = await self.desk.page.get("/console/api/queue")
        assert status == 200, said
        return {name: said[name] for name in ("waiting", "mine", "asked", "others")}

    async def claims(self, signal: str) -> tuple[int, Any]:
        return await self.desk.page.post(portal_browser.path(signal, "claim"))


@asynccontextmanager
async def staffed(made: Product, names: Sequence[str], *, linked: bool = True) -> AsyncIterator[list[Colleague]]:
    """Specialists of these names beside the rig's two, signed in; where ``linked``, hearing alerts."""
    members = {name: _drawn(made, number, name) for number, name in enumerate(names)}
    await enrol(made.house, made.offline, made.office, members, made.clock)
    async with AsyncExitStack() as stack:
        staff = []
        for number, member in enumerate(members.values()):
            desk = await stack.enter_async_context(_desk(made, member))
            phone = made.peer.user(FIRST_PHONE + number, name=member.name, language="ru")
            if linked:
                await links(made, member, phone)
            staff.append(Colleague(member, desk, phone))
        yield staff


@asynccontextmanager
async def of_the_rig(made: Product, desk: str, phone: int) -> AsyncIterator[Colleague]:
    """Anna (``intake``) or Boris (``fallback``)."""
    member = made.members[desk]
    async with _desk(made, member) as page:
        yield Colleague(member, page, made.peer.user(phone, name=member.name, language="ru"))


def _drawn(made: Product, number: int, name: str) -> Member:
    id_ = f"m-staffed{_SIGNS[number // 32]}{_SIGNS[number % 32]}a"
    invited = ceremony.Invited(id_, name, "specialist", "intake", made.office.fingerprint)
    new = ceremony.make_member(invited, WORDS, os.urandom)
    return Member(id_, name, new.passphrase, new.keys, new)


@asynccontextmanager
async def _desk(made: Product, member: Member) -> AsyncIterator[Desk]:
    async with portal_browser.browser(made.house.url) as page:
        page.keys, page.member = member.keys, member.id
        me = await page.sign_in()
        yield Desk(made, page, ceremony_member.open_grant(member.keys, me["grant"], made.office.desks[me["desk"]]))


async def links(made: Product, member: Member, phone: Person) -> None:
    """By the code from the console, as everybody does."""
    colleagues = await made.house.rooms.roster.colleagues()
    code = await made.house.duty.offer_link(next(one for one in colleagues if one.member == member.id))
    await phone.starts(code)
    await phone.sees(screen(made.house.words, "ru", "linked", {}).text)


def alert_text(made: Product) -> str:
    """What every alert begins with, before its number."""
    return screen(made.house.words, "ru", "alert", {"count": "000", "seen": "yes"}).text.partition("000")[0]


def standing(made: Product, phone: Person) -> list[str]:
    """The alerts in this chat now."""
    return [one.text for one in phone.chat() if one.by_bot and one.text.startswith(alert_text(made))]


def counted(made: Product, phone: Person) -> int:
    """The number on the one alert; 0 where none stands."""
    found = standing(made, phone)
    assert len(found) <= 1, found
    return int(found[0].removeprefix(alert_text(made))[:3]) if found else 0


def rang(made: Product, phone: Person) -> int:
    """How many alerts came with a sound, those that are gone included."""
    sent = (str(line.get("text")) for line in made.peer.transcript(phone.id) if line["event"] == "sent")
    return sum(text.startswith(alert_text(made)) for text in sent)


def one_alert_at_every_moment(made: Product, phone: Person) -> None:
    """The whole life of this chat: a newer alert is there before the older goes, and nothing comes between the two."""
    stand: set[int] = set()
    for line in made.peer.transcript(phone.id):
        if line["event"] == "sent" and str(line.get("text")).startswith(alert_text(made)):
            assert len(stand) <= 1, "a third alert came"
            stand.add(line["message_id"])
        elif line["event"] == "deleted":
            stand.discard(line["message_id"])
        elif line["event"] in {"sent", "edited"}:
            assert len(stand) <= 1, "two alerts stood while something else was said"
    assert len(stand) <= 1, "two alerts stand"

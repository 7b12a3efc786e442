"""Nobody who waits is forgotten: the ladder on a real store, from the first words to an honest sentence."""

from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from bot.watching import FILE
from desk.alarms import UNMANNED_AGAIN, Watchkeeping
from desk.people import Colleague
from tests.desk.desk_rig import ANNA, DANGER, NOON, UNCLEAR, Office, account
from triage.alarms import parse_alarms
from triage.ids import AccountId, MemberId
from triage.shifts import Member, Said, parse_hours
from triage.tells import RingDesk, StillWaiting
from triage.urgency import Urgency
from vault import keys
from vault.alarms import StoredAlarms

CHILD = account(3, 1)
TIMES = parse_alarms(FILE.read_text(encoding="utf-8"), file=str(FILE))
BORIS = replace(ANNA, member=MemberId("m-boris"), name="Борис")
VERA = Colleague(member=MemberId("m-vera"), name="Вера", role="fallback", desk="fallback")
CHATS = {ANNA.member: AccountId("9a"), BORIS.member: AccountId("8b"), VERA.member: AccountId("7c")}


@dataclass
class Crew:
    """Who works here, without a roster."""

    colleague: tuple[Colleague, ...] = (ANNA, BORIS, VERA)
    saw: dict[MemberId, datetime] = field(default_factory=dict)
    chats: dict[MemberId, AccountId] = field(default_factory=CHATS.copy)

    async def colleagues(self):
        return self.colleague

    async def accounts(self):
        return self.chats

    async def seen(self):
        return self.saw


@dataclass
class Pages:
    paged: list[str] = field(default_factory=list)
    rang: list[frozenset[MemberId]] = field(default_factory=list)
    takes: bool = True

    async def page(self, what, whom=None, /):
        self.paged.append(what)
        self.rang.append(whom)
        return self.takes


@dataclass
class Night:
    office: Office
    crew: Crew
    pages: Pages
    watch: Watchkeeping

    async def minute(self, count=1):
        """A round a minute; what rang: account → how often, and "child"."""
        rang: dict[str, int] = {}
        for _ in range(count):
            self.office.later(minutes=1)
            before = len(await everything(self.office))
            await self.watch.tick(self.office.now)
            for tell in (await everything(self.office))[before:]:
                who = "child" if isinstance(tell, StillWaiting) else str(tell.account)
                rang[who] = rang.get(who, 0) + 1
        return rang


async def everything(office):
    found = await office.tells(3)
    return [tell for tell in found if isinstance(tell, (RingDesk, StillWaiting))]


@pytest.fixture
def night(office):
    return night_at(office, Crew(), Pages())


def night_at(office: Office, crew: Crew, pages: Pages) -> Night:
    book = StoredAlarms(office.store, office.keyring, office.records)
    return Night(office, crew, pages, Watchkeeping(book=book, people=crew, pager=pages, times=TIMES))


def off(one: Colleague) -> Colleague:
    return replace(one, profile=replace(one.profile, said=Said(on=False, at=NOON)))


async def test_an_immediate_signal_that_nobody_takes_climbs_to_the_child_herself(night):
    await night.office.writes(CHILD, DANGER)
    assert (await night.office.card_of(CHILD)).urgency is Urgency.IMMEDIATE
    assert await night.minute() == {}
    assert await night.minute() == {"9a": 1, "8b": 1}
    assert night.pages.paged == ["waiting"]
    assert await night.minute(2) == {"9a": 1, "8b": 1}
    assert await night.minute(2) == {"9a": 1, "8b": 1, "7c": 1}
    assert await night.minute(2) == {"9a": 1, "8b": 1, "7c": 1, "child": 1}
    rang = await night.minute(10)
    assert rang["7c"] == 5, "it goes on until somebody answers"
    assert "child" not in rang, "said once: it would take the place of whatever she has opened since"
    assert night.pages.paged == ["waiting"] * 9


async def test_a_claim_stills_the_others_and_an_answer_ends_it(night):
    await night.office.writes(CHILD, DANGER)
    await night.minute(4)
    signal = (await night.office.card_of(CHILD)).signal
    await night.office.claims(signal)
    assert await night.minute(5) == {}, "who holds it has five minutes"
    assert await night.minute() == {"9a": 1}, "then she alone is asked"
    await night.office.replies(signal, "мы рядом")
    assert await night.minute(60) == {}
    assert await night.office.store.redis.zcard(keys.alarms(3)) == 0


async def test_a_holder_who_fell_asleep_is_not_left_alone_with_it(night):
    await night.office.writes(CHILD, DANGER)
    await night.office.claims((await night.office.card_of(CHILD)).signal)
    rang = await night.minute(15)
    assert set(rang) == {"9a", "8b", "7c", "child"}
    assert rang["child"] == 1, "that somebody took it is no answer"


async def test_i_see_it_buys_three_minutes(night):
    await night.office.writes(CHILD, DANGER)
    await night.minute()
    night.crew.saw[ANNA.member] = night.office.now
    assert await night.minute() == {}
    assert await night.minute() == {"9a": 1, "8b": 1}


async def test_a_card_that_will_not_open_rings_like_danger_and_stills_nobody_else(night):
    other = account(3, 9)
    await night.office.writes(CHILD, DANGER)
    await night.office.writes(other, DANGER)
    broken = (await night.office.card_of(CHILD)).signal
    await night.office.store.redis.hset(keys.signal(broken), "b", b"nothing that opens")
    assert await night.minute(2) == {"9a": 2, "8b": 2}


async def test_claiming_and_giving_back_does_not_still_the_house(night):
    await night.office.writes(CHILD, DANGER)
    signal = (await night.office.card_of(CHILD)).signal
    rang = 0
    for number in range(10):
        await night.office.claims(signal)
        await night.office.duty.release(night.office.asked(signal, f"back-{number}"))
        rang += sum((await night.minute()).values())
    assert rang


async def test_a_page_that_nobody_took_is_tried_again(night):
    tries = []

    async def refused(what, _whom=None, /):
        tries.append(what)
        return len(tries) > 2

    night.pages.page = refused
    await night.office.writes(CHILD, DANGER)
    await night.minute(5)
    assert len(tries) >= 3


async def test_with_nobody_on_shift_only_what_cannot_wait_rings(night):
    night.crew.colleague = (off(ANNA), off(BORIS), off(VERA))
    await night.office.writes(CHILD, "спасибо, просто проверяю бота")
    assert (await night.office.card_of(CHILD)).urgency is Urgency.PLANNED
    assert await night.minute(180) == {}
    await night.office.writes(CHILD, DANGER)
    assert set(await night.minute(4)) == {"7c"}, "supervisors, where the shift is empty"


async def test_an_empty_shift_that_should_be_manned_pages_at_once_and_every_half_hour(night):
    hours = parse_hours(["mon-sun 00:00-23:59"], "UTC")
    there = [replace(one, profile=Member(hours=hours)) for one in (ANNA, BORIS)]
    night.crew.colleague = tuple(there)
    await night.minute(3)
    assert night.pages.paged == []
    night.crew.colleague = tuple(
        replace(one, profile=replace(one.profile, said=Said(on=False, at=night.office.now))) for one in there
    )
    await night.minute(1 + int(UNMANNED_AGAIN.total_seconds() // 60))
    assert night.pages.paged == ["unmanned", "unmanned"]


async def test_more_danger_begins_the_ladder_anew(night):
    await night.office.writes(CHILD, UNCLEAR)
    await night.minute(10)
    await night.office.writes(CHILD, DANGER)
    assert await night.minute(2) == {}, "the words themselves have just rung"
    assert await night.minute() == {"9a": 1, "8b": 1}


async def test_an_erased_signal_and_a_draft_ring_nobody(night):
    await night.office.writes(CHILD, DANGER)
    signal = (await night.office.card_of(CHILD)).signal
    await night.office.claims(signal)
    await night.office.taps(CHILD, "delete")
    await night.office.duty.erase(night.office.asked(signal, "erase"))
    assert await night.minute(30) == {}


async def test_two_watchmen_ring_once(night):
    await night.office.writes(CHILD, DANGER)
    other = replace(night.watch)
    night.office.later(minutes=1)
    await night.watch.tick(night.office.now)
    rung = await everything(night.office)
    night.office.later(minutes=1)
    await night.watch.tick(night.office.now)
    await other.tick(night.office.now)
    assert len(await everything(night.office)) - len(rung) == 2

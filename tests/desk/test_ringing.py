"""Who is rung first: on shift, free, of the signal's language and skill; whoever answered before; always somebody."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from desk.people import BUSY_FROM, Colleague
from desk.ringing import Ringing
from triage.card import Card
from triage.case import Case
from triage.ids import AccountId, MemberId, SignalId
from triage.shifts import Member, Said, parse_hours
from triage.urgency import Urgency

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
DAY = parse_hours(["mon-sun 09:00-18:00"], "UTC")
ALWAYS = parse_hours([], "UTC")
CARD = Card(
    signal=SignalId("3-yv5yohtwwxmxleibbztj"), urgency=Urgency.IMMEDIATE, reasons=(), received_at=NOW, last_word_at=NOW,
    language="ru", age_band="child",
)  # fmt: skip


def one(name: str, profile: Member, desk: str = "intake") -> Colleague:
    return Colleague(member=MemberId(f"m-{name}"), name=name, role="specialist", desk=desk, profile=profile)


class People:
    def __init__(self, *people: Colleague, linked: set[str] | None = None, busy: dict[str, int] | None = None) -> None:
        self.people, self.busy = people, busy or {}
        names = linked if linked is not None else {person.name for person in people}
        self.chats = {MemberId(f"m-{name}"): AccountId(f"1-{name}") for name in names}

    async def colleagues(self) -> tuple[Colleague, ...]:
        return self.people

    async def linked(self, member: MemberId | None) -> dict[MemberId, AccountId]:
        return {who: chat for who, chat in self.chats.items() if member in {None, who}}

    async def open_conversations(self) -> dict[MemberId, int]:
        return {MemberId(f"m-{name}"): count for name, count in self.busy.items()}


async def rung(people: People, card: Card = CARD) -> set[str]:
    ringing = Ringing(people=people, busy=people, clock=lambda: NOW)
    return {who.removeprefix("m-") for who in await ringing.first(card, people.chats)}


ANNA, BORIS = one("anna", Member(hours=ALWAYS)), one("boris", Member(hours=DAY))
VERA = one("vera", Member(hours=ALWAYS), desk="fallback")


async def test_who_is_on_shift_is_rung_and_who_sleeps_is_not():
    assert await rung(People(ANNA, BORIS, VERA)) == {"anna"}


async def test_who_said_that_she_is_there_counts_as_there():
    boris = one("boris", Member(hours=DAY, said=Said(on=True, at=NOW)))
    assert await rung(People(ANNA, boris)) == {"anna", "boris"}


async def test_where_nobody_is_on_shift_the_supervisors_are_rung_at_once():
    assert await rung(People(BORIS, VERA)) == {"vera"}


async def test_of_those_on_shift_whoever_speaks_the_language_and_knows_children():
    kazakh = one("dana", Member(hours=ALWAYS, languages=("kk",), skills=("child",)))
    adults = one("oleg", Member(hours=ALWAYS, skills=("survivor",)))
    assert await rung(People(ANNA, kazakh, adults)) == {"anna"}
    assert await rung(People(ANNA, kazakh, adults), replace(CARD, language="kk")) == {"anna", "dana"}


async def test_whoever_answered_before_is_rung_alone_while_she_is_there():
    card = replace(CARD, case=Case(before=MemberId("m-anna")))
    second = one("inna", Member(hours=ALWAYS))
    assert await rung(People(ANNA, second), card) == {"anna"}
    assert await rung(People(BORIS, second), replace(CARD, case=Case(before=MemberId("m-boris")))) == {"inna"}


async def test_who_has_her_hands_full_is_rung_after_the_others():
    second = one("inna", Member(hours=ALWAYS))
    assert await rung(People(ANNA, second, busy={"anna": BUSY_FROM})) == {"inna"}


async def test_what_belongs_to_the_supervisors_rings_with_them():
    assert "vera" in await rung(People(ANNA, VERA), replace(CARD, case=Case(desk="fallback")))


async def test_a_language_that_nobody_speaks_rings_the_whole_shift():
    kazakh = one("dana", Member(hours=ALWAYS, languages=("kk",)))
    assert await rung(People(kazakh, BORIS)) == {"dana"}


@given(
    present=st.lists(st.booleans(), min_size=1, max_size=5),
    linked=st.sets(st.integers(0, 4), min_size=1),
    busy=st.dictionaries(st.integers(0, 4), st.integers(0, 9)),
    supervisors=st.sets(st.integers(0, 4)),
)
async def test_somebody_is_always_rung(present, linked, busy, supervisors):
    crew = [
        one(
            str(number),
            replace(Member(hours=DAY), said=Said(on=on, at=NOW)),
            "fallback" if number in supervisors else "intake",
        )
        for number, on in enumerate(present)
    ]
    people = People(
        *crew, linked={str(number) for number in linked}, busy={str(who): count for who, count in busy.items()}
    )
    assert await rung(people)

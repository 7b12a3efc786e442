"""The roster as a verb: who may ask, what a stranger gets, what stands when nobody is there."""

import json
from datetime import datetime
from functools import partial

import pytest

from desk.access import Refused
from desk.hours import DeskHours, RosterHours
from desk.people import Colleague
from desk.rostering import Rostering
from tests.desk.desk_rig import ANNA, BORIS, NOON, office_on
from triage.ids import MemberId
from triage.shifts import BY_HAND, Member, Said, parse_hours
from vault import roster_keys
from vault.alarms import StoredAlarms

STRANGER = Colleague(member=MemberId("m-xxxxxxxxxx"), name="Кто-то", role="administrator", desk="intake")
OFF = Said(on=False, at=NOON)


def working(of: Colleague, *lines: str, said: Said | None = None, zone: str = "UTC") -> Colleague:
    profile = Member(hours=parse_hours(lines, zone), said=said)
    return Colleague(member=of.member, name=of.name, role=of.role, desk=of.desk, profile=profile)


@pytest.fixture
async def office(redis):
    office = office_on(redis)
    for one in (ANNA, BORIS):
        kept = {"name": one.name, "role": one.role, "desk": one.desk}
        await redis.hset(roster_keys.members(), one.member, json.dumps(kept))
    return office


@pytest.fixture
def rostering(office):
    book = StoredAlarms(office.store, office.keyring, office.records)
    return Rostering(roster=office.roster, book=book, hours=DeskHours.of("", "UTC"))


async def test_who_has_no_role_here_learns_and_changes_nothing(office, rostering):
    (anna, *_) = await office.roster.colleagues()
    profile, before = rostering.profile_of(anna.profile), await office.snapshot()
    for act in (
        rostering.busy(STRANGER),
        rostering.set(STRANGER, ANNA.member, NOON, before=profile, after=profile),
        rostering.set(ANNA, ANNA.member, NOON, before=profile, after=profile),
        office.duty.shift(STRANGER, NOON, on=True),
    ):
        with pytest.raises(Refused, match="not-allowed"):
            await act
    assert await office.snapshot() == before


def test_what_the_page_says_a_child_is_told_is_what_the_child_is_told(rostering):
    crews = [
        (working(ANNA, "mon-fri 09:00-18:00"), working(BORIS)),
        (working(ANNA), working(BORIS)),
        (working(ANNA, said=OFF), working(BORIS)),
        (working(ANNA, "fri 09:00-18:00"),),
        (working(BORIS, said=OFF),),
        (),
    ]
    for crew in crews:
        told = RosterHours(settings=rostering.hours, crew=partial(tuple, crew)).told(NOON)
        assert rostering.presence(crew, NOON).told == told


def test_whoever_comes_first_is_named_and_a_supervisor_is_not(rostering):
    crew = (working(ANNA, "mon 09:00-18:00"), working(STRANGER, "sun 20:00-21:00"), working(BORIS, "sun 13:00-14:00"))
    found = rostering.presence(crew, NOON)
    assert not found.manned
    assert found.comes is not None
    assert (found.comes[0].member, found.comes[1].hour) == (STRANGER.member, 20)


def test_where_there_are_only_supervisors_they_are_the_desk(rostering):
    found = rostering.presence((working(BORIS, "sun 11:00-14:00"),), NOON)
    assert found.manned
    assert [one.there for one in rostering.week((working(BORIS, "sun 11:00-14:00"),), NOON)][:2] == [1, 0]


def told(*crew: Colleague, now: datetime = NOON) -> dict[str, str]:
    return RosterHours(settings=DeskHours.of("", "UTC"), crew=partial(tuple, crew)).told(now)


def test_where_nobody_reads_and_no_hour_is_written_a_child_is_told_neither_that_somebody_does_nor_when(rostering):
    for now in (NOON, NOON + BY_HAND):  # the end of the mark is nobody's promise to come
        assert told(working(ANNA, said=OFF), now=now) == {"desk": "unknown", "opens": ""}
    found = rostering.presence((working(ANNA, said=OFF),), NOON + BY_HAND)
    assert (found.manned, found.comes) == (False, None)
    assert working(ANNA, said=OFF).is_on_shift(NOON + BY_HAND), "the alarms ring her again"


def test_an_hour_is_told_without_its_day_and_so_only_where_it_is_of_the_coming_one(rostering):
    assert told(working(ANNA, "mon 11:59-18:00")) == {"desk": "night", "opens": "11:59"}
    assert told(working(ANNA, "mon 12:00-18:00")) == {"desk": "unknown", "opens": ""}
    assert told(working(ANNA, "fri 09:00-18:00")) == {"desk": "unknown", "opens": ""}
    assert rostering.presence((working(ANNA, "fri 09:00-18:00"),), NOON).comes is not None
    assert told(working(ANNA, "sun 11:00-18:00"))["desk"] == "open"


def test_two_who_come_at_the_same_moment_are_no_trouble(rostering):
    crew = (working(ANNA, "mon 09:00-18:00"), working(STRANGER, "mon 09:00-18:00"))
    assert rostering.presence(crew, NOON).comes is not None


def test_somebody_without_hours_hides_no_gap(rostering):
    crew = (working(ANNA, "mon-sun 09:00-18:00"), working(STRANGER))
    assert [one.there for one in rostering.week(crew, NOON)][:3] == [1, 0, 1]

"""What a row and an opened signal say of the triage: the gravest reason first, whose country, which numbers."""

import pytest

from tests.portal.portal_browser import browser, new_member, path
from tests.portal.portal_rig import portal, rulebook

RAISED = (
    "sadness",
    "under-cover",
    "no-mediation-beside-violence",
    "unknown-needs-a-human",
    "raise-vulnerable",
    "afraid",
)


@pytest.fixture
async def one(rig):
    async with portal(rig) as base, browser(base) as one:
        await new_member(rig, one)
        yield one


def test_signs_come_by_their_tier_what_only_forbids_comes_last_and_a_doubt_after_what_is_known():
    assert rulebook().gravest_first((*RAISED, "weapon")) == (
        "weapon",
        "afraid",
        "unknown-needs-a-human",
        "sadness",
        "raise-vulnerable",
        "under-cover",
        "no-mediation-beside-violence",
    )


async def row_of(rig, one, **known):
    signal = await rig.report("слова", **known)
    _, queue = await one.get("/console/api/queue")
    return next(row for row in queue["waiting"] if row["signal"] == signal)


async def test_a_row_says_who_writes_and_why_with_the_gravest_first(rig, one):
    known = {"reporter": "friend", "age_band": "teen", "region": "ru", "routes": ("112", "guardianship")}
    row = await row_of(rig, one, reasons=RAISED, may_write="day", place_given=True, wishes_given=True, **known)
    assert (row["reporter"], row["age_band"], row["region"], row["abroad"]) == ("friend", "teen", "ru", False)
    assert (row["may_write"], row["place_given"], row["wishes_given"]) == ("day", True, True)
    assert row["routes"] == ["112", "guardianship"]
    assert row["reasons"][0] == "afraid"
    assert set(row["reasons"]) == set(RAISED)


@pytest.mark.parametrize(("region", "abroad"), [("kz", True), ("ru", False), (None, False)])
async def test_a_reporter_of_the_other_country_is_marked_and_one_of_no_known_country_is_not(rig, one, region, abroad):
    assert (await row_of(rig, one, region=region))["abroad"] is abroad


async def calls_of(rig, one, **known):
    signal = await rig.report("слова", **known)
    _, opened = await one.get(path(signal))
    return opened["calls"]


async def test_every_route_comes_with_the_enabled_numbers_of_her_country(rig, one):
    calls = await calls_of(rig, one, region="kz", routes=("112", "guardianship", "helpline_child"))
    contacts = rig.parts().console.contacts.by_key
    assert list(calls) == ["112", "guardianship", "helpline_child"]
    assert calls["guardianship"] == []
    (line,) = calls["helpline_child"]
    known = contacts["kz_111"]
    assert line == {"number": known.number, "name": known.name, "hours": known.hours, "region": None}


async def test_where_the_country_is_unknown_a_number_that_differs_says_whose_it_is(rig, one):
    calls = await calls_of(rig, one, routes=("112", "helpline_child"))
    assert [one["region"] for one in calls["112"]] == [None]
    assert [one["region"] for one in calls["helpline_child"]] == ["kz", "ru", "ru"]


def test_every_number_that_is_shown_is_one_that_may_be_shown(rig):
    contacts = rig.parts().console.contacts
    shown = {one.key for one in contacts.by_key.values() if one.routes}
    assert shown
    assert all(contacts.by_key[key].enabled for key in shown)

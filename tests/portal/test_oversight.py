"""The supervisor's numbers over HTTP: who may see them, what they are, and that no reporter stands in them."""

from dataclasses import replace

import pytest

from tests.portal.portal_browser import browser, new_member, path
from tests.portal.portal_rig import portal
from triage.ids import MemberId
from triage.urgency import Urgency

ADDRESS = "/console/api/oversight"


@pytest.fixture
async def boss(rig, base):
    async with browser(base) as boss:
        request = await boss.enrol(rig, await rig.invite("Глеб", role="fallback", desk="fallback"))
        await boss.post("/console/api/answer", {"answer": rig.answer(request)})
        await boss.sign_in()
        yield boss


async def test_a_specialist_is_told_that_this_is_not_hers(rig, one):
    await rig.report("не для всех")
    assert await one.get(ADDRESS) == (403, {"error": "not-allowed"})


async def test_in_a_small_house_everybody_is_a_supervisor(rig):
    rig.roster = replace(rig.roster, profile="small")
    async with portal(rig) as base, browser(base) as one:
        await new_member(rig, one)
        status, _ = await one.get(ADDRESS)
    assert status == 200


async def test_nobody_who_is_not_signed_in_sees_a_number(base):
    async with browser(base) as stranger:
        assert await stranger.get(ADDRESS) == (401, {"error": "signed-out"})


async def test_who_waits_who_holds_and_who_is_free_stand_there(rig, one, boss):
    urgent = await rig.report("раз", language="kk")
    rig.later(minutes=2)
    immediate = await rig.report("два", Urgency.IMMEDIATE, home=5)
    rig.later(minutes=1)
    await one.post(path(urgent, "claim"))
    _, seen = await boss.get(ADDRESS)
    assert [(row["signal"], row["urgency"], row["waits_since"]) for row in seen["waiting"]] == [
        (immediate, "immediate", "2026-11-22T12:02:00Z")
    ]
    (held,) = seen["held"]
    assert (held["signal"], held["language"], held["awaiting"]) == (urgent, "kk", "desk")
    assert held["held_by"] == {"member": one.member, "name": "Анна"}
    assert held["held_since"] == "2026-11-22T12:03:00Z"
    crew = {row["name"]: (row["on_shift"], row["free"], row["holds"], row["open"]) for row in seen["crew"]}
    assert crew == {"Анна": (True, True, 1, 1), "Глеб": (True, True, 0, 0)}
    assert seen["more"] is False


async def test_who_has_three_reporters_waiting_for_her_word_is_busy(rig, one, boss):
    for home in (1, 2, 3):
        await one.post(path(await rig.report("раз", home=home), "claim"))
    _, seen = await boss.get(ADDRESS)
    assert next(row for row in seen["crew"] if row["member"] == one.member)["free"] is False


async def test_a_claim_past_an_immediate_signal_shows_in_the_numbers_and_names_nobody(rig, one, boss):
    await rig.report("раз", Urgency.IMMEDIATE)
    second = await rig.report("два", home=5)
    await one.post(path(second, "claim"))
    _, seen = await boss.get(ADDRESS)
    assert [period["days"] for period in seen["periods"]] == [1, 7, 30]
    for period in seen["periods"]:
        assert (period["tiers"]["urgent"]["claims"], period["tiers"]["urgent"]["passed_over"]) == (1, 1)
        assert (period["all"]["claims"], period["all"]["passed_over"]) == (1, 1)
    assert seen["periods"][1]["since"] == "2026-11-16T00:00:00Z"
    assert (len(seen["days"]), seen["days"][-1]["day"]) == (30, "2026-11-22")
    assert one.member not in str((seen["periods"], seen["days"]))


async def test_what_an_adult_has_not_given_stands_nowhere(rig, boss):
    await rig.report("раз", consent="awaiting")
    _, seen = await boss.get(ADDRESS)
    assert (seen["waiting"], seen["held"]) == ([], [])


async def test_no_account_and_no_word_leave_with_the_numbers(rig, one, boss):
    await rig.report("тайное слово", held_by=MemberId(one.member))
    _, seen = await boss.get(ADDRESS)
    assert "3" + "0" * 31 not in str(seen)
    assert "тайное" not in str(seen)


async def test_looking_is_no_reading_so_no_signals_journal_knows_of_it(rig, boss):
    signal = await rig.report("раз")
    await boss.get(ADDRESS)
    opened = await rig.duty.files.read(signal, "intake")
    assert opened.journal == ()

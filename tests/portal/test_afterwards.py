"""Over HTTP: broken glass, the list of closed signals, and drills; who may, and what an answer says to whom."""

import os

import pytest

from tests.portal.drills_rig import drills_on
from tests.portal.portal_browser import browser, new_member, path
from tests.portal.test_cases import mine, once
from triage.urgency import Urgency
from vault import threads
from vault.ceremony_member import Note, seal_note
from vault.encoding import b64u
from vault.sealing import kid

API = "/console/api"


@pytest.fixture
async def boss(rig, base):
    """Boris of the supervisors' desk, signed in."""
    async with browser(base) as one:
        request = await one.enrol(rig, await rig.invite("Борис", role="fallback", desk="fallback"))
        await one.post(f"{API}/answer", {"answer": rig.answer(request)})
        await one.sign_in()
        yield one


def reason(rig, one, signal, desk="fallback"):
    note = threads.new_id(os.urandom)
    said = Note(signal, note, "2026-11-22T12:00:00Z", "не отвечает, ребёнок в опасности")
    box = b64u(seal_note(said, one.keys, rig.office.desks[desk]))
    return {"id": note, "box": box, "kid": kid(rig.office.desks[desk])}


async def test_a_supervisor_takes_it_with_a_sealed_reason_and_the_row_names_both(rig, one, boss):
    signal = await mine(rig, one)
    note = reason(rig, boss, signal)
    body = once(holder=one.member, note=note)
    for _ in range(2):
        status, row = await boss.post(path(signal, "break-glass"), body)
        assert (status, row["held_by"]) == (200, {"member": boss.member, "name": "Борис"})
    taken = (await one.get(path(signal)))[1]["row"]["case"]["taken"]
    assert taken == {
        "of": {"member": one.member, "name": "Анна"},
        "by": {"member": boss.member, "name": "Борис"},
        "at": "2026-11-22T12:00:00Z",
    }
    notes = (await boss.get(path(signal)))[1]["notes"]
    assert [found["id"] for found in notes] == [note["id"]]


async def test_without_a_reason_or_the_role_nothing_is_taken(rig, one, two, boss):
    signal = await mine(rig, one)
    assert await boss.post(path(signal, "break-glass"), once(holder=one.member)) == (
        400,
        {"error": "bad-request", "field": "note"},
    )
    body = once(holder=one.member, note=reason(rig, two, signal, "intake"))
    assert await two.post(path(signal, "break-glass"), body) == (403, {"error": "not-allowed"})
    await two.post(path(signal, "claim"))
    own = once(member=boss.member)
    assert await boss.post(path(signal, "hand-over"), own) == (409, {"error": "needs-a-reason"})
    stale = {**reason(rig, boss, signal), "kid": "0" * 16}
    assert (await boss.post(path(signal, "break-glass"), once(holder=one.member, note=stale)))[1] == {
        "error": "key-changed"
    }
    other = once(holder=two.member, note=reason(rig, boss, signal))
    assert await boss.post(path(signal, "break-glass"), other) == (409, {"error": "held", "by": "Анна"})


async def test_closed_signals_are_listed_and_opened_again_from_there(rig, one, two):
    signal = await mine(rig, one)
    seen = "2026-11-22T12:00:00Z"
    await one.post(path(signal, "close"), once(outcome="helped", seen=seen))
    status, listed = await two.get(f"{API}/closed")
    (row,) = listed["rows"]
    assert (status, listed["after"], row["signal"], row["alone"]) == (200, None, signal, False)
    assert (row["case"]["outcome"], row["case"]["closed_by"]["name"]) == ("helped", "Анна")
    assert (await two.post(path(signal, "reopen"), once()))[0] == 200
    assert (await two.get(f"{API}/closed"))[1]["rows"] == []


@pytest.mark.parametrize(
    "asked", ["at=gestern&signal=3-aaaaaaaaaaaaaaaaaaaa", "at=2026-02-30T00:00:00Z&signal=x", "x=1"]
)
async def test_a_place_in_the_list_that_is_none_is_refused(one, asked):
    assert (await one.get(f"{API}/closed?{asked}"))[0] == 400


async def test_the_next_page_begins_behind_the_one_before(rig, one):
    for _ in range(21):
        signal = await mine(rig, one)
        await one.post(path(signal, "close"), once(outcome="helped", seen="2026-11-22T12:00:00Z"))
    _, first = await one.get(f"{API}/closed")
    after = first["after"]
    _, second = await one.get(f"{API}/closed?at={after['at']}&signal={after['signal']}")
    names = [row["signal"] for row in (*first["rows"], *second["rows"])]
    assert (len(first["rows"]), len(set(names)), second["after"]) == (20, 21, None)


async def test_a_drill_is_no_drill_to_anybody_before_somebody_has_it(rig, one, boss):
    status, begun = await boss.post(f"{API}/drills", once())
    assert (status, begun["ended"], begun["by"]["name"]) == (200, "", "Борис")
    assert "signal" not in begun
    row = {}
    for member in (one, boss):
        (row,) = (await member.get(f"{API}/queue"))[1]["waiting"]
        assert row["case"]["drill"] is False
        assert (await member.get(path(row["signal"])))[1]["row"]["case"]["drill"] is False
    signal = row["signal"]
    status, claimed = await one.post(path(signal, "claim"))
    assert (status, claimed["case"]["drill"]) == (200, True)
    closed = once(outcome="drill", seen=claimed["last_word_at"])
    assert (await one.post(path(signal, "close"), closed))[0] == 200
    assert (await one.get(f"{API}/closed"))[1]["rows"] == [], "nobody was helped by it"
    assert (await one.get(f"{API}/queue"))[1]["drill_over"] is None
    rig.later(seconds=5)
    await drills_on(rig.books, rig.duty).tick(rig.now)
    (ended,) = (await boss.get(f"{API}/drills"))[1]["drills"]
    assert (ended["claimed_s"], ended["ended"]) == (0, "claimed")
    for member in (one, boss):
        assert (await member.get(f"{API}/queue"))[1]["drill_over"] == {"signal": signal, "at": begun["at"]}


async def test_a_row_of_a_drill_has_exactly_what_a_real_one_has(rig, one, boss):
    await boss.post(f"{API}/drills", once())
    child = await rig.report("настоящее", Urgency.URGENT)
    real, drill = (await one.get(f"{API}/queue"))[1]["waiting"]
    assert real["signal"] == child
    assert set(real) == set(drill)
    assert set(real["case"]) == set(drill["case"])
    assert real["case"] == drill["case"]


async def test_a_drill_is_begun_by_a_supervisor_one_at_a_time_and_never_before_a_child(rig, one, boss):
    assert await one.post(f"{API}/drills", once()) == (403, {"error": "not-allowed"})
    assert (await one.get(f"{API}/drills"))[0] == 403
    signal = await rig.report("настоящее", Urgency.URGENT)
    assert await boss.post(f"{API}/drills", once()) == (409, {"error": "real-first"})
    await one.post(path(signal, "claim"))
    await one.post(path(signal, "close"), once(outcome="helped", seen="2026-11-22T12:00:00Z"))
    assert (await boss.post(f"{API}/drills", once()))[0] == 200
    assert await boss.post(f"{API}/drills", once()) == (409, {"error": "drill-runs"})


async def test_in_a_small_house_everybody_is_a_supervisor(rig, base):
    rig.roster = rig.duty.roster
    object.__setattr__(rig.roster, "profile", "small")
    async with browser(base) as anna, browser(base) as vera:
        await new_member(rig, anna, "Анна")
        await new_member(rig, vera, "Вера")
        assert (await vera.post(f"{API}/drills", once()))[0] == 200
        signal = await mine(rig, anna)
        body = once(holder=anna.member, note=reason(rig, vera, signal, "intake"))
        assert (await vera.post(path(signal, "break-glass"), body))[0] == 200

"""The roster over HTTP: who sees what, who may change whose hours, and what a slip is answered with."""

import json

import pytest

from desk.alarms import Watchkeeping
from desk.ports import JournalLine
from tests.portal.portal_browser import browser, path
from tests.portal.portal_rig import PACKS
from triage.alarms import parse_alarms
from triage.ids import Address, MemberId, UpdateId
from triage.shifts import Member, parse_hours
from vault import roster_keys
from vault.journal import STAFF, chain
from vault.linked import LinkedMembers

ROSTER = "/console/api/roster"
SHIFT = "/console/api/shift"
EMPTY = {"hours": [], "zone": "Europe/Moscow", "languages": [], "regions": [], "skills": []}
DAYS = {**EMPTY, "hours": ["mon-fri 09:00-18:00", "sat 20:00-08:00"], "languages": ["kk"], "skills": ["child"]}


class Silent:
    """No second channel."""

    async def page(self, what: str, whom: frozenset[MemberId] | None = None) -> bool:
        return True


@pytest.fixture
async def head(rig, base):
    """A supervisor, Борис."""
    async with browser(base) as head:
        request = await head.enrol(rig, await rig.invite("Борис", role="fallback", desk="fallback"))
        assert (await head.post("/console/api/answer", {"answer": rig.answer(request)}))[0] == 200
        await head.sign_in()
        yield head


async def roster(one):
    status, found = await one.get(ROSTER)
    assert status == 200, found
    return found


async def row(one, member):
    (found,) = [each for each in (await roster(one))["members"] if each["member"] == member]
    return found


async def verbs(rig):
    lines = [json.loads(line) for line in await rig.store.redis.lrange(chain(STAFF).lines, 0, -1)]
    found = [(line["by"], line["verb"], line.get("detail", "")) for line in lines]
    return [one for one in found if one[1].startswith(("shift", "roster"))]


async def changes(head, member, after, before=None):
    return await head.post(f"{ROSTER}/{member}", {**after, "before": before or EMPTY})


async def test_every_member_sees_who_is_on_shift_and_what_each_is_good_at(rig, one, head):
    assert await changes(head, one.member, DAYS) == (200, {"ok": True})
    code = (await one.post("/console/api/link"))[1]["code"]
    await rig.duty.link(code, Address("42"), UpdateId("u1"), rig.now)
    anna = await row(one, one.member)
    assert anna == {
        "member": one.member,
        "name": "Анна",
        "supervisor": False,
        "alarm": "telegram",
        "on": False,
        "until": "2026-11-23T09:00",
        "turns": "2026-11-23T06:00:00Z",
        "said": None,
        "open": 0,
        "free": True,
        **DAYS,
    }
    found = await roster(head)
    assert [(each["name"], each["supervisor"]) for each in found["members"]] == [("Анна", False), ("Борис", True)]
    assert (found["counting"], found["without_hours"]) == ([one.member], [])
    assert "42" not in json.dumps(anna["name"])


async def test_nobody_on_shift_is_a_state_that_names_who_comes_and_what_a_child_is_told(rig, one, head):
    await changes(head, one.member, DAYS)
    found = await roster(one)
    assert found["here"] == "2026-11-22T15:00"
    assert not found["manned"]
    assert found["comes"] == {"name": "Анна", "at": "2026-11-23T09:00"}
    assert found["told"] == {"desk": "night", "opens": "09:00"}
    assert found["week"]["gaps"][0] == {"from": "2026-11-22T15:00", "to": "2026-11-23T09:00"}
    assert [day["date"] for day in found["week"]["days"]] == [f"2026-11-{day}" for day in range(22, 29)]
    assert found["week"]["days"][1]["spans"] == [[0, 540, 0], [540, 1080, 1], [1080, 1440, 0]]


async def test_on_and_off_by_hand_is_seen_at_once_by_everybody_and_stands_in_the_journal(rig, one, two):
    assert await one.post(SHIFT, {"on": False}) == (200, {"on": False})
    assert await two.post(SHIFT, {"on": False}) == (200, {"on": False})
    queue = (await two.get("/console/api/queue"))[1]["shift"]
    assert (queue["on"], queue["manned"], queue["counts"]) == (False, False, True)
    assert await one.post(SHIFT, {"on": True}) == (200, {"on": True})
    queue = (await two.get("/console/api/queue"))[1]["shift"]
    assert (queue["on"], queue["manned"]) == (False, True)
    assert await verbs(rig) == [
        (one.member, "shift-off", ""),
        (two.member, "shift-off", ""),
        (one.member, "shift-on", ""),
    ]


async def test_what_was_said_by_hand_ends_with_her_shift_and_the_page_knows_when(rig, one, head):
    await changes(head, one.member, {**DAYS, "hours": ["sun 09:00-15:20"]})
    await one.post(SHIFT, {"on": False})
    anna = await row(one, one.member)
    assert (anna["on"], anna["said"]) == (False, {"on": False, "at": "2026-11-22T15:00"})
    assert anna["until"] == "2026-11-29T09:00"
    await one.post(SHIFT, {"on": True})
    assert (await row(one, one.member))["until"] == "2026-11-22T15:20"
    rig.later(minutes=20)
    assert (await row(one, one.member))["on"] is False


async def test_a_supervisor_on_shift_does_not_make_the_desk_open_where_there_are_others(rig, one, head):
    await one.post(SHIFT, {"on": False})
    await head.post(SHIFT, {"on": True})
    queue = (await head.get("/console/api/queue"))[1]["shift"]
    assert (queue["on"], queue["counts"], queue["manned"]) == (True, False, False)


async def test_only_a_supervisor_changes_hours(rig, one, head):
    assert await changes(one, one.member, DAYS) == (403, {"error": "not-allowed"})
    assert (await row(one, one.member))["hours"] == []
    assert await changes(head, one.member, DAYS) == (200, {"ok": True})
    assert await verbs(rig) == [(head.member, "roster-set", one.member)]


async def test_the_same_change_twice_acts_once_and_an_older_form_changes_nothing(rig, one, head):
    for _ in range(2):
        assert await changes(head, one.member, DAYS) == (200, {"ok": True})
    assert len(await verbs(rig)) == 1
    nights = {**DAYS, "hours": ["mon-sun 20:00-08:00"]}
    assert await changes(head, one.member, nights) == (409, {"error": "changed-meanwhile"})
    assert (await row(one, one.member))["hours"] == DAYS["hours"]
    assert await changes(head, one.member, nights, before=DAYS) == (200, {"ok": True})


async def test_what_was_said_by_hand_stays_when_hours_are_changed(rig, one, head):
    await one.post(SHIFT, {"on": True})
    await changes(head, one.member, {**DAYS, "hours": ["sun 23:00-23:30"]})
    assert (await row(one, one.member))["on"] is True


@pytest.mark.parametrize(
    ("slip", "answer"),
    [
        ({"hours": ["mon-fri 09:00-18:00", "пн 9-18"]}, {"error": "bad-shift", "line": "2"}),
        ({"hours": [""]}, {"error": "bad-shift", "line": "1"}),
        ({"zone": "Moscow"}, {"error": "bad-zone"}),
        ({"zone": "../../etc/passwd"}, {"error": "bad-zone"}),
        ({"zone": "Europe"}, {"error": "bad-zone"}),
        ({"hours": ["mon 09:00-10:00"] * 22}, {"error": "too-many-shifts"}),
        ({"hours": ["m" * 65]}, {"error": "bad-request", "field": "hours.0"}),
        ({"languages": ["de"]}, {"error": "bad-request", "field": "languages.0"}),
        ({"skills": "child"}, {"error": "bad-request", "field": "skills"}),
        ({"name": "Вера"}, {"error": "bad-request", "field": ""}),
    ],
)
async def test_a_slip_names_its_place_quotes_nothing_and_changes_nothing(rig, one, head, slip, answer):
    assert await changes(head, one.member, {**DAYS, **slip}) == (400, answer)
    assert (await row(one, one.member))["hours"] == []
    assert await verbs(rig) == []


async def test_a_member_that_there_is_not_is_refused(rig, head):
    assert await changes(head, "m-" + "a" * 10, DAYS) == (409, {"error": "no-such-colleague"})
    assert (await changes(head, "m-1", DAYS))[0] == 400


async def test_everything_chosen_is_the_same_as_nothing(rig, one, head):
    await changes(head, one.member, {**DAYS, "languages": ["en", "kk", "ru"]})
    assert (await row(one, one.member))["languages"] == []


async def test_busy_is_who_owes_three_reporters_an_answer(rig, one):
    for home in range(3):
        signal = await rig.report("слова", home=home)
        assert (await one.post(path(signal, "claim")))[0] == 200
    times = parse_alarms((PACKS / "common" / "alarms.toml").read_text(encoding="utf-8"), file="alarms.toml")
    people = LinkedMembers(rig.roster, rig.books.keyring)
    await Watchkeeping(book=rig.alarms(), people=people, pager=Silent(), times=times).tick(rig.now)
    anna = await row(one, one.member)
    assert (anna["open"], anna["free"]) == (3, False)


async def test_signing_out_changes_nobodys_shift(rig, one, two):
    before = await row(two, one.member)
    assert (await one.post("/console/api/sign-out"))[0] == 200
    assert await row(two, one.member) == before
    assert await verbs(rig) == []


async def test_a_stranger_learns_nothing(rig, base):
    async with browser(base) as stranger:
        assert await stranger.get(ROSTER) == (401, {"error": "signed-out"})
        assert (await stranger.post(SHIFT, {"on": True}))[0] == 401


@pytest.mark.parametrize("said", [{}, {"on": 1}, {"on": "true"}, {"on": True, "member": "m-aaaaaaaaaa"}])
async def test_only_yes_or_no_switches(one, said):
    assert (await one.post(SHIFT, said))[0] == 400


async def test_a_desk_of_thirty_is_shown_whole(rig, one, head):
    line = JournalLine(at=rig.now, by="operator", verb="roster-set")
    for number in range(28):
        member = MemberId("m-" + "abcdefghij"[number // 10] + "abcdefghij"[number % 10] + "a" * 8)
        kept = {"name": f"Имя {number}", "role": "specialist", "desk": "intake"}
        await rig.store.redis.hset(roster_keys.members(), member, json.dumps(kept))
        await rig.store.redis.hset(roster_keys.papers(member), "certificate", "{}")
        hours = parse_hours([f"mon-sun {number % 24:02}:15-{(number + 7) % 24:02}:45"], "Asia/Almaty")
        await rig.roster.set_profile(member, Member(hours=hours), line)
    found = await roster(one)
    assert len(found["members"]) == 30
    assert (found["without_hours"], found["week"]["gaps"]) == (["Анна"], [])

import asyncio
import os

import pytest

from desk.people import Link
from tests.portal.portal_browser import path, thread_of
from triage.ids import Address, UpdateId
from triage.urgency import Urgency
from vault import threads
from vault.ceremony_member import Note, open_grant, open_note, seal_note
from vault.encoding import b64u
from vault.sealing import kid, seal_key

WORDS = "он запер дверь"
NONE = "3-" + "a" * 20
UNTOUCHED: dict[str, object] = {
    "desk": "intake",
    "before": None,
    "lowered": False,
    "opinions": [],
    "tellings": [],
    "outcome": "",
    "closed_at": None,
    "closed_by": None,
    "after": "",
    "taken": None,
    "drill": False,
    "answered": False,
}
"""A case in which the desk has done nothing yet."""

AT_TELEGRAM = {"door": "telegram", "source": ""}


async def test_the_queue_is_sorted_and_has_no_word_in_clear(rig, one, two):
    late = await rig.report(WORDS, Urgency.STANDARD)
    rig.later(minutes=1)
    first = await rig.report(WORDS, Urgency.IMMEDIATE, home=5)
    mine = await rig.report(WORDS, Urgency.URGENT)
    theirs = await rig.report(WORDS, Urgency.URGENT)
    assert (await one.post(path(mine, "claim")))[0] == 200
    assert (await two.post(path(theirs, "claim")))[0] == 200
    _, queue = await one.get("/console/api/queue")
    assert [[row["signal"] for row in queue[column]] for column in ("waiting", "mine")] == [[first, late], [mine]]
    assert [row["held_by"] for row in queue["others"]] == [{"member": two.member, "name": "Вера"}]
    assert (queue["now"], queue["told"]) == ("2026-11-22T12:01:00Z", False)
    assert queue["waiting"][0] == {
        "signal": first,
        "urgency": "immediate",
        "reasons": ["unknown-needs-a-human"],
        "routes": [],
        "received_at": "2026-11-22T12:01:00Z",
        "last_word_at": "2026-11-22T12:01:00Z",
        "waits_since": "2026-11-22T12:01:00Z",
        "language": "ru",
        "reporter": None,
        "age_band": None,
        "region": None,
        "abroad": False,
        "place_given": False,
        "wishes_given": False,
        "may_write": "",
        "consent": "",
        "held_by": None,
        "awaiting": "desk",
        "asked_to_delete": False,
        "code_wanted": False,
        "linked_to": None,
        "under_cover": False,
        "words": 1,
        **AT_TELEGRAM,
        "case": UNTOUCHED,
    }
    assert WORDS not in repr(queue)


async def test_a_signal_is_opened_in_the_browser_and_the_reading_stands_in_the_journal(rig, one):
    signal = await rig.report(WORDS)
    seed, opened = await thread_of(rig, one, signal)
    (entry,) = opened["entries"]
    key = threads.open_session(seed, signal, entry["session"], opened["sessions"][entry["session"]])
    assert threads.open_entry(key, signal, entry)["text"] == WORDS
    assert WORDS not in repr(opened)
    _, again = await one.get(path(signal))
    assert [(line["by"], line["verb"]) for line in again["journal"]] == [(one.member, "opened")]


async def test_one_of_two_gets_the_signal_and_the_other_hears_whose_it_is(rig, one, two):
    signal = await rig.report(WORDS)
    said = await asyncio.gather(*(member.post(path(signal, "claim")) for member in (one, two)))
    (lost,) = [body for status, body in said if status == 409]
    (won,) = [body for status, body in said if status == 200]
    assert lost == {"error": "held", "by": won["held_by"]["name"]}


async def test_what_was_released_waits_again(rig, one, two):
    signal = await rig.report(WORDS)
    await one.post(path(signal, "claim"))
    assert await two.post(path(signal, "release")) == (409, {"error": "not-yours", "by": "Анна"})
    status, row = await one.post(path(signal, "release"))
    assert (status, row["held_by"]) == (200, None)
    assert (await two.post(path(signal, "claim")))[0] == 200


async def test_a_note_is_opened_by_the_desk_and_signed_by_its_author(rig, one):
    signal, note = await rig.report(WORDS), threads.new_id(os.urandom)
    said = Note(signal, note, "2026-11-22T12:00:00Z", "звонили в школу")
    box = b64u(seal_note(said, one.keys, rig.office.desks["intake"]))
    desk_kid = kid(rig.office.desks["intake"])
    for _ in range(2):
        assert await one.post(path(signal, "notes"), {"id": note, "box": box, "kid": desk_kid}) == (200, {"ok": True})
    _, opened = await one.get(path(signal))
    assert opened["notes"] == [{"id": note, "box": box}]
    assert [line["verb"] for line in opened["journal"]].count("noted") == 1
    me = (await one.get("/console/api/me"))[1]
    desk = seal_key(open_grant(one.keys, me["grant"], rig.office.desks["intake"]))
    author = rig.sign_ins._who(await rig.members.papers(one.member))[1]
    assert open_note(desk, signal, note, threads._unb64u(box, "note"), authors={one.member: author}).text == said.text


async def test_only_what_was_asked_for_is_erased(rig, one):
    signal = await rig.report(WORDS)
    await one.post(path(signal, "claim"))
    assert await one.post(path(signal, "asked-to-delete"), {"decision": "erase"}) == (409, {"error": "not-asked"})
    status, row = await one.post(path(signal, "asked-to-delete"), {"decision": "keep"})
    assert (status, row["asked_to_delete"]) == (200, False)
    wrong = await one.post(path(signal, "asked-to-delete"), {"decision": "both"})
    assert wrong == (400, {"error": "bad-request", "field": "decision"})


async def test_a_signal_that_is_not_there_is_gone(one):
    assert await one.get(path(NONE)) == (404, {"error": "gone"})
    assert await one.post(path(NONE, "claim")) == (404, {"error": "gone"})


@pytest.mark.parametrize("name", ["3-" + "A" * 20, "g-" + "a" * 20, "3-" + "a" * 21, "rb:3", "3-" + "a" * 20 + "%0A"])
async def test_a_name_that_no_signal_has_reaches_no_store(one, name):
    assert await one.get(path(name)) == (400, {"error": "bad-request", "field": "signal"})
    assert (await one.post(path(name, "claim")))[0] == 400


async def test_a_linked_telegram_account_is_told(rig, one):
    status, offered = await one.post("/console/api/link")
    assert (status, offered["minutes"], offered["bot"]) == (200, 10, "bot")
    assert await rig.duty.link(offered["code"], Address("4242"), UpdateId("u1"), rig.now) is Link.GOOD
    assert (await one.get("/console/api/me"))[1]["telegram"] is True
    assert (await one.get("/console/api/queue"))[1]["told"] is True

"""Casework over HTTP: who may, what the row says afterwards, and what a page sends twice happens once."""

import os

import pytest

from tests.portal.portal_browser import Browser, path, thread_of
from tests.portal.portal_rig import Rig
from triage.urgency import Urgency
from vault import threads
from vault.ceremony_member import Note, seal_note
from vault.encoding import b64u
from vault.sealing import kid

WORDS = "он запер дверь"


def once(**said: object) -> dict[str, object]:
    return {"request": threads.new_id(os.urandom), **said}


async def mine(rig: Rig, one: Browser, urgency: Urgency = Urgency.URGENT) -> str:
    signal = await rig.report(WORDS, urgency)
    assert (await one.post(path(signal, "claim")))[0] == 200
    return signal


async def columns(one: Browser) -> dict[str, list[str]]:
    _, queue = await one.get("/console/api/queue")
    return {name: [row["signal"] for row in queue[name]] for name in ("waiting", "mine", "asked", "others")}


async def test_anybody_raises_and_a_page_that_sends_twice_raises_once(rig, one, two):
    signal = await mine(rig, one)
    body = once(to="immediate")
    for _ in range(2):
        status, row = await two.post(path(signal, "raise"), body)
        assert (status, row["urgency"]) == (200, "immediate")
    assert await two.post(path(signal, "raise"), once(to="urgent")) == (409, {"error": "not-higher"})


async def test_lowering_needs_a_sealed_reason_and_the_holders_hand(rig, one, two):
    signal, note = await mine(rig, one), threads.new_id(os.urandom)
    assert await one.post(path(signal, "lower"), once(to="planned")) == (
        400,
        {"error": "bad-request", "field": "note"},
    )
    said = Note(signal, note, "2026-11-22T12:00:00Z", "это учебная тревога")
    sealed = {
        "id": note,
        "box": b64u(seal_note(said, one.keys, rig.office.desks["intake"])),
        "kid": kid(rig.office.desks["intake"]),
    }
    assert (await two.post(path(signal, "lower"), once(to="planned", note=sealed)))[1]["error"] == "not-yours"
    status, row = await one.post(path(signal, "lower"), once(to="planned", note=sealed))
    assert (status, row["urgency"], row["case"]["lowered"]) == (200, "planned", True)
    assert [found["id"] for found in (await one.get(path(signal)))[1]["notes"]] == [note]


async def test_the_holder_changes_and_the_signal_goes_into_the_colleagues_column(rig, one, two):
    signal = await mine(rig, one)
    status, row = await one.post(path(signal, "hand-over"), once(member=two.member))
    assert (status, row["held_by"]) == (200, {"member": two.member, "name": "Вера"})
    assert ((await columns(one))["others"], (await columns(two))["mine"]) == ([signal], [signal])
    assert (await one.post(path(signal, "hand-over"), once(member=one.member)))[0] == 409


async def test_a_colleague_who_is_asked_sees_it_in_a_column_of_her_own_until_she_has_noted(rig, one, two):
    signal, note = await mine(rig, one), threads.new_id(os.urandom)
    status, row = await one.post(path(signal, "opinion"), once(member=two.member))
    assert (status, row["held_by"]["member"]) == (200, one.member)
    assert row["case"]["opinions"] == [{"member": two.member, "name": "Вера"}]
    assert (await columns(two))["asked"] == [signal]
    said = Note(signal, note, "2026-11-22T12:00:00Z", "согласна")
    box = b64u(seal_note(said, two.keys, rig.office.desks["intake"]))
    sealed = {"id": note, "box": box, "kid": kid(rig.office.desks["intake"])}
    assert (await two.post(path(signal, "notes"), sealed))[0] == 200
    assert (await columns(two))["asked"] == []


async def test_the_browser_reseals_the_thread_to_the_other_desk(rig, one):
    signal = await mine(rig, one)
    seed, _ = await thread_of(rig, one, signal)
    public = rig.office.desks["fallback"]
    box = threads.seal_thread(seed, signal, "fallback", public)
    body = once(desk="fallback", kid=kid(public), box=box)
    status, row = await one.post(path(signal, "hand-to-desk"), body)
    assert (status, row["case"]["desk"], row["held_by"]) == (200, "fallback", None)
    wrong = once(desk="intake", kid=kid(public), box=box)
    assert (await one.post(path(signal, "hand-to-desk"), wrong))[1] == {"error": "wrong-key"}


async def test_outside_is_told_in_two_steps_and_the_row_says_when_and_by_whom(rig, one):
    signal = await mine(rig, one)
    told = once(to="police", at="2026-11-22T12:00:00Z")
    assert await one.post(path(signal, "told"), told) == (409, {"error": "say-first"})
    assert (await one.post(path(signal, "say-first"), once(to="police", way="had")))[0] == 200
    status, row = await one.post(path(signal, "told"), told)
    (telling,) = row["case"]["tellings"]
    assert (status, telling["to"], telling["way"], telling["heard_at"]) == (200, "police", "had", None)
    assert (telling["done_at"], telling["done_by"]["name"]) == ("2026-11-22T12:00:00Z", "Анна")
    verbs = [(line["verb"], line["by"]) for line in (await one.get(path(signal)))[1]["journal"]]
    assert ("told-reporter", one.member) in verbs
    assert ("told", one.member) in verbs


@pytest.mark.parametrize("at", ["2026-02-30T12:00:00Z", "вчера", "2026-11-22"])
async def test_a_time_that_is_none_is_refused(rig, one, at):
    signal = await mine(rig, one)
    assert (await one.post(path(signal, "told"), once(to="police", at=at)))[0] == 400


async def test_a_closed_signal_leaves_every_column_and_may_be_opened_again(rig, one, two):
    signal = await mine(rig, one)
    seen = "2026-11-22T12:00:00Z"
    assert (await two.post(path(signal, "close"), once(outcome="helped", seen=seen)))[1]["error"] == "not-yours"
    assert (await one.post(path(signal, "close"), once(outcome="whatever", seen=seen)))[1]["error"] == "no-such-outcome"
    early = "2026-11-22T11:59:59Z"
    assert (await one.post(path(signal, "close"), once(outcome="helped", seen=early)))[1]["error"] == "new-words"
    status, row = await one.post(path(signal, "close"), once(outcome="helped", seen=seen))
    assert (status, row["case"]["outcome"], row["case"]["closed_by"]["name"]) == (200, "helped", "Анна")
    assert not any((await columns(one)).values())
    assert (await two.post(path(signal, "claim")))[1] == {"error": "closed"}
    assert (await two.post(path(signal, "reopen"), once()))[0] == 200
    assert (await columns(one))["waiting"] == [signal]

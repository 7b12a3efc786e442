"""What an adult wrote about her own past and gave nobody consent to read (P-03.2): for the desk there is no such signal."""

import os

import pytest

from tests.portal.portal_browser import browser, new_member, path
from tests.portal.portal_rig import portal
from triage.ids import AccountId
from triage.tells import FetchVoice
from vault import keys, threads
from vault.encoding import b64u
from vault.sealing import kid

WORDS = "двадцать лет назад"
MEDIA = "a" * 32
NEVER = "3-" + "a" * 20


@pytest.fixture
async def one(rig):
    async with portal(rig) as base, browser(base) as one:
        await new_member(rig, one)
        yield one


async def every_answer(rig, one, signal) -> list[tuple[int, object]]:
    """Of every door that takes a signal."""
    session = {"id": os.urandom(16).hex(), "box": b64u(bytes(1168))}
    entry = {"id": "b" * 32, "kind": "reply", "schema": 1, "session": session["id"], "box": b64u(bytes(512 + 28))}
    desk = kid(rig.office.desks["intake"])
    note = {"id": threads.new_id(os.urandom), "box": b64u(bytes(512 + 1136)), "kid": desk}
    return [
        await one.get(path(signal)),
        await one.get(path(signal, f"media/{MEDIA}")),
        await one.post(path(signal, "claim")),
        await one.post(path(signal, "release")),
        await one.post(path(signal, "notes"), note),
        await one.post(path(signal, "replies"), {"entry": entry, "session": session, "text": "я здесь"}),
        await one.post(path(signal, f"replies/{MEDIA}/again"), {"text": "я здесь"}),
        await one.post(path(signal, "asked-to-delete"), {"decision": "erase"}),
        await one.post(path(signal, "asked-to-delete"), {"decision": "keep"}),
    ]


async def test_a_draft_stands_in_no_list_and_every_door_answers_as_if_it_had_been_erased(rig, one):
    draft = await rig.report(WORDS, consent="awaiting", reporter="adult_survivor", age_band="adult")
    tell = FetchVoice(account=AccountId("3" + "0" * 31), signal=draft, media=MEDIA, file="AwAC", seconds=3)
    await rig.store.redis.hset(keys.media(draft), MEDIA, "kept 10")
    rig.media.files.put(draft, tell.media, b"0123456789")
    _, queue = await one.get("/console/api/queue")
    assert queue["waiting"] + queue["mine"] + queue["others"] == []
    answers = await every_answer(rig, one, draft)
    assert answers == await every_answer(rig, one, NEVER)
    assert [status for status, _ in answers].count(404) == len(answers) - 1
    assert answers[6] == (409, {"error": "nothing-to-send"})


async def test_nobody_is_written_into_the_journal_of_a_draft(rig, one):
    draft = await rig.report(WORDS, consent="awaiting")
    await every_answer(rig, one, draft)
    assert await rig.store.redis.lrange(keys.journal(draft), 0, -1) == []


async def test_one_that_becomes_a_draft_while_a_member_holds_it_is_gone_for_her_too(rig, one):
    draft = await rig.report(WORDS, consent="awaiting", held_by=one.member)
    assert (await one.get("/console/api/queue"))[1]["mine"] == []
    assert (await one.get(path(draft)))[0] == 404
    assert (await one.post(path(draft, "release")))[0] == 404


async def test_with_her_consent_it_is_a_signal_like_any_other(rig, one):
    signal = await rig.report(WORDS, consent="given", reporter="adult_survivor", age_band="adult")
    _, queue = await one.get("/console/api/queue")
    assert [(row["signal"], row["consent"]) for row in queue["waiting"]] == [(signal, "given")]
    assert (await one.get(path(signal)))[0] == 200

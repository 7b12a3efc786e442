import os
from dataclasses import replace

import pytest

from desk.ports import Outcome
from tests.portal.portal_browser import path, thread_of
from vault import keys, threads
from vault.store import Batch

WORDS = "он запер дверь"


def reply_to(signal, public, text, at):
    session = threads.new_session(signal, public, now=at, draw=os.urandom)
    entry = threads.seal_entry(
        session,
        signal=signal,
        entry_id=threads.new_id(os.urandom),
        kind="reply",
        fields={"asked": "reply", "at": "2026-11-22T12:00:00Z", "from": "reply", "text": text},
    )
    return {"entry": entry, "session": {"id": session.id, "box": session.box}, "text": text}


async def sent_reply(rig, one, signal, text="Я рядом"):
    _, opened = await thread_of(rig, one, signal)
    return reply_to(signal, threads._unb64u(opened["thread"]["pub"], "thread"), text, rig.now)


async def moved(rig, signal, door):
    """She came back by her code at the other door."""
    found = await rig.duty.files.card(signal)
    batch = Batch()
    batch.at_version(keys.signal(signal), found.version)
    rig.books.records.put_card(batch, replace(found.card, door=door), found.version)
    assert await rig.store.commit(batch) is Outcome.SAVED


async def test_a_reply_sent_twice_is_one_reply(rig, one):
    signal = await rig.report(WORDS)
    await one.post(path(signal, "claim"))
    reply = await sent_reply(rig, one, signal)
    for _ in range(2):
        assert await one.post(path(signal, "replies"), reply) == (200, {"state": "waiting"})
    seed, opened = await thread_of(rig, one, signal)
    assert [entry["kind"] for entry in opened["entries"]] == ["word", "reply"]
    assert opened["replies"] == {reply["entry"]["id"]: "waiting"}
    assert opened["row"]["awaiting"] == "reporter"
    key = threads.open_session(seed, signal, reply["session"]["id"], opened["sessions"][reply["session"]["id"]])
    assert threads.open_entry(key, signal, opened["entries"][1])["text"] == "Я рядом"
    assert await one.post(path(signal, f"replies/{reply['entry']['id']}/again"), {"text": "Я рядом"}) == (
        200,
        {"state": "waiting"},
    )


async def test_a_reply_to_a_page_has_no_text_and_one_to_telegram_is_refused_without(rig, one):
    other = (409, {"error": "other-door"})
    for door, right, wrong in (("web", None, "Я рядом"), ("telegram", "Я рядом", None)):
        signal = await rig.report(WORDS, door=door)
        await one.post(path(signal, "claim"))
        reply = await sent_reply(rig, one, signal)
        assert await one.post(path(signal, "replies"), {**reply, "text": wrong}) == other
        _, opened = await one.get(path(signal))
        assert (len(opened["entries"]), opened["replies"]) == (1, {})
        state = "sealed" if door == "web" else "waiting"
        assert await one.post(path(signal, "replies"), {**reply, "text": right}) == (200, {"state": state})


async def test_what_is_sealed_for_a_page_is_sent_again_only_when_she_has_come_over_to_telegram(rig, one):
    signal = await rig.report(WORDS, door="web")
    await one.post(path(signal, "claim"))
    reply = await sent_reply(rig, one, signal)
    await one.post(path(signal, "replies"), {**reply, "text": None})
    again = path(signal, f"replies/{reply['entry']['id']}/again")
    assert await one.post(again, {"text": "Я рядом"}) == (409, {"error": "other-door"})
    await moved(rig, signal, "telegram")
    assert await one.post(again, {"text": "Я рядом"}) == (200, {"state": "waiting"})


async def test_a_reply_whose_answer_was_lost_is_one_reply_though_she_has_moved_since(rig, one):
    signal = await rig.report(WORDS)
    await one.post(path(signal, "claim"))
    reply = await sent_reply(rig, one, signal)
    await one.post(path(signal, "replies"), reply)
    await moved(rig, signal, "web")
    assert (await one.post(path(signal, "replies"), reply))[0] == 200
    _, opened = await one.get(path(signal))
    assert [entry["kind"] for entry in opened["entries"]] == ["word", "reply"]


async def test_half_an_emoji_does_not_cost_a_reply(rig, one):
    signal = await rig.report(WORDS)
    await one.post(path(signal, "claim"))
    reply = await sent_reply(rig, one, signal)
    assert await one.post(path(signal, "replies"), {**reply, "text": "да \ud83d"}) == (200, {"state": "waiting"})
    again = path(signal, f"replies/{reply['entry']['id']}/again")
    assert await one.post(again, {"text": "да \ud83d"}) == (200, {"state": "waiting"})
    assert await one.post(again, {"text": ""}) == (400, {"error": "bad-request", "field": "text"})


async def test_only_the_holder_replies(rig, one, two):
    signal = await rig.report(WORDS)
    reply = await sent_reply(rig, one, signal)
    assert await one.post(path(signal, "replies"), reply) == (409, {"error": "not-yours"})
    await two.post(path(signal, "claim"))
    assert await one.post(path(signal, "replies"), reply) == (409, {"error": "not-yours", "by": "Вера"})
    _, opened = await one.get(path(signal))
    assert len(opened["entries"]) == 1


async def test_a_reply_longer_than_telegram_takes_is_refused_whole(rig, one):
    signal = await rig.report(WORDS)
    await one.post(path(signal, "claim"))
    reply = await sent_reply(rig, one, signal, "я" * 4000)
    assert await one.post(path(signal, "replies"), {**reply, "text": "я" * 4001}) == (413, {"error": "too-long"})
    assert await one.post(path(signal, "replies"), {**reply, "text": "😀" * 2001}) == (413, {"error": "too-long"})
    assert await one.post(path(signal, "replies"), reply) == (200, {"state": "waiting"})


def spoilt(reply):
    entry, session = reply["entry"], reply["session"]
    return [
        ({**reply, "entry": {**entry, "kind": "word"}}, "entry.kind"),
        ({**reply, "entry": {**entry, "schema": 2}}, "entry.schema"),
        ({**reply, "entry": {**entry, "schema": True}}, "entry.schema"),
        ({**reply, "entry": {**entry, "id": "A" * 32}}, "entry.id"),
        ({**reply, "entry": {**entry, "id": entry["id"] + "\n"}}, "entry.id"),
        ({**reply, "entry": {**entry, "box": entry["box"][:-4]}}, "entry.box"),
        ({**reply, "entry": {**entry, "box": "=" + entry["box"][1:]}}, "entry.box"),
        ({**reply, "entry": {**entry, "box": "A" * 16}}, "entry.box"),
        ({**reply, "entry": {**entry, "text": "clear"}}, "entry"),
        ({**reply, "entry": {name: value for name, value in entry.items() if name != "schema"}}, "entry.schema"),
        ({**reply, "session": {**session, "box": session["box"] + "AAAA"}}, "session.box"),
        ({**reply, "session": {**session, "id": "0" * 32}}, ""),
        ({**reply, "text": 5}, "text"),
        ({**reply, "words": "clear"}, ""),
        ({**reply, "entry": None}, "entry"),
    ]


async def test_a_reply_of_any_other_shape_is_refused_by_the_name_of_its_field(rig, one):
    signal = await rig.report(WORDS)
    await one.post(path(signal, "claim"))
    for wrong, field in spoilt(await sent_reply(rig, one, signal)):
        assert await one.post(path(signal, "replies"), wrong) == (400, {"error": "bad-request", "field": field}), wrong
    _, opened = await one.get(path(signal))
    assert len(opened["entries"]) == 1


async def test_what_was_sent_despite_the_check_is_journaled_by_category_and_nothing_else_of_it_is(rig, one):
    signal = await rig.report(WORDS)
    await one.post(path(signal, "claim"))
    reply = await sent_reply(rig, one, signal)
    despite = ["outcome", "why", "why", "no-such-category"]
    assert await one.post(path(signal, "replies"), reply | {"despite": despite}) == (200, {"state": "waiting"})
    _, opened = await one.get(path(signal))
    (line,) = (line for line in opened["journal"] if line["verb"] == "replied")
    assert line["despite"] == ["why", "outcome"]


@pytest.mark.parametrize("despite", [["Он бьёт"], "why", [1], ["why"] * 65])
async def test_words_have_no_way_into_the_journal(rig, one, despite):
    signal = await rig.report(WORDS)
    await one.post(path(signal, "claim"))
    reply = await sent_reply(rig, one, signal)
    status, _ = await one.post(path(signal, "replies"), reply | {"despite": despite})
    assert status == 400

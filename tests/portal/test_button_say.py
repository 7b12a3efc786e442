"""What a page says and what it is answered, over HTTP, on the real desk."""

import os

import pytest

from desk.ports import Unavailable
from tests.portal.button_rig import DANGER, SECRET, button, judge, replied, solved, visitor
from triage.ids import is_of_the_web
from vault.encoding import b64u
from vault.sealing import kid, new_seal_key


@pytest.fixture
async def one(rig):
    async with button(rig) as base, visitor(rig, base) as one:
        yield one


async def card(rig, one):
    versioned = await rig.books.card(one.page.signal)
    return versioned.card if versioned else None


async def test_a_page_begins_with_the_keys_of_both_desks_and_some_work(rig, one):
    answer = await one.begin()
    assert {desk: (key["pub"], key["kid"]) for desk, key in answer["desks"].items()} == {
        desk: (b64u(public), kid(public)) for desk, public in rig.office.desks.items()
    }
    assert (answer["v"], answer["bits"]) == (1, 14)


async def test_the_red_button_asks_the_first_question(one):
    await one.begin()
    status, answer = await one.say(act="need")
    assert (status, answer["signal"], answer["ended"]) == (200, "", "")
    (screen,) = answer["screens"]
    assert screen["name"].startswith("ask_")
    assert screen["rows"][-1][0] == {
        "label": screen["rows"][-1][0]["label"],
        "action": "numbers",
        "look": "plain",
        "copy": None,
    }


async def test_words_that_only_the_desk_can_read_become_a_signal(rig, one):
    await one.begin()
    answer = await one.reports(rig)
    assert answer["signal"] == one.page.signal
    assert "danger" in [screen["name"] for screen in answer["screens"]]
    found = await card(rig, one)
    assert found.urgency.value == "immediate"
    assert is_of_the_web(found.account)
    assert SECRET.encode() not in repr(await everything(rig)).encode()


async def everything(rig):
    return {name: await rig.store.redis.dump(name) for name in await rig.store.redis.keys("*")}


async def test_the_code_screen_leaves_room_for_what_only_the_page_knows(rig, one):
    await one.reports(rig)
    _, answer = await one.say(act="code")
    screen, *_ = answer["screens"]
    assert screen["name"] == "code"
    assert "⟦words⟧" in screen["text"]
    assert screen["mono"] == ["⟦words⟧", "⟦digits⟧"]


async def test_the_same_request_is_answered_the_same_and_counts_once(rig, one):
    first = await one.reports(rig)
    status, again = await one.post("say", one.asked)
    assert (status, again["screens"], again["signal"]) == (200, first["screens"], first["signal"])
    assert (await card(rig, one)).words == 1


async def test_hide_ends_the_page_and_delete_says_that_it_was_delete(rig, one):
    await one.reports(rig)
    assert (await one.say(act="hide"))[1]["ended"] == "hidden"
    async with visitor(rig, one.base) as other:
        await other.reports(rig)
        status, answer = await other.say(act="delete")
        assert (status, answer["ended"], answer["screens"]) == (200, "deleted", answer["screens"])
        assert [screen["name"] for screen in answer["screens"]] == ["deleted_alert"]


@pytest.mark.parametrize("act", ["linked", "shift_on", "seen", "link_refused", "code_new", "", "x" * 64, "need+\n"])
async def test_a_tap_that_no_screen_of_hers_offers_shows_how_things_stand(rig, one, act):
    await one.reports(rig)
    status, answer = await one.say(act=act)
    assert (status, len(answer["screens"])) == (200, 1)
    assert answer["screens"][0]["name"] == "ask_place"
    assert answer["signal"] == one.page.signal


async def test_classes_that_nobody_knows_bring_a_human_to_the_words(rig, one):
    word = one.word(rig, SECRET, frozenset({"greeting"}))
    status, answer = await one.say(word={**word, "classes": ["greeting", "everything-is-fine"]})
    assert (status, answer["signal"]) == (200, one.page.signal)
    found = await card(rig, one)
    assert found.urgency.value == "urgent"


async def test_keys_of_another_desk_are_to_be_asked_anew_and_the_same_request_is_then_kept(rig, one):
    right = one.page.desks
    one.page.desks = {desk: new_seal_key(os.urandom).public for desk in right}
    word = one.word(rig, SECRET, judge().classes(DANGER))
    assert await one.say(word=word) == (409, {"error": "desk-changed"})
    one.page.desks = right
    status, answer = await one.post("say", {**one.asked, "thread": one.thread()})
    assert (status, answer["signal"]) == (200, one.page.signal)


async def test_a_site_that_was_named_is_kept_and_any_other_is_none(rig, one):
    status, _ = await one.say(word=one.word(rig, SECRET, judge().classes(DANGER)), source="school-12")
    assert status == 200
    assert (await card(rig, one)).source == "school-12"
    async with visitor(rig, one.base) as other:
        await other.say(word=other.word(rig, SECRET, judge().classes(DANGER)), source="masha-9b")
        assert (await card(rig, other)).source == ""


async def test_what_the_store_cannot_take_is_to_be_sent_again(rig, one, monkeypatch):
    async def down(change):
        raise Unavailable("store")

    monkeypatch.setattr(type(rig.books), "save", lambda _self, change: down(change))
    async with one.http.post(f"{one.base}/button/api/say", json=one.body(act="need"), headers=one.headers()) as said:
        assert (said.status, said.headers["Retry-After"], await said.json()) == (503, "2", {"error": "unavailable"})


async def test_while_nobody_can_read_nothing_is_taken(rig):
    async def shut():
        raise Unavailable("no reader yet")

    async with button(rig, ready=shut) as base, visitor(rig, base) as one:
        assert await one.post("begin", {}) == (503, {"error": "unavailable"})
        assert (await one.say(act="need"))[0] == 503


async def test_an_answer_of_the_desk_is_seen_by_looking_and_opens_only_in_the_page(rig, one):
    await one.reports(rig)
    assert (await one.post("look", one.who()))[1]["replies"] == []
    entry = await replied(rig, one.page, "я тебя слышу")
    status, looked = await one.post("look", one.who())
    (reply,) = looked["replies"]
    assert (status, looked["signal"], reply["entry"]["id"]) == (200, one.page.signal, entry)
    assert "слышу" not in str(looked)
    assert one.page.opened(reply["entry"], reply["session"]["id"], reply["session"]["box"]) == "я тебя слышу"
    assert "⟦text⟧" in looked["reply"]["text"]


async def test_what_was_read_is_shown_to_the_desk_and_not_offered_again(rig, one):
    await one.reports(rig)
    entry = await replied(rig, one.page, "да")
    body = {**one.who(), "request": os.urandom(16).hex(), "entries": [entry]}
    status, answer = await one.post("shown", body)
    assert (status, answer["kept"], [screen["name"] for screen in answer["screens"]]) == (200, True, ["status"])
    assert (await one.post("look", one.who()))[1]["replies"] == []


async def test_a_visit_that_nobody_knows_sees_nothing(one):
    assert await one.post("look", one.who()) == (200, {"screens": [], "signal": "", "replies": [], "reply": None})
    body = {**one.who(), "request": os.urandom(16).hex(), "entries": [os.urandom(16).hex()]}
    assert await one.post("shown", body) == (200, {"kept": False, "screens": []})


async def test_work_that_was_done_for_another_visit_is_nobodys(rig, one):
    answer = await one.begin()
    other = solved(one.page.account, answer["stamp"], 14)
    async with visitor(rig, one.base) as two:
        two.work = {"stamp": other.stamp, "nonce": other.nonce}
        _, said = await two.say(act="need")
        assert "stamp" in said
    assert "stamp" not in (await one.say(act="need"))[1]


async def test_words_for_a_thread_that_the_desk_does_not_have_are_to_be_sealed_anew(rig, one):
    """Kept, they would be a signal that nobody can read."""
    one.known = True
    word = one.word(rig, SECRET, judge().classes(DANGER))
    assert await one.say(word=word) == (404, {"error": "gone"})
    one.known = False
    assert (await one.say(word=word))[0] == 200
    stranger = {**one.thread(), "signal": f"{one.page.signal[0]}-{'a' * 20}"}
    assert await one.say(word=one.word(rig, SECRET), thread=stranger) == (404, {"error": "gone"})
    assert (await one.say(word=one.word(rig, SECRET), thread=one.thread()))[0] == 200

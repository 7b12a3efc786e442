"""Five words: kept, found, and followed back to the conversation; and a voice that was spoken into the page."""

import os

import pytest

from portal.button.shapes import LARGEST_SEALED_VOICE
from tests.portal.button_rig import SECRET, button, replied, visitor
from tests.web_page import Page, opened_thread, proof, sealed_voice, secret_in
from vault.encoding import b64u, unb64u


@pytest.fixture
async def one(rig):
    async with button(rig) as base, visitor(rig, base) as one:
        yield one


async def find(one, locator):
    return await one.post("find", {**one.who(), "locator": locator})


async def comes_back(rig, one, indices, base):
    """As the page does it: (what `back` was sent, its answer, the thread's key)."""
    from_words, found = await found_by(one, indices)
    thread = opened_thread(indices, found["signal"], found["box"])
    said = proof(thread, found["signal"], one.page.account, unb64u(found["challenge"]))
    first, one.page.secret = one.page.secret, secret_in(found["signal"][0])
    body = {**one.who(), "first": b64u(first), "request": os.urandom(16).hex(), "locator": from_words}
    return {**body, "proof": b64u(said), "language": "ru"}, thread


async def found_by(one, indices):
    locator = Page(desks=one.page.desks, indices=indices).box()[0]
    status, found = await find(one, locator)
    assert (status, found["found"]) == (200, True)
    return locator, found


async def test_a_code_is_kept_for_this_visits_own_signal_only(rig, one):
    assert await one.keeps_code() == (404, {"error": "gone"})
    await one.reports(rig)
    assert await one.keeps_code() == (200, {"kept": True})
    assert await one.keeps_code() == (200, {"kept": True})
    async with visitor(rig, one.base) as other:
        assert await other.keeps_code(signal=one.page.signal) == (404, {"error": "gone"})


async def test_words_that_open_nothing_are_not_found_and_kept_nowhere(rig, one):
    before = await rig.store.redis.keys("*")
    assert (await find(one, os.urandom(16).hex()))[1]["found"] is False
    assert await rig.store.redis.keys("*") == before


async def test_with_five_words_another_page_has_the_conversation_and_every_answer(rig, one):
    await one.reports(rig)
    await one.keeps_code()
    await replied(rig, one.page, "я тебя слышу")
    async with visitor(rig, one.base) as later:
        body, thread = await comes_back(rig, later, one.page.indices, one.base)
        status, answer = await later.post("back", body)
        assert (status, answer["signal"], answer["ended"]) == (200, one.page.signal, "")
        (reply,) = answer["replies"]
        assert reply["unread"] is True
        later.page.key, later.page.signal = thread, one.page.signal
        assert later.page.opened(reply["entry"], reply["session"]["id"], reply["session"]["box"]) == "я тебя слышу"
        assert (await later.post("back", body))[0] == 200
        assert (await later.post("look", later.who()))[1]["signal"] == one.page.signal
    assert (await one.post("look", one.who()))[1]["signal"] == ""


@pytest.mark.parametrize("wrong", ["proof", "partition"])
async def test_whoever_cannot_open_the_thread_moves_nothing(rig, one, wrong):
    await one.reports(rig)
    await one.keeps_code()
    async with visitor(rig, one.base) as later:
        body, _ = await comes_back(rig, later, one.page.indices, one.base)
        digit = one.page.signal[0]
        elsewhere = b64u(secret_in("0" if digit != "0" else "1"))
        changed = {"proof": b64u(os.urandom(32))} if wrong == "proof" else {"visit": elsewhere}
        assert await later.post("back", {**body, **changed}) == (404, {"error": "gone"})
    assert (await one.post("look", one.who()))[1]["signal"] == one.page.signal


async def spoken(rig, one):
    media = os.urandom(16).hex()
    await one.say(word=one.word(rig, "", media=media, seconds=3))
    return media


async def voice(one, media, body, **headers):
    said = {"Content_Type": "application/octet-stream", "Authorization": f"Visit {b64u(one.page.secret)}", **headers}
    return await one.post(f"voice/{media}", body, **said)


async def test_a_voice_is_kept_sealed_after_the_word_that_speaks_of_it(rig, one):
    await one.reports(rig)
    media = await spoken(rig, one)
    body = sealed_voice(one.page.key, one.page.signal, media, b"OggS" + SECRET.encode() * 50)
    assert await voice(one, media, body) == (200, {"kept": True})
    assert await voice(one, media, body) == (200, {"kept": True})
    (kept,) = [path for path in rig.media.files.directory.rglob("*") if path.is_file()]
    assert body in kept.read_bytes()


async def test_a_voice_that_no_word_speaks_of_is_nobodys(rig, one):
    await one.reports(rig)
    body = sealed_voice(one.page.key, one.page.signal, "0" * 32, b"OggS")
    assert await voice(one, os.urandom(16).hex(), body) == (404, {"error": "gone"})


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, (400, "bad-envelope")),
        (1168 + 28 + 511, (400, "bad-envelope")),
        (1168 + 28 + 513, (400, "bad-envelope")),
        (LARGEST_SEALED_VOICE + 1, (413, "too-large")),
    ],
)
async def test_a_voice_of_an_impossible_length_is_refused(rig, one, size, said):
    await one.reports(rig)
    media = await spoken(rig, one)
    assert await voice(one, media, bytes(size)) == (said[0], {"error": said[1]})


@pytest.mark.parametrize("secret", ["", "Visit", "Visit x", "Bearer " + "A" * 43, "Visit " + "A" * 44])
async def test_a_voice_of_no_visit_is_refused(rig, one, secret):
    assert await voice(one, "0" * 32, bytes(2000), Authorization=secret or None) == (400, {"error": "bad-envelope"})


async def test_voices_beyond_what_memory_takes_are_asked_to_come_again(rig, monkeypatch):
    monkeypatch.setattr("portal.button.api.VOICES_AT_ONCE", 0)
    async with button(rig) as base, visitor(rig, base) as one:
        await one.reports(rig)
        media = await spoken(rig, one)
        assert await voice(one, media, bytes(2000)) == (503, {"error": "unavailable"})

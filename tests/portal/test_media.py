"""The door to what was spoken: for members alone, ciphertext alone, of this signal alone."""

import pytest

from desk.hearing import Errand
from tests.portal.portal_browser import browser, path
from triage.ids import AccountId, SignalId
from triage.tells import FetchVoice
from vault import keys

MEDIA, NONE = "a" * 32, "b" * 32
SPOKEN = b"OggS" + b"nobody else hears this" * 100


async def kept(rig, media: str = MEDIA) -> SignalId:
    signal = await rig.report("голосом")
    tell = FetchVoice(account=AccountId("3" + "0" * 31), signal=signal, media=media, file="AwAC", seconds=3)
    await rig.store.redis.hset(keys.media(signal), media, "waiting")
    await rig.media.keep(Errand(partition=3, id="1-1", tell=tell), SPOKEN)
    return signal


async def test_a_member_gets_the_ciphertext_and_nothing_else(rig, one):
    signal = await kept(rig)
    async with one.http.get(one.base + path(signal, f"media/{MEDIA}")) as answer:
        body = await answer.read()
        assert (answer.status, answer.content_type) == (200, "application/octet-stream")
        assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert len(body) > len(SPOKEN)
    assert b"nobody else" not in body


async def test_the_thread_says_what_became_of_it(rig, one):
    signal = await kept(rig)
    await rig.store.redis.hset(keys.media(signal), NONE, "no-room")
    _, opened = await one.get(path(signal))
    assert opened["media"] == {MEDIA: "kept", NONE: "no-room"}


async def test_a_stranger_gets_nothing(rig, base, one):
    signal = await kept(rig)
    async with browser(base) as stranger:
        assert await stranger.get(path(signal, f"media/{MEDIA}")) == (401, {"error": "signed-out"})


async def test_what_is_not_there_or_belongs_to_another_signal_is_gone(rig, one):
    signal, other = await kept(rig), await rig.report("другое")
    assert await one.get(path(signal, f"media/{NONE}")) == (404, {"error": "gone"})
    assert await one.get(path(other, f"media/{MEDIA}")) == (404, {"error": "gone"})


@pytest.mark.parametrize("name", ["x", "A" * 32, "..%2f..%2fetc%2fpasswd", "a" * 33])
async def test_a_name_that_is_none_is_refused(rig, one, name):
    signal = await kept(rig)
    assert (await one.get(path(signal, f"media/{name}")))[0] in {400, 404}
    status, said = await one.get(path(signal, f"media/{name}"))
    assert (status, said.get("error")) in {(400, "bad-request"), (404, "not-found")}

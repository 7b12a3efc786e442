"""Whoever changes what lets her in stays; every other session of hers is over in the same step."""

import pyotp
import pytest

from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import portal
from tests.vault.rotation_rig import staff
from vault.encoding import unb64u

API = "/console/api"
OUT = (401, {"error": "signed-out"})
DEVICE = {"v": 1, "id": "a" * 64, "box": "A" * 200}


@pytest.fixture
async def here_and_elsewhere(rig):
    """One member, signed in twice; and a colleague."""
    async with portal(rig) as base, browser(base) as here, browser(base) as elsewhere, browser(base) as vera:
        await new_member(rig, here)
        elsewhere.member, elsewhere.keys = here.member, here.keys
        await elsewhere.sign_in()
        await new_member(rig, vera, "Вера")
        yield here, elsewhere, vera


def code(rig, secret):
    return pyotp.TOTP(secret).generate_otp(int(rig.now.timestamp()) // 30)


async def confirmed(rig, one):
    _, shown = await one.post(f"{API}/totp")
    assert await one.post(f"{API}/totp/confirm", {"code": code(rig, shown["secret"])}) == (200, {"ok": True})
    rig.later(seconds=60)
    return shown["secret"]


async def stand(*some):
    return [(await one.get(f"{API}/me"))[0] for one in some]


async def test_codes_that_begin_to_count_end_what_never_showed_one(rig, here_and_elsewhere):
    here, elsewhere, vera = here_and_elsewhere
    await here.post(f"{API}/totp")
    assert await stand(here, elsewhere, vera) == [200, 200, 200]  # shown, and not confirmed yet
    await confirmed(rig, here)
    assert await elsewhere.get(f"{API}/me") == OUT
    assert (await elsewhere.post(f"{API}/shift", {"on": False}))[0] == 401
    assert await stand(here, vera) == [200, 200]


async def test_removing_the_codes_ends_the_others_and_a_wrong_code_ends_nobody(rig, here_and_elsewhere):
    here, elsewhere, vera = here_and_elsewhere
    secret = await confirmed(rig, here)
    asked = {**await elsewhere.signed(), "code": code(rig, secret)}
    status, answer = await elsewhere.post(f"{API}/sign-in", asked)
    assert status == 200
    elsewhere.token = answer["token"]
    rig.later(seconds=60)
    proof = await here.signed()
    assert (await here.post(f"{API}/totp/remove", {**proof, "code": "000000"}))[0] == 403
    assert await stand(here, elsewhere) == [200, 200]
    assert (await here.post(f"{API}/totp/remove", {**await here.signed(), "code": code(rig, secret)}))[0] == 200
    assert await stand(here, elsewhere, vera) == [200, 401, 200]


async def test_forgetting_the_devices_ends_what_they_signed_in(rig, here_and_elsewhere):
    here, elsewhere, vera = here_and_elsewhere
    assert (await here.post(f"{API}/passkeys", DEVICE))[0] == 200
    assert await stand(here, elsewhere) == [200, 200]  # one more way in ends nothing
    assert (await here.post(f"{API}/passkeys/forget"))[0] == 200
    assert await stand(here, elsewhere, vera) == [200, 401, 200]


async def test_the_open_queue_of_an_ended_session_closes(rig, here_and_elsewhere):
    here, elsewhere, _ = here_and_elsewhere
    async with elsewhere.http.get(f"{elsewhere.base}{API}/stream") as stream:
        assert await stream.content.readline()
        await confirmed(rig, here)
        await stream.content.read()  # to its end: a stream that stays open never has one
    assert await stand(elsewhere) == [401]


async def test_the_operator_who_drops_the_codes_ends_every_session(rig, here_and_elsewhere):
    here, elsewhere, vera = here_and_elsewhere
    await confirmed(rig, here)
    assert await staff(rig, "totp-drop", "Анна") == 0
    assert await stand(here, elsewhere, vera) == [401, 401, 200]
    await here.sign_in()
    assert await stand(here) == [200]


async def test_a_sign_in_that_was_judged_before_the_codes_counted_begins_nothing(rig, here_and_elsewhere):
    here, elsewhere, _ = here_and_elsewhere
    sessions = rig.sign_ins.sessions
    before = await sessions.locks(here.member)
    signed = await elsewhere.signed()
    await confirmed(rig, here)
    late = await sessions.begin(here.member, unb64u(signed["nonce"]), before, rig.now)
    assert late is not None
    assert await sessions.member_of(late, rig.now) is None


async def test_one_that_is_over_can_change_nothing_any_more(rig, here_and_elsewhere):
    here, elsewhere, _ = here_and_elsewhere
    await here.post(f"{API}/passkeys", DEVICE)
    session = next(cookie.value for cookie in elsewhere.http.cookie_jar)
    await elsewhere.post(f"{API}/sign-out")
    devices = rig.sign_ins.second.devices
    with pytest.raises(Exception, match="passkey-unknown"):
        await devices.forget(here.member, session, rig.now)
    assert (await devices.find(here.member, DEVICE["id"]))["id"] == DEVICE["id"]
    assert await stand(here) == [200]

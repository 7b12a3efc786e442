import json
from dataclasses import replace

import pytest

from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import make_rig, portal
from vault.ceremony_member import open_grant, unwrap
from vault.encoding import b64u
from vault.sealing import SealBroken


@pytest.fixture
async def one(rig):
    async with portal(rig) as base, browser(base) as one:
        yield one


async def test_a_member_is_invited_enrolled_signed_and_comes_in(rig, one):
    me = await new_member(rig, one)
    assert (me["name"], me["role"], me["desk"], me["telegram"], me["demo"]) == (
        "Анна",
        "specialist",
        "intake",
        False,
        True,
    )
    assert open_grant(one.keys, me["grant"], rig.office.desks["intake"])
    assert me["certificate"]["request"]["member"] == one.member
    assert await one.get("/console/api/me") == (200, me)


async def test_a_member_of_a_house_without_a_bot_is_not_asked_to_link_a_chat(rig):
    for rings in (True, False):
        async with portal(rig, console=replace(rig.console({}), rings=rings)) as base, browser(base) as one:
            assert (await new_member(rig, one, f"Анна {rings}"))["rings"] is rings


async def test_the_cookie_is_unreadable_for_scripts_and_goes_nowhere_else(rig, one):
    await one.enrol(rig, await rig.invite("Анна"))
    request = (await rig.members.papers(one.member)).request
    await one.post("/console/api/answer", {"answer": rig.answer(request)})
    async with one.http.post(f"{one.base}/console/api/sign-in", json=await one.signed(), headers=one.headers()) as said:
        cookie = said.headers["Set-Cookie"]
    name, _, value = cookie.partition("=")
    assert name == "__Host-rb"
    assert {part.strip() for part in cookie.split(";")[1:]} == {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"}
    assert len(value.partition(";")[0]) == 43


async def test_the_store_never_has_what_opens_the_door(rig, one, redis):
    invite = await rig.invite("Борис")
    await new_member(rig, one)
    cookie = next(iter(one.http.cookie_jar)).value
    kept = [key.decode() for key in await redis.keys("{rb:staff}:*")]
    dumped = " ".join(kept) + " ".join([repr(await redis.dump(key)) for key in kept])
    assert not [secret for secret in (cookie, invite, one.token) if secret in dumped]


async def test_an_invite_is_good_once(rig, one):
    invite = await rig.invite("Анна")
    await one.enrol(rig, invite)
    assert await one.post("/console/api/invite", {"invite": invite}) == (404, {"error": "invite-unknown"})


async def test_an_enrolment_whose_answer_got_lost_may_be_sent_again_but_not_changed(rig, one):
    invite = await rig.invite("Анна")
    request = await one.enrol(rig, invite)
    wrapped = (await rig.members.papers(one.member)).wrapped
    sent = {"invite": invite, "request": request, "wrapped": wrapped}
    assert await one.post("/console/api/enrol", sent) == (200, {"ok": True})
    changed = {**sent, "request": {**request, "name": "Вера"}}
    assert await one.post("/console/api/enrol", changed) == (404, {"error": "invite-unknown"})


async def test_an_invite_ends_after_72_hours(rig, one):
    invite = await rig.invite("Анна")
    rig.later(hours=71, minutes=59)
    assert (await one.post("/console/api/invite", {"invite": invite}))[0] == 200
    rig.later(minutes=1)
    assert await one.post("/console/api/invite", {"invite": invite}) == (404, {"error": "invite-unknown"})


@pytest.mark.parametrize("invite", ["", "x", "é", "A" * 22, "\ud800", "A" * 64])
async def test_no_other_invite_is_known(one, invite):
    status, said = await one.post("/console/api/invite", {"invite": invite})
    assert (status, said["error"]) in {(404, "invite-unknown"), (400, "bad-request")}


async def test_a_request_for_somebody_else_is_refused(rig, one, tmp_path):
    mine = await rig.invite("Анна")
    other = await rig.invite("Вера")
    request = await one.enrol(rig, mine)
    wrapped = (await rig.members.papers(one.member)).wrapped
    sent = {"invite": other, "request": request, "wrapped": wrapped}
    assert await one.post("/console/api/enrol", sent) == (400, {"error": "request-refused"})
    assert (await one.post("/console/api/invite", {"invite": other}))[0] == 200


async def test_nobody_comes_in_before_the_administrator_signed(rig, one):
    await one.enrol(rig, await rig.invite("Анна"))
    assert await one.post("/console/api/sign-in", await one.signed()) == (409, {"error": "not-signed-yet"})
    wrong = {**await one.signed(), "sig": "A" * 86}
    assert await one.post("/console/api/sign-in", wrong) == (403, {"error": "sign-in-refused"})


async def test_an_answer_of_another_office_is_refused(rig, one, redis, tmp_path):
    request = await one.enrol(rig, await rig.invite("Анна"))
    other = make_rig(redis, tmp_path / "other")
    assert await one.post("/console/api/answer", {"answer": other.answer(request)}) == (
        400,
        {"error": "answer-refused"},
    )
    nested = {"answer": {"v": 1, "desk": {}, "certificate": [], "grant": "x"}}
    assert await one.post("/console/api/answer", nested) == (400, {"error": "answer-refused"})


async def test_a_known_certificate_cannot_bring_another_grant(rig, one):
    request = await one.enrol(rig, await rig.invite("Анна"))
    answer = rig.answer(request)
    assert await one.post("/console/api/answer", {"answer": answer}) == (200, {"ok": True})
    assert await one.post("/console/api/answer", {"answer": answer}) == (200, {"ok": True})
    box = answer["grant"]["box"]
    spoilt = {**answer, "grant": {**answer["grant"], "box": ("B" if box[0] == "A" else "A") + box[1:]}}
    assert await one.post("/console/api/answer", {"answer": spoilt}) == (400, {"error": "answer-refused"})
    rig.later(seconds=1)
    assert await one.post("/console/api/answer", {"answer": rig.answer(request)}) == (200, {"ok": True})
    assert await one.post("/console/api/answer", {"answer": answer}) == (400, {"error": "answer-refused"})


async def test_a_nonce_is_good_for_two_minutes_and_once(rig, one):
    await new_member(rig, one)
    used = await one.signed()
    assert (await one.post("/console/api/sign-in", used))[0] == 200
    assert await one.post("/console/api/sign-in", used) == (403, {"error": "sign-in-refused"})
    stale = await one.signed()
    rig.later(minutes=2)
    assert await one.post("/console/api/sign-in", stale) == (403, {"error": "sign-in-refused"})


async def test_a_signature_for_another_origin_does_not_open_this_door(rig, one):
    await new_member(rig, one)
    for origin in ("https://desk.example", one.base + "/", one.base.replace("http", "https")):
        assert await one.post("/console/api/sign-in", await one.signed(origin=origin)) == (
            403,
            {"error": "sign-in-refused"},
        )


async def test_a_nonce_of_one_member_is_nothing_for_another(rig, one):
    await new_member(rig, one)
    async with browser(one.base) as two:
        await new_member(rig, two, "Вера")
        mixed = {**await two.signed(login=one.member), "member": two.member}
        assert await two.post("/console/api/sign-in", mixed) == (403, {"error": "sign-in-refused"})


async def test_a_stranger_cannot_tell_an_unknown_name_from_a_known_one(rig, one):
    await new_member(rig, one)
    known = [(await one.post("/console/api/challenge", {"login": "анна "}))[1] for _ in range(2)]
    unknown = [(await one.post("/console/api/challenge", {"login": "Яков"}))[1] for _ in range(2)]
    assert known[0]["member"] == one.member
    for pair in (known, unknown):
        assert pair[0]["nonce"] != pair[1]["nonce"]
        assert {**pair[0], "nonce": ""} == {**pair[1], "nonce": ""}

    def shape(asked):
        return {name: (len(value), type(value)) if isinstance(value, str) else value for name, value in asked.items()}

    assert shape(known[0]["wrapped"]) == shape(unknown[0]["wrapped"])
    assert shape({**known[0], "wrapped": 0}) == shape({**unknown[0], "wrapped": 0})
    by_id = (await one.post("/console/api/challenge", {"login": unknown[0]["member"]}))[1]
    assert {**by_id, "nonce": ""} == {**unknown[0], "nonce": ""}
    with pytest.raises(SealBroken):
        unwrap(unknown[0]["wrapped"], unknown[0]["member"], "one two three four five six seven")
    refused = {"member": unknown[0]["member"], "nonce": unknown[0]["nonce"], "sig": b64u(bytes(64))}
    assert await one.post("/console/api/sign-in", refused) == (403, {"error": "sign-in-refused"})


@pytest.mark.parametrize("login", ["\0", "m-", "M-AAAAAAAAAA", "{rb:staff}", "я" * 120])
async def test_any_name_gets_a_challenge(one, login):
    status, asked = await one.post("/console/api/challenge", {"login": login})
    assert (status, len(asked["member"])) == (200, 12)


async def test_challenges_of_strangers_leave_nothing_in_the_store(rig, one, redis):
    await one.post("/console/api/challenge", {"login": "Яков"})
    before = await redis.dbsize()
    for number in range(20):
        await one.post("/console/api/challenge", {"login": f"Яков {number}"})
    assert await redis.dbsize() == before


async def test_a_flood_of_wrong_signatures_slows_its_sender_and_keeps_nobody_out(rig, one):
    await new_member(rig, one)
    wrong = [(await one.post("/console/api/sign-in", {**await one.signed(), "sig": "A" * 86})) for _ in range(7)]
    assert wrong[:5] == [(403, {"error": "sign-in-refused"})] * 5
    assert wrong[5:] == [(429, {"error": "slow-down"})] * 2
    assert (await one.post("/console/api/sign-in", await one.signed()))[0] == 200
    rig.later(minutes=1)
    assert (await one.post("/console/api/sign-in", {**await one.signed(), "sig": "A" * 86}))[0] == 403


async def test_a_session_ends_after_half_an_hour_of_silence(rig, one):
    await new_member(rig, one)
    for _ in range(3):
        rig.later(minutes=29)
        assert (await one.get("/console/api/me"))[0] == 200
    rig.later(minutes=30)
    assert await one.get("/console/api/me") == (401, {"error": "signed-out"})


async def test_a_session_ends_after_twelve_hours_however_busy(rig, one):
    await new_member(rig, one)
    for _ in range(47):
        rig.later(minutes=15)
        assert (await one.get("/console/api/queue"))[0] == 200
    rig.later(minutes=15)
    assert await one.get("/console/api/queue") == (401, {"error": "signed-out"})


async def test_signing_out_ends_the_session_for_whoever_kept_the_cookie(rig, one):
    await new_member(rig, one)
    kept = next(iter(one.http.cookie_jar)).value
    assert await one.post("/console/api/sign-out", {}) == (200, {"ok": True})
    assert list(one.http.cookie_jar) == []
    async with one.http.get(f"{one.base}/console/api/me", headers={"Cookie": f"__Host-rb={kept}"}) as said:
        assert (said.status, await said.json()) == (401, {"error": "signed-out"})


async def test_the_office_is_there_for_everybody(rig, one):
    assert await one.get("/console/api/office") == (200, json.loads(json.dumps(rig.office.document)))


async def test_colleagues_are_those_whom_the_administrator_signed(rig, one):
    me = await new_member(rig, one)
    async with browser(one.base) as two:
        await two.enrol(rig, await rig.invite("Вера"))
    expected = [{"member": one.member, "name": "Анна", "certificate": me["certificate"], "on_shift": True}]
    assert await one.get("/console/api/colleagues") == (200, expected)

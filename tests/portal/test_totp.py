"""One-time codes beside the seven words, through the real doors on a real store."""

import json

import pyotp
import pytest

from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import portal
from tests.vault.rotation_rig import staff
from triage.ids import MemberId
from vault import roster_keys
from vault.address import AddressKeys
from vault.encoding import b64u, unb64u
from vault.journal import STAFF, chain
from vault.sealing import new_sign_key, sign
from vault.second_factor import device_bytes

API = "/console/api"
REFUSED = (403, {"error": "sign-in-refused"})


@pytest.fixture
async def one(rig):
    async with portal(rig) as base, browser(base) as one:
        await new_member(rig, one)
        yield one


def code(rig, secret, steps=0):
    return pyotp.TOTP(secret).generate_otp(int(rig.now.timestamp()) // 30 + steps)


def wrong(rig, secret):
    near = {code(rig, secret, steps) for steps in (-2, -1, 0, 1, 2)}
    return next(said for said in ("000000", "111111", "222222", "333333", "444444", "555555") if said not in near)


async def added(rig, one):
    """Her secret, as her telephone keeps it. The code that confirmed it is of an earlier step."""
    status, shown = await one.post(f"{API}/totp")
    assert status == 200, shown
    assert await one.post(f"{API}/totp/confirm", {"code": code(rig, shown["secret"])}) == (200, {"ok": True})
    rig.later(seconds=60)
    return shown["secret"]


async def entering(one, said=None, **more):
    sent = {**await one.signed(), **({"code": said} if said else {}), **more}
    status, answer = await one.post(f"{API}/sign-in", sent)
    if status != 200:
        return status, answer
    one.token = answer["token"]
    return status, None


async def lines(rig):
    return [json.loads(raw) for raw in await rig.store.redis.lrange(chain(STAFF).lines, 0, -1)]


async def test_without_codes_the_words_are_enough_and_a_stranger_is_told_nothing_of_codes(rig, one):
    assert await entering(one) == (200, None)
    await added(rig, one)
    async with browser(one.base) as stranger:
        stranger.member, stranger.keys = one.member, one.keys
        asked = await stranger.signed()
        assert await stranger.post(f"{API}/sign-in", {**asked, "sig": "A" * 86}) == REFUSED
        assert set((await stranger.post(f"{API}/challenge", {"login": one.member}))[1]) == {
            "member",
            "wrapped",
            "nonce",
        }


async def test_a_secret_that_was_not_confirmed_asks_for_nothing_and_ends_after_ten_minutes(rig, one):
    _, shown = await one.post(f"{API}/totp")
    assert await entering(one) == (200, None)
    assert (await one.post(f"{API}/totp/confirm", {"code": wrong(rig, shown["secret"])}))[1] == {"error": "totp-wrong"}
    rig.later(minutes=10)
    assert await one.post(f"{API}/totp/confirm", {"code": code(rig, shown["secret"])}) == (409, {"error": "totp-wrong"})
    assert (await one.get(f"{API}/me"))[1]["totp"] is False


async def test_shown_a_second_time_it_is_another_secret_and_the_first_confirms_nothing(rig, one):
    _, first = await one.post(f"{API}/totp")
    _, second = await one.post(f"{API}/totp")
    assert first["secret"] != second["secret"]
    assert (await one.post(f"{API}/totp/confirm", {"code": code(rig, first["secret"])}))[0] == 409
    assert (await one.post(f"{API}/totp/confirm", {"code": code(rig, second["secret"])}))[0] == 200


async def test_when_set_the_words_alone_are_not_enough_and_the_code_lets_her_in_once(rig, one):
    secret = await added(rig, one)
    assert (await one.get(f"{API}/me"))[1]["totp"] is True
    assert await entering(one) == (409, {"error": "code-wanted"})
    good = code(rig, secret)
    assert await entering(one, good) == (200, None)
    assert await entering(one, good) == REFUSED
    assert await entering(one, code(rig, secret, -1)) == REFUSED
    rig.later(seconds=30)
    assert await entering(one, code(rig, secret)) == (200, None)


async def test_the_code_that_confirmed_is_spent(rig, one):
    _, shown = await one.post(f"{API}/totp")
    said = code(rig, shown["secret"])
    await one.post(f"{API}/totp/confirm", {"code": said})
    assert await entering(one, said) == REFUSED


async def test_five_wrong_codes_close_the_way_for_a_while_for_the_right_one_too(rig, one):
    secret = await added(rig, one)
    for _ in range(5):
        assert await entering(one, wrong(rig, secret)) == REFUSED
    assert await entering(one, code(rig, secret)) == (429, {"error": "slow-down"})
    rig.later(seconds=59)
    assert await entering(one, code(rig, secret)) == (429, {"error": "slow-down"})
    rig.later(seconds=1)
    assert await entering(one, code(rig, secret)) == (200, None)
    closed = [line for line in await lines(rig) if line["verb"] == "totp-closed"]
    assert [(line["by"], line["detail"]) for line in closed] == [("house", one.member)]


async def test_a_stranger_without_her_words_cannot_close_her_way(rig, one):
    secret = await added(rig, one)
    for _ in range(12):
        await one.post(f"{API}/sign-in", {**await one.signed(), "sig": "A" * 86, "code": "000000"})
    assert await entering(one, code(rig, secret)) == (200, None)


async def test_two_at_once_with_one_code_one_comes_in(rig, one):
    secret = await added(rig, one)
    spend = rig.sign_ins.second.codes.spend
    said = code(rig, secret)
    both = [await spend(one.member, said, rig.now), await spend(one.member, said, rig.now)]
    assert sorted(spent.value for spent in both) == ["good", "wrong"]


async def test_the_secret_lies_sealed_under_the_address_key_in_its_own_place_only(rig, one, redis):
    secret = await added(rig, one)
    dumped = b"".join([await redis.dump(key) for key in await redis.keys("*")])
    assert secret.encode() not in dumped
    box = await redis.hget(roster_keys.papers(one.member), "totp")
    async with browser(one.base) as two:
        await new_member(rig, two, "Вера")
        await redis.hset(roster_keys.papers(MemberId(two.member)), "totp", box)
        assert await entering(two, code(rig, secret)) == REFUSED


async def test_a_code_moves_the_secret_under_the_present_address_key(rig, one, redis):
    secret = await added(rig, one)
    old = rig.books.keyring.address
    new = AddressKeys("11111111", {**old.keys, "11111111": b"\x07" * 32}, old.pseudonym, old.draw)
    codes = rig.sign_ins.second.codes
    moved = type(codes)(store=codes.store, seal=new.seal, open=new.open, draw=codes.draw)
    assert (await moved.spend(one.member, code(rig, secret), rig.now)).value == "good"
    assert (await redis.hget(roster_keys.papers(one.member), "totp"))[:4].hex() == "11111111"


async def test_removed_with_her_words_and_a_code_and_not_without_either(rig, one):
    secret = await added(rig, one)
    assert (await one.post(f"{API}/totp"))[1] == {"error": "totp-stands"}
    proof = await one.signed()
    assert await one.post(f"{API}/totp/remove", {**proof, "code": wrong(rig, secret)}) == REFUSED
    assert await one.post(f"{API}/totp/remove", {**proof, "sig": "A" * 86, "code": code(rig, secret)}) == REFUSED
    async with browser(one.base) as two:
        await new_member(rig, two, "Вера")
        assert await two.post(f"{API}/totp/remove", {**proof, "code": code(rig, secret)}) == REFUSED
    assert await one.post(f"{API}/totp/remove", {**await one.signed(), "code": code(rig, secret)}) == (
        200,
        {"ok": True},
    )
    assert await entering(one) == (200, None)
    assert [line["verb"] for line in await lines(rig) if "totp" in line["verb"]] == ["totp-added", "totp-removed"]


async def test_a_device_of_hers_needs_no_code_and_its_word_is_a_signature(rig, one):
    await added(rig, one)
    door = new_sign_key(rig.sign_ins.draw)
    passkey = {"v": 1, "id": "a" * 64, "box": "A" * 200, "door": b64u(door.public)}
    assert (await one.post(f"{API}/passkeys", passkey))[0] == 200
    asked = await one.signed()
    told = device_bytes(one.base, one.member, unb64u(asked["nonce"]))
    said = {"id": "a" * 64, "sig": b64u(sign(door.seed, told))}
    spoilt = {**said, "sig": "A" * 86}
    assert await one.post(f"{API}/sign-in", {**asked, "device": spoilt}) == (409, {"error": "code-wanted"})
    other = {**said, "id": "b" * 64}
    assert await one.post(f"{API}/sign-in", {**asked, "device": other}) == (409, {"error": "code-wanted"})
    assert (await one.post(f"{API}/sign-in", {**asked, "device": said}))[0] == 200
    assert (await entering(one, device=said))[0] == 409  # of another nonce


async def test_a_device_from_before_the_codes_has_no_key_for_the_door_and_the_code_is_asked(rig, one):
    await added(rig, one)
    assert (await one.post(f"{API}/passkeys", {"v": 1, "id": "a" * 64, "box": "A" * 200}))[0] == 200
    assert (await entering(one, device={"id": "a" * 64, "sig": "A" * 86}))[1] == {"error": "code-wanted"}


async def test_the_operator_drops_a_lost_telephone_and_the_journal_has_a_line(rig, one, capsys):
    assert await staff(rig, "totp-drop", "Зоя") == 1
    assert await staff(rig, "totp-drop", "Анна") == 1
    await added(rig, one)
    assert await staff(rig, "totp-drop", "Анна") == 0
    assert await entering(one) == (200, None)
    last = next(line for line in await lines(rig) if line["verb"] == "totp-dropped")
    assert (last["by"], last["detail"]) == ("operator", one.member)
    assert "staff revoke" in capsys.readouterr().out


async def test_revoking_takes_the_codes_too(rig, one, redis):
    await added(rig, one)
    box = await redis.hget(roster_keys.papers(one.member), "totp")
    assert await staff(rig, "revoke", "Анна") == 0
    assert box not in b"".join([await redis.dump(key) for key in await redis.keys("*")])


@pytest.mark.parametrize("said", ["12345", "1234567", "абвгде", 123456, None])
async def test_what_is_no_code_is_refused_by_its_shape(rig, one, said):
    await added(rig, one)
    sent = {**await one.signed(), "code": said}
    status, answer = await one.post(f"{API}/sign-in", sent)
    assert (status, answer["error"]) == ((409, "code-wanted") if said is None else (400, "bad-request"))

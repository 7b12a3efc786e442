"""A member who is revoked, on a real store, through the real doors."""

import json

import pytest

from bot import revoke_command
from bot.revoke_command import Departures
from desk.leaving import Leaving
from desk.people import Link
from tests.portal.portal_browser import browser, new_member, path
from tests.portal.portal_rig import NOON, make_rig, portal
from triage.account import Account
from triage.ids import Address, MemberId, UpdateId, partition_of
from vault import roster_keys
from vault.journal import STAFF, chain
from vault.keyring import Keyring
from vault.linked import LinkedMembers
from vault.revoking import Revoking
from vault.store import Batch

CHAT = Address("4242")


@pytest.fixture
async def rig(redis, tmp_path):
    return make_rig(redis, tmp_path)


def departures(rig):
    files = rig.duty.files
    leavers = Revoking(store=rig.store, members=rig.members, sessions=rig.sign_ins.sessions, records=files.records)
    return Departures(
        members=rig.members,
        linked=LinkedMembers(rig.roster, files.keyring),
        leaving=Leaving(leavers=leavers, files=files),
    )


async def revoke(rig, who="Анна"):
    return await revoke_command.revoke(who, departures(rig), NOON)


@pytest.fixture
async def one(rig):
    async with portal(rig) as base, browser(base) as one:
        await new_member(rig, one)
        yield one


async def linked(rig, one):
    await rig.roster.link(await rig.roster.offer_link(one.member), CHAT, UpdateId("u1"), rig.now)
    ring: Keyring = rig.duty.files.keyring
    account = (await LinkedMembers(rig.roster, ring).linked(one.member))[one.member]
    home, batch = partition_of(account), Batch()
    rig.duty.files.records.put_account(
        batch, home, Account(account=account, address=CHAT, language="ru", staff=True), ""
    )
    await rig.store.commit(batch)
    return account


async def test_she_is_signed_out_everywhere_at_once(rig, one):
    async with browser(one.base) as phone:
        phone.keys, phone.member = one.keys, one.member
        await phone.sign_in()
        assert await revoke(rig) == 0
        for device in (one, phone):
            assert (await device.get("/console/api/queue"))[0] == 401
            assert (await device.get("/console/api/me"))[0] == 401


async def test_her_key_her_old_challenge_and_her_invite_open_no_door(rig, one):
    invite = await rig.invite("Вера")
    ready = await one.signed()
    await revoke(rig)
    await revoke(rig, "Вера")
    assert (await one.post("/console/api/sign-in", ready))[0] == 403
    assert (await one.post("/console/api/sign-in", await one.signed()))[0] == 403
    assert (await one.post("/console/api/sign-in", await one.signed(login="Анна")))[0] in {403, 429}
    assert (await one.post("/console/api/invite", {"invite": invite}))[0] == 404
    assert (await one.post("/console/api/answer", {"answer": rig.answer(await request_of(rig, one))}))[0] != 200


async def request_of(rig, one):
    certificate = (await rig.members.former())[one.member]
    return certificate["request"]


async def test_her_wrapped_key_and_her_sealed_desk_key_leave_the_store(rig, one, redis):
    papers = await rig.members.papers(one.member)
    await revoke(rig)
    dumped = b"".join([await redis.dump(key) for key in await redis.keys("{rb:staff}*")])
    assert papers.grant["box"].encode() not in dumped
    assert papers.wrapped["box"].encode() not in dumped
    assert await rig.roster.colleagues() == ()


async def test_what_she_held_waits_for_anybody_again_and_what_others_hold_stays(rig, one, redis):
    async with browser(one.base) as two:
        await new_member(rig, two, "Вера")
        hers, others = await rig.report("одно"), await rig.report("другое", home=9)
        await one.post(path(hers, "claim"))
        await two.post(path(others, "claim"))
        await revoke(rig)
        _, queue = await two.get("/console/api/queue")
        assert [row["signal"] for row in queue["waiting"]] == [hers]
        assert [row["signal"] for row in queue["mine"]] == [others]
        assert (await two.post(path(hers, "claim")))[0] == 200


async def test_her_linked_chat_is_forgotten_and_an_old_code_links_it_no_more(rig, one):
    account = await linked(rig, one)
    code = await rig.roster.offer_link(one.member)
    await revoke(rig)
    assert await rig.duty.of_address(CHAT) is None
    _, known, _ = await rig.duty.files.records.account_at_home(account)
    assert known is not None
    assert not known.staff
    assert await rig.roster.link(code, CHAT, UpdateId("u2"), rig.now) is Link.UNKNOWN
    assert await rig.store.redis.hlen(roster_keys.addresses()) == 0


async def test_her_name_may_be_invited_anew_and_her_notes_stay_hers(rig, one):
    await revoke(rig)
    async with browser(one.base) as new:
        await new_member(rig, new)
        assert new.member != one.member
        _, left = await new.get("/console/api/former")
        assert [(paper["member"], paper["certificate"]["request"]["name"]) for paper in left] == [(one.member, "Анна")]


async def test_it_is_journaled_and_said_that_the_desk_key_must_change(rig, one, capsys):
    await revoke(rig)
    last = [json.loads(raw) for raw in await rig.store.redis.lrange(chain(STAFF).lines, 0, -1)][-1]
    assert (last["by"], last["verb"], last["detail"]) == ("operator", "revoked", one.member)
    said = capsys.readouterr().out
    assert "keys rotate desk --desk intake" in said
    assert "staff adopt" in said


async def test_a_second_time_finishes_what_a_crash_left_and_then_finds_nobody(rig, one):
    signal = await rig.report("одно")
    await one.post(path(signal, "claim"))
    assert await departures(rig).leaving.leavers.lock_out(MemberId(one.member), NOON)
    assert (await one.get("/console/api/queue"))[0] == 401
    assert await revoke(rig, one.member) == 0
    assert (await rig.duty.files.card(signal)).card.held_by is None
    assert await revoke(rig, one.member) == 1
    assert await revoke(rig, "Анна") == 1


async def test_a_stranger_is_nobodys_name(rig, capsys):
    assert await revoke(rig, "Зоя") == 1
    assert "Nobody is called" in capsys.readouterr().err

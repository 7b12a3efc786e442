"""`python -m bot staff …` against a real store."""

import argparse
import json

import pytest

from bot import staff_command
from desk.access import Refused
from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import NOON, make_rig, portal
from tests.vault.rotation_rig import staff
from triage.ids import Address, MemberId, UpdateId
from vault import roster_keys
from vault.journal import STAFF, chain


@pytest.fixture
async def rig(redis, tmp_path):
    return make_rig(redis, tmp_path)


def parsed(*words):
    parser = argparse.ArgumentParser()
    staff_command.add_parser(parser.add_subparsers())
    return parser.parse_args(["staff", *words])


async def run(rig, *words):
    given = {"members": rig.members, "roster": rig.roster, "origin": "https://desk.example", "now": NOON}
    return await staff_command.run(parsed(*words), **given)


async def test_the_printed_link_is_an_invite_with_the_administrators_fingerprint(rig, capsys):
    assert await run(rig, "invite", "--name", "Анна", "--role", "fallback", "--desk", "fallback") == 0
    link, _, what_next = capsys.readouterr().out.partition("\n")
    place, _, secret = link.partition("#")
    invite, _, fingerprint = secret.partition(".")
    assert (place, fingerprint) == ("https://desk.example/console/enrol", rig.office.fingerprint)
    of = await rig.members.invited(invite, NOON)
    assert (of["name"], of["role"], of["desk"]) == ("Анна", "fallback", "fallback")
    assert "72 hours" in what_next


async def test_an_empty_house_says_that_nobody_is_there_and_how_to_invite(rig, capsys):
    assert await run(rig, "list") == 0
    assert capsys.readouterr().out == "Nobody yet: ./run staff invite\n"


async def test_a_taken_name_is_refused_with_a_way_out(rig, capsys):
    await run(rig, "invite", "--name", "Анна")
    assert await run(rig, "invite", "--name", "анна") == 1
    assert "choose another name" in capsys.readouterr().err


async def test_each_role_has_its_own_desk_unless_another_is_named(rig, capsys):
    await run(rig, "invite", "--name", "Анна")
    await run(rig, "invite", "--name", "Борис", "--role", "fallback")
    await run(rig, "invite", "--name", "Вера", "--role", "fallback", "--desk", "intake")
    pending = {one.name: (one.role, one.desk) for one in await rig.members.invites.pending(NOON)}
    assert pending == {
        "Анна": ("specialist", "intake"),
        "Борис": ("fallback", "fallback"),
        "Вера": ("fallback", "intake"),
    }


async def test_a_specialist_of_the_fallback_desk_is_refused_with_both_ways_out(rig, capsys):
    assert await run(rig, "invite", "--name", "Анна", "--desk", "fallback") == 1
    said = capsys.readouterr().err
    assert "Right would be --role fallback" in said
    assert "--desk intake" in said
    assert await rig.members.invites.pending(NOON) == ()


async def test_an_invite_is_taken_back_by_its_name_and_its_link_opens_nothing(rig, capsys):
    await run(rig, "invite", "--name", "Глеб")
    said = capsys.readouterr().out
    assert './run staff revoke "Глеб" takes it back' in said
    invite = said.partition("#")[2].partition(".")[0]
    assert await staff(rig, "revoke", "глеб") == 0
    assert "is taken back" in capsys.readouterr().out
    with pytest.raises(Refused, match="invite-unknown"):
        await rig.members.invited(invite, NOON)
    lines = [json.loads(raw) for raw in await rig.store.redis.lrange(chain(STAFF).lines, 0, -1)]
    assert [(one["by"], one["verb"]) for one in lines][-1] == ("operator", "invite-withdrawn")
    await run(rig, "list")
    assert "Глеб" not in capsys.readouterr().out
    assert await staff(rig, "revoke", "Глеб") == 1


async def test_the_list_names_two_who_share_a_chat_since_before_that_was_refused(rig, capsys):
    async with portal(rig) as base, browser(base) as one, browser(base) as two:
        await new_member(rig, one)
        await new_member(rig, two, "Вера")
    for who in (one, two):
        box = rig.roster.seal(roster_keys.address_place(MemberId(who.member)), b"4242")
        await rig.store.redis.hset(roster_keys.addresses(), who.member, box)
    assert await run(rig, "list") == 0
    assert capsys.readouterr().out.count("LINKED TO THE CHAT OF ANOTHER MEMBER") == 2


async def test_the_list_says_who_is_signed_linked_and_still_invited(rig, capsys):
    async with portal(rig) as base, browser(base) as one, browser(base) as two:
        await new_member(rig, one)
        await two.enrol(rig, await rig.invite("Вера"))
    code = await rig.roster.offer_link(one.member)
    await rig.roster.link(code, Address("4242"), UpdateId("u1"), rig.now)
    await run(rig, "invite", "--name", "Глеб")
    capsys.readouterr()
    assert await run(rig, "list") == 0
    first, second, third = capsys.readouterr().out.splitlines()
    assert first == f"{one.member}  Анна  specialist, desk intake  signed, linked to Telegram"
    assert second == f"{two.member}  Вера  specialist, desk intake  NOT SIGNED YET, no Telegram for alerts"
    assert third.endswith("Глеб  specialist, desk intake  invited, link good until 2026-11-25 12:00 UTC")


@pytest.mark.parametrize(
    "wrong", [("--name", ""), ("--name", "a\tb"), ("--name", "A", "--hours", "0"), ("--name", "A", "--desk", "x")]
)
def test_what_cannot_be_invited_is_said_at_once(wrong, capsys):
    with pytest.raises(SystemExit):
        parsed("invite", *wrong)

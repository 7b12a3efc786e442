"""`python -m bot staff …` against a real store."""

import argparse

import pytest

from bot import staff_command
from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import NOON, make_rig, portal
from triage.ids import Address, UpdateId


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


async def test_a_taken_name_is_refused_with_a_way_out(rig, capsys):
    await run(rig, "invite", "--name", "Анна")
    assert await run(rig, "invite", "--name", "анна") == 1
    assert "choose another name" in capsys.readouterr().err


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

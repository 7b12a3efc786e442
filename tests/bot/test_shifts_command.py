"""Hours and skills from the command line, beside a running product."""

import argparse
import json
import os

import pytest

from bot import shifts_command
from bot.languages import KNOWN
from desk.people import LANGUAGES
from tests.desk.desk_rig import NOON, Office, office_on
from triage.ids import MemberId
from vault import roster_keys
from vault.invites import Invites, Person
from vault.journal import STAFF, chain


@pytest.fixture
def office(redis):
    return office_on(redis)


def args_of(*words):
    parser = argparse.ArgumentParser()
    shifts_command.add_parser(parser.add_subparsers())
    return parser.parse_args(["shifts", *words])


@pytest.fixture
async def told(office: Office, capsys):
    await office.store.redis.hset(
        roster_keys.members(), "m-aaaaaaaaaa", '{"name": "Анна", "role": "specialist", "desk": "intake"}'
    )

    async def run(*words):
        invites = Invites(store=office.store, draw=os.urandom)
        args = args_of(*words)
        code = await shifts_command.run(args, office.roster, zone="Europe/Moscow", invites=invites, now=NOON)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


async def test_somebody_without_hours_is_on_shift_until_she_says_off(told):
    assert "ON SHIFT  no hours: always" in (await told("list"))[1]
    assert "Анна  desk intake  off" in (await told("set", "Анна", "--off"))[1]
    assert "ON SHIFT" in (await told("set", "Анна", "--on"))[1]


async def test_hours_languages_and_skills_are_kept_and_what_is_not_named_stays(told, office):
    await told("set", "Анна", "--hours", "mon-fri 09:00-18:00", "sat 20:00-08:00", "--languages", "ru,kk")
    code, line = await told("set", "m-aaaaaaaaaa", "--skills", "child")
    assert code == 0
    assert "mon-fri 09:00-18:00, sat 20:00-08:00 (Europe/Moscow)" in line
    assert "[ru, kk; all; child]" in line
    (anna,) = await office.roster.colleagues()
    assert (anna.member, anna.profile.languages) == (MemberId("m-aaaaaaaaaa"), ("ru", "kk"))
    assert "no hours: always" in (await told("set", "Анна", "--hours"))[1]


async def test_what_was_changed_at_the_terminal_stands_in_the_journal_by_the_operator(told, office):
    await told("set", "Анна", "--hours", "mon-fri 09:00-18:00", "--off")
    await told("set", "Анна", "--on")
    lines = [json.loads(line) for line in await office.store.redis.lrange(chain(STAFF).lines, 0, -1)]
    assert [(line["by"], line["verb"], line["detail"]) for line in lines] == [
        ("operator", verb, "m-aaaaaaaaaa") for verb in ("roster-set", "shift-off", "shift-on")
    ]


def test_the_languages_of_a_member_are_those_that_have_texts():
    assert LANGUAGES == KNOWN


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        (("--hours", "9-18"), "right would be mon-fri 09:00-18:00"),
        (("--zone", "Moscow"), "right would be Europe/Moscow"),
        (("--languages", "de"), "right would be some of ru, kk, en"),
        (("--skills", ""), "right would be some of child, survivor, online"),
    ],
)
async def test_a_slip_is_refused_with_what_would_be_right(told, words, cure):
    code, said = await told("set", "Анна", *words)
    assert code == 1
    assert cure in said


async def test_a_stranger_is_refused(told):
    code, said = await told("set", "Вера", "--on")
    assert (code, "staff list" in said) == (1, True)


async def test_an_empty_desk_says_what_to_do(told, office):
    await office.store.redis.delete(roster_keys.members())
    assert await told("list") == (0, "No members yet: ./run staff invite\n")


async def test_whoever_is_invited_only_is_no_unknown_name(told, office):
    invites = Invites(store=office.store, draw=os.urandom)
    await invites.make(Person(name="Вера", role="specialist", desk="intake"), now=NOON, hours=24)
    code, said = await told("set", "Вера", "--off")
    assert (code, said) == (1, "Refused. Вера is invited, but has not signed in yet.\n")

"""The roster on a real store: link codes, addresses, names, invites."""

import asyncio
import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from desk.access import Refused
from desk.people import Link
from triage.ids import Address, MemberId, UpdateId
from vault import ceremony, ceremony_documents, roster_keys
from vault.address import AddressKeys
from vault.encoding import b64u
from vault.invites import Invites, Person
from vault.journal import STAFF, chain
from vault.keyring import Keyring
from vault.linked import LinkedMembers
from vault.members import Members
from vault.roster import StoredRoster
from vault.sealing import sign
from vault.store import Store

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LIST = tuple(f"w{number}" for number in range(2048))
PERSON = Person(name="Анна Ёлкина", role="specialist", desk="intake")


@pytest.fixture
def address():
    return AddressKeys("00000000", {"00000000": os.urandom(32)}, os.urandom(32), os.urandom)


@pytest.fixture
def roster(redis, address):
    return StoredRoster(store=Store(redis), seal=address.seal, open=address.open, draw=os.urandom)


@pytest.fixture
def drawn():
    return ceremony.new_office(demo=True, now=NOW, draw=os.urandom)


@pytest.fixture
def members(redis, drawn):
    office = ceremony.verify_office(drawn.document, allow_demo=True)
    store = Store(redis)
    return Members(store=store, office=office, invites=Invites(store=store, draw=os.urandom))


async def remembered(members, name="Анна", member="m-aaaaaaaaaa"):
    invited = ceremony.Invited(member, name, "specialist", "intake", members.office.fingerprint)
    new = ceremony.make_member(invited, LIST, os.urandom)
    await members.remember_member(new, now=NOW)
    return new


async def test_a_code_links_the_account_that_writes_it(roster, members):
    await remembered(members)
    code = await roster.offer_link(MemberId("m-aaaaaaaaaa"))
    assert len(code) == 11
    assert code[0] == "d"
    assert await roster.link(f" {code.upper()} ", Address("4242"), UpdateId("u1"), NOW) is Link.GOOD
    lines = await roster.store.redis.lrange(chain(STAFF).lines, 0, -1)
    assert b'"verb":"telegram-linked"' in lines[-1]
    (one,) = await roster.colleagues()
    assert (one.name, one.role, one.desk, one.address) == ("Анна", "specialist", "intake", "4242")


async def test_a_code_is_good_once_but_the_same_update_may_ask_again(roster, members):
    await remembered(members)
    code = await roster.offer_link(MemberId("m-aaaaaaaaaa"))
    answers = [await roster.link(code, Address("4242"), UpdateId(update), NOW) for update in ("u1", "u1", "u2", "u1")]
    assert answers == [Link.GOOD, Link.GOOD, Link.UNKNOWN, Link.GOOD]
    assert (await roster.colleagues())[0].address == "4242"


@pytest.mark.parametrize("code", ["", "d", "daaaaaaaaaa", "d\udcff", "{rb:staff}:members"])
async def test_another_code_links_nobody(roster, members, code):
    await remembered(members)
    await roster.offer_link(MemberId("m-aaaaaaaaaa"))
    assert await roster.link(code, Address("4242"), UpdateId("u1"), NOW) is Link.UNKNOWN
    assert (await roster.colleagues())[0].address is None


async def test_a_chat_that_rings_for_one_member_is_not_given_to_another_and_the_code_stays_good(roster, members):
    await remembered(members)
    await remembered(members, "Вера", "m-bbbbbbbbbb")
    anna, vera = MemberId("m-aaaaaaaaaa"), MemberId("m-bbbbbbbbbb")
    await roster.link(await roster.offer_link(anna), Address("4242"), UpdateId("u1"), NOW)
    code = await roster.offer_link(vera)
    assert await roster.link(code, Address("4242"), UpdateId("u2"), NOW) is Link.TAKEN
    assert await roster.link(code, Address("4242"), UpdateId("u2"), NOW) is Link.TAKEN
    assert [one.address for one in await roster.colleagues()] == ["4242", None]
    assert await roster.link(code, Address("5353"), UpdateId("u3"), NOW) is Link.GOOD
    assert (
        await roster.link(await roster.offer_link(anna), Address("4242"), UpdateId("u4"), NOW) is Link.GOOD
    )  # her own
    lines = await roster.store.redis.lrange(chain(STAFF).lines, 0, -1)
    assert sum(b'"verb":"telegram-linked"' in line for line in lines) == 3


async def test_a_chat_is_free_again_once_its_member_has_linked_another(roster, members):
    await remembered(members)
    await remembered(members, "Вера", "m-bbbbbbbbbb")
    anna, vera = MemberId("m-aaaaaaaaaa"), MemberId("m-bbbbbbbbbb")
    await roster.link(await roster.offer_link(anna), Address("4242"), UpdateId("u1"), NOW)
    await roster.link(await roster.offer_link(anna), Address("5353"), UpdateId("u2"), NOW)
    assert await roster.link(await roster.offer_link(vera), Address("4242"), UpdateId("u3"), NOW) is Link.GOOD
    assert [one.address for one in await roster.colleagues()] == ["5353", "4242"]


async def test_of_two_who_link_one_chat_at_once_one_has_it(roster, members):
    some = [f"m-{letter * 10}" for letter in "abcdef"]
    for member in some:
        await remembered(members, f"Имя {member[2]}", member)
    codes = [await roster.offer_link(MemberId(member)) for member in some]
    said = await asyncio.gather(*(roster.link(code, Address("4242"), UpdateId(code), NOW) for code in codes))
    assert sorted(said) == ["link_taken"] * 5 + ["linked"]
    assert [one.address for one in await roster.colleagues() if one.address] == ["4242"]


async def test_a_code_lives_ten_minutes_and_stands_nowhere_in_clear(roster, redis):
    code = await roster.offer_link(MemberId("m-aaaaaaaaaa"))
    (key,) = await redis.keys("*")
    assert code.encode() not in key + await redis.get(key)
    assert 590 < await redis.ttl(key) <= 600


async def test_an_address_opens_in_its_own_place_only(roster, members, redis):
    await remembered(members)
    await remembered(members, "Вера", "m-bbbbbbbbbb")
    await roster.link(await roster.offer_link(MemberId("m-aaaaaaaaaa")), Address("4242"), UpdateId("u1"), NOW)
    box = await redis.hget(roster_keys.addresses(), "m-aaaaaaaaaa")
    assert b"4242" not in box
    await redis.hset(roster_keys.addresses(), "m-bbbbbbbbbb", box)
    assert [one.address for one in await roster.colleagues()] == ["4242", None]


async def test_a_demo_member_is_complete_without_an_invite(members, drawn):
    new = await remembered(members)
    applicant = ceremony.verify_request(new.request)
    seed = ceremony.open_desk(drawn.recovery, members.office, "intake")
    certificate = {"v": 1, "demo": True, "issued_at": ceremony.iso(NOW), "request": new.request}
    certificate["sig"] = signature(drawn, certificate)
    grant = ceremony.grant_of(seed, members.office, applicant)
    answer = {"v": 1, "desk": members.office.document, "certificate": certificate, "grant": grant}
    await members.accept_answer(answer, now=NOW)
    assert await members.own_papers(MemberId("m-aaaaaaaaaa")) == {
        "certificate": certificate,
        "grant": grant,
        "earlier": (),
    }
    assert list(await members.certificates()) == ["m-aaaaaaaaaa"]
    lines = [json.loads(raw) for raw in await members.store.redis.lrange(chain(STAFF).lines, 0, -1)]
    assert [(line["by"], line["verb"]) for line in lines] == [
        ("m-aaaaaaaaaa", "enrolled"),
        ("m-aaaaaaaaaa", "certified"),
    ]


def signature(drawn, certificate):
    signed = ceremony_documents.signed_bytes("member-certificate", certificate)
    return b64u(sign(drawn.admin.seed, signed))


async def test_a_name_is_somebodys_however_it_is_spelt(members):
    await remembered(members, "Анна Ёлкина")
    assert await members.named(" анна  елкина ") == "m-aaaaaaaaaa"
    with pytest.raises(Refused, match="name-taken"):
        await members.invite(Person(name="АННА Елкина", role="specialist", desk="intake"), now=NOW)


async def test_two_open_invites_never_have_one_name(members):
    await members.invite(PERSON, now=NOW)
    with pytest.raises(Refused, match="name-taken"):
        await members.invite(PERSON, now=NOW)
    assert await members.invite(PERSON, now=NOW + timedelta(hours=72))


async def test_an_invite_stands_in_the_store_as_its_hash_for_72_hours(members, redis):
    invite = await members.invite(PERSON, now=NOW)
    place = Invites.place_of(invite)
    assert invite.encode() not in b"".join(await redis.keys("*")) + await redis.get(place)
    assert 72 * 3600 - 10 < await redis.ttl(place) <= 72 * 3600


async def test_invites_that_ended_are_forgotten(members, redis):
    first = await members.invite(PERSON, now=NOW)
    second = await members.invite(Person(name="Вера", role="fallback", desk="fallback"), now=NOW, hours=1)
    assert [one.name for one in await members.invites.pending(NOW)] == ["Вера", "Анна Ёлкина"]
    assert [one.name for one in await members.invites.pending(NOW + timedelta(hours=1))] == ["Анна Ёлкина"]
    await redis.delete(Invites.place_of(first), Invites.place_of(second))
    assert await members.invites.pending(NOW) == ()
    assert await redis.scard(roster_keys.invites()) == 0


async def test_everything_of_the_roster_lies_under_one_tag(roster, members, redis):
    await remembered(members)
    await members.invite(PERSON, now=NOW)
    await roster.offer_link(MemberId("m-aaaaaaaaaa"))
    assert {key.partition(b":")[0] + b":" + key.split(b":")[1] for key in await redis.keys("*")} == {b"{rb:staff}"}


async def test_an_invite_is_a_line_of_the_audit_journal_that_names_no_one(members):
    await members.invite(PERSON, now=NOW)
    (raw,) = await members.store.redis.lrange(chain(STAFF).lines, 0, -1)
    said, (pending,) = json.loads(raw), await members.invites.pending(NOW)
    assert (said["by"], said["verb"], said["detail"]) == ("operator", "invited", pending.member)


async def test_in_a_small_house_a_specialist_is_a_supervisor_too(roster, members):
    await remembered(members)
    assert [one.role for one in await roster.colleagues()] == ["specialist"]
    assert [one.role for one in await replace(roster, profile="small").colleagues()] == ["fallback"]


async def test_whoever_has_an_invite_and_is_not_signed_yet_is_on_no_shift(roster, members):
    await remembered(members)
    await remembered(members, "Чужой", "m-xxxxxxxxxx")
    await roster.store.redis.hset(roster_keys.papers(MemberId("m-aaaaaaaaaa")), "certificate", "{}")
    crew = await LinkedMembers(roster, cast("Keyring", None)).colleagues()
    assert [one.name for one in crew] == ["Анна"]
    assert [one.name for one in await roster.colleagues()] == ["Анна", "Чужой"], "an operator still sees both"

"""Every deed of the desk is a line of a chain, in the same step as the deed; a chain outlives its signals."""

import asyncio
import json
import os

import pytest

from desk.access import Refused
from desk.journal import NotForTheJournal
from desk.ports import JournalLine
from tests.desk.desk_rig import ANNA, BORIS, NOON, Office, account, office_on
from triage.ids import EntryId, MemberId, SignalId
from vault import keys, roster_keys
from vault.journal import CHAINS, STAFF, StaffJournal, chain
from vault.journal_walk import Proof, Walk
from vault.sessions import Sessions

CHILD = account(3, 1)


@pytest.fixture
def office(redis) -> Office:
    return office_on(redis)


async def signal_of(office: Office, who=CHILD, text: str = "дома плохо") -> SignalId:
    await office.writes(who, text)
    return (await office.card_of(who)).signal


async def told_by(office: Office, name: str) -> list[tuple[str, str, str, str]]:
    """(who, verb, detail, signal) of every line."""
    lines = [json.loads(raw) for raw in await office.store.redis.lrange(chain(name).lines, 0, -1)]
    return [(said["by"], said["verb"], said.get("detail", ""), said.get("signal", "")) for said in lines]


async def proofs(office: Office) -> dict[str, Proof]:
    return {proof.name: proof for proof in await Walk(office.store).proofs({})}


async def whole(office: Office) -> bool:
    return not any(proof.faults for proof in (await proofs(office)).values())


async def test_every_verb_of_a_specialist_is_a_line_in_the_chain_of_the_signals_partition(office):
    signal = await signal_of(office)
    await office.duty.read(office.asked(signal, "look"))
    await office.claims(signal)
    await office.replies(signal, "мы рядом")
    await office.duty.note(office.asked(signal, "note"), EntryId("a" * 32), "box")
    await office.duty.release(office.asked(signal, "release"))
    await office.claims(signal, BORIS)
    verbs = [(ANNA, verb) for verb in ("opened", "claimed", "replied", "noted", "released")] + [(BORIS, "claimed")]
    assert await told_by(office, "3") == [(who.member, verb, "", signal) for who, verb in verbs]
    assert await whole(office)


async def test_what_a_child_does_is_no_line_of_it(office):
    await signal_of(office)
    await office.taps(CHILD, "delete")
    assert [await told_by(office, name) for name in CHAINS] == [[]] * len(CHAINS)


async def test_a_reply_sent_although_the_check_warned_says_so(office):
    signal = await signal_of(office)
    await office.claims(signal)
    reply = await office.sealed_reply(signal, "мы рядом")
    object.__setattr__(reply, "despite", ("why",))
    await office.duty.reply(office.asked(signal, "r"), reply)
    assert (await told_by(office, "3"))[-1] == (ANNA.member, "replied", "despite-check", signal)
    assert (await office.files.read(signal, "intake")).journal[-1].detail == "despite-check"


async def test_the_same_request_twice_is_one_line_and_a_refused_one_none(office):
    signal = await signal_of(office)
    for _ in range(2):
        await office.duty.claim(office.asked(signal, "same"))
    with pytest.raises(Refused):
        await office.duty.claim(office.asked(signal, "other", BORIS))
    assert await told_by(office, "3") == [(ANNA.member, "claimed", "", signal)]


async def test_the_lines_of_an_erased_signal_stay_and_one_more_says_who_erased_it(office):
    signal = await signal_of(office)
    await office.claims(signal)
    await office.taps(CHILD, "delete")
    await office.duty.erase(office.asked(signal, "e"))
    assert [verb for _, verb, _, _ in await told_by(office, "3")] == ["claimed", "erased"]
    assert not await office.store.redis.exists(keys.journal(signal))
    assert await whole(office)


async def test_a_chain_knows_members_by_id_and_nothing_that_a_person_said(office):
    signal = await signal_of(office)
    await office.claims(signal)
    await office.replies(signal, "мы рядом")
    raw = b"".join(await office.store.redis.lrange(chain("3").lines, 0, -1))
    assert ANNA.member.encode() in raw
    assert ANNA.name.encode() not in raw
    assert CHILD.encode() not in raw
    assert raw.isascii()


async def test_twenty_deeds_on_as_many_signals_at_once_make_one_chain_without_a_fork(office):
    signals = [await signal_of(office, account(3, number)) for number in range(20)]
    there = office.another_process()
    await asyncio.gather(*((office, there)[n % 2].claims(signal) for n, signal in enumerate(signals)))
    assert sorted(await told_by(office, "3")) == sorted((ANNA.member, "claimed", "", signal) for signal in signals)
    assert await whole(office)


async def test_twenty_people_who_claim_one_signal_at_once_leave_one_line(office):
    signal = await signal_of(office)
    people = [type(ANNA)(member=MemberId(f"m-{n:010d}"), name="-", role="specialist", desk="intake") for n in range(20)]
    found = await asyncio.gather(*(office.claims(signal, who) for who in people), return_exceptions=True)
    assert len([one for one in found if isinstance(one, Refused)]) == 19
    assert len(await told_by(office, "3")) == 1
    assert await whole(office)


@pytest.mark.parametrize(
    ("by", "verb", "detail"),
    [
        ("Анна", "claimed", ""),
        ("m-a", "взят", ""),
        ("m-a", "claimed", "дома плохо"),
        ("m-a", "told", "school-17"),
        ("", "x", ""),
    ],
)
async def test_what_is_no_word_of_ours_is_written_nowhere_and_not_repeated(office, by, verb, detail):
    signal = await signal_of(office)
    with pytest.raises(NotForTheJournal) as refused:
        await office.files.note_reading(signal, JournalLine(at=NOON, by=by, verb=verb, detail=detail))
    assert not detail or detail not in str(refused.value)
    assert await told_by(office, "3") == []


async def test_a_detail_may_be_a_member(office):
    await StaffJournal(office.store).note(JournalLine(at=NOON, by="m-a", verb="handed-over", detail=BORIS.member))
    assert await told_by(office, STAFF) == [("m-a", "handed-over", BORIS.member, "")]


async def test_a_session_begins_and_ends_in_the_desks_own_chain(office):
    sessions = Sessions(store=office.store, draw=os.urandom)
    await office.store.redis.hset(roster_keys.papers(ANNA.member), "v", 1)  # a member, not a revoked one
    session = await sessions.begin(ANNA.member, b"nonce", b"", NOON)
    assert await sessions.begin(ANNA.member, b"nonce", b"", NOON) is None
    for _ in range(2):
        await sessions.end(session or "", NOON)
    assert await sessions.member_of(session or "", NOON) is None
    assert await told_by(office, STAFF) == [(ANNA.member, verb, "", "") for verb in ("signed-in", "signed-out")]
    assert await whole(office)


TAMPERINGS = {
    "altered": lambda redis, key: redis.lset(key, 1, b'{"at":"2026","by":"m-x","n":2,"prev":"0","verb":"claimed"}'),
    "missing": lambda redis, key: redis.lpop(key),
    "truncated": lambda redis, key: redis.rpop(key),
    "added": lambda redis, key: redis.rpush(key, b"{}"),
    "gone": lambda redis, key: redis.delete(key),
    "head gone": lambda redis, key: redis.delete(f"{key}:head"),
    "head set back": lambda redis, key: redis.hset(f"{key}:head", "v", "2"),
}


@pytest.mark.parametrize("how", TAMPERINGS)
async def test_whoever_changes_a_chain_in_the_store_is_found_in_that_chain_and_no_other(office, how):
    signal = await signal_of(office)
    for request in "abcd":
        await office.duty.note(office.asked(signal, request), EntryId(request * 32), "box")
    await TAMPERINGS[how](office.store.redis, chain("3").lines)
    assert [name for name, proof in (await proofs(office)).items() if proof.faults] == ["3"]


async def test_a_chain_that_grows_while_it_is_read_is_not_called_wrong(office):
    signal = await signal_of(office)

    async def writes() -> None:
        for number in range(60):
            await office.duty.note(office.asked(signal, f"{number}"), EntryId(f"{number:032x}"), "box")

    found = await asyncio.gather(writes(), *(whole(office) for _ in range(5)))
    assert found[1:] == [True] * 5


async def test_a_deed_that_changes_nothing_else_is_a_line_of_its_own(office):
    await StaffJournal(office.store).note(JournalLine(at=NOON, by=ANNA.member, verb="shift-on"))
    assert await told_by(office, STAFF) == [(ANNA.member, "shift-on", "", "")]

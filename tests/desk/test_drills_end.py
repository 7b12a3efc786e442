"""A drill ends by itself, whatever happens in the middle, leaves no trace but its result, and blocks no later one."""

import asyncio

import pytest

from bot.drilling import words_of
from desk.access import Refused
from desk.drills import LASTS, NEVER_BEGAN, TOLD_FOR
from desk.ports import Unavailable
from i18n.words import Words
from tests.desk.casework_rig import CHILD
from tests.desk.desk_rig import BORIS, DANGER, JUDGE, UNCLEAR, Office
from tests.desk.drills_rig import ROOT, Ground
from triage import interview
from triage.interview import Talk
from triage.urgency import Urgency
from vault import keys
from vault.drills import StoredDrills


@pytest.fixture
def ground(office: Office) -> Ground:
    return Ground(office)


async def test_after_half_an_hour_it_is_gone_without_a_trace_and_written_down_as_missed(ground):
    drill = await ground.begins()
    ground.office.later(seconds=LASTS.total_seconds() - 1)
    await ground.drills.tick(ground.office.now)
    assert (await ground.last()).ended == ""
    await ground.later(seconds=1)
    last = await ground.last()
    assert (last.ended, last.claimed_s) == ("missed", None)
    assert await ground.office.files.card(drill.signal) is None
    left = {name for name in await ground.office.all_keys() if drill.signal in name}
    assert left == set()
    assert await ground.office.store.redis.hlen(keys.tombstones(3)) == 0
    assert await ground.begins("5" * 32), "and the next may begin"


async def test_real_danger_ends_it_at_once_and_stands_alone_on_the_desk(ground):
    drill = await ground.begins()
    await ground.later(minutes=1)
    await ground.office.writes(CHILD, DANGER)
    await ground.later(seconds=5)
    last = await ground.last()
    assert (last.ended, last.claimed_s) == ("stopped", None)
    assert await ground.office.files.card(drill.signal) is None
    assert [card.account is None for card in await ground.office.files.queue(10)] == [False]


async def test_somebody_less_urgent_stands_before_it_and_does_not_end_it(ground):
    await ground.begins()
    await ground.office.writes(CHILD, UNCLEAR)
    await ground.later(seconds=5)
    assert (await ground.last()).ended == ""


async def test_one_that_somebody_has_is_ended_by_her_not_under_her_hands(ground):
    drill = await ground.begins()
    await ground.takes(drill.signal)
    await ground.office.writes(CHILD, DANGER)
    await ground.later(seconds=5)
    assert (await ground.last()).ended == ""
    assert await ground.office.files.card(drill.signal) is not None


async def test_that_it_is_over_is_told_for_an_hour_whatever_its_end(ground):
    drill = await ground.begins()
    assert await ground.drills.over(ground.office.now) is None
    await ground.later(minutes=31)
    over = await ground.drills.over(ground.office.now)
    assert (over.signal, over.ended) == (drill.signal, "missed")
    ground.office.later(seconds=TOLD_FOR.total_seconds())
    assert await ground.drills.over(ground.office.now) is None


async def test_that_it_is_over_is_told_before_its_signal_is_gone(ground, monkeypatch):
    drill = await ground.begins()
    ground.office.later(minutes=31)

    async def dies(_self, _signal, _line):
        raise Unavailable("dead")

    with monkeypatch.context() as patched:
        patched.setattr(StoredDrills, "erase", dies)
        with pytest.raises(Unavailable):
            await ground.drills.tick(ground.office.now)
    assert (await ground.drills.over(ground.office.now)).signal == drill.signal
    assert await ground.office.files.card(drill.signal) is not None


async def test_another_process_ends_what_this_one_began(ground):
    drill = await ground.begins()
    await ground.takes(drill.signal)
    other = Ground(ground.office.another_process())
    other.office.later(minutes=31)
    await asyncio.gather(*(other.drills.tick(other.office.now) for _ in range(5)))
    await other.drills.tick(other.office.now)
    ended = await other.drills.listed(BORIS)
    assert [(one.ended, one.claimed_s) for one in ended] == [("claimed", 0)]


async def test_a_crash_between_announcement_and_signal_blocks_no_later_drill(ground, monkeypatch):
    async def dies(_change):
        raise Unavailable("dead")

    with monkeypatch.context() as patched:
        patched.setattr(type(ground.office.books), "save", lambda _self, change: dies(change))
        with pytest.raises(Unavailable):
            await ground.begins()
    await ground.drills.tick(ground.office.now)
    with pytest.raises(Refused, match="drill-runs"):
        await ground.begins("5" * 32)
    await ground.later(seconds=NEVER_BEGAN.total_seconds())
    assert (await ground.last()).ended == "failed"
    assert await ground.begins("5" * 32)


async def test_a_crash_between_erasing_and_writing_down_loses_no_result(ground, monkeypatch):
    drill = await ground.begins()
    await ground.takes(drill.signal)
    ground.office.later(minutes=31)

    async def dies(_self, _before):
        raise Unavailable("dead")

    with monkeypatch.context() as patched:
        patched.setattr(StoredDrills, "finish", dies)
        with pytest.raises(Unavailable):
            await ground.drills.tick(ground.office.now)
    await ground.later(seconds=5)
    assert [(one.ended, one.claimed_s) for one in await ground.drills.listed(BORIS)] == [("claimed", 0)]


async def test_one_whose_card_does_not_open_ends_all_the_same(ground):
    drill = await ground.begins()
    await ground.office.store.redis.hset(keys.signal(drill.signal), "b", b"damaged")
    await ground.later(minutes=31)
    assert (await ground.last()).ended == "missed"
    assert await ground.office.files.card(drill.signal) is None


async def test_only_the_last_twenty_are_remembered(ground):
    for number in range(22):
        await ground.begins(f"{number:032x}")
        await ground.later(minutes=31)
    assert len(await ground.drills.listed(BORIS)) == 20


async def test_the_journal_says_who_began_it_but_not_which_signal_it_is(ground):
    drill = await ground.begins()
    lines = await ground.office.store.redis.lrange("{rb:staff}:chain", 0, -1)
    assert b'"verb":"drill-started"' in lines[-1]
    assert BORIS.member.encode() in lines[-1]
    assert drill.signal.encode() not in lines[-1]
    await ground.later(minutes=31)
    ended = (await ground.office.store.redis.lrange("{rb:3}:chain", 0, -1))[-1]
    assert b'"verb":"drill-ended"' in ended
    assert b'"detail":"missed"' in ended


def test_whatever_a_drill_says_is_immediate_by_the_rules_and_stands_in_no_page():
    said = words_of(Words.load(ROOT / "i18n"))
    assert len(said) >= 4
    for text in said:
        talk = interview.said(Talk(), JUDGE.classes(text), pin=False)
        assert JUDGE.assess(interview.facts_of(talk, "ru"), talk.classes).urgency is Urgency.IMMEDIATE

"""A drill goes the real way, looks like any signal until somebody takes it, and measures who came and when."""

import asyncio
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.drilling import words_of
from desk.access import Refused
from desk.aftercare import Aftercare
from desk.alarms import Watchkeeping
from desk.drills import LASTS, NEVER_BEGAN, Drills
from desk.ports import Unavailable
from i18n.words import Words
from tests.desk.casework_rig import CHILD, Hands
from tests.desk.desk_rig import ANNA, BORIS, DANGER, JUDGE, UNCLEAR, Office, account
from tests.desk.test_alarms import TIMES, Pages
from triage import interview
from triage.card import Card
from triage.ids import PARTITIONS
from triage.interview import Talk
from triage.tells import AlertDesk, FewerWait, RingDesk, StillWaiting
from triage.urgency import Urgency
from vault import keys
from vault.alarms import StoredAlarms
from vault.drills import StoredDrills
from vault.gauges import Gauges
from vault.records import Records

ROOT = Path(__file__).parents[2]
REQUEST = "3" + "0" * 31
"""Its signal lies where the child's does."""


@dataclass
class Ground:
    """An office with a shift that linked its chats, the alarms' loop, and the drills."""

    office: Office
    saw: dict = field(default_factory=dict)
    pages: Pages = field(default_factory=Pages)

    def __post_init__(self):
        self.hands = Hands(self.office)
        self.hands.crew.seen = self.seen
        book = StoredDrills(self.office.store, self.office.keyring, self.office.records)
        self.drills = Drills(
            book=book, books=self.office.books, files=self.office.files, roster=self, judge=JUDGE, words=(DANGER,)
        )
        alarms = StoredAlarms(self.office.store, self.office.keyring, self.office.records)
        self.watch = Watchkeeping(book=alarms, people=self.hands.crew, pager=self.pages, times=TIMES)

    async def seen(self):
        return self.saw

    async def begins(self, request=REQUEST, who=BORIS):
        return await self.drills.start(who, request, self.office.now)

    async def later(self, **span):
        self.office.later(**span)
        await self.drills.tick(self.office.now)

    async def last(self):
        return (await self.drills.listed(BORIS))[0]

    async def everything(self):
        return [tell for home in range(PARTITIONS) for tell in await self.office.tells(home)]

    async def takes(self, signal, who=ANNA):
        return await self.office.claims(signal, who)

    async def closes(self, signal, who=ANNA):
        asked = self.office.asked(signal, f"close-{self.office.now}", who)
        return await self.hands.endings.close(asked, "drill", self.office.now)


@pytest.fixture
def ground(office: Office) -> Ground:
    return Ground(office)


def unlike(one: Card, other: Card) -> set[str]:
    return {name for name in vars(one) if getattr(one, name) != getattr(other, name)}


async def test_its_card_differs_from_a_childs_in_nothing_but_the_mark_and_the_way_back(ground):
    await ground.office.writes(CHILD, DANGER)
    real = await ground.office.card_of(CHILD)
    await ground.office.replies_to(CHILD, "Я рядом.")
    drill = await ground.hands.card((await ground.begins()).signal)
    assert unlike(replace(real, case=drill.case), drill) == {"signal", "account"}
    assert (drill.case.drill, drill.account, drill.urgency) == (True, None, Urgency.IMMEDIATE)


async def test_it_rings_as_any_signal_does_and_its_words_open_with_the_desks_key(ground):
    drill = await ground.begins()
    assert await ground.everything() == [AlertDesk(signal=drill.signal)]
    assert [entry["text"] for entry in await ground.office.reads(drill.signal)] == [DANGER]
    assert await ground.hands.verbs(drill.signal) == [("received", "")]


async def test_it_climbs_the_real_ladder_but_calls_nobody_outside_and_no_child(ground):
    await ground.begins()
    for _ in range(10):
        await ground.later(minutes=1)
        await ground.watch.tick(ground.office.now)
    rung = [tell for tell in await ground.everything() if isinstance(tell, RingDesk)]
    assert {tell.account for tell in rung} == set(ground.hands.crew.chats.values())
    assert ground.pages.paged == []
    assert not [tell for tell in await ground.everything() if isinstance(tell, StillWaiting)]


async def test_a_real_signal_beside_it_is_paged_as_ever(ground):
    await ground.begins()
    await ground.office.writes(CHILD, DANGER)
    for _ in range(6):
        await ground.later(minutes=1)
        await ground.watch.tick(ground.office.now)
    assert "waiting" in ground.pages.paged


async def test_a_real_immediate_signal_stands_before_it_however_late_it_comes(ground):
    drill = await ground.begins()
    await ground.later(minutes=5)
    await ground.office.writes(account(3, 7), UNCLEAR)
    await ground.office.writes(account(4, 1), DANGER)
    await ground.office.writes(account(9, 1), DANGER)
    for now in (None, ground.office.now):
        order = [card.signal for card in await ground.office.files.queue(10, now)]
        assert order.index(drill.signal) == 2, "behind both real ones, before the less urgent one"


@pytest.mark.parametrize("held", [False, True])
async def test_none_begins_while_a_real_immediate_signal_waits(ground, held):
    await ground.office.writes(CHILD, DANGER)
    if held:
        await ground.office.claims((await ground.office.card_of(CHILD)).signal)
    with pytest.raises(Refused, match="real-first"):
        await ground.begins()
    await ground.office.replies_to(CHILD, "Я рядом.")
    assert await ground.begins()


async def test_a_specialist_begins_none_and_sees_no_list(ground):
    with pytest.raises(Refused, match="not-allowed"):
        await ground.begins(who=ANNA)
    with pytest.raises(Refused, match="not-allowed"):
        await ground.drills.listed(ANNA)


async def test_one_at_a_time_and_the_same_request_twice_is_one(ground):
    first = await ground.begins()
    assert await ground.begins() == first
    with pytest.raises(Refused, match="drill-runs"):
        await ground.begins("4" * 32)
    assert len(await ground.office.files.queue(10)) == 1


async def test_eight_supervisors_at_once_begin_one(ground):
    async def tries(number):
        try:
            return await ground.begins(f"{number}" * 32)
        except Refused as refused:
            return refused.code

    said = await asyncio.gather(*(tries(number) for number in range(8)))
    assert said.count("drill-runs") == 7
    assert len(await ground.office.files.queue(10)) == 1


async def test_the_first_to_see_it_and_the_first_to_take_it_are_measured(ground):
    drill = await ground.begins()
    ground.office.later(seconds=12)
    ground.saw[ANNA.member] = ground.office.now
    await ground.drills.tick(ground.office.now)
    ground.office.later(seconds=30)
    await ground.takes(drill.signal)
    ground.saw[ANNA.member] = ground.office.now
    await ground.drills.tick(ground.office.now)
    await ground.closes(drill.signal)
    await ground.later(seconds=5)
    last = await ground.last()
    assert (last.seen_s, last.claimed_s, last.ended) == (12, 42, "claimed")


async def test_what_was_seen_before_it_began_and_what_its_beginner_does_are_no_answer(ground):
    ground.saw[ANNA.member] = ground.office.now
    ground.office.later(minutes=1)
    drill = await ground.begins()
    ground.office.later(seconds=3)
    ground.saw[BORIS.member] = ground.office.now
    await ground.takes(drill.signal, BORIS)
    await ground.closes(drill.signal, BORIS)
    await ground.later(seconds=1)
    last = await ground.last()
    assert (last.seen_s, last.claimed_s, last.ended) == (None, None, "stopped")


async def test_once_taken_it_rings_no_more(ground):
    drill = await ground.begins()
    card = await ground.takes(drill.signal)
    assert card.awaiting == "reporter"
    assert await ground.office.store.redis.zcard(keys.alarms(3)) == 0
    assert FewerWait(signal=drill.signal) in await ground.everything()


async def test_closing_it_asks_nobody_how_it_is_and_no_silence_opens_it_again(ground):
    drill = await ground.begins()
    await ground.takes(drill.signal)
    card = await ground.closes(drill.signal)
    assert card.case.after == ""
    assert await ground.office.store.redis.zcard(keys.silences(3)) == 0
    ground.office.later(hours=25)
    await Aftercare(files=ground.office.files).tick(ground.office.now)
    assert (await ground.hands.card(drill.signal)).case.closed_at is not None


async def test_no_real_signal_is_closed_as_a_drill_and_no_drill_as_a_real_one(ground):
    signal = await ground.hands.held(UNCLEAR)
    with pytest.raises(Refused, match="no-such-outcome"):
        await ground.closes(signal)
    drill = await ground.begins()
    with pytest.raises(Refused, match="not-yours"):
        await ground.closes(drill.signal)
    await ground.takes(drill.signal)
    with pytest.raises(Refused, match="no-such-outcome"):
        await ground.hands.closes(drill.signal)


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


async def test_it_is_no_number_of_the_house(ground):
    before = Gauges(ground.office.store, ground.office.outbox, Records(ground.office.store, ground.office.keyring))
    await ground.begins()
    ground.office.later(minutes=4)
    standing = await before.standing(ground.office.now)
    assert standing.waiting[Urgency.IMMEDIATE] == 0
    assert standing.ages.unclaimed_immediate_s == 0
    await ground.office.writes(CHILD, DANGER)
    assert (await before.standing(ground.office.now)).waiting[Urgency.IMMEDIATE] == 1


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

"""Who is told, and when: nobody who waits is forgotten, nobody is told of what was answered."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.alarms import WAKES, Alarm, Needs, OnDuty, Rung, Waits, Watch, climb, on_shift_of, parse_alarms, told
from triage.ids import MemberId
from triage.pack import BadPack
from triage.urgency import Urgency

FILE = Path(__file__).parents[2] / "triage" / "packs" / "common" / "alarms.toml"
TIMES = parse_alarms(FILE.read_text(encoding="utf-8"), file=str(FILE))
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
ANNA = MemberId("m-a")
TIERS = st.sampled_from(list(Urgency))


def minutes(count):
    return timedelta(minutes=count)


def watched(tier, upto, *, seen=(), manned=True, holder=None):
    """The rungs that ring, each with its minute, for a signal that nobody answers; looked at once a minute."""
    alarm, rang, seen_at = None, [], None
    for minute in range(upto + 1):
        now = NOW + minutes(minute)
        seen_at = now if minute in seen else seen_at
        waits = Waits(tier=tier, since=NOW, holder=holder)
        step = climb(alarm, waits, Watch(now=now, seen_at=seen_at, manned=manned), TIMES[tier])
        alarm = step.alarm
        if step.rings is not None:
            rang.append((minute, step.rings))
    return rang


def test_an_immediate_signal_climbs_a_rung_every_two_minutes_and_then_never_stops():
    first = [(2, Rung.OUTSIDE), (4, Rung.SHIFT), (6, Rung.SUPERVISORS), (8, Rung.ANYONE)]
    assert watched(Urgency.IMMEDIATE, 12) == [*first, (10, Rung.ANYONE), (12, Rung.ANYONE)]


def test_who_says_that_she_sees_it_buys_minutes_and_no_more():
    assert watched(Urgency.IMMEDIATE, 5, seen={1})[0] == (3, Rung.OUTSIDE)


def test_saying_it_again_and_again_stills_nothing():
    assert watched(Urgency.IMMEDIATE, 20, seen=set(range(21)))[-1][1] is Rung.ANYONE


def test_an_acknowledgement_of_something_earlier_does_not_count():
    seen_before = Watch(now=NOW + minutes(2), seen_at=NOW - minutes(1))
    begun = Alarm(tier=Urgency.IMMEDIATE, since=NOW, rung=Rung.FITTING, rung_at=NOW)
    step = climb(begun, Waits(tier=Urgency.IMMEDIATE, since=NOW), seen_before, TIMES[Urgency.IMMEDIATE])
    assert step.rings is Rung.OUTSIDE


def test_a_holder_has_longer_for_her_first_answer_and_is_then_not_alone():
    assert watched(Urgency.IMMEDIATE, 8, holder=ANNA)[:2] == [(5, Rung.OUTSIDE), (7, Rung.SHIFT)]


def test_more_urgent_begins_anew_and_given_back_goes_on_where_it_stood():
    high = Alarm(tier=Urgency.URGENT, since=NOW, rung=Rung.ANYONE, rung_at=NOW, holder=ANNA)
    now = Watch(now=NOW + minutes(1))
    anew = climb(high, Waits(tier=Urgency.IMMEDIATE, since=NOW, holder=ANNA), now, TIMES[Urgency.IMMEDIATE])
    assert (anew.alarm.rung, anew.rings, anew.alarm.tier) == (Rung.FITTING, None, Urgency.IMMEDIATE)
    back = climb(high, Waits(tier=Urgency.URGENT, since=NOW), now, TIMES[Urgency.URGENT])
    assert (back.alarm.rung, back.alarm.rung_at, back.alarm.holder) == (Rung.ANYONE, NOW, None)


def test_from_hand_to_hand_and_back_stills_nothing_for_longer_than_one_first_answer():
    alarm, quiet, longest, times = None, 0, 0, TIMES[Urgency.IMMEDIATE]
    for minute in range(60):
        waits = Waits(tier=Urgency.IMMEDIATE, since=NOW, holder=ANNA if minute % 2 else None)
        step = climb(alarm, waits, Watch(now=NOW + minutes(minute)), times)
        alarm, quiet = step.alarm, 0 if step.rings is not None else quiet + 1
        longest = max(longest, quiet)
    assert minutes(longest) <= times.held + times.gap


def test_at_night_with_nobody_there_only_what_cannot_wait_wakes_somebody():
    a_day = 24 * 60
    assert watched(Urgency.IMMEDIATE, 10, manned=False)
    assert watched(Urgency.URGENT, 60, manned=False)
    assert watched(Urgency.STANDARD, a_day, manned=False) == []
    assert watched(Urgency.STANDARD, a_day)


def person(member, **more):
    return OnDuty(member=member, **({"supervisor": False, "on_shift": True} | more))


EVENING = (
    person("m-ru", languages=frozenset({"ru"})),
    person("m-kk", languages=frozenset({"kk"}), skills=frozenset({"child"})),
    person("m-busy", free=False),
    person("m-home", on_shift=False),
    person("m-boss", supervisor=True, on_shift=False),
)


def test_those_whom_it_suits_are_told_first_and_in_the_end_anybody():
    needs = Needs(language="kk", skill="child")
    assert told(Rung.FITTING, needs, EVENING) == {"m-kk"}
    assert told(Rung.SHIFT, needs, EVENING) == {"m-ru", "m-kk", "m-busy"}
    assert told(Rung.SUPERVISORS, needs, EVENING) == {"m-ru", "m-kk", "m-busy", "m-boss"}
    assert told(Rung.ANYONE, needs, EVENING) == {one.member for one in EVENING}


def test_who_answered_before_is_told_first_while_she_is_on_shift():
    assert told(Rung.FITTING, Needs(before=MemberId("m-busy")), EVENING) == {"m-busy"}
    assert told(Rung.FITTING, Needs(before=MemberId("m-home")), EVENING) == {"m-ru", "m-kk"}


def test_a_holder_is_told_alone_until_she_does_not_answer():
    assert told(Rung.FITTING, Needs(), EVENING, holder=MemberId("m-home")) == {"m-home"}
    assert "m-home" in told(Rung.SHIFT, Needs(), EVENING, holder=MemberId("m-home"))


PEOPLE = st.lists(
    st.builds(
        OnDuty,
        member=st.uuids().map(str),
        supervisor=st.booleans(),
        on_shift=st.booleans(),
        free=st.booleans(),
        languages=st.frozensets(st.sampled_from(["ru", "kk", "en"])),
        regions=st.frozensets(st.sampled_from(["ru", "kz"])),
        skills=st.frozensets(st.sampled_from(["child", "survivor", "online"])),
    ),
    max_size=6,
)
NEEDS = st.builds(
    Needs, language=st.sampled_from([None, "ru", "kk"]), region=st.sampled_from([None, "kz"]), skill=st.just("child")
)


@given(PEOPLE, NEEDS, st.sampled_from(list(Rung)))
def test_as_long_as_anybody_works_here_somebody_is_told(people, needs, rung):
    assert bool(told(rung, needs, people)) == bool(people)


@given(PEOPLE, NEEDS)
def test_every_lane_ends_in_anyone_and_no_rung_forgets_those_below(people, needs):
    manned = on_shift_of(people)
    circles = [told(rung, needs, people) for rung in Rung]
    assert circles[-1] == {one.member for one in people}
    if manned:
        assert all(low <= high for low, high in pairwise(circles))


@settings(deadline=None, max_examples=30)
@given(TIERS, st.booleans(), st.sets(st.integers(0, 3000), max_size=4))
def test_whatever_is_acknowledged_the_ladder_goes_on_until_somebody_answers(tier, manned, seen):
    if manned or tier in WAKES:
        rang = watched(tier, 12_000, seen=seen, manned=manned)
        assert rang[-1][1] == TIMES[tier].top
        assert 12_000 - rang[-1][0] <= TIMES[tier].gap / minutes(1)


def broken(old, new):
    return FILE.read_text(encoding="utf-8").replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (broken("[planned]", "[plannd]"), r"no such tier; did you mean planned"),
        (broken("gap = 2", "gap = 0"), r"immediate\.gap = 0: minutes, 1 to"),
        (broken("gap = 2", "gap = 6"), r"immediate\.gap = 6: 5 minutes at most"),
        (broken("gap = 2", "gpa = 2"), r"immediate\.gpa = 2: no such field; did you mean gap"),
        (broken('top = "anyone"', 'top = "anybody"'), r"top = 'anybody': did you mean anyone"),
        (broken("[planned]", "#").partition('#\nsource = "domain.md §3.1 (≤ 3')[0], r"\[planned\] is missing"),
    ],
)
def test_a_pack_with_a_slip_is_refused_with_its_cure(text, says):
    with pytest.raises(BadPack, match=says):
        parse_alarms(text, file="alarms.toml")


def test_what_begins_with_the_supervisors_rings_there_at_once_and_goes_on_from_there():
    waits = Waits(tier=Urgency.IMMEDIATE, since=NOW, lowest=Rung.SUPERVISORS)
    begun = climb(None, waits, Watch(now=NOW), TIMES[Urgency.IMMEDIATE])
    assert begun.rings is Rung.SUPERVISORS
    later = climb(begun.alarm, waits, Watch(now=begun.due), TIMES[Urgency.IMMEDIATE])
    assert later.rings is Rung.ANYONE

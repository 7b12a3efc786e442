"""The days to come of a whole desk: when nobody is on shift, whatever the zones and however the clocks are moved."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from triage.shifts import BY_HAND, Member, Said, by_hours, on_shift, parse_hours, turns_at
from triage.week import by_day, end_of_week, gaps, stretches

MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
AZORES = ZoneInfo("Atlantic/Azores")
"""Its clocks are moved at midnight itself."""
FORWARD = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
"""In Berlin 02:00 to 03:00 of the next day is left out."""
BACK = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
"""In Berlin 02:00 to 03:00 of the next day comes twice."""
NOWS = st.sampled_from([MONDAY, FORWARD, BACK]).flatmap(
    lambda start: st.integers(0, 3 * 24 * 60).map(lambda minutes: start + timedelta(minutes=minutes))
)
DAYS = st.sampled_from(["mon", "tue-thu", "fri-mon", "sat-sun", "sun", "mon-sun"])
CLOCKS = st.tuples(st.integers(0, 23), st.sampled_from([0, 30])).map(lambda pair: f"{pair[0]:02}:{pair[1]:02}")
HOURS = st.builds(
    parse_hours,
    st.lists(st.builds("{} {}-{}".format, DAYS, CLOCKS, CLOCKS), max_size=3),
    st.sampled_from(["Europe/Moscow", "Asia/Almaty", "Europe/Berlin", "Atlantic/Azores", "Australia/Lord_Howe"]),
)
SAID = st.none() | st.tuples(st.booleans(), st.integers(0, 20 * 60))


def member(*lines, zone="Europe/Moscow", said=None):
    return Member(hours=parse_hours(lines, zone), said=said)


@st.composite
def desks(draw):
    """(now, members): everybody's hours in a zone of her own, and what some of them said before."""
    now = draw(NOWS)
    one = st.tuples(HOURS, SAID)
    staff = [
        Member(hours=hours, said=said and Said(on=said[0], at=now - timedelta(minutes=said[1])))
        for hours, said in draw(st.lists(one, max_size=4))
    ]
    return now, staff


def week(now, staff):
    return stretches(staff, now, end_of_week(now, MOSCOW))


@given(desks(), st.integers(0, 8 * 24 * 60))
def test_at_every_moment_as_many_are_said_to_be_there_as_are_on_shift(desk, minutes):
    now, staff = desk
    found = week(now, staff)
    at = now + timedelta(minutes=minutes)
    said = [one.there for one in found if one.start <= at < one.end]
    assert said == ([sum(on_shift(one, at) for one in staff)] if at < found[-1].end else [])


@given(desks())
def test_the_stretches_leave_no_hole_and_neighbours_differ(desk):
    now, staff = desk
    found = week(now, staff)
    assert (found[0].start, found[-1].end) == (now, end_of_week(now, MOSCOW))
    assert all(one.end == other.start and one.there != other.there for one, other in pairwise(found))


@given(desks())
def test_a_gap_is_where_nobody_is_and_ends_where_somebody_comes(desk):
    now, staff = desk
    end = end_of_week(now, MOSCOW)
    for gap in gaps(staff, now, end):
        assert not any(on_shift(one, gap.start) or on_shift(one, gap.end - timedelta(minutes=1)) for one in staff)
        assert gap.end == end or any(on_shift(one, gap.end) for one in staff)


@given(desks())
def test_until_she_turns_she_stays_as_she_is(desk):
    now, staff = desk
    for one in staff:
        turn = turns_at(one, now)
        for step in range(40):
            at = now + timedelta(minutes=step * 97)
            if turn is None or at < turn:
                assert on_shift(one, at) == on_shift(one, now)
        assert turn is None or on_shift(one, turn) != on_shift(one, now)


def test_two_zones_meet_without_a_gap_and_an_hour_less_leaves_one():
    moscow, almaty = member("mon-sun 09:00-21:00"), member("mon-sun 23:00-11:00", zone="Asia/Almaty")
    assert gaps([moscow, almaty], MONDAY, MONDAY + timedelta(days=7)) == ()
    early = member("mon-sun 23:00-10:00", zone="Asia/Almaty")
    (first, *_) = gaps([moscow, early], MONDAY, MONDAY + timedelta(days=7))
    assert (first.start.hour, first.end.hour) == (5, 6)


def test_what_she_said_by_hand_makes_a_gap_of_this_evening_and_not_of_tomorrow():
    at = MONDAY + timedelta(hours=8)
    ill = member("mon-fri 09:00-18:00", said=Said(on=False, at=at))
    first, second, *_ = gaps([ill], at, end_of_week(at, MOSCOW))
    assert (first.start, first.end) == (at, MONDAY + timedelta(days=1, hours=6))
    assert second.start == MONDAY + timedelta(days=1, hours=15)


def test_somebody_without_hours_leaves_no_gap_until_she_goes_off():
    assert gaps([member()], MONDAY, MONDAY + timedelta(days=7)) == ()
    (gap,) = gaps([member(said=Said(on=False, at=MONDAY))], MONDAY, MONDAY + timedelta(days=7))
    assert gap.end == MONDAY + BY_HAND


def test_nobody_on_the_roster_is_one_gap():
    assert [(one.start, one.end) for one in gaps([], MONDAY, BACK + timedelta(days=90))] == [
        (MONDAY, BACK + timedelta(days=90))
    ]
    assert gaps([], MONDAY, MONDAY) == ()


def test_a_night_in_which_the_clocks_are_moved_is_an_hour_shorter_or_longer():
    night = member("mon-sun 20:00-08:00", zone="Europe/Berlin")
    lengths = []
    for now in (FORWARD, BACK):
        (shift,) = [one for one in stretches([night], now, now + timedelta(days=1)) if one.there]
        lengths.append((shift.end - shift.start) / timedelta(hours=1))
    assert lengths == [11, 13]


def test_a_shift_that_begins_in_an_hour_that_is_not_begins_when_the_clocks_are_moved():
    one = member("sun 02:30-06:00", zone="Europe/Berlin")
    assert turns_at(one, FORWARD) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


@given(desks())
def test_a_day_by_the_wall_is_told_once_in_order_and_whole(desk):
    now, staff = desk
    for zone in (MOSCOW, BERLIN, AZORES):
        days = by_day(stretches(staff, now, end_of_week(now, zone)), zone)
        assert [one.date for one in days] == [now.astimezone(zone).date() + timedelta(days=step) for step in range(7)]
        for day in days[1:]:
            skipped = 60 if (zone, day.date.isoformat()) == (AZORES, "2026-03-29") else 0
            assert (day.spans[0][0], max(end for _, end, _ in day.spans)) == (skipped, 24 * 60)
            assert all(start < end for start, end, _ in day.spans)
            if zone is MOSCOW:
                assert all(one[1] == other[0] for one, other in pairwise(day.spans))


def test_the_hour_that_comes_twice_is_told_twice_and_the_one_that_is_not_is_not_told():
    one = member("sun 01:00-04:00", zone="Europe/Berlin")
    _, back, *_ = by_day(stretches([one], BACK, end_of_week(BACK, BERLIN)), BERLIN)
    assert back.spans == ((0, 60, 0), (60, 180, 1), (120, 240, 1), (240, 1440, 0))
    _, forward, *_ = by_day(stretches([one], FORWARD, end_of_week(FORWARD, BERLIN)), BERLIN)
    assert forward.spans == ((0, 60, 0), (60, 120, 1), (180, 240, 1), (240, 1440, 0))


def test_hours_alone_say_nothing_of_what_was_said_by_hand():
    off = member("mon-fri 09:00-18:00", said=Said(on=False, at=MONDAY + timedelta(hours=7)))
    assert by_hours(off.hours, MONDAY + timedelta(hours=8))
    assert not on_shift(off, MONDAY + timedelta(hours=8))

"""Who is on shift: by her hours, by what she said by hand, and for how long that holds."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.shifts import BY_HAND, BadShift, Member, Said, next_change, on_shift, opens_at, parse_hours, reads, spelt

MONDAY = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
"""03:00 in Moscow."""
MOMENTS = st.integers(0, 14 * 24 * 60).map(lambda minutes: MONDAY + timedelta(minutes=minutes))
DAYS = st.sampled_from(["mon", "tue-thu", "fri-mon", "sat-sun", "sun", "mon-sun"])
CLOCKS = st.tuples(st.integers(0, 23), st.sampled_from([0, 30])).map(lambda pair: f"{pair[0]:02}:{pair[1]:02}")
SHIFTS = st.builds("{} {}-{}".format, DAYS, CLOCKS, CLOCKS)
ZONES = st.sampled_from(["Europe/Moscow", "Asia/Almaty", "Asia/Vladivostok"])


def member(*shifts, zone="Europe/Moscow", said=None):
    return Member(hours=parse_hours(shifts, zone), said=said)


def at(hours):
    return MONDAY + timedelta(hours=hours)


def test_she_is_on_shift_within_her_hours_in_her_own_time_zone():
    one = member("mon-fri 09:00-18:00")
    assert not on_shift(one, at(5.9))
    assert on_shift(one, at(6))
    assert not on_shift(one, at(15))
    assert not on_shift(one, at(6 + 5 * 24))


def test_a_night_shift_goes_over_midnight_into_the_next_day():
    one = member("sun 20:00-08:00")
    assert on_shift(one, at(0))
    assert not on_shift(one, at(5))
    assert not on_shift(one, at(24))


def test_somebody_without_hours_is_always_on_until_she_says_off():
    assert on_shift(member(), at(0))
    assert not on_shift(member(said=Said(on=False, at=at(0))), at(1))


def test_what_was_said_by_hand_ends_with_the_next_change_of_her_shift():
    ill = member("mon-fri 09:00-18:00", said=Said(on=False, at=at(7)))
    assert not on_shift(ill, at(14))
    assert on_shift(ill, at(24 + 7))
    early = member("mon-fri 09:00-18:00", said=Said(on=True, at=at(4)))
    assert on_shift(early, at(5))
    assert on_shift(early, at(7))
    assert not on_shift(early, at(16))


def test_nobody_stays_on_by_hand_for_ever():
    one = member("sat 10:00-12:00", said=Said(on=True, at=at(0)))
    assert on_shift(one, at(11))
    assert not on_shift(one, at(0) + BY_HAND)


def test_when_the_desk_opens_is_the_next_beginning_of_anybodys_shift():
    both = [member("mon-fri 09:00-18:00"), member("mon 07:30-09:00")]
    assert opens_at(both, at(0)) == datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
    assert opens_at([member()], at(0)) is None


def test_what_was_said_by_hand_never_says_when_the_desk_opens():
    assert opens_at([member(said=Said(on=False, at=at(1)))], at(2)) is None
    long = member("mon 08:00-08:00", said=Said(on=False, at=at(6)))  # the mark ends at 21:00, within her shift
    assert opens_at([long], at(7)) == at(7 * 24 + 5)


def test_whoever_went_off_and_has_no_hours_is_rung_again_and_is_no_reader_until_she_says_so():
    gone = member(said=Said(on=False, at=at(0)))
    later = at(0) + BY_HAND
    assert on_shift(gone, later)
    assert not reads(gone, later)
    assert reads(member(said=Said(on=True, at=later)), later)
    assert reads(member(), later)
    written = member("mon-tue 09:00-18:00", said=Said(on=False, at=at(0)))
    assert reads(written, at(24 + 10))


@pytest.mark.parametrize("line", ["", "mon", "mon 9-18", "mon 25:00-26:00", "foo 09:00-10:00", "mon-foo 09:00-10:00"])
def test_a_line_that_is_no_shift_is_refused_with_what_would_be_right(line):
    with pytest.raises(BadShift, match=r"mon-fri 09:00-18:00"):
        parse_hours([line], "Europe/Moscow")


def test_a_time_zone_that_is_none_is_refused():
    with pytest.raises(BadShift, match="Asia/Almaty"):
        parse_hours(["mon 09:00-10:00"], "Moscow")


@given(SHIFTS, ZONES)
def test_a_shift_is_spelt_as_it_was_read(line, zone):
    (shift,) = parse_hours([line], zone).shifts
    assert parse_hours([spelt(shift)], zone).shifts == (shift,)


@given(st.lists(SHIFTS, min_size=1, max_size=4), ZONES, MOMENTS)
def test_between_now_and_the_next_change_nothing_changes(lines, zone, now):
    one = Member(hours=parse_hours(lines, zone))
    change = next_change(one.hours, now)
    for step in range(1, 20):
        moment = now + timedelta(minutes=17 * step)
        if change is None or moment < change:
            assert on_shift(one, moment) == on_shift(one, now)
    if change is not None:
        assert on_shift(one, change) != on_shift(one, now)

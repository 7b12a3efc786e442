"""When a person reads: every minute of a day is inside or outside, also where the shift goes over midnight."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.hours import DAY, DeskHours

MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC)
MINUTES = st.integers(0, 24 * 60 - 1)
ZONES = st.sampled_from(["UTC", "Europe/Moscow", "Asia/Almaty", "America/New_York"])
TIMES = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001  a zone is put on it


def spelt(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def span(opens: int, closes: int, zone: str = "UTC") -> DeskHours:
    return DeskHours.of(f"{spelt(opens)}-{spelt(closes)}", zone)


@given(MINUTES, MINUTES, st.booleans())
def test_a_desk_is_open_for_as_long_as_it_says_on_any_day(opens, closes, summer):
    day = MIDNIGHT.replace(month=7) if summer else MIDNIGHT
    if opens == closes:
        with pytest.raises(ValueError, match="are no hours"):
            span(opens, closes)
        return
    inside = [span(opens, closes).is_open(day + timedelta(minutes=minute)) for minute in range(24 * 60)]
    assert sum(inside) == (closes - opens) % (24 * 60)
    assert inside[opens]
    assert not inside[closes]
    assert inside[closes - 1]
    assert not inside[opens - 1]


@given(MINUTES, MINUTES, ZONES, TIMES)
def test_of_two_shifts_that_make_a_day_exactly_one_is_open(opens, closes, zone, now):
    if opens != closes:
        assert span(opens, closes, zone).is_open(now) is not span(closes, opens, zone).is_open(now)


@given(MINUTES, MINUTES, ZONES, TIMES)
def test_what_is_told_is_what_is_so(opens, closes, zone, now):
    if opens != closes:
        hours = span(opens, closes, zone)
        told = hours.told(now)
        assert told == {"desk": "open" if hours.is_open(now) else "night", "opens": spelt(opens)}


@given(ZONES, TIMES)
def test_without_hours_somebody_is_always_there(zone, now):
    always = DeskHours.of("", zone)
    assert always.is_open(now)
    assert always.told(now) == {"desk": "open", "opens": ""}


@pytest.mark.parametrize(
    ("at", "is_open"), [("20:59", True), ("21:00", False), ("03:00", False), ("08:59", False), ("09:00", True)]
)
def test_the_hours_are_those_of_the_desks_own_clock(at, is_open):
    here = datetime.combine(MIDNIGHT.date(), time.fromisoformat(at), ZoneInfo("Asia/Almaty"))
    assert DeskHours.of("09:00-21:00", "Asia/Almaty").is_open(here.astimezone(UTC)) is is_open


@pytest.mark.parametrize(("at", "is_open"), [("21:00", True), ("23:59", True), ("05:59", True), ("06:00", False)])
def test_a_night_shift_goes_over_midnight(at, is_open):
    here = datetime.combine(MIDNIGHT.date(), time.fromisoformat(at), ZoneInfo("Europe/Moscow"))
    assert DeskHours.of("21:00-06:00", "Europe/Moscow").is_open(here) is is_open


@given(ZONES, TIMES)
def test_a_sound_is_allowed_by_day_only_whatever_the_desks_hours_are(zone, now):
    here = now.astimezone(ZoneInfo(zone)).time()
    assert DeskHours.of("21:00-06:00", zone).is_day(now) is (DAY[0] <= here < DAY[1])


@pytest.mark.parametrize(
    "hours",
    [
        "9:00-21:00",
        "09:00–21:00",
        "09:00-24:00",
        "09:60-21:00",
        "09:00-21:00 ",
        "all day",
        "09:00-09:00",
        "٠٩:00-21:00",
    ],
)
def test_hours_that_are_none_are_refused_with_what_would_be_right(hours):
    with pytest.raises(ValueError, match="09:00-21:00"):
        DeskHours.of(hours, "Europe/Moscow")


@pytest.mark.parametrize("zone", ["", "Moscow", "../etc/passwd", "Europe/Nowhere", "/Europe/Moscow"])
def test_a_zone_that_is_none_is_refused_with_what_would_be_right(zone):
    with pytest.raises(ValueError, match="Asia/Almaty"):
        DeskHours.of("09:00-21:00", zone)

"""Night, the desk is closed: never only "closed", but from when a person reads, and who answers now (rule 28)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.stories.desk_and_phone import later, quick_product
from tests.stories.rig import Clock
from tests.stories.turns import only_card, rang, somebody, thread_of

HOURS, OPENS = "09:00-21:00", "09:00"
ZONE = "Europe/Moscow"
AT_NIGHT, AT_NOON = 2, 12
LINE = "мне грустно и одиноко, дома на меня кричат"


def clock_at(hour: int) -> Clock:
    """The next such hour in the desk's zone: Telegram's simulated clock never runs backwards."""
    clock, now = Clock(), datetime.now(ZoneInfo(ZONE))
    wanted = now.replace(hour=hour, minute=10)
    clock.offset = (wanted if wanted > now else wanted + timedelta(days=1)).astimezone(UTC) - now.astimezone(UTC)
    return clock


@pytest.fixture
async def made(tmp_path, monkeypatch):
    async with quick_product(
        tmp_path, monkeypatch, desk_hours=HOURS, desk_time_zone=ZONE, clock=clock_at(AT_NIGHT)
    ) as product:
        yield product


def says_when_and_who_answers_now(text: str) -> bool:
    return OPENS in text and "112" in text


async def test_the_first_screen_says_from_when_a_person_reads_and_who_answers_now(made):
    child = somebody(made)
    await child.starts()
    assert child.said == [child.newcomers(desk="night", opens=OPENS)]
    assert says_when_and_who_answers_now(child.said[0])


async def test_what_she_writes_at_night_is_kept_queued_and_rings_all_the_same(made):
    child = somebody(made)
    await child.starts()
    await child.writes(LINE)
    believed = child.text("believed", desk="night", opens=OPENS)
    assert believed in child.said
    assert says_when_and_who_answers_now(believed)
    card = await only_card(made)
    assert (await thread_of(made, card)).texts == [LINE]
    assert rang(made) == 1


async def test_what_happens_next_and_every_wait_say_it_too(made):
    child = somebody(made)
    await child.taps_after_start("need", "who.c10", "safe.danger")
    await child.taps("next")
    steps = [one for one in child.said if made.house.words.text("ru", "child", "step-read-morning") in one]
    assert len(steps) == 1
    assert says_when_and_who_answers_now(steps[0])
    await child.walks()
    await child.starts()
    status = child.text("status", state="waiting", sealed="no", unread=0, desk="night", opens=OPENS)
    assert child.said[-1] == status
    assert says_when_and_who_answers_now(status)


async def test_in_the_morning_the_same_screens_say_that_people_are_there(made):
    child = somebody(made)
    await child.taps_after_start("need")
    await child.walks(stop="region", who="c10", safe="calm", near="no", story=LINE)
    await later(made, hours=8)
    await child.walks()
    await child.starts()
    assert child.said[-1] == child.text("status", state="waiting", sealed="no", unread=0, desk="open", opens=OPENS)
    newcomer = somebody(made, 3003)
    await newcomer.starts()
    assert newcomer.said == [newcomer.newcomers(opens=OPENS)]


async def test_by_day_nobody_is_told_of_a_morning(tmp_path, monkeypatch):
    async with quick_product(
        tmp_path, monkeypatch, desk_hours=HOURS, desk_time_zone=ZONE, clock=clock_at(AT_NOON)
    ) as made:
        child = somebody(made)
        await child.taps_after_start("need", "who.c10", "safe.danger")
        assert child.text("believed", desk="open", opens=OPENS) in child.said
        assert not any(OPENS in one for one in child.ever)

"""An evening: three specialists, forty reports. Everybody is told of, everybody answered, the highest always first."""

import asyncio
from argparse import Namespace
from datetime import timedelta

import pytest

from bot import journal_command
from tests.stories.desk_and_phone import later, quick_product, quiet
from tests.stories.evening import SURVIVOR, Shift, by_language, places, reporter
from tests.stories.staffed import counted, one_alert_at_every_moment, staffed

REPORTS, WAVES = 40, 4
YESTERDAYS, REFUSES, ERASED, KEPT = 2, 7, 5, 6
HIDE = {8, 11, 19, 26, 35}
SPEAK = {4, 16, 28}
WRITE_AGAIN = {1, 13, 21, 33}
TEN_MINUTES = timedelta(minutes=10)
"""From wave to wave: nobody's session ends."""
SHE_REFUSES = ("safe.calm", "who.adult", "about.self", "others.no", "refuse")


@pytest.fixture
async def evening(tmp_path, monkeypatch):
    async with quick_product(tmp_path, monkeypatch, link=False, watch_every_s=30) as made:
        reporters = {n: reporter(made, n, SURVIVOR if n == REFUSES else None) for n in range(REPORTS)}
        async with staffed(made, ["Вера", "Галина", "Дина"]) as staff:
            await reporters[YESTERDAYS].tells()
            reporters[YESTERDAYS].word = reporters[YESTERDAYS].phone.safe_word
            await later(made, hours=25)
            for who in staff:
                await who.signs_in()
            yield Shift(made, staff, reporters)


async def test_an_evening_with_three_specialists_and_forty_reports(evening):
    untold = set(evening.reporters) - {YESTERDAYS}
    assert set(by_language(evening.reporters.values())) == {"en", "kk", "ru"}
    for wave in range(WAVES):
        numbers = sorted(untold)[: REPORTS // WAVES]
        untold -= set(numbers)
        await a_wave_comes_in(evening, numbers)
        await the_desk_knows_of_everybody(evening, numbers)
        await evening.together(2 + wave)
        evening.made.clock.offset += TEN_MINUTES
    assert not untold
    await evening.together(REPORTS)
    await everybody_reads_and_some_write_again(evening)
    await everybody_was_answered(evening)
    assert evening.wrong == 0
    assert (
        await journal_command.run(Namespace(journal_command="verify", heads=None), evening.made.house.rooms.store) == 0
    )


async def a_wave_comes_in(evening, numbers):
    """At once; some hide as soon as they were believed."""

    async def one(number):
        her = evening.reporters[number]
        await her.tells(voice=number in SPEAK)
        if number in HIDE:
            await her.hides()
        if number in {ERASED, KEPT}:
            her.word = her.phone.safe_word if number == KEPT else ""
            await her.phone.person.writes("/delete")
            await quiet(evening.made)
            await her.phone.taps("delete")
        if number == REFUSES:
            await her.phone.taps(*SHE_REFUSES)

    await asyncio.gather(*(one(number) for number in numbers))
    await quiet(evening.made)


async def the_desk_knows_of_everybody(evening, numbers):
    """In every console and on every telephone: as many as wait, in the tiers that they should have."""
    told = {n for n, her in evening.reporters.items() if her.told and n != REFUSES}
    for who in evening.staff:
        waiting = (await who.columns())["waiting"]
        assert len(waiting) == len(told) - len(evening.taken)
        order = places(waiting, evening.made.clock())
        assert order == sorted(order)
        assert counted(evening.made, who.phone) == len(waiting)


async def everybody_reads_and_some_write_again(evening):
    for her in evening.reporters.values():
        await her.comes_back_and_reads()
    for number in WRITE_AGAIN:
        await evening.reporters[number].phone.writes(f"и ещё одно, №{number}")
    await evening.answers_who_wrote_again()
    for number in WRITE_AGAIN:
        await evening.reporters[number].comes_back_and_reads()


async def everybody_was_answered(evening):
    """Each as often as she was answered, each by the words that were meant for her; nobody else; and it is quiet."""
    expected = {n: 2 if n in WRITE_AGAIN else 0 if n in {REFUSES, ERASED} else 1 for n in evening.reporters}
    assert {n: her.replies_seen() for n, her in evening.reporters.items()} == {
        n: [str(n)] * times for n, times in expected.items()
    }
    assert {n: her.answered for n, her in evening.reporters.items()} == expected
    assert len(evening.taken) == REPORTS - 1
    assert set(evening.taken.values()) == {who.id for who in evening.staff}
    await quiet(evening.made)
    for who in evening.staff:
        columns = await who.columns()
        assert columns["waiting"] == []
        assert not any(row["awaiting"] == "desk" for row in columns["mine"])
        assert counted(evening.made, who.phone) == 0
        one_alert_at_every_moment(evening.made, who.phone)

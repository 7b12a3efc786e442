"""Work lets a page in at once; whoever brings none waits a little, and nobody is refused."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from portal.button.lanes import BRISK, CALM, LEAST_BITS, MOST_BITS, ROOM, Lanes, Minute, Work, zero_bits
from portal.button.lot import Full
from tests.portal.button_rig import DANGER, button, button_parts, judge, solved, visitor
from tests.portal.portal_browser import browser
from tests.portal.portal_rig import NOON, portal
from triage.ids import AccountId
from vault.stamps import Stamps

STAMPS = Stamps(b"k" * 32)
HER = AccountId("a" * 32 + "w")


def lanes(**more):
    return Lanes(STAMPS, **{"spacing_s": 0.0, **more})


async def is_fast(lanes, work, now=NOON, account=HER):
    async with lanes.through(account, work, now) as fast:
        return fast


def visits(count, first=0):
    return [AccountId(f"{number:032x}w") for number in range(first, first + count)]


async def test_a_page_that_did_its_work_goes_at_once():
    assert await is_fast(lanes(), solved(HER, STAMPS.stamp(NOON), LEAST_BITS))


@pytest.mark.parametrize(
    "work",
    [
        None,
        Work(stamp="", nonce=""),
        Work(stamp="\ud800", nonce="\ud800"),
        Work(stamp=STAMPS.stamp(NOON), nonce="0"),
        replace(solved(HER, STAMPS.stamp(NOON - timedelta(hours=3)), LEAST_BITS)),
        replace(solved(AccountId("b" * 32 + "w"), STAMPS.stamp(NOON), LEAST_BITS)),
        replace(solved(HER, Stamps(b"x" * 32).stamp(NOON), LEAST_BITS)),
    ],
)
async def test_whoever_brings_no_work_or_another_ones_goes_slowly_and_is_not_refused(work):
    assert await is_fast(lanes(), work) is False


async def test_the_slow_lane_lets_one_at_a_time():
    slow, inside = lanes(), []

    async def goes():
        async with slow.through(HER, None, NOON):
            inside.append("in")
            await asyncio.sleep(0.01)
            inside.append("out")

    await asyncio.gather(*(goes() for _ in range(4)))
    assert inside == ["in", "out"] * 4


async def test_the_slow_lane_leaves_room_between_two():
    slow, loop = lanes(spacing_s=0.2), asyncio.get_running_loop()
    assert await is_fast(slow, None) is False
    since = loop.time()
    assert await is_fast(slow, None) is False
    assert loop.time() - since > 0.1


async def test_beyond_its_room_the_slow_lane_asks_to_come_again_and_work_goes_past_it():
    slow = lanes()
    async with AsyncExitStack() as held:
        await held.enter_async_context(slow.through(HER, None, NOON))
        waiting = [asyncio.ensure_future(is_fast(slow, None)) for _ in range(ROOM - 1)]
        await asyncio.sleep(0)
        with pytest.raises(Full):
            await is_fast(slow, None)
        assert await is_fast(slow, solved(HER, STAMPS.stamp(NOON), LEAST_BITS))
    assert await asyncio.gather(*waiting) == [False] * (ROOM - 1)
    assert slow.waiting == 0


async def test_who_gives_up_waiting_leaves_her_place():
    slow = lanes()
    async with slow.through(HER, None, NOON):
        waiting = asyncio.ensure_future(is_fast(slow, None))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    assert (slow.waiting, await is_fast(slow, None)) == (0, False)


async def test_the_work_asked_for_rises_with_the_new_signals_of_a_minute_and_falls_again():
    busy = lanes()
    asked = []
    for number, her in enumerate(visits(CALM * 8), start=1):
        busy.minute.opened(her, NOON)
        if number in {CALM - 1, CALM, CALM * 2, CALM * 4, CALM * 8}:
            asked.append(busy.bits(NOON) - LEAST_BITS)
    assert asked == [0, 1, 2, 3, 4]
    assert busy.bits(NOON + timedelta(seconds=59)) == LEAST_BITS + 4
    assert busy.bits(NOON + timedelta(seconds=61)) == LEAST_BITS


async def test_however_many_come_a_slow_phone_can_still_do_the_work():
    busy = lanes()
    for her in visits(20_000):
        busy.minute.opened(her, NOON)
    assert busy.bits(NOON) == MOST_BITS
    assert len(busy.minute.came) < 5_000


async def test_one_visit_that_asks_again_is_one_new_signal():
    busy = lanes()
    for _ in range(CALM * 2):
        busy.minute.opened(HER, NOON)
    assert busy.bits(NOON) == LEAST_BITS


async def test_in_a_flood_the_work_of_a_quiet_day_goes_slowly():
    busy, stamp = lanes(), STAMPS.stamp(NOON)
    quiet = next(work for work in (Work(stamp=stamp, nonce=str(n)) for n in range(1 << 20)) if _exactly(work, 14))
    assert await is_fast(busy, quiet)
    for her in visits(CALM * 4):
        busy.minute.opened(her, NOON)
    assert await is_fast(busy, quiet) is False
    assert await is_fast(busy, solved(HER, stamp, busy.bits(NOON)))


def _exactly(work, bits):
    return zero_bits(HER, work) == bits


async def test_one_visit_that_never_stops_goes_slowly_after_a_while():
    brisk, work = lanes(), solved(HER, STAMPS.stamp(NOON), LEAST_BITS)
    assert [await is_fast(brisk, work) for _ in range(BRISK)] == [True] * BRISK
    assert await is_fast(brisk, work) is False
    assert await is_fast(brisk, work, NOON + timedelta(minutes=1))


async def test_what_is_remembered_of_visits_is_bounded_and_gone_in_a_minute():
    minute = Minute()
    for her in visits(10_000):
        minute.is_brisk(her, NOON)
    assert len(minute.asked) < 5_000


@asynccontextmanager
async def held(slow):
    """Somebody without work who takes long."""
    async with slow.through(HER, None, NOON):
        yield


async def test_a_jammed_slow_lane_delays_neither_work_nor_the_console_nor_telegram(rig):
    parts = button_parts(rig)
    async with portal(rig, button=parts) as base, visitor(rig, base) as one:
        async with held(parts.lanes):
            jammed = asyncio.ensure_future(one.post("say", one.body(act="need")))
            async with visitor(rig, base) as two, browser(base) as member:
                await two.begin()
                assert (await two.say(act="need"))[0] == 200
                assert (await member.post("/console/api/challenge", {"login": "Анна"}))[0] == 200
            assert not jammed.done()
        assert (await jammed)[0] == 200


async def test_a_full_slow_lane_answers_with_what_goes_past_it(rig):
    parts = button_parts(rig)
    parts.lanes.waiting = ROOM
    async with portal(rig, button=parts) as base, visitor(rig, base) as one:
        status, answer = await one.post("say", one.body(act="need"))
        assert (status, answer["error"], answer["bits"]) == (503, "unavailable", 14)
        work = solved(one.page.account, answer["stamp"], answer["bits"])
        one.work = {"stamp": work.stamp, "nonce": work.nonce}
        assert (await one.say(act="need"))[0] == 200


async def test_new_signals_make_the_work_harder_for_the_next_page(rig, monkeypatch):
    monkeypatch.setattr("portal.button.lanes.CALM", 1)
    async with button(rig) as base, visitor(rig, base) as one:
        assert (await one.begin())["bits"] == 14
        await one.say(act="need")
        assert (await one.begin())["bits"] == 14
        await one.say(word=one.word(rig, "…", judge().classes(DANGER)))
        assert (await one.begin())["bits"] == 15
        rig.later(minutes=2)
        assert (await one.begin())["bits"] == 14

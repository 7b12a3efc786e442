"""The plain form's way in: one at a time, by lot; whoever holds many lines open has many lots, and not all of them."""

import asyncio
import os
import random
from contextlib import AsyncExitStack

import pytest

from portal.button.lot import LARGEST_HELD, ROOM, Full, Lot


async def goes(lot, done=None, name=""):
    async with lot.through(1):
        if done is not None:
            done.append(name)


async def test_one_at_a_time_and_everybody_comes_in_where_there_is_time():
    lot, inside = Lot(os.urandom, spacing_s=0.0), []

    async def one():
        async with lot.through(1):
            inside.append("in")
            await asyncio.sleep(0)
            inside.append("out")

    await asyncio.gather(*(one() for _ in range(20)))
    assert inside == ["in", "out"] * 20
    assert (lot.waiting, lot.held, lot.busy) == ([], 0, False)


async def test_who_is_next_is_drawn_and_not_who_came_first():
    lot = Lot(lambda _: b"\xff", spacing_s=0.0)
    done: list[int] = []
    async with lot.through(1):
        waiting = [asyncio.ensure_future(goes(lot, done, number)) for number in range(5)]
        while len(lot.waiting) < 5:  # noqa: ASYNC110  a turn of the loop, no time
            await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert done == [0, 4, 1, 3, 2]


async def test_whoever_fills_the_lane_again_and_again_leaves_her_a_share():
    lot, drawn, hers = Lot(random.Random(7).randbytes, spacing_s=0.0), 0, 0
    stop = asyncio.Event()

    async def floods():
        nonlocal drawn
        while not stop.is_set():
            async with lot.through(1):
                drawn += 1

    flood = [asyncio.ensure_future(floods()) for _ in range(10)]
    for _ in range(40):
        before = drawn
        await goes(lot)
        hers += drawn - before < 200
    stop.set()
    await asyncio.gather(*flood)
    assert hers == 40


async def test_a_lot_that_does_not_fall_on_her_in_time_asks_her_to_press_again():
    lot = Lot(os.urandom, spacing_s=0.0, patience_s=0.01)
    async with lot.through(1):
        with pytest.raises(Full):
            await goes(lot)
    assert (lot.waiting, lot.held) == ([], 0)
    await goes(lot)


async def test_who_leaves_gives_her_lot_back():
    lot = Lot(os.urandom, spacing_s=0.0)
    async with lot.through(1):
        waiting = asyncio.ensure_future(goes(lot))
        while not lot.waiting:  # noqa: ASYNC110  a turn of the loop, no time
            await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    assert (lot.waiting, lot.held) == ([], 0)
    await goes(lot)


async def test_who_leaves_in_the_moment_in_which_she_was_drawn_holds_up_nobody():
    lot = Lot(os.urandom, spacing_s=0.0)
    async with lot.through(1):
        waiting = asyncio.ensure_future(goes(lot))
        while not lot.waiting:  # noqa: ASYNC110  a turn of the loop, no time
            await asyncio.sleep(0)
    while lot.waiting:  # noqa: ASYNC110  a turn of the loop, no time
        await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await goes(lot)
    assert (lot.busy, lot.held) == (False, 0)


async def test_what_waits_is_bounded_in_number_and_in_memory():
    lot = Lot(os.urandom, spacing_s=0.0)
    async with AsyncExitStack() as held:
        await held.enter_async_context(lot.through(1))
        with pytest.raises(Full):
            await held.enter_async_context(lot.through(LARGEST_HELD))
        waiting = [asyncio.ensure_future(goes(lot)) for _ in range(ROOM)]
        while len(lot.waiting) < ROOM:  # noqa: ASYNC110  a turn of the loop, no time
            await asyncio.sleep(0)
        with pytest.raises(Full):
            await goes(lot)
    await asyncio.gather(*waiting)

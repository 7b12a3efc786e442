"""Whoever is started is held, started again after a fault, and gone at the end, whatever asyncio does."""

import asyncio
import logging

import pytest

from workers import nursery
from workers.nursery import Nursery


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nursery, "RESTART_AFTER_S", 0.0)


async def test_work_that_raises_is_started_again():
    runs, well = 0, asyncio.Event()

    async def work() -> None:
        nonlocal runs
        runs += 1
        if runs < 3:
            raise ValueError("дома плохо")
        well.set()
        await asyncio.Event().wait()

    async with Nursery() as held, asyncio.timeout(5):
        held.start("work", work)
        await well.wait()
    assert runs == 3


async def test_a_fault_is_logged_by_its_kind_and_never_by_what_it_says(capfd, caplog):
    seen = asyncio.Event()

    async def work() -> None:
        if not seen.is_set():
            seen.set()
            raise ValueError("дома плохо")
        await asyncio.Event().wait()

    with caplog.at_level(logging.DEBUG):
        async with Nursery() as held, asyncio.timeout(5):
            held.start("work", work)
            await seen.wait()
            await asyncio.sleep(0.01)
    out = "".join(capfd.readouterr()) + caplog.text
    assert "ValueError" in out
    assert "дома плохо" not in out


async def test_at_the_end_everything_has_ended_and_has_tidied_up():
    tidied = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            tidied.append("work")

    async with Nursery() as held:
        task = held.start("work", work)
        other = held.once(work())
        await asyncio.sleep(0)
    assert task.cancelled()
    assert other.cancelled()
    assert tidied == ["work", "work"]


async def test_a_cancellation_that_wait_for_swallows_does_not_keep_the_house_from_closing():
    """Python 3.11: `asyncio.wait_for` whose inner future is done at the moment of the cancellation returns normally.

    redis-py writes every command inside of one.
    """
    answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    waits = asyncio.Event()
    swallowed = 0

    async def work() -> None:
        nonlocal swallowed
        if swallowed:
            await asyncio.Event().wait()
        waits.set()
        try:
            await asyncio.wait_for(answered, 60)
        except asyncio.CancelledError:
            swallowed += 1  # newer Pythons deliver it: then the loss is made by hand
        else:
            swallowed += 1

    held = Nursery()
    task = held.start("work", work)
    await waits.wait()
    await asyncio.sleep(0)
    answered.set_result(None)
    async with asyncio.timeout(10):
        await held.end()
    assert task.done()
    assert swallowed == 1

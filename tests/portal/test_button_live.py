"""The page's live line: it says that a look is worth it, to this page alone."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from aiohttp import web

from portal.app import make_app, make_runner
from tests.portal.button_rig import button, button_parts, replied, visitor


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr("portal.button.live.GATHERED_S", 0.0)


@pytest.fixture
async def one(rig):
    async with button(rig) as base, visitor(rig, base) as one:
        yield one


def live(one):
    return one.http.post(f"{one.base}/button/api/live", json=one.who(), headers=one.headers())


async def event(stream):
    """The next one, pings left out; "" at the end."""
    while line := (await asyncio.wait_for(stream.content.readline(), 10)).decode():
        if line.startswith("event:"):
            return line.strip()
    return ""


async def ping(stream):
    while line := (await asyncio.wait_for(stream.content.readline(), 10)).decode():
        if line.startswith(":"):
            return line.strip()
    return ""


async def test_a_page_hears_at_once_that_it_should_look_and_pings_in_between(one):
    async with live(one) as stream:
        assert (stream.status, stream.content_type) == (200, "text/event-stream")
        assert stream.headers["Cache-Control"] == "no-store"
        assert await event(stream) == "event: look"
        assert await ping(stream) == ": ping"


async def test_an_answer_of_the_desk_rings_in_her_page(rig, one):
    await one.reports(rig)
    async with live(one) as stream:
        assert await event(stream) == "event: look"
        await replied(rig, one.page, "да")
        rig.bell.ring()
        assert await event(stream) == "event: look"
        assert (await one.post("look", one.who()))[1]["replies"]


async def test_what_happens_to_others_is_not_heard_in_her_page(rig, one):
    await one.reports(rig)
    async with live(one) as stream:
        assert await event(stream) == "event: look"
        for _ in range(5):
            rig.bell.ring()
            assert await ping(stream) == ": ping"
        await replied(rig, one.page, "да")
        rig.bell.ring()
        assert await event(stream) == "event: look"


async def test_pings_come_though_the_bell_never_stops(rig, one, monkeypatch):
    monkeypatch.setattr("portal.button.live.GATHERED_S", 0.001)

    async def rings():
        while True:
            rig.bell.ring()
            await asyncio.sleep(0)

    ringing = asyncio.ensure_future(rings())
    async with live(one) as stream:
        assert await ping(stream) == ": ping"
    ringing.cancel()


async def test_half_of_the_lines_are_kept_for_those_who_wait_for_an_answer(rig, monkeypatch):
    monkeypatch.setattr("portal.button.live.MOST_LINES", 2)
    async with button(rig) as base, AsyncExitStack() as pages:
        one, two, three = [await pages.enter_async_context(visitor(rig, base)) for _ in range(3)]
        assert await event(await pages.enter_async_context(live(one))) == "event: look"
        async with live(two) as refused:
            assert (refused.status, await refused.json()) == (503, {"error": "unavailable"})
            assert refused.headers["Retry-After"] == "2"
        await two.reports(rig)
        assert await event(await pages.enter_async_context(live(two))) == "event: look"
        await three.reports(rig)
        async with live(three) as refused:
            assert refused.status == 503


async def test_a_newer_line_of_the_same_page_ends_the_one_before(one):
    async with live(one) as before:
        assert await event(before) == "event: look"
        async with live(one) as after:
            assert await event(after) == "event: look"
            assert await event(before) == ""
            assert await ping(after) == ": ping"


async def test_lines_end_with_the_house(rig):
    app = make_app(rig.parts(button=button_parts(rig)))
    runner = make_runner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with visitor(rig, base) as one, live(one) as stream:
        assert await event(stream) == "event: look"
        await asyncio.wait_for(runner.cleanup(), 5)
        assert await event(stream) == ""


async def test_a_place_is_free_again_when_the_page_has_gone(rig, monkeypatch):
    monkeypatch.setattr("portal.button.live.MOST_LINES", 2)
    async with button(rig) as base, visitor(rig, base) as one, visitor(rig, base) as two:
        async with live(one) as stream:
            assert await event(stream) == "event: look"
        for _ in range(200):
            async with live(two) as again:
                if again.status == 200:
                    return
            await asyncio.sleep(0.02)
        pytest.fail("the place was never given back")

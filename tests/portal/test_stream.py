import asyncio

import pytest

from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import portal


@pytest.fixture
async def one(rig):
    async with portal(rig) as base, browser(base) as one:
        await new_member(rig, one)
        yield one


async def next_event(response):
    lines: list[str] = []
    while (line := (await asyncio.wait_for(response.content.readline(), 10)).decode().rstrip("\n")) or not lines:
        if not line:
            return None
        lines.append(line)
    return lines


async def until(response, event):
    while (found := await next_event(response)) and found[0] != f"event: {event}":
        pass
    return found


async def test_the_stream_tells_that_something_changed_and_pings_in_between(rig, one):
    async with one.http.get(f"{one.base}/console/api/stream") as stream:
        assert (stream.status, stream.content_type) == (200, "text/event-stream")
        assert stream.headers["Cache-Control"] == "no-store"
        assert await next_event(stream) == ["event: queue", "data: 0"]
        assert await next_event(stream) == ["event: ping", "data: "]
        rig.bell.ring()
        assert await until(stream, "queue") == ["event: queue", "data: 1"]


async def test_the_stream_ends_with_its_session(rig, one):
    async with one.http.get(f"{one.base}/console/api/stream") as stream:
        assert await until(stream, "ping")
        await one.post("/console/api/sign-out")
        assert await until(stream, "never") is None
    async with one.http.get(f"{one.base}/console/api/stream") as stream:
        assert stream.status == 401


async def test_a_stream_outlives_a_quiet_half_hour_but_not_the_shift(rig, one):
    async with one.http.get(f"{one.base}/console/api/stream") as stream:
        for _ in range(23):
            rig.later(minutes=29)
            assert await next_event(stream)
            assert await until(stream, "ping")
        rig.later(hours=1)
        assert await until(stream, "never") is None


async def test_a_stop_of_the_house_does_not_wait_for_open_streams(rig):
    house = portal(rig, ping_every_s=3600)
    base = await house.__aenter__()
    async with browser(base) as one:
        await new_member(rig, one)
        async with one.http.get(f"{one.base}/console/api/stream") as stream:
            assert await next_event(stream) == ["event: queue", "data: 0"]
            began = asyncio.get_running_loop().time()
            await house.__aexit__(None, None, None)
            assert asyncio.get_running_loop().time() - began < 5
            assert await next_event(stream) is None

"""What a flood would like to have cheaply: places for voices, returns without work, and the store's memory."""

import asyncio
import os

import pytest

from portal.button.api import VOICES_AT_ONCE, VOICES_OF_ONE
from portal.button.lanes import BRISK, HEAVY, LEAST_BITS, MOST_BITS, ROOM, Lanes
from tests.portal.button_rig import button_parts, solved, visitor
from tests.portal.portal_rig import NOON, portal
from tests.web_page import opened_thread, proof, sealed_voice, secret_in
from triage.ids import AccountId
from vault.encoding import b64u, unb64u
from vault.stamps import Stamps

HER = AccountId("a" * 32 + "w")


@pytest.fixture
async def parts(rig):
    return button_parts(rig)


@pytest.fixture
async def one(rig, parts):
    async with portal(rig, button=parts) as base, visitor(rig, base) as one:
        yield one


def says(one, secret):
    return one.headers(Content_Type="application/octet-stream", Authorization=f"Visit {b64u(secret)}")


async def drips(one, secret, media, done):
    """A body that begins and never ends, until ``done``."""

    async def body():
        yield b"x"
        await done.wait()

    async with one.http.post(f"{one.base}/button/api/voice/{media}", data=body(), headers=says(one, secret)) as answer:
        return answer.status


async def spoken(rig, one):
    media = os.urandom(16).hex()
    await one.say(word=one.word(rig, "", media=media, seconds=3))
    return media


async def brought(one, media):
    body = sealed_voice(one.page.key, one.page.signal, media, b"OggS")
    return await one.post(
        f"voice/{media}", body, Content_Type="application/octet-stream", Authorization=f"Visit {b64u(one.page.secret)}"
    )


async def test_whoever_has_no_voice_to_bring_holds_no_place_for_one(rig, one):
    await one.reports(rig)
    media, done = await spoken(rig, one), asyncio.Event()
    slow = [
        asyncio.ensure_future(drips(one, os.urandom(32), os.urandom(16).hex(), done)) for _ in range(VOICES_AT_ONCE)
    ]
    answered, _ = await asyncio.wait(slow, timeout=10)
    assert {task.result() for task in answered} == {404}
    assert await brought(one, media) == (200, {"kept": True})
    done.set()
    await asyncio.gather(*slow)


async def test_one_visit_holds_no_more_places_than_a_lost_line_needs(rig, one):
    await one.reports(rig)
    done = asyncio.Event()
    held = [
        asyncio.ensure_future(drips(one, one.page.secret, await spoken(rig, one), done)) for _ in range(VOICES_AT_ONCE)
    ]
    turned_away, holding = await asyncio.wait(held, timeout=2)
    assert len(holding) <= VOICES_OF_ONE
    assert {task.result() for task in turned_away} == {503}
    async with visitor(rig, one.base) as other:
        await other.reports(rig)
        assert await brought(other, await spoken(rig, other)) == (200, {"kept": True})
    done.set()
    await asyncio.gather(*held, return_exceptions=True)


async def returning(one, locator):
    """What ``back`` is sent, again and again with one proof."""
    _, found = await one.post("find", {**one.who(), "locator": locator, "work": one.work})
    thread = opened_thread(one.page.indices, found["signal"], found["box"])
    said = proof(thread, found["signal"], one.page.account, unb64u(found["challenge"]))
    return lambda: {
        "v": 1,
        "visit": b64u(secret_in(found["signal"][0])),
        "first": b64u(one.page.secret),
        "request": os.urandom(16).hex(),
        "locator": locator,
        "proof": b64u(said),
        "language": "ru",
    }


async def test_coming_back_without_work_goes_the_slow_way_and_with_it_at_once(rig, one, parts):
    await one.begin()
    await one.reports(rig)
    await one.keeps_code()
    body = await returning(one, one.page.box()[0])
    assert (await one.post("back", body()))[0] == 200
    parts.lanes.waiting = ROOM
    before = await rig.store.redis.dbsize()
    status, said = await one.post("back", body())
    assert (status, said["error"], "stamp" in said) == (503, "unavailable", True)
    assert await rig.store.redis.dbsize() == before
    assert (await one.post("back", {**body(), "work": one.work}))[0] == 200


async def test_many_long_words_of_one_visit_go_slowly_after_a_while():
    stamps = Stamps(b"k" * 32)
    lanes, work = Lanes(stamps, spacing_s=0.0), solved(HER, stamps.stamp(NOON), LEAST_BITS)

    async def fast(size):
        count = 0
        for _ in range(BRISK + 1):
            async with lanes.through(HER, work, NOON, size=size) as at_once:
                count += at_once
        lanes.minute.asked.clear()
        return count

    assert await fast(HEAVY - 1) == BRISK
    assert await fast(32 * 1024) < 8


async def test_the_longest_word_is_weighed_at_the_door(rig, one):
    await one.begin()
    said = [(await one.say(word=one.word(rig, "\x01" * 4000)))[1] for _ in range(8)]
    assert "stamp" not in said[0]
    assert "stamp" in said[-1]


async def test_a_store_that_is_nearly_full_asks_the_most_work_for_a_new_signal_and_refuses_nobody(rig):
    async def crowded():
        return full

    full, parts = False, button_parts(rig, crowded=crowded)
    async with portal(rig, button=parts) as base, visitor(rig, base) as old, visitor(rig, base) as new:
        await old.begin()
        await old.reports(rig)
        quiet = (await new.begin())["bits"]
        full = True
        assert "stamp" not in (await old.say(word=old.word(rig, "и ещё")))[1]
        status, answer = await new.say(word=new.word(rig, "я пишу впервые"))
        assert (status, bool(answer["signal"]), quiet) == (200, True, LEAST_BITS)
        assert answer["bits"] == MOST_BITS
        assert (await new.post("begin", {}))[1]["bits"] == MOST_BITS
        full = False
        assert (await new.post("begin", {}))[1]["bits"] < MOST_BITS

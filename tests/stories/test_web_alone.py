"""A house without any bot: state bodies may not use one, and a bot can be banned any day. The page carries on alone."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from playwright.async_api import expect

from tests.stories.browser import running_chromium
from tests.stories.desk_and_phone import Desk, desk_of, quick_product
from tests.stories.rig import Product
from tests.stories.web_child import web_child

HERS = "папа бьет меня прямо сейчас"
ANSWER = "Я рядом."


@pytest.fixture
async def made(tmp_path, monkeypatch) -> AsyncIterator[Product]:
    async with quick_product(
        tmp_path, monkeypatch, link=False, bot_token="", push_contact="mailto:desk@example.org"
    ) as product:
        yield product


async def newest(desk: Desk) -> str:
    return str((await desk.rows())[0]["signal"])


async def test_without_a_bot_she_is_heard_and_answered_at_the_page(made, chromium):
    base = made.house.url
    async with running_chromium(chromium) as browser, web_child(browser, base) as child, desk_of(made) as desk:
        await child.opens()
        await child.writes(HERS)
        await child.sees_screen("believed")
        signal = await newest(desk)
        assert HERS in await desk.reads(signal)
        await desk.verb(signal, "claim")
        await desk.sends(signal, ANSWER)
        await expect(child.button("read")).to_be_visible()
        await child.taps("read")
        await child.sees(ANSWER)


async def test_health_then_asks_for_the_second_channel_and_not_for_telegram(made):
    async with aiohttp.ClientSession() as http, http.get(f"{made.house.url}/health") as answer:
        said = await answer.json()
    assert (said["telegram"], said["somebody_is_told"]) == ("not configured", False)
    made.house.rooms.devices.known = {made.members["intake"].id: ("a device",)}
    async with aiohttp.ClientSession() as http, http.get(f"{made.house.url}/health") as answer:
        assert (await answer.json())["somebody_is_told"] is True

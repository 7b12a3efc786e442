"""A house without a bot: its console says what rings whom, and speaks of no Telegram that nobody has."""

from dataclasses import replace

import pytest
from playwright.async_api import expect

from desk.people import Link
from desk.pushing import Pushing
from tests.portal.console_shift import shift_at, words
from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import portal
from tests.workers.push_service import NOON, PushService
from triage.ids import Address, MemberId, UpdateId
from vault.devices import StoredDevices


@pytest.fixture
def devices(rig):
    return StoredDevices(store=rig.store, address=rig.books.keyring.address, contact="mailto:a@b.example")


@pytest.fixture
def house(rig, devices, monkeypatch):
    """What its parts are made with; ``gate`` and ``rings`` as the test says."""

    def built(*, gate=False, rings=False):
        console = replace(rig.console(words()), rings=rings, gate=gate)
        monkeypatch.setattr(rig, "console", lambda _words: console)
        parts = rig.parts
        monkeypatch.setattr(rig, "parts", lambda **changed: parts(**{"pushing": Pushing(devices), **changed}))
        return portal(rig, console=console)

    return built


async def said(one):
    """(would a signal ring anybody, what rings whom)"""
    _, queue = await one.get("/console/api/queue")
    _, roster = await one.get("/console/api/roster")
    return queue["told"], {each["name"]: each["alarm"] for each in roster["members"]}


async def with_a_device(devices, member):
    device = PushService().subscribed(await devices.public_key())
    await devices.add(MemberId(member), device, NOON)


async def linked(rig, member):
    code = await rig.roster.offer_link(MemberId(member))
    assert await rig.roster.link(code, Address("100"), UpdateId("1"), rig.now) is Link.GOOD


async def test_with_devices_alone_each_is_told_by_her_own_and_the_queue_says_when_there_is_none(rig, house, devices):
    async with house() as base, browser(base) as one, browser(base) as two:
        await new_member(rig, one)
        await new_member(rig, two, "Вера")
        assert await said(one) == (False, {"Анна": "nothing", "Вера": "nothing"})
        await with_a_device(devices, one.member)
        assert await said(two) == (True, {"Анна": "device", "Вера": "nothing"})
        assert (await two.get("/console/api/me"))[1]["gate"] is False


async def test_a_gate_rings_for_whoever_has_no_device(rig, house, devices):
    async with house(gate=True) as base, browser(base) as one, browser(base) as two:
        await new_member(rig, one)
        await new_member(rig, two, "Вера")
        await with_a_device(devices, one.member)
        assert await said(two) == (True, {"Анна": "device", "Вера": "gate"})
        assert (await two.get("/console/api/me"))[1]["gate"] is True


async def test_a_chat_that_was_linked_while_there_was_a_bot_rings_nobody(rig, house):
    async with house() as base, browser(base) as one:
        await new_member(rig, one)
        await linked(rig, one.member)
        assert await said(one) == (False, {"Анна": "nothing"})


async def test_where_there_is_a_bot_the_chat_counts(rig, house, devices):
    async with house(gate=True, rings=True) as base, browser(base) as one, browser(base) as two:
        await new_member(rig, one)
        await new_member(rig, two, "Вера")
        await with_a_device(devices, two.member)
        assert await said(one) == (False, {"Анна": "nothing", "Вера": "nothing"})
        await linked(rig, one.member)
        assert await said(one) == (True, {"Анна": "telegram", "Вера": "nothing"})


async def in_the_browser(shift):
    """(the line of the queue, the row of the roster), when both stand."""
    page = shift.page
    await shift.sign_in()
    line = await page.locator("#told").inner_text()
    await page.click("#roster-button")
    await expect(page.locator("#roster .person")).to_have_count(1)
    everything = await page.locator("#roster").inner_text()
    assert "Telegram" not in line + everything
    return line, await page.locator("#roster .person").inner_text()


async def test_the_page_of_shifts_names_the_device_the_second_channel_or_nothing(rig, house, devices, chromium):
    house()
    async with shift_at(rig, chromium) as shift:
        line, person = await in_the_browser(shift)
        assert "тревога не включена ни на одном устройстве" in line
        assert "не зазвонит нигде" in person
        (anna,) = await rig.roster.colleagues()
        await with_a_device(devices, anna.member)
        line, person = await in_the_browser(shift)
        assert "только устройства" in line
        assert "на своём устройстве" in person


async def test_the_page_of_shifts_of_a_house_with_a_pager_says_that_it_rings(rig, house, chromium):
    house(gate=True)
    async with shift_at(rig, chromium) as shift:
        line, person = await in_the_browser(shift)
        assert "зовёт второй канал" in line
        assert "только второй канал" in person

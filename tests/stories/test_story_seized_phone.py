"""A specialist's phone is seized with her keys in it: revoke, rotate, go on. The desk works the whole time."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.portal.console_shift import HER_WORDS, Shift, shift_at
from tests.portal.portal_browser import browser, new_member, path, thread_of
from tests.portal.portal_rig import make_rig
from tests.vault.rotation_rig import rotate, staff
from vault import keys, threads
from vault.ceremony_member import open_grant
from vault.encoding import unb64u
from vault.sealing import SealBroken, kid, seal_key

PATIENCE_S = 90
"""A console looks every 20 s, and two cores are shared."""


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


async def test_her_old_key_opens_nothing_new_and_nobody_at_the_desk_stops_working(shift, tmp_path, redis):
    rig = shift.rig
    hers, free = await rig.report("держала она"), await rig.report(HER_WORDS, home=9)
    async with browser(shift.url) as vera:
        me = await new_member(rig, vera, "Вера")
        assert vera.keys is not None
        stolen = open_grant(vera.keys, me["grant"], rig.office.desks["intake"])
        await vera.post(path(hers, "claim"))
        await thread_of(rig, vera, hers)

        await shift.sign_in()
        await shift.page.locator(f'#column-waiting .open[data-signal="{free}"], #column-waiting .open').first.click()
        await expect(shift.page.locator(".entry.word").first).to_be_visible()
        await shift.page.fill("#note", "звонили в школу")

        assert await staff(rig, "revoke", "Вера") == 0
        assert (await vera.get("/console/api/queue"))[0] == 401
        assert (await vera.post("/console/api/sign-in", await vera.signed()))[0] == 403
        assert await staff(rig, "adopt", await rotate(rig, tmp_path / "papers")) == 0

    # Anna's tab still holds the earlier key: her note goes through, and under the new key.
    await shift.page.locator("section:has(#note) button").last.click()
    await expect(shift.page.locator(".note .text")).to_have_text("звонили в школу")
    new = await rig.report("новое", home=5)
    await until_nothing_is_left(rig)
    await opens_all(shift, 3)
    assert await staff(rig, "adopt", "--finish") == 0
    assert not await what_opens(redis, stolen, (hers, free, new))


async def until_nothing_is_left(rig):
    async with asyncio.timeout(PATIENCE_S):
        while await rig.boxes.left("intake"):  # noqa: ASYNC110 - the page works in its own time
            await asyncio.sleep(0.2)


async def opens_all(shift, many):
    """Every signal of the queue, in the same tab that was open all the time."""
    for place in range(many):
        await shift.page.locator("#back").click()
        await shift.page.locator(".open").nth(place).click()
        await expect(shift.page.locator(".entry.word").first).to_be_visible()


async def what_opens(redis, stolen, signals):
    """What a thief with her desk key and the whole store of now can open."""
    found = []
    for signal in signals:
        fields = await redis.hgetall(keys.signal(signal))
        assert fields[b"kid:intake"].decode() != kid(seal_key(stolen).public)
        for holder in ("intake", "fallback", "reporter"):
            found += opened(stolen, signal, holder, fields[holder.encode()].decode())
    return found


def opened(stolen, signal, holder, box):
    try:
        assert unb64u(box)
        return [threads.open_thread(stolen, signal, holder, box)]
    except SealBroken:
        return []

"""The console in a real Chromium: a passkey (a virtual authenticator with PRF) beside the seven words."""

import json
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from tests.portal.console_shift import HER_WORDS, Shift, shift_at
from tests.portal.portal_rig import make_rig
from tests.vault.rotation_rig import staff
from triage.ids import MemberId
from vault import roster_keys

DEVICE = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "hasPrf": True,
    "automaticPresenceSimulation": True,
    "isUserVerified": True,
}


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        opened.url = opened.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
        yield opened


async def with_a_device(shift, **changed):
    line = await shift.page.context.new_cdp_session(shift.page)
    await line.send("WebAuthn.enable")
    await line.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, **changed}})


async def added(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.page.click("#help-button")
    await shift.page.get_by_role("button", name="Добавить ключ").click()


async def test_the_device_opens_the_desk_without_the_seven_words_until_it_is_taken_back(shift):
    await with_a_device(shift)
    await added(shift)
    await expect(shift.page.locator("#help")).to_contain_text("Готово")
    await shift.page.goto(f"{shift.url}/console")
    await shift.page.locator("#sign-in [data-passkey]").click()
    await shift.open_first()
    await shift.page.click("#help-button")
    await shift.page.get_by_role("button", name="Отозвать ключи").click()
    await expect(shift.page.locator("#help")).to_contain_text("Отозваны")
    await shift.page.goto(f"{shift.url}/console")
    await shift.page.locator("#sign-in [data-passkey]").click()
    await expect(shift.page.locator("#sign-in [data-error]")).to_contain_text("не известен")


async def test_a_device_without_prf_is_refused_in_words(shift):
    await with_a_device(shift, hasPrf=False)
    await added(shift)
    await expect(shift.page.locator("#help")).to_contain_text("не подошёл")


async def test_a_revoked_members_device_opens_nothing_and_its_box_is_gone(shift, redis):
    await with_a_device(shift)
    await added(shift)
    await expect(shift.page.locator("#help")).to_contain_text("Готово")
    (papers,) = [key async for key in redis.scan_iter(match=roster_keys.papers(MemberId("*")))]
    (passkey,) = json.loads(await redis.hget(papers, "passkeys"))
    assert await staff(shift.rig, "revoke", "Анна") == 0
    assert passkey["box"].encode() not in b"".join([await redis.dump(key) for key in await redis.keys("*")])
    await shift.page.goto(f"{shift.url}/console")
    await shift.page.locator("#sign-in [data-passkey]").click()
    await expect(shift.page.locator("#sign-in [data-error]")).to_contain_text("не известен")

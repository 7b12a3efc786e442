"""The switch and the alarm in a real Chromium. Its own push service needs the network, so that alone has a double."""

import asyncio
import json

import pytest
from playwright.async_api import expect

from desk.pushing import Pushing
from tests.portal import console_shift
from tests.portal.console_shift import Shift, shift_at
from tests.portal.portal_rig import make_rig
from tests.workers.push_service import NOON, PushService
from triage.ids import MemberId
from vault.devices import VERSION, StoredDevices
from workers.push import Push

DOUBLE = """
({ endpoint, p256dh, auth }) => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0)).buffer;
  const kept = () => JSON.parse(sessionStorage.getItem("double") ?? "null");
  const made = (key) => ({
    endpoint, options: { applicationServerKey: bytes(key) }, getKey: (name) => bytes({ p256dh, auth }[name]),
    unsubscribe: async () => { sessionStorage.removeItem("double"); return true; },
  });
  const spelt = (key) => btoa(String.fromCharCode(...new Uint8Array(key))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  PushManager.prototype.getSubscription = async () => (kept() ? made(kept()) : null);
  PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => {
    if (!userVisibleOnly) throw new TypeError("silent pushes are nobody's");
    sessionStorage.setItem("double", JSON.stringify(spelt(applicationServerKey)));
    return made(kept());
  };
}
"""


@pytest.fixture
async def rig(redis, tmp_path):
    return make_rig(redis, tmp_path)


@pytest.fixture
def devices(rig):
    return StoredDevices(store=rig.store, address=rig.books.keyring.address, contact="mailto:a@b.example")


@pytest.fixture
async def shift(rig, chromium, devices, monkeypatch):
    parts = rig.parts
    monkeypatch.setattr(rig, "parts", lambda **changed: parts(**{"pushing": Pushing(devices), **changed}))
    async with shift_at(rig, chromium) as opened:
        yield opened


async def with_a_push_service(shift: Shift, devices) -> PushService:
    """Behind PushManager alone: the worker, its registration and its notifications are Chromium's own."""
    service = PushService()
    device = service.subscribed(await devices.public_key(), "phone")
    given = {"endpoint": device.endpoint, "p256dh": device.p256dh, "auth": device.auth}
    await shift.page.add_init_script(f"({DOUBLE})({json.dumps(given)})")
    return service


def switch(shift: Shift):
    return shift.page.get_by_role("switch", name="Тревога на этом устройстве")


async def switched_on(shift: Shift) -> None:
    await shift.page.context.grant_permissions(["notifications"], origin=shift.url)
    await shift.sign_in()
    await expect(switch(shift)).to_have_attribute("aria-checked", "false")
    await switch(shift).click()
    await expect(switch(shift)).to_have_attribute("aria-checked", "true")


async def test_a_device_is_switched_on_rings_and_is_switched_off(shift, devices, tmp_path, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gate.pem"))
    service = await with_a_push_service(shift, devices)
    await switched_on(shift)
    await expect(shift.page.locator("#push")).to_contain_text("Готово")
    async with service.listening(tmp_path) as resolver:
        push = Push(parcels=devices, clock=lambda: NOON, resolver=resolver)
        assert await push.send(None) is True
        assert (service.shown("phone"), service.faults) == ([VERSION], [])
    await switch(shift).click()
    await expect(switch(shift)).to_have_attribute("aria-checked", "false")
    (anna,) = [one.member for one in await shift.rig.roster.colleagues()]
    assert await devices.ids(MemberId(anna)) == ()
    assert await shift.page.evaluate("sessionStorage.getItem('double')") is None


async def test_a_browser_that_may_not_show_anything_says_so(shift, devices):
    await with_a_push_service(shift, devices)
    await shift.sign_in()
    await shift.page.evaluate("Notification.requestPermission = async () => 'denied'")
    await switch(shift).click()
    await expect(shift.page.locator("#push")).to_contain_text("не разрешил")
    await expect(switch(shift)).to_have_attribute("aria-checked", "false")


async def test_a_browser_without_a_push_service_says_so(shift):
    await shift.page.add_init_script(
        "PushManager.prototype.subscribe = async () => { throw new DOMException('x', 'AbortError'); }"
    )
    await shift.page.context.grant_permissions(["notifications"], origin=shift.url)
    await shift.sign_in()
    await switch(shift).click()
    await expect(shift.page.locator("#push")).to_contain_text("не отвечает")


async def test_a_house_without_web_push_shows_no_switch(rig, chromium):
    async with shift_at(rig, chromium) as shift:
        await shift.sign_in()
        answered = "performance.getEntriesByName(`${origin}/console/api/push`).length > 0"
        await shift.page.wait_for_function(answered, timeout=console_shift.PAGE_MS)
        await expect(switch(shift)).to_have_count(0)


SHOWN = """
async () => {
  const kept = await navigator.serviceWorker.getRegistration("/console");
  return (await kept.getNotifications()).map(({ title, body, tag, requireInteraction, data }) => ({ title, body, tag, requireInteraction, data }));
}
"""


async def until(shift: Shift, count: int) -> list[dict]:
    """What stands on the screen, as soon as it is so many."""
    async with asyncio.timeout(console_shift.PAGE_MS / 1000):
        while True:
            shown = await shift.page.evaluate(SHOWN)
            if len(shown) == count:
                return shown
            await asyncio.sleep(0.05)


async def test_whatever_comes_one_constant_line_is_shown_until_she_is_there(shift, devices):
    await with_a_push_service(shift, devices)
    await switched_on(shift)
    line = await shift.page.context.new_cdp_session(shift.page)
    found: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def registered(event):
        for one in event["registrations"]:
            if one["scopeURL"].endswith("/console") and not found.done():
                found.set_result(one["registrationId"])

    line.on("ServiceWorker.workerRegistrationUpdated", registered)
    await line.send("ServiceWorker.enable")
    registration = await asyncio.wait_for(found, 20)
    for data in ("\x01", "Маша пишет, что её бьют", ""):
        await line.send(
            "ServiceWorker.deliverPushMessage", {"origin": shift.url, "registrationId": registration, "data": data}
        )
    shown = await until(shift, 1)
    words = console_shift.words()
    assert shown == [
        {
            "title": words["console-push-title"],
            "body": words["console-push-body"],
            "tag": "desk",
            "requireInteraction": True,
            "data": None,
        }
    ]
    await shift.page.goto(f"{shift.url}/console")
    assert len(await until(shift, 1)) == 1, "it stands until somebody has come"
    await shift.sign_in()
    assert await until(shift, 0) == []

"""The doors of «Тревога на этом устройстве»: hers alone, and no way to aim this server at a network of its own."""

import pytest

from desk.pushing import LONGEST, Device, Pushing, is_public
from i18n.words import Words
from portal.static_files import SCOPES
from tests.i18n.houses import ROOT
from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import portal
from tests.workers.push_service import HOST, PushService
from vault.devices import StoredDevices

API = "/console/api/push"
OFF = f"{API}/off"


@pytest.fixture
def devices(rig):
    return StoredDevices(store=rig.store, address=rig.books.keyring.address, contact="mailto:a@b.example")


@pytest.fixture
async def base(rig, devices):
    async with portal(rig, pushing=Pushing(devices)) as base:
        yield base


def body_of(device: Device, **changed: str) -> dict[str, str]:
    return {"endpoint": device.endpoint, "p256dh": device.p256dh, "auth": device.auth, **changed}


async def test_a_member_switches_it_on_and_off_and_the_server_says_how_it_stands(one):
    _, said = await one.get(API)
    assert said["ids"] == []
    device = PushService().subscribed(said["key"])
    assert await one.post(API, body_of(device)) == (200, {"ok": True})
    assert await one.post(API, body_of(device)) == (200, {"ok": True}), "an answer that got lost"
    _, standing = await one.get(API)
    (known,) = standing["ids"]
    assert await one.post(OFF, {"id": known}) == (200, {"shared": False})
    assert await one.post(OFF, {"id": known}) == (200, {"shared": False})
    assert (await one.get(API))[1] == said


async def test_nobody_sees_or_switches_off_a_colleagues_device(one, two):
    _, said = await one.get(API)
    await one.post(API, body_of(PushService().subscribed(said["key"])))
    _, standing = await one.get(API)
    assert (await two.get(API))[1]["ids"] == []
    assert await two.post(OFF, {"id": standing["ids"][0]}) == (200, {"shared": True})
    assert (await one.get(API))[1] == standing


async def test_the_sixth_device_is_refused_in_words_of_its_own(one):
    service, (_, said) = PushService(), await one.get(API)
    for _ in range(5):
        assert (await one.post(API, body_of(service.subscribed(said["key"]))))[0] == 200
    assert await one.post(API, body_of(service.subscribed(said["key"]))) == (409, {"error": "devices-full"})


@pytest.mark.parametrize(
    "endpoint",
    [
        *(f"http://{HOST}/x", f"https://{HOST}:8443/x", f"https://u:p@{HOST}/x", f"https://{HOST}/x#y", "https://x"),
        *("https://localhost/x", "https://desk.local/x", "https://a.internal/x", "https://127.0.0.1/x", "//a.example"),
        *("https://10.0.0.1./x", "https://2130706433/x", "https://0x7f.1/x", "https://0x7f000001/", "https://1.2.3/"),
        *("https://[::1]/x", "https://[::ffff:10.0.0.1]/", "https://store:6379/", "https://a..example/", "file:///etc"),
        *(
            "https://push.example\\@10.0.0.1/",
            "https://push.example /x",
            "https://пуш.example/x",
            "https://a.example:99999/",
        ),
        *("https://[/", "", f"https://{HOST}/" + "x" * LONGEST, "https://.example/", "https://host.home/x"),
        *(
            "https://10.0.0%2e1/x",
            "https://a_b.example/",
            "https://a.example;b/",
            "https://a,b.example/",
            "https://a$.example/",
        ),
    ],
)
async def test_no_endpoint_but_a_public_one_is_taken(one, endpoint):
    device = PushService().subscribed("")
    status, said = await one.post(API, body_of(device, endpoint=endpoint))
    assert (status, said["error"]) in {(400, "push-refused"), (400, "bad-request")}
    assert not is_public(endpoint)
    assert (await one.get(API))[1]["ids"] == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def-_",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA==",
        "https://web.push.apple.com/QGuQyavXutnMH",
        "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAD%2f",
        "https://push.example:443/x",
        "https://push.example./x",
    ],
)
def test_the_big_push_services_are_public(endpoint):
    assert is_public(endpoint)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("p256dh", "A" * 87, "push-refused"),
        ("p256dh", "A" * 86, "bad-request"),
        ("auth", "A" * 21, "bad-request"),
        ("auth", "=" * 22, "bad-request"),
        ("more", "x", "bad-request"),
    ],
)
async def test_keys_that_are_none_are_refused(one, field, value, code):
    status, said = await one.post(API, body_of(PushService().subscribed(""), **{field: value}))
    assert (status, said["error"]) == (400, code)


async def test_a_house_without_a_contact_offers_no_switch(rig):
    async with portal(rig) as base, browser(base) as one:
        await new_member(rig, one)
        assert await one.get(API) == (200, {"key": "", "ids": []})
        assert (await one.post(API, body_of(PushService().subscribed(""))))[0] == 404
        assert (await one.post(OFF, {"id": "0" * 64}))[0] == 404


async def test_the_worker_may_stand_beside_the_console_and_no_other_file_may(one):
    for name, scope in SCOPES.items():
        async with one.http.get(f"{one.base}/static/{name}") as said:
            assert said.status == 200
            assert said.headers["Service-Worker-Allowed"] == scope
            assert said.headers["Content-Type"] == "text/javascript; charset=utf-8"
            assert "default-src 'none'" in said.headers["Content-Security-Policy"]
    async with one.http.get(f"{one.base}/static/console/push.js") as said:
        assert "Service-Worker-Allowed" not in said.headers


def test_the_worker_says_what_the_psychologists_file_says_and_reads_nothing_of_what_came():
    source = (ROOT / "portal" / "static" / "push-worker.js").read_text(encoding="utf-8")
    words = Words.load(ROOT / "i18n").labels("ru", "console")
    assert f'const TITLE = "{words["console-push-title"]}";' in source
    assert f'const BODY = "{words["console-push-body"]}";' in source
    assert "event.data" not in source.replace("`event.data`", "")
    assert '"fetch"' not in source

"""Alarms on members' devices: sealed, the same for everybody, only where they should ring, and never a word of whose."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from desk.ports import Unavailable
from tests.workers.gates import Gate, certificate
from tests.workers.push_rig import CONTACT, Ward, ward_at
from tests.workers.push_service import HOST, NOON, To
from vault.devices import VERSION, StoredDevices
from vault.store import connect
from workers import pager, push
from workers.pager import Pagers, Webhook
from workers.push import Push
from workers.push_hosts import NotPublic, PublicOnly, is_public_address


@pytest.fixture
async def ward(redis, tmp_path, monkeypatch) -> AsyncIterator[Ward]:
    monkeypatch.setattr(push, "TIMEOUT_S", 3.0)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gate.pem"))
    async with ward_at(redis, tmp_path) as ward:
        yield ward


async def test_each_device_of_whom_the_rung_told_shows_the_version_and_nothing_else(ward):
    await ward.on(ward.anna, "phone")
    await ward.on(ward.anna, "desk")
    await ward.on(ward.vera, "hers")
    assert await ward.push.send(frozenset({ward.anna})) is True
    assert [ward.service.shown(name) for name in ("phone", "desk", "hers")] == [[VERSION], [VERSION], []]
    assert {len(body) for body in ward.service.bodies} == {104}
    assert len(set(ward.service.bodies)) == 2, "whoever carries them cannot tell that they are the same"


async def test_an_endpoint_is_called_letter_by_letter_as_the_browser_gave_it(ward):
    names = ("a%2fb%3ac==", "?token=BQYA%2f%2B%3d+x", "APA91b:Q_-~", "%e2%98%ba/../x//y")
    for name in names:
        await ward.on(ward.anna, name)
    assert await ward.push.send(None) is True
    assert [ward.service.shown(name) for name in names] == [[VERSION]] * 4


async def test_nobody_told_is_nobody_rung_and_none_named_is_everybody(ward):
    await ward.on(ward.anna, "phone")
    await ward.on(ward.vera, "hers")
    assert await ward.push.send(frozenset()) is None
    assert ward.service.bodies == []
    assert await ward.push.send(None) is True
    assert ward.service.shown("phone") == ward.service.shown("hers") == [VERSION]


async def test_a_member_without_a_device_is_neither_a_failure_nor_a_success(ward):
    await ward.on(ward.vera, "hers")
    assert await ward.push.send(frozenset({ward.anna})) is None


@pytest.mark.parametrize("status", [404, 410])
async def test_a_device_that_is_gone_is_forgotten_by_the_house_and_the_other_stays(ward, status):
    await ward.on(ward.anna, "phone")
    ward.service.status = status
    assert await ward.push.send(frozenset({ward.anna})) is False
    assert await ward.devices.ids(ward.anna) == ()
    last = (await ward.journal())[-1]
    assert (last["by"], last["verb"], last["detail"]) == ("house", "device-removed", ward.anna)
    await ward.on(ward.anna, "phone")
    ward.service.status = 201
    assert await ward.push.send(frozenset({ward.anna})) is True


@pytest.mark.parametrize(("status", "asked"), [(429, 1), (503, 1), (500, 2), (502, 2)])
async def test_who_asks_for_quiet_gets_it_and_who_only_fails_is_asked_at_the_next_rung(ward, status, asked):
    await ward.on(ward.anna, "phone")
    ward.service.status, ward.service.headers = status, {"Retry-After": "60"}
    for _ in range(2):
        assert await ward.push.send(None) is False
    assert len(ward.service.bodies) == asked
    assert len(await ward.devices.ids(ward.anna)) == 1
    ward.push.rests.clear()
    ward.service.status = 201
    assert await ward.push.send(None) is True


@pytest.mark.parametrize(
    ("said", "rests"),
    [("", 30.0), ("5", 30.0), ("90", 90.0), ("86400", 120.0), ("Sun, 22 Nov 2026 12:00:00 GMT", 30.0), ("-1", 30.0)],
)
def test_no_service_can_ask_for_quiet_beyond_the_next_rung(said, rests):
    assert push._rest(said) == rests


@pytest.mark.parametrize("status", [400, 401, 403, 413])
async def test_a_refusal_is_told_by_its_status_alone_and_the_device_stays(ward, status):
    await ward.on(ward.anna, "phone")
    ward.service.status = status
    with capture_logs() as logs:
        assert await ward.push.send(None) is False
    assert logs == [{"event": "push-failed", "log_level": "warning", "status": status}]
    assert len(await ward.devices.ids(ward.anna)) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_neither_followed_nor_taken(ward, status):
    await ward.on(ward.anna, "phone")
    ward.service.status, ward.service.headers = status, {"Location": f"https://{HOST}/send/elsewhere"}
    assert await ward.push.send(None) is False
    assert len(ward.service.bodies) == 1


async def test_a_service_that_hangs_keeps_nobody_else_from_being_paged(ward, monkeypatch):
    monkeypatch.setattr(push, "TIMEOUT_S", 0.3)
    await ward.on(ward.anna, "phone")
    ward.service.status = None
    gate = Gate()
    async with gate.listening() as url:
        pagers = Pagers([Webhook(url)], devices=ward.push)
        assert await pagers.page("waiting", frozenset({ward.anna}))
    assert (pagers.pages.taken, pagers.pages.failed) == (1, 1)
    assert ward.service.called.is_set()


async def test_the_operators_gate_hears_of_everything_and_devices_only_of_what_waits_for_them(ward):
    await ward.on(ward.anna, "phone")
    gate = Gate()
    async with gate.listening() as url:
        pagers = Pagers([Webhook(url)], devices=ward.push)
        assert await pagers.page("canary")
        assert ward.service.bodies == []
        assert await pagers.page("waiting", frozenset({ward.vera}))
        assert await pagers.page("waiting", frozenset({ward.anna}))
    assert len(gate.got) == 3
    assert ward.service.shown("phone") == [VERSION]


async def test_in_a_house_with_devices_alone_whoever_has_one_hears_of_a_lost_canary(ward):
    pagers = Pagers([], devices=ward.push)
    assert await pagers.page("canary"), "nobody to try: not tried again at once"
    assert pagers.pages.last == "failed"
    await ward.on(ward.vera, "hers")
    assert await pagers.page("canary")
    assert (ward.service.shown("hers"), pagers.pages.last) == ([VERSION], "taken")
    ward.service.status = 500
    assert not await pagers.page("waiting", frozenset({ward.vera}))


async def test_a_page_goes_out_from_memory_while_the_store_is_down(ward, tmp_path):
    await ward.on(ward.anna, "phone")
    await ward.devices.look()
    nowhere = connect(f"unix://{tmp_path}/nobody.sock")
    cut_off = replace(ward.push, parcels=replace(ward.devices, store=nowhere))
    assert await cut_off.send(None) is True
    ward.service.status = 410
    with capture_logs() as logs:
        assert await cut_off.send(None) is False
    assert [one["event"] for one in logs] == ["push-failed"] * 2, "that it is gone is kept for the next time"
    assert len(await ward.devices.ids(ward.anna)) == 1
    strange = StoredDevices(store=nowhere, address=ward.rig.books.keyring.address, contact=CONTACT)
    with pytest.raises(Unavailable):
        await strange.parcels(None, NOON)
    assert not await Pagers([], devices=Push(parcels=strange, clock=lambda: NOON)).page("waiting", frozenset())


async def test_a_push_service_that_nobody_vouches_for_gets_nothing(ward, tmp_path, monkeypatch):
    await ward.on(ward.anna, "phone")
    await asyncio.to_thread((tmp_path / "other").mkdir)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate(tmp_path / "other", HOST)))
    assert await ward.push.send(None) is False
    assert ward.service.bodies == []


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.0.9",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "::ffff:8.8.8.8", "::ffff:10.0.0.1", "64:ff9b::7f00:1"),
        *("2002:7f00:1::", "2001:0:1::", "ff02::1", "240.0.0.1", "255.255.255.255", "no address"),
    ],
)
async def test_a_name_that_leads_into_a_network_of_ones_own_is_not_called(ward, address):
    assert not is_public_address(address)
    with pytest.raises(NotPublic):
        await PublicOnly(To(ward.service.port, address)).resolve(HOST, 443)
    await ward.on(ward.anna, "phone")
    closed = Push(parcels=ward.devices, clock=lambda: NOON, resolver=lambda: PublicOnly(To(ward.service.port, address)))
    with capture_logs() as logs:
        assert await closed.send(None) is False
    assert (len(logs), ward.service.bodies) == (1, [])
    assert HOST not in repr(logs)


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4010:c05::5f"])
async def test_a_public_address_is(address):
    assert (await PublicOnly(To(443, address)).resolve(HOST, 443))[0]["host"] == address


async def test_nothing_of_an_endpoint_a_key_or_a_member_is_told(ward, caplog):
    caplog.set_level(logging.DEBUG)
    await ward.on(ward.anna, "nobody-else-knows-this")
    said = ""
    for status in (410, 429, 413, None):
        ward.service.status = status
        await ward.on(ward.anna, "nobody-else-knows-this")
        ward.push.rests.clear()
        with capture_logs() as logs:
            await Pagers([], devices=ward.push).page("waiting", frozenset({ward.anna}))
        said += repr(logs)
    (parcel,) = await ward.devices.parcels(None, NOON)
    ours = "".join(one.getMessage() for one in caplog.records if not one.name.startswith("aiohttp.access"))
    said += f"{parcel!r} {ward.devices!r} {ward.push!r} {ours}"
    for secret in ("nobody-else-knows-this", HOST, "duty@desk", parcel.headers["Authorization"][9:40]):
        assert secret not in said


def test_a_channel_waits_no_longer_than_the_pager_gives_it():
    assert push.TIMEOUT_S < 2 * pager.TIMEOUT_S

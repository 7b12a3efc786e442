from io import BytesIO

import pytest

from desk.ports import Unavailable
from tests.portal.portal_browser import browser
from tests.portal.portal_rig import HOOK_PATH, SECRET, portal

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def one(rig):
    async with portal(rig) as base, browser(base) as one:
        yield one


async def deliver(one, data=b'{"update_id": 7}', *, path=HOOK_PATH, headers=None):
    said = {HEADER: SECRET} if headers is None else headers
    async with one.http.post(f"{one.base}/telegram/{path}", data=data, headers=said) as answer:
        return answer.status, await answer.text()


async def test_an_update_reaches_its_door_and_then_telegram_hears_200(rig, one):
    assert await deliver(one) == (200, "")
    assert rig.updates == [{"update_id": 7}]


@pytest.mark.parametrize(
    "secret", [None, "", "s" * 31, "s" * 33, "s" * 31 + "é", "\udcff" * 32, "ы" * 32, "S" * 32], ids=range(8)
)
async def test_without_the_secret_nothing_is_delivered_and_nothing_explained(rig, one, secret):
    headers = {} if secret is None else {HEADER: secret}
    assert await deliver(one, headers=headers) == (403, '{"error": "refused"}')
    assert rig.updates == []


async def test_another_path_is_refused_like_another_secret(rig, one):
    assert await deliver(one, path="other") == (403, '{"error": "refused"}')
    assert await deliver(one, path="%D1%8B") == (403, '{"error": "refused"}')
    assert rig.updates == []


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"[1]", b"null"], ids=range(6))
async def test_what_is_no_update_is_a_bad_request(rig, one, data):
    status, said = await deliver(one, data)
    assert (status, "bad-request" in said) == (400, True)
    assert rig.updates == []


async def test_an_update_of_a_megabyte_is_refused(rig, one):
    assert await deliver(one, BytesIO(b" " * (1024 * 1024 + 1))) == (413, '{"error": "too-large"}')


async def test_while_nothing_can_be_stored_telegram_is_asked_to_come_again(rig, one):
    rig.fails = Unavailable("store")
    async with one.http.post(f"{one.base}/telegram/{HOOK_PATH}", data=b"{}", headers={HEADER: SECRET}) as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (503, "2")


async def test_a_door_that_fails_leaves_the_update_with_telegram(rig, one):
    rig.fails = KeyError("text")
    assert await deliver(one) == (500, '{"error": "failed"}')


async def test_where_updates_are_fetched_there_is_no_hook(rig):
    async with portal(rig, hook=None) as base, browser(base) as one:
        assert (await deliver(one))[0] == 404


async def test_an_empty_secret_lets_nobody_in(rig):
    hook = rig.parts().hook
    async with portal(rig, hook=type(hook)(path=HOOK_PATH, secret="", door=rig.door)) as base, browser(base) as one:
        assert (await deliver(one, headers={HEADER: ""}))[0] == 403
        assert (await deliver(one, headers={}))[0] == 403


async def test_the_desks_own_bot_has_a_way_in_of_its_own(rig):
    came = []

    async def duty_door(update):
        came.append(update)

    duty = type(rig.parts().hook)(path=f"{HOOK_PATH}-duty", secret=SECRET, door=duty_door)
    async with portal(rig, duty_hook=duty) as base, browser(base) as one:
        assert await deliver(one, path=f"{HOOK_PATH}-duty") == (200, "")
        assert (came, rig.updates) == ([{"update_id": 7}], [])
        assert await deliver(one) == (200, "")
        assert (len(came), rig.updates) == (1, [{"update_id": 7}])
        assert (await deliver(one, path=f"{HOOK_PATH}-duty", headers={HEADER: "x" * 32}))[0] == 403

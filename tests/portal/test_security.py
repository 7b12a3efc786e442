import asyncio
import re

import pytest
import structlog
from aiohttp import web

from desk.ports import Unavailable
from portal.app import make_app, make_runner
from portal.errors import errors
from portal.security import POLICY, Access, Doors, RouteWithoutRule
from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import HOOK_PATH, SECRET, portal, served

CANARY = "он запер дверь"


@pytest.fixture
async def one(rig):
    async with portal(rig) as base, browser(base) as one:
        yield one


async def test_an_application_with_a_route_without_a_rule_does_not_start(rig):
    async def anybody(request):
        return web.Response()

    app = make_app(rig.parts())
    app.router.add_get("/forgotten", anybody)
    with pytest.raises(RouteWithoutRule, match="/forgotten"):
        await make_runner(app).setup()


async def test_every_route_of_the_console_api_but_the_entrance_is_for_members(rig):
    async with served(make_app(rig.parts())) as base, browser(base) as stranger:
        app = make_app(rig.parts())
        paths = [(route.method, route.resource.canonical) for route in app.router.routes() if route.resource]
        entrance = re.compile(r"/(office|invite|enrol|answer|challenge|passkey|sign-in)$")
        closed = [one for one in paths if one[1].startswith("/console/api") and not entrance.search(one[1])]
        assert len(closed) == 45
        for method, path in closed:
            ask = stranger.get if method == "GET" else stranger.post
            named = path.replace("{signal}", "3-" + "a" * 20).replace("{id}", "0" * 32)
            named = named.replace("{member}", "m-" + "a" * 10)
            assert await ask(named) == (401, {"error": "signed-out"}), path


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(
            ("GET", path)
            for path in ("/", "/health", "/static/tokens.css", "/console/api/me", "/nowhere", "/console/enrol")
        ),
        *(("POST", path) for path in ("/console/api/claim", "/console/api/challenge", "/telegram/x", "/console")),
    ],
)
async def test_every_answer_has_the_security_headers(one, method, path):
    async with one.http.request(method, one.base + path) as said:
        assert said.headers["Content-Security-Policy"] == POLICY
        assert said.headers["X-Content-Type-Options"] == "nosniff"
        assert said.headers["Referrer-Policy"] == "no-referrer"
        assert said.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert said.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in said.headers["Permissions-Policy"]
        assert said.headers["Cache-Control"] == ("no-cache" if path.startswith("/static") else "no-store")
        assert "Server" not in said.headers


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"Origin": "https://evil.example"}, (403, "wrong-origin")),
        ({"Sec_Fetch_Site": "cross-site"}, (403, "wrong-origin")),
        ({"Sec_Fetch_Site": "same-site"}, (403, "wrong-origin")),
        ({"Sec_Fetch_Site": "none"}, (403, "wrong-origin")),
        ({"Origin": "null", "Sec_Fetch_Site": None}, (403, "wrong-origin")),
        ({"Origin": None, "Sec_Fetch_Site": None}, (403, "wrong-origin")),
        ({"Content_Type": "text/plain"}, (415, "json-only")),
        ({"Content_Type": "application/x-www-form-urlencoded"}, (415, "json-only")),
        ({"X_RB_Token": None}, (403, "wrong-token")),
        ({"X_RB_Token": "A" * 43}, (403, "wrong-token")),
        ({"X_RB_Token": "é"}, (403, "wrong-token")),
    ],
)
async def test_a_change_that_no_page_of_ours_asked_for_is_refused(rig, one, headers, said):
    await new_member(rig, one)
    status, code = said
    assert await one.post("/console/api/link", {}, **headers) == (status, {"error": code})


@pytest.mark.parametrize("headers", [{"Origin": None}, {"Sec_Fetch_Site": None}])
async def test_one_word_of_the_browser_is_enough(rig, one, headers):
    await new_member(rig, one)
    assert (await one.post("/console/api/link", {}, **headers))[0] == 200


async def test_the_public_origin_is_the_setting_and_never_the_host_that_was_sent(rig):
    async with portal(rig, origin="https://desk.example") as base, browser(base) as one:
        asked = {"login": "Анна"}
        for host in ("desk.example", "evil.example", "localhost.evil.example", "[", "localhost@evil.example"):
            ours = await one.post("/console/api/challenge", asked, Host=host, Origin="https://desk.example")
            theirs = await one.post("/console/api/challenge", asked, Host=host, Origin=f"http://{host}")
            assert (ours[0], theirs[0]) == (200, 403)
        assert (await one.post("/console/api/challenge", asked))[0] == 200


async def test_without_a_public_origin_only_this_machine_comes_in(rig, one):
    asked = {"login": "Анна"}
    far = await one.post("/console/api/challenge", asked, Host="desk.example", Origin="http://desk.example")
    assert far == (403, {"error": "wrong-origin"})


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 60_000, b"\xff", b"9" * 5000, b"[]", b"null"])
async def test_what_is_no_json_object_is_a_bad_request(one, body):
    async with one.http.post(f"{one.base}/console/api/challenge", data=body, headers=one.headers()) as said:
        assert (said.status, await said.json()) == (400, {"error": "bad-request", "field": ""})


async def test_a_body_over_64_kb_is_too_large(one):
    async with one.http.post(f"{one.base}/console/api/challenge", data=b" " * 65_537, headers=one.headers()) as said:
        assert (said.status, await said.json()) == (413, {"error": "too-large"})

    async def dribbled():
        for _ in range(70):
            yield b" " * 1000

    async with one.http.post(f"{one.base}/console/api/challenge", data=dribbled(), headers=one.headers()) as said:
        assert (said.status, await said.json()) == (413, {"error": "too-large"})


@pytest.mark.parametrize(
    ("failure", "said"), [(ValueError(CANARY), (500, "failed")), (Unavailable(CANARY), (503, "store-down"))]
)
async def test_a_failure_says_nothing_of_what_it_failed_at(rig, one, failure, said, capfd):
    rig.fails = failure
    with structlog.testing.capture_logs() as logs:
        async with one.http.post(
            f"{one.base}/telegram/{HOOK_PATH}",
            json={"update_id": 1, "message": {"text": CANARY}},
            headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
        ) as answer:
            body = await answer.text()
            assert (answer.status, await answer.json()) == (said[0], {"error": said[1]})
    assert [entry.get("route") for entry in logs] == ["/telegram/{hook}"]
    assert CANARY not in body + repr(logs) + "".join(capfd.readouterr())
    assert HOOK_PATH not in repr(logs)


async def test_trouble_of_http_is_logged_by_its_kind_only(one, caplog):
    host, port = one.base.removeprefix("http://").split(":")
    with structlog.testing.capture_logs() as logs:
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nX-Word: zaper\x00dver\r\n\r\n")
        answer = await reader.read()
        writer.close()
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.0 400"))
    assert [(entry["event"], entry["kind"]) for entry in logs] == [("http-trouble", "BadHttpMessage")]
    assert "zaper" not in repr(logs) + caplog.text


async def test_a_door_that_forgot_its_rule_for_members_fails_closed(rig):
    async def who(visit):
        return web.json_response({"who": visit.who.member})

    app = web.Application(middlewares=[errors])
    Doors(app, rig.parts()).add("GET", "/who", who, Access.PUBLIC)
    async with served(app) as base, browser(base) as one:
        assert await one.get("/who") == (500, {"error": "failed"})

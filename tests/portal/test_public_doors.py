import pytest

from desk.ports import Unavailable
from portal.front import dialled
from tests.portal.portal_browser import browser
from tests.portal.portal_rig import LIST, make_rig, portal
from vault.embedded import EmbeddedStore
from vault.store import connect


@pytest.fixture
async def one(rig):
    async with portal(rig) as base, browser(base) as one:
        yield one


async def test_the_front_page_has_the_numbers_as_taps_and_its_words_as_text(one):
    status, page = await one.get("/")
    assert status == 200
    assert '<a href="tel:88001"><strong>8-800 1</strong> <span>&lt;b&gt;линия&lt;/b&gt;</span></a>' in page
    assert '<a href="/console">стол</a>' in page
    assert "<script" not in page
    assert "style=" not in page


async def test_a_phone_dials_digits():
    assert [dialled(number) for number in ("8-800-2000-122", "+7 (727) 1", "112")] == ["88002000122", "+77271", "112"]


async def test_everything_of_the_front_page_is_served(one):
    for path, kind in (("front.css", "text/css"), ("tokens.css", "text/css"), ("console/icon.svg", "image/svg+xml")):
        async with one.http.get(f"{one.base}/static/{path}") as said:
            assert (said.status, said.content_type) == (200, kind), path


async def test_modules_come_as_javascript_and_only_once(one):
    async with one.http.get(f"{one.base}/static/vendor/hpke.js") as said:
        assert (said.status, said.content_type) == (200, "text/javascript")
        mark = said.headers["ETag"]
    async with one.http.get(f"{one.base}/static/vendor/hpke.js", headers={"If-None-Match": mark}) as said:
        assert (said.status, await said.read()) == (304, b"")


async def test_the_word_list_is_where_the_browser_looks_for_it(one):
    status, words = await one.get("/static/words.txt")
    assert (status, words.split("\n")) == (200, list(LIST))


@pytest.mark.parametrize(
    "path", ["vendor/package.json", "../app.py", "%2e%2e/app.py", "..%2fapp.py", "/etc/passwd", "vendor", "x.js"]
)
async def test_nothing_else_is_a_file(one, path):
    assert (await one.get(f"/static/{path}"))[0] == 404


async def test_the_pages_of_the_console_need_no_store(rig, one):
    async with one.http.head(f"{one.base}/") as said:
        assert said.status == 200


async def test_health_is_what_was_reported(rig, one):
    assert await one.get("/health") == (200, {"ok": True, "store": True})
    rig.health.said = {"ok": False, "store": True, "told": False}
    assert await one.get("/health") == (503, {"ok": False, "store": True, "told": False})
    rig.health.said = {"ok": "yes"}
    assert (await one.get("/health"))[0] == 503


async def test_health_without_a_store_is_bad_and_not_an_error(rig, one, monkeypatch):
    async def down(now):
        raise Unavailable("store")

    monkeypatch.setattr(rig.health, "report", down)
    assert await one.get("/health") == (503, {"ok": False, "store": False})


async def test_with_a_dead_store_the_console_says_so_and_the_numbers_stay(tmp_path):
    running = EmbeddedStore.start(tmp_path / "store", maxmemory_mb=64)
    store = connect(running.address.url)
    try:
        rig = make_rig(store.redis, tmp_path)
        async with portal(rig) as base, browser(base) as one:
            assert (await one.post("/console/api/challenge", {"login": "Анна"}))[0] == 200
            running.stop()
            async with one.http.post(
                f"{base}/console/api/challenge", json={"login": "Анна"}, headers=one.headers()
            ) as said:
                assert (said.status, said.headers["Retry-After"], await said.json()) == (
                    503,
                    "2",
                    {"error": "store-down"},
                )
            assert (await one.get("/"))[0] == 200
    finally:
        await store.close()
        running.stop()

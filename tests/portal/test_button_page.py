"""The page at "/", as a browser gets it before any script runs."""

import gzip
import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiohttp.test_utils import make_mocked_request

from portal.parts import Front
from portal.static_files import StaticFile, StaticFiles
from tests.portal.button_rig import EXIT, button, visitor
from tests.portal.portal_rig import portal

HANDLES = (
    "skip", "control", "exit", "languages", "numbers", "calls", "talk", "status", "screens", "replies", "form", "text",
    "send", "voice", "back", "back-form", "code", "code-open", "who", "texts",
)  # fmt: skip


@pytest.fixture
async def one(rig):
    async with button(rig) as base, visitor(rig, base) as one:
        yield one


async def read(one, path="/", **headers):
    async with one.http.get(one.base + path, headers=headers) as said:
        return said, await said.text()


async def test_the_first_screen_has_numbers_the_red_button_a_form_and_a_way_out(one):
    said, page = await read(one)
    assert (said.status, said.content_type) == (200, "text/html")
    assert page.index('href="tel:112"') < page.index('value="need"') < page.index("<textarea")
    assert f'id="exit" href="{EXIT}"' in page
    assert [handle for handle in HANDLES if f'id="{handle}"' not in page] == []


async def test_who_reads_and_when_adults_act_is_said_before_any_story(one):
    """conversation.md, rule 2: in plain sight, and only once."""
    _, page = await read(one)
    for line in ("Твои слова читают взрослые", "взрослые зовут помощь без спроса"):
        assert page.count(line) == 1
        assert page.index('value="need"') < page.index(line) < page.index("<textarea")


async def test_the_page_has_no_cookie_and_asks_nobody_else_for_anything(one):
    said, page = await read(one)
    assert "Set-Cookie" not in said.headers
    loaded = re.findall(r'(?:src|<link[^>]* href)="([^"]*)"', page)
    assert loaded
    assert all(address.startswith("/button/static/") for address in loaded)
    assert "style=" not in page
    assert re.findall(r"<script(?![^>]* src=)", page) == []


async def test_the_page_is_kept_nowhere_and_names_our_origin_to_nobody_else(one):
    said, _ = await read(one)
    assert said.headers["Cache-Control"] == "no-store"
    assert said.headers["Referrer-Policy"] == "same-origin"
    assert "form-action 'self'" in said.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in said.headers["Content-Security-Policy"]
    assert "microphone=(self)" in said.headers["Permissions-Policy"]
    assert said.headers["Cross-Origin-Resource-Policy"] == "same-origin"


async def test_other_pages_keep_their_strict_headers(one):
    said, _ = await read(one, "/console")
    assert "form-action 'none'" in said.headers["Content-Security-Policy"]
    assert "microphone=()" in said.headers["Permissions-Policy"]
    assert said.headers["Referrer-Policy"] == "no-referrer"


async def test_no_file_that_the_page_loads_may_lie_in_a_cache(one):
    async with one.http.get(f"{one.base}/button/static/tokens.css") as said:
        assert (said.status, said.content_type) == (200, "text/css")
        assert said.headers["Cache-Control"] == "no-store"
        assert "ETag" not in said.headers


async def test_the_buttons_own_files_are_kept_nowhere_by_whichever_address():
    files = StaticFiles({"button/main.js": StaticFile.of("main.js", b""), "console/x.js": StaticFile.of("x.js", b"")})
    for name, kept in (("button/main.js", "no-store"), ("console/x.js", "no-cache")):
        request = make_mocked_request("GET", f"/static/{name}", match_info={"path": name})
        assert (await files.serve(cast("Any", SimpleNamespace(request=request)))).headers["Cache-Control"] == kept


async def test_head_is_answered_as_get_without_a_body(one):
    async with one.http.head(one.base + "/") as said:
        assert (said.status, await said.read()) == (200, b"")
        assert said.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/", "", "ru"),
        ("/", "kk-KZ,ru;q=0.8", "kk"),
        ("/", "de,en-US;q=0.7,ru;q=0.3", "en"),
        ("/", "de", "ru"),
        ("/?l=kk", "en", "kk"),
        ("/?l=de", "en", "en"),
        ("/?l=%22%3E%3Cscript%3E", "", "ru"),
        ("/", "," * 5000, "ru"),
    ],
)
async def test_the_language_is_the_one_asked_for_else_the_browsers(one, path, accepted, language):
    _, page = await read(one, path, **({"Accept-Language": accepted} if accepted else {}))
    assert f'<html lang="{language}">' in page
    assert page.count('aria-current="true"') == 1


async def test_a_tag_that_nobody_gave_out_marks_nobody(one):
    assert 'data-source="school-12"' in (await read(one, "/?s=school-12"))[1]
    stranger = (await read(one, "/?s=masha-9b"))[1]
    assert 'data-source=""' in stranger
    assert "masha" not in stranger


async def test_every_page_draws_a_visit_and_a_request_of_its_own(one):
    drawn = [re.findall(r'name="(?:visit|request)" value="([^"]+)"', (await read(one))[1]) for _ in range(2)]
    assert len({*drawn[0], *drawn[1]}) == 4
    assert [len(value) for value in sorted({*drawn[0]}, key=len)] == [32, 43]


async def test_while_nobody_can_read_the_page_says_so_and_takes_no_words(rig):
    async def nobody():
        return False

    async with button(rig, reads=nobody) as base, visitor(rig, base) as one:
        said, page = await read(one)
    assert said.status == 200
    assert 'data-open="no"' in page
    assert 'id="nobody"' in page
    assert 'href="tel:112"' in page
    assert "<form" not in page
    assert "<textarea" not in page


async def test_the_demo_has_its_links_on_the_page(rig):
    front = Front(language="ru", title="Т", lead="Л", contacts=(), links=(("/console", "Пульт"),))
    async with button(rig) as base, visitor(rig, base) as one:
        assert 'id="links"' in (await read(one))[1]
    parts = rig.parts(front=replace(front, links=()))
    async with portal(rig, front=parts.front) as base, visitor(rig, base) as one:
        assert "links" not in (await read(one))[1]


async def test_the_document_is_light(one):
    _, page = await read(one)
    assert len(gzip.compress(page.encode())) < 10_000


async def test_the_words_of_the_script_are_in_the_page_and_those_of_the_form_are_not(one):
    _, page = await read(one)
    keys = re.findall(r'<p data-key="([^"]+)">', page)
    assert {"offline", "sending", "not-found", "voice-running"} <= set(keys)
    assert "{seconds}" in page
    assert [key for key in keys if key.startswith(("form-", "privacy-"))] == []

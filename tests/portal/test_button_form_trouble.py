"""The plain form when something is wrong: the answer is a page all the same, and no word of hers is lost."""

import html
import re

import pytest
import structlog
from yarl import URL

from desk.ports import Unavailable
from portal.button.lot import LARGEST_HELD
from tests.portal.button_rig import DANGER, button, button_parts, visitor
from tests.portal.form_rig import fields, hidden, send, signals
from tests.portal.portal_rig import portal


@pytest.fixture
async def one(rig):
    async with button(rig) as base, visitor(rig, base) as one:
        yield one


async def test_with_a_dead_store_her_words_stand_in_the_page_again(rig, monkeypatch):
    async def down(*_):
        raise Unavailable("store")

    async with button(rig) as base, visitor(rig, base) as one:
        sent = {**await fields(one), "text": "<b>он бьёт</b>"}
        monkeypatch.setattr(type(rig.books), "load", down)
        answer, page = await send(one, sent)
        assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
        assert "&lt;b&gt;он бьёт&lt;/b&gt;</textarea>" in page
        assert hidden(page)["visit"] == sent["visit"]
        assert 'href="tel:112"' in page


async def test_a_fault_of_ours_is_a_page_too_and_no_log_has_a_word_of_hers(rig, monkeypatch, capfd):
    async def broken(*_):
        raise ValueError("секретное слово")

    async with button(rig) as base, visitor(rig, base) as one:
        sent = {**await fields(one), "text": "секретное слово"}
        monkeypatch.setattr(type(rig.books), "load", broken)
        with structlog.testing.capture_logs() as logs:
            answer, page = await send(one, sent)
        assert (answer.status, "секретное слово</textarea>" in page) == (500, True)
        assert [(log["kind"], log["route"]) for log in logs] == [("ValueError", "/button/form")]
        assert "секретное" not in repr(logs) + "".join(capfd.readouterr())


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example", "Sec_Fetch_Site": "cross-site"},
        {"Origin": "https://evil.example", "Sec_Fetch_Site": None},
        {"Origin": None, "Sec_Fetch_Site": "same-site"},
        {"Origin": "null", "Sec_Fetch_Site": None},
        {"Origin": None, "Sec_Fetch_Site": None},
        {"Origin": None, "Sec_Fetch_Site": None, "Referer": "https://evil.example/"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/json"},
    ],
)
async def test_a_form_of_another_site_writes_nothing_and_its_words_are_not_shown(rig, one, headers):
    before = await rig.store.redis.keys("*")
    answer, page = await send(one, {**await fields(one), "text": DANGER}, **headers)
    assert (answer.status, answer.content_type) == (403, "text/html")
    assert DANGER not in page
    assert await rig.store.redis.keys("*") == before


@pytest.mark.parametrize("headers", [{"Origin": "null"}, {"Origin": None}, {"Sec_Fetch_Site": None}])
async def test_one_word_of_the_browser_is_enough(rig, one, headers):
    assert (await send(one, {**await fields(one), "text": DANGER}, **headers))[0].status == 200


async def test_an_old_browser_that_names_no_origin_says_which_page_its_form_stood_in(rig, one):
    old = {"Origin": None, "Sec_Fetch_Site": None, "Referer": f"{one.base}/"}
    assert (await send(one, {**await fields(one), "text": DANGER}, **old))[0].status == 200
    assert (await send(one, {"text": DANGER}, **{**old, "Referer": f"{one.base}.evil.example/"}))[0].status == 403


@pytest.mark.parametrize(
    "broken", [{"visit": "x"}, {"request": "DROP"}, {"visit": "", "request": ""}, {"language": "x" * 99}]
)
async def test_a_garbled_form_loses_no_words(rig, one, broken):
    answer, _ = await send(one, {**await fields(one), **broken, "text": DANGER})
    assert answer.status == 200
    assert len(await signals(rig)) == 1


async def test_of_words_too_long_for_one_request_the_beginning_is_kept_and_the_rest_stands_to_be_sent(rig, one):
    story = "".join(f"{number} он бьёт меня " for number in range(2_000))
    sent, kept, answers = {**await fields(one), "text": story}, [], 0
    while sent["text"]:
        answer, page = await send(one, sent)
        answers += 1
        assert answer.status == 200
        (typed,) = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
        left = html.unescape(typed)
        assert sent["text"].endswith(left)
        assert ("Остальное" in page) == bool(left)
        kept.append(sent["text"][: len(sent["text"]) - len(left)])
        sent = {**hidden(page), "text": left}
    assert ("".join(kept), answers > 2) == (story, True)
    assert len(await signals(rig)) == 1


async def test_words_too_long_that_could_not_be_kept_stand_in_the_page_whole(rig):
    parts, story = button_parts(rig), "ы" * 30_000
    async with portal(rig, button=parts) as base, visitor(rig, base) as one:
        parts.forms.held = LARGEST_HELD
        answer, page = await send(one, {**await fields(one), "text": story})
        assert (answer.status, f"{story}</textarea>" in page, "maxlength" in page.split("<textarea")[1][:200]) == (
            503,
            True,
            False,
        )


async def test_of_a_body_beyond_all_bounds_the_beginning_stands_in_the_page_and_nothing_is_kept(rig, one):
    answer, page = await send(one, {**await fields(one), "text": "ы" * 150_000})
    assert (answer.status, 'href="tel:112"' in page, "ы" * 100_000 in page) == (413, True, True)
    assert await signals(rig) == []


async def test_delete_leaves_a_fresh_page(rig, one):
    _, page = await send(one, {**await fields(one), "text": DANGER})
    _, fresh = await send(one, {**hidden(page), "act": "delete"})
    assert hidden(fresh)["visit"] != hidden(page)["visit"]
    assert 'data-open="yes"' in fresh


async def test_while_nobody_can_read_the_form_gives_the_words_back(rig):
    async def shut():
        raise Unavailable("no reader yet")

    async with portal(rig, button=button_parts(rig, ready=shut)) as base, visitor(rig, base) as one:
        answer, page = await send(one, {**await fields(one), "text": DANGER})
        assert (answer.status, DANGER in page) == (503, True)


async def test_where_too_many_wait_already_the_words_stand_in_the_page_and_it_says_when_to_come_again(rig):
    parts = button_parts(rig)
    async with portal(rig, button=parts) as base, visitor(rig, base) as one:
        sent = {**await fields(one), "text": DANGER}
        parts.forms.held = LARGEST_HELD
        answer, page = await send(one, sent)
        assert (answer.status, answer.headers["Retry-After"], f"{DANGER}</textarea>" in page) == (503, "5", True)
        assert await signals(rig) == []
        parts.forms.held = 0
        assert (await send(one, {**hidden(page), "text": DANGER}))[0].status == 200


@pytest.mark.parametrize("path", ["/button/form", "/)", "/%D1%88", "/index.html", "/button"])
async def test_a_child_who_strays_finds_the_page_and_no_error(one, path):
    async with one.http.get(URL(one.base + path, encoded=True), headers={"Accept": "text/html,*/*"}) as answer:
        page = await answer.text()
    assert (answer.content_type, answer.headers["Cache-Control"]) == ("text/html", "no-store")
    assert 'id="form"' in page
    assert 'href="tel:112"' in page


async def test_a_program_that_strays_is_told_so_and_no_other_door_is_covered(one):
    assert (await one.http.get(f"{one.base}/favicon.ico")).status == 404
    person = {"Accept": "text/html"}
    for path, kind in (
        ("/health", "application/json"),
        ("/embed.js", "text/javascript"),
        ("/static/x", "application/json"),
    ):
        async with one.http.get(one.base + path, headers=person) as answer:
            assert answer.content_type == kind, path
    async with one.http.get(f"{one.base}/console", headers=person) as answer:
        assert 'id="form"' not in await answer.text()

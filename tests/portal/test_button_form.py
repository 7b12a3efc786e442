"""The plain form: the same button for whoever has no script. Whatever happens, the answer is a page."""

import re

import pytest
import structlog

from desk.ports import Unavailable
from portal.button.lanes import ROOM
from tests.portal.button_rig import DANGER, button, button_parts, replied, visitor
from tests.portal.portal_rig import portal
from triage.ids import is_of_the_web
from vault.chats import Chats
from vault.encoding import unb64u


@pytest.fixture
async def one(rig):
    async with button(rig) as base, visitor(rig, base) as one:
        yield one


def hidden(page):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


async def fields(one):
    async with one.http.get(one.base + "/") as said:
        return hidden(await said.text())


async def send(one, sent, **headers):
    said = {**one.headers(Content_Type=None), **{name.replace("_", "-"): value for name, value in headers.items()}}
    given = {name: value for name, value in said.items() if value is not None}
    async with one.http.post(one.base + "/button/form", data=sent, headers=given) as answer:
        return answer, await answer.text()


async def signals(rig):
    named = (re.fullmatch(r"\{rb:\d+\}:s:(.-.{20})", name.decode()) for name in await rig.store.redis.keys("*"))
    return [name[1] for name in named if name]


def code_in(page):
    """The five words, as the page shows them."""
    return re.findall(r'class="mono">(?:<strong>)?((?:\w+ ){4}\w+)<', page)[0]


async def test_words_of_a_plain_form_are_kept_answered_and_given_a_code(rig, one):
    answer, page = await send(one, {**await fields(one), "text": DANGER})
    assert (answer.status, answer.content_type) == (200, "text/html")
    assert 'data-name="danger"' in page
    assert len(code_in(page).split()) == 5
    assert 'href="tel:112"' in page
    assert DANGER not in page
    (signal,) = await signals(rig)
    found = (await rig.books.card(signal)).card
    assert (found.urgency.value, is_of_the_web(found.account)) == ("immediate", True)


async def test_the_answer_is_kept_nowhere_and_only_our_own_forms_go_on_from_it(one):
    answer, _ = await send(one, {**await fields(one), "text": DANGER})
    assert answer.headers["Cache-Control"] == "no-store"
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers


async def test_a_form_that_was_sent_twice_is_one_signal_with_the_words_once(rig, one):
    sent = {**await fields(one), "text": DANGER}
    first, again = await send(one, sent), await send(one, sent)
    assert code_in(first[1]) == code_in(again[1])
    (signal,) = await signals(rig)
    assert (await rig.books.card(signal)).card.words == 1


async def test_she_goes_on_in_the_same_conversation_by_words_and_by_buttons(rig, one):
    _, page = await send(one, {**await fields(one), "text": DANGER})
    _, page = await send(one, {**hidden(page), "text": "он стоит за дверью"})
    _, page = await send(one, {**hidden(page), "act": "next"})
    assert 'data-name="next"' in page
    (signal,) = await signals(rig)
    assert (await rig.books.card(signal)).card.words == 2


async def test_what_was_typed_beside_a_button_is_kept_before_the_button_is_pressed(rig, one):
    _, page = await send(one, {**await fields(one), "text": DANGER, "act": "numbers"})
    assert 'data-name="numbers"' in page
    (signal,) = await signals(rig)
    assert (await rig.books.card(signal)).card.words == 1


async def test_a_long_story_is_kept_in_several_entries(rig, one):
    story = "он бьёт меня каждый день " * 320
    answer, _ = await send(one, {**await fields(one), "text": story})
    assert answer.status == 200
    (signal,) = await signals(rig)
    assert (await rig.books.card(signal)).card.words == 2


async def test_with_her_code_she_reads_the_answers_and_the_desk_sees_that_she_did(rig, one):
    _, page = await send(one, {**await fields(one), "text": DANGER})
    code = code_in(page)
    (signal,) = await signals(rig)
    versioned = await rig.books.card(signal)
    one.page.signal = signal
    one.page.key = PublicOnly((await rig.duty.files.read(signal, "intake")).thread["pub"])
    await replied(rig, one.page, "я тебя слышу\n<b>да</b>")
    async with visitor(rig, one.base) as later:
        answer, page = await send(later, {**await fields(later), "code": code.upper()})
        assert answer.status == 200
        assert "я тебя слышу" in page
        assert "&lt;b&gt;да&lt;/b&gt;" in page
        assert 'data-name="returned"' in page
        _, more = await send(later, {**hidden(page), "text": "спасибо, мне страшно"})
        assert 'class="screen"' in more
    found = (await rig.books.card(signal)).card
    assert found.account != versioned.card.account
    chats = Chats(rig.store, rig.books.keyring, rig.books.records, rig.books.highest)
    assert await chats.unread(signal) == []


class PublicOnly:
    """Of a thread that the server made: whoever seals to it needs no more."""

    def __init__(self, spelt):
        self.public = unb64u(spelt)


async def test_answers_that_wait_are_opened_by_her_code_and_the_page_says_so(rig, one):
    _, page = await send(one, {**await fields(one), "text": DANGER})
    code, (signal,) = code_in(page), await signals(rig)
    one.page.signal, one.page.key = signal, PublicOnly((await rig.duty.files.read(signal, "intake")).thread["pub"])
    await replied(rig, one.page, "я тебя слышу")
    _, page = await send(one, {**hidden(page), "act": "read"})
    assert 'id="said"' in page
    assert 'data-name="status"' in page
    assert 'id="back-form"' in page
    assert "слышу" not in page
    _, page = await send(one, {**hidden(page), "code": code})
    assert "я тебя слышу" in page
    assert 'id="languages"' not in page


@pytest.mark.parametrize("code", ["кот дом лес мир сон", "привет", "12345678901234567", "   x"])
async def test_a_code_that_opens_nothing_comes_back_with_a_kind_word(rig, one, code):
    before = await rig.store.redis.keys("*")
    answer, page = await send(one, {**await fields(one), "code": code})
    assert answer.status == 200
    assert code.strip() in page
    assert 'id="said"' in page
    assert await rig.store.redis.keys("*") == before


async def test_an_empty_form_asks_for_one_word(one):
    answer, page = await send(one, {**await fields(one), "text": "  \n "})
    assert (answer.status, 'id="said"' in page) == (200, True)


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


@pytest.mark.parametrize(
    "broken", [{"visit": "x"}, {"request": "DROP"}, {"visit": "", "request": ""}, {"language": "x" * 99}]
)
async def test_a_garbled_form_loses_no_words(rig, one, broken):
    answer, _ = await send(one, {**await fields(one), **broken, "text": DANGER})
    assert answer.status == 200
    assert len(await signals(rig)) == 1


async def test_a_body_beyond_all_bounds_is_a_page_and_nothing_is_kept(rig, one):
    answer, page = await send(one, {"text": "ы" * 30_000})
    assert (answer.status, 'href="tel:112"' in page) == (413, True)
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
        parts.lanes.waiting = ROOM
        answer, page = await send(one, sent)
        assert (answer.status, answer.headers["Retry-After"], f"{DANGER}</textarea>" in page) == (503, "5", True)
        assert await signals(rig) == []
        parts.lanes.waiting = 0
        assert (await send(one, {**hidden(page), "text": DANGER}))[0].status == 200

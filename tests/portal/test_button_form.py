"""The plain form: the same button for whoever has no script. Whatever happens, the answer is a page."""

import re

import pytest

from portal.button.sent import pieces
from tests.portal.button_rig import DANGER, button, replied, visitor
from tests.portal.form_rig import code_in, fields, hidden, send, signals
from triage.ids import is_of_the_web
from vault.chats import Chats
from vault.encoding import unb64u


@pytest.fixture
async def one(rig):
    async with button(rig) as base, visitor(rig, base) as one:
        yield one


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


async def test_other_words_or_another_button_in_a_page_that_back_brought_again_are_kept_too(rig, one):
    same = await fields(one)
    await send(one, {**same, "text": DANGER, "act": "numbers"})
    _, page = await send(one, {**same, "text": "он стоит за дверью", "act": "next"})
    assert 'data-name="next"' in page
    (signal,) = await signals(rig)
    assert (await rig.books.card(signal)).card.words == 2


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


SUICIDE = "хочу умереть, стою на крыше"


@pytest.mark.parametrize(
    ("sent", "screens"),
    [
        ({"text": DANGER + " мне страшно и холодно" * 300}, ["danger", "ask_place"]),
        ({"text": DANGER, "act": "need"}, ["danger", "ask_place"]),
        ({"text": DANGER, "act": "next"}, ["danger", "next", "ask_place"]),
        ({"text": SUICIDE, "act": "safe.safe"}, ["danger_self", "ask_place"]),
    ],
)
async def test_danger_is_answered_with_the_numbers_whatever_was_sent_along_with_it(one, sent, screens):
    form = {**await fields(one), **sent}
    for _ in range(2):  # Back, and once more
        _, page = await send(one, form)
        assert re.findall(r'data-name="(\w+)"', page) == screens


async def test_a_code_that_was_seen_is_changed_for_another_and_opens_nothing_any_more(rig, one):
    _, page = await send(one, {**await fields(one), "text": DANGER})
    first, sent = code_in(page), {**hidden(page), "act": "new_code"}
    assert 'value="new_code"' in page
    _, page = await send(one, sent)
    second = code_in(page)
    assert second != first
    assert code_in((await send(one, sent))[1]) == second  # pressed twice
    _, gone = await send(one, {**await fields(one), "code": first})
    assert "ничего не открывает" in gone
    _, back = await send(one, {**await fields(one), "code": second})
    assert 'data-name="returned"' in back


async def test_a_language_that_is_chosen_in_the_menu_is_that_of_the_page_too(one):
    _, page = await send(one, {**await fields(one), "text": DANGER})
    _, page = await send(one, {**hidden(page), "act": "lang.kk"})
    assert '<html lang="kk">' in page
    assert hidden(page)["language"] == "kk"
    _, page = await send(one, {**hidden(page), "act": "lang.xx"})
    assert '<html lang="kk">' in page


async def test_a_long_story_is_kept_in_several_entries(rig, one):
    story = "он бьёт меня каждый день " * 320
    answer, _ = await send(one, {**await fields(one), "text": story})
    assert answer.status == 200
    (signal,) = await signals(rig)
    assert (await rig.books.card(signal)).card.words == 2


def test_a_long_story_is_not_cut_through_the_sentence_that_tells_of_danger():
    story = "слово " * 663 + "вот. " + DANGER + ". " + "слово " * 20
    first, second = pieces(story)
    assert second.startswith(DANGER)
    assert f"{first} {second}" == story.strip()


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


async def test_no_browser_is_asked_to_translate_her_code_her_words_or_an_answer(one):
    _, page = await send(one, {**await fields(one), "text": DANGER})
    assert [tag for tag in re.findall(r'<(?:p class="mono"|textarea)[^>]*>', page) if 'translate="no"' not in tag] == []

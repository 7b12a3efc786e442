"""A page of the web door on a real store: words that nobody here can read, and the answer of a request."""

import os
from dataclasses import replace

import pytest

from desk.chat import OpenScreen
from desk.ports import OtherDesk
from desk.visiting import Visiting
from desk.word import Threadless
from tests.desk.desk_rig import NOON
from tests.desk.visiting_rig import PUBLIC, SECRET, begun, boxed, danger, names, replied, visiting_of
from tests.web_page import Page, sealed_voice, secret_in
from triage.tells import AlertDesk, EraseChat, News, ShowCode, Tell
from triage.urgency import Urgency
from vault import keys, threads
from vault.sealing import new_seal_key
from vault.voices import open_voice
from workers.pages import NEWS


@pytest.fixture
def visiting(office) -> Visiting:
    return visiting_of(office)


@pytest.fixture
def page() -> Page:
    return Page(PUBLIC, source="school-12")


async def test_sealed_words_open_a_signal_that_rings_with_its_door_and_site(office, visiting, page):
    told = await begun(visiting, page)
    card = await office.card_of(page.account)
    assert (card.signal, card.door, card.source, card.urgency) == (page.signal, "web", "school-12", Urgency.IMMEDIATE)
    assert [word["text"] for word in await office.reads(page.signal)] == [SECRET]
    assert names(told)[:2] == ["danger", "believed"]
    assert [type(tell) for tell in await office.tells(int(page.account[0], 16))] == [AlertDesk]


async def test_nothing_of_a_page_is_readable_in_the_store(office, visiting, page):
    await begun(visiting, page)
    await visiting.keep_code(page.account, boxed(page), NOON)
    await replied(office, page, "Ответ лично тебе")
    found = await office.all_values()
    for trace in (SECRET, "Ответ лично", "school-12", page.secret.hex()):
        assert trace.encode() not in found
        assert repr(trace.encode())[2:-1].encode() not in found


async def test_the_safe_word_is_never_offered_at_the_web_door(visiting, page):
    told = await begun(visiting, page)
    assert any(isinstance(tell, ShowCode) for tell in told)
    assert "safe_word" not in names(told)
    more = await visiting.say(page.writes("ещё слова", danger(), NOON), NOON)
    assert not any(isinstance(tell, ShowCode) for tell in more)


async def test_the_same_request_twice_is_one_word_and_one_answer(office, visiting, page):
    said = page.writes(SECRET, danger(), NOON)
    first = await visiting.say(said, NOON)
    assert await visiting.say(said, NOON) == first
    assert len(await office.reads(page.signal)) == 1


async def test_taps_alone_open_the_browsers_thread(office, visiting, page):
    told: tuple[Tell, ...] = ()
    for action in ("need", "who.c13", "safe.danger"):
        told = await visiting.say(page.taps(action), NOON)
    card = await office.card_of(page.account)
    assert (card.signal, card.age_band) == (page.signal, "preteen")
    assert names(told)
    assert {word["from"] for word in await office.reads(page.signal)} == {"answer"}


async def test_a_thread_for_a_desk_of_before_is_refused_and_nothing_is_kept(office, visiting):
    page = Page({**PUBLIC, "intake": new_seal_key(os.urandom).public})
    with pytest.raises(OtherDesk):
        await begun(visiting, page)
    assert not await office.store.redis.exists(keys.signal(page.signal))


async def test_a_thread_key_that_nothing_can_be_sealed_to_is_refused(office, visiting, page):
    said = page.writes(SECRET, danger(), NOON)
    assert said.thread is not None
    with pytest.raises(OtherDesk):
        await visiting.say(replace(said, thread=replace(said.thread, public=b"\xff" * 1216)), NOON)
    assert not await office.store.redis.exists(keys.signal(page.signal))


async def test_what_was_read_is_no_news_any_more(office, visiting, page):
    await begun(visiting, page)
    entry = await replied(office, page, "Ответ")
    chat = await office.chats.chat(page.account)
    assert chat is not None
    await office.ledger(0).screen(chat, OpenScreen(NEWS, "reply_waiting", {}), NOON)
    assert names((await visiting.standing(page.account)).tells) == ["reply_waiting"]
    await visiting.shown(page.account, (entry,), NOON)
    assert (await visiting.standing(page.account)).tells == ()


async def test_what_she_looks_up_does_not_take_the_question_away(visiting, page):
    told = await begun(visiting, page)
    waits = next(name for name in names(told) if name.startswith("ask_"))
    for action in ("next", "code", "calm"):
        assert names(await visiting.say(page.taps(action), NOON))[-1] == waits


async def test_a_survivor_who_gives_her_words_gets_her_code_with_it(visiting, page):
    for action in ("need", "who.adult", "about.self", "others.no"):
        await visiting.say(page.taps(action), NOON)
    told = await visiting.say(page.writes("это было давно", danger(), NOON), NOON)
    assert "consent" in names(told)
    assert "ShowCode" in names(await visiting.say(page.taps("give"), NOON))


async def test_words_sealed_to_a_thread_that_the_desk_does_not_have_are_not_taken(office, visiting, page):
    said = replace(page.writes(SECRET, danger(), NOON), thread=None)
    with pytest.raises(Threadless):
        await visiting.say(said, NOON)
    assert not [name for name in await office.all_keys() if ":s:" in name]


async def test_a_thread_under_the_name_of_another_signal_never_touches_it(office, visiting, page):
    await begun(visiting, page)
    other = Page(PUBLIC, secret=secret_in(page.account[0]))
    other.signal = page.signal
    with pytest.raises(Exception, match="account kept changing"):
        await begun(visiting, other, "чужие слова")
    assert [word["text"] for word in await office.reads(page.signal)] == [SECRET]


async def test_unknown_classes_are_for_a_human_and_never_less_than_urgent(office, visiting, page):
    sealed = replace(page.sealed(SECRET, NOON, classes=frozenset()), doubt=True)
    await visiting.say(page.incoming("text", sealed=sealed), NOON)
    assert (await office.card_of(page.account)).urgency is Urgency.URGENT


async def test_her_reply_is_told_as_news_and_opened_by_the_page_alone(office, visiting, page):
    await begun(visiting, page)
    entry = await replied(office, page, "Ответ лично тебе")
    told = await office.tells(int(page.account[0], 16))
    assert News(account=page.account, signal=page.signal) in told
    standing = await visiting.standing(page.account)
    assert [page.opened(one.entry, one.session, one.session_box) for one in standing.replies] == ["Ответ лично тебе"]
    assert names(await visiting.shown(page.account, (entry,), NOON)) == ["status"]
    assert (await visiting.standing(page.account)).replies == ()
    assert await office.files.reply_state(page.signal, entry) == "shown"


async def test_a_look_is_worth_it_only_when_something_came(office, visiting, page):
    await begun(visiting, page)
    before = await visiting.mark(page.account)
    assert await visiting.mark(page.account) == before
    await replied(office, page, "Ответ")
    assert await visiting.mark(page.account) != before


async def test_what_she_spoke_is_kept_as_she_sealed_it(office, visiting, page):
    media = threads.new_id(os.urandom)
    sealed = page.sealed("", NOON, classes=frozenset(), media=media, seconds=4)
    told = await visiting.say(page.incoming("voice", sealed=sealed), NOON)
    assert "voice_kept" in names(told)
    assert (await office.card_of(page.account)).urgency is Urgency.URGENT
    body = sealed_voice(page.key, page.signal, media, b"OggS and more")
    assert await visiting.keep_voice(page.account, media, body)
    assert await visiting.keep_voice(page.account, media, body)
    kept = await office.media.sealed(page.signal, media)
    assert open_voice(page.key.seed, page.signal, media, kept) == b"OggS and more"
    assert not await visiting.keep_voice(page.account, threads.new_id(os.urandom), body)


async def test_hide_changes_nothing_but_the_page(office, visiting, page):
    await begun(visiting, page)
    told = await visiting.say(page.taps("hide"), NOON)
    assert [type(tell) for tell in told] == [EraseChat]
    late = await visiting.say(page.writes("ещё одно слово", danger(), NOON), NOON)
    assert late
    assert len(await office.reads(page.signal)) == 2


async def test_a_visit_is_forgotten_after_two_days(office, visiting, page):
    await begun(visiting, page)
    lives = await office.store.redis.ttl(keys.account(int(page.account[0], 16), page.account))
    assert 0 < lives <= keys.EMPTY_ACCOUNT_LIFE_S


async def test_whether_a_sound_is_safe_is_never_asked_at_a_page(visiting, page):
    told, asked = await begun(visiting, page, "x"), []
    for _ in range(12):
        question = next((name for name in names(told) if name.startswith("ask_")), None)
        if question is None:
            break
        asked.append(question)
        told = await visiting.say(page.taps(f"{question.removeprefix('ask_')}.skip"), NOON)
    assert asked
    assert "ask_answer" not in asked


async def test_the_desk_sees_whether_there_is_a_code_yet(office, visiting, page):
    await begun(visiting, page)
    opened = await office.files.read(page.signal, "intake")
    assert opened is not None
    assert opened.code is False
    await visiting.keep_code(page.account, boxed(page), NOON)
    opened = await office.files.read(page.signal, "intake")
    assert opened is not None
    assert opened.code is True


async def test_at_the_page_too_the_interview_steps_back_once_a_human_has_answered(office, visiting, page):
    await visiting.say(page.writes(SECRET, frozenset({"sadness"}), NOON), NOON)
    await replied(office, page, "Я здесь")
    assert names(await visiting.say(page.writes("да", frozenset(), NOON), NOON)) == ["passed_on"]
    looked_up = await visiting.say(page.taps("next"), NOON)
    assert not [name for name in names(looked_up) if name.startswith("ask_")]
    assert names(await visiting.say(page.taps("who.c13"), NOON)) == ["passed_on"]
    assert (await office.card_of(page.account)).age_band == "preteen"

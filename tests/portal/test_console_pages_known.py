"""What triage brought, as a specialist sees it in a real Chromium: who, why, where, what she wants, how to answer."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.async_api import expect

from desk.ports import Deed, JournalLine, Word
from tests.portal.console_shift import HER_WORDS, Shift, shift_at
from tests.portal.portal_rig import NOON, make_rig, rulebook
from triage.case import Case
from triage.ids import UpdateId
from triage.urgency import Urgency

ADDRESS = "Лунная 5, кв 7 <b>не жирное</b>"
WISH = "не звоните домой"
GRAVE = ("strangling", "offender-beside", "violence-ongoing", "afraid", "sadness")


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


def word(text: str, asked: str, source: str = "text", *, seconds: int = 0, media: str = "") -> Word:
    return Word(text=text, source=source, asked=asked, at=NOON + timedelta(seconds=seconds), media=media)


def answer(question: str, choice: str) -> Word:
    return word(f"{question}.{choice}", f"ask_{question}", "answer")


async def row(shift: Shift, **known) -> str:
    """Its text as it stands in the queue."""
    await shift.rig.report(HER_WORDS, **known)
    await shift.sign_in()
    text = await shift.page.locator("#column-waiting .row .open").inner_text()
    return text.replace("\u00a0", " ")


async def opened(shift: Shift, *also: Word, **known) -> None:
    await shift.rig.report(HER_WORDS, also=also, **known)
    await shift.sign_in()
    await shift.open_first()


async def test_a_row_says_who_of_what_age_from_where_and_the_three_gravest_reasons(shift):
    known = {"reporter": "child", "age_band": "preteen", "region": "kz", "reasons": (*GRAVE[2:], *GRAVE[:2])}
    text = await row(shift, place_given=True, **known)
    assert "Ребёнок · 11–13 лет · русский · Казахстан" in text
    titles = [rulebook().title(one) for one in GRAVE]
    assert " · ".join([*titles[:3], "ещё 2"]) in text
    for mark in ("адрес дан", "другая страна"):
        assert mark in text


@pytest.mark.parametrize(
    ("reporter", "age_band", "says"),
    [
        ("friend", "teen", "Друг или подруга о ребёнке · автору 14–17 лет · русский"),
        ("friend", None, "Друг или подруга о ребёнке · русский"),
        ("neighbour", "adult", "Соседи или знакомые о ребёнке · русский"),
        ("other", "adult", "Кто-то другой о ребёнке · взрослый человек · русский"),
        ("child", None, "Кто пишет, неизвестно · русский"),
        (None, "adult", "Взрослый человек, о ком — неизвестно · русский"),
    ],
)
async def test_nobodys_age_is_taken_for_the_childs(shift, reporter, age_band, says):
    text = await row(shift, reporter=reporter, age_band=age_band)
    assert says in text
    assert "другая страна" not in text
    assert "адрес дан" not in text


async def test_where_she_is_and_what_she_wants_stand_before_the_talk_word_by_word(shift):
    also = (
        word(ADDRESS, "ask_place", seconds=3),
        word("51.834627, 71.926438", "ask_near", "location", seconds=4),
        word(WISH, "ask_wishes", seconds=5),
    )
    await opened(shift, *also, place_given=True, wishes_given=True)
    first = shift.page.locator("#first")
    await expect(first.locator(".place .words")).to_have_text([ADDRESS, "51.834627, 71.926438"], use_inner_text=True)
    await expect(first.locator(".wishes .words")).to_have_text([WISH], use_inner_text=True)
    await expect(first.locator("time")).to_have_count(3)
    await expect(first.locator(".found")).to_have_css("user-select", "all")
    assert await first.evaluate("(it) => it.compareDocumentPosition(document.querySelector('#thread')) & 4") == 4
    assert await shift.page.locator("#thread .entry.word .words").all_inner_texts() == [
        HER_WORDS, ADDRESS, "51.834627, 71.926438", WISH
    ]  # fmt: skip
    assert ADDRESS not in "".join(shift.sent)


async def test_nothing_stands_before_the_talk_where_neither_was_given_nor_after_the_signal_was_left(shift):
    await opened(shift, word(ADDRESS, "ask_place"), place_given=True)
    await expect(shift.page.locator("#first")).to_contain_text("Лунная")
    await shift.page.keyboard.press("Escape")
    await shift.rig.report(HER_WORDS, Urgency.IMMEDIATE, also=(answer("place", "skip"),))
    shift.rig.bell.ring()
    await shift.page.locator("#column-waiting .row.immediate .open").click()
    await expect(shift.page.locator(".entry.answers")).to_be_visible()
    await expect(shift.page.locator("#first")).to_be_hidden()
    await expect(shift.page.locator("#first")).to_have_text("", use_inner_text=True)


async def test_a_place_told_by_voice_leads_to_where_it_can_be_heard(shift):
    await opened(shift, word("", "ask_place", "voice", media="c" * 32), place_given=True)
    await shift.page.locator("#first button").click()
    await expect(shift.page.locator("#thread .voice")).to_be_in_viewport()


async def test_a_place_that_does_not_open_is_not_passed_over_in_silence(shift):
    await opened(shift, place_given=True, wishes_given=True)
    await expect(shift.page.locator("#first .place")).to_contain_text("Место названо, но не открылось")
    await expect(shift.page.locator("#first .wishes")).to_contain_text("Пожелания есть, но не открылись")


async def test_answers_that_follow_each_other_are_one_block_of_questions_and_answers(shift):
    also = (
        answer("safe", "danger"),
        answer("near", "home"),
        word("он пьяный", "ask_story"),
        answer("die_now", "unknown"),
        answer("tie", "skip"),
    )
    await opened(shift, *also)
    blocks = shift.page.locator("#thread .entry.answers")
    await expect(blocks).to_have_count(2)
    assert await blocks.nth(0).locator("dt, dd:not(.when)").all_inner_texts() == [
        "Прямо сейчас опасно?", "Да", "Кто-то вредит? Этот человек рядом или будет рядом сегодня?", "Живёт дома",
    ]  # fmt: skip
    await expect(blocks.nth(1).locator("dd:not(.when)")).to_have_text(["Не знаю", "Пропустить"], use_inner_text=True)
    story = shift.page.locator("#thread .entry.word", has_text="он пьяный")
    await expect(story).to_contain_text("вопрос: «Что случилось?»")
    await expect(shift.page.locator("#thread [data-entry]")).to_have_count(6)


async def test_beside_the_talk_every_reason_and_every_route_with_its_number_from_the_packs(shift):
    await opened(shift, reasons=GRAVE, routes=("112", "guardianship", "helpline_child"), region="ru")
    rail = shift.page.locator("#rail")
    assert await rail.locator("[aria-label='Почему так срочно'] li").all_inner_texts() == [
        rulebook().title(one) for one in GRAVE
    ]
    contacts = shift.rig.parts().console.contacts
    line = rail.locator("[data-route=helpline_child]")
    for known in contacts.for_route("helpline_child", "ru"):
        await expect(line).to_contain_text(known.number)
    await expect(rail.locator("[data-route='112'] .chip")).to_contain_text("Экстренные службы")
    await expect(rail.locator("[data-route=guardianship]")).to_have_text("Опека")
    assert "другой страны" not in await rail.inner_text()


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ("any", "Можно писать со звуком"),
        ("day", "Со звуком только днём"),
        ("silent", "Без звука: сюда заглядывают сами"),
        ("skip", "Можно ли писать со звуком, неизвестно"),
        ("", "Можно ли писать со звуком, неизвестно"),
    ],
)
async def test_it_is_said_whether_an_answer_may_make_a_sound(shift, wish, says):
    await opened(shift, may_write=wish)
    await expect(shift.page.locator("#rail [aria-label='Как отвечать']")).to_contain_text(says)
    assert "о своём прошлом" not in await shift.page.locator("#rail").inner_text()


async def test_an_adult_about_her_own_past_is_named_and_so_is_her_consent(shift):
    await opened(shift, reporter="adult_survivor", age_band="adult", consent="given", region="kz", routes=("112",))
    rail = shift.page.locator("#rail")
    await expect(rail).to_contain_text("Взрослый человек о своём прошлом, согласие дано")
    await expect(rail).to_contain_text("Это номера другой страны")


async def test_one_that_became_a_draft_under_her_hand_says_what_an_erased_signal_says(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    files = shift.rig.duty.files
    versioned = await files.card(signal)
    assert versioned is not None
    draft = replace(versioned.card, consent="awaiting", reporter="adult_survivor")
    line = JournalLine(at=NOON, by="reporter", verb="received")
    await files.save(Deed(request=UpdateId("draft"), card=draft, card_version=versioned.version, line=line))
    await shift.page.locator("#column-waiting .open").click()
    await expect(shift.page.locator("#toast")).to_have_text("Этого сигнала больше нет на столе.")
    await expect(shift.page.locator("#column-waiting .empty")).to_be_visible()


async def test_what_the_bot_asks_no_more_once_a_human_has_answered_stands_before_the_talk(shift):
    case = Case(answered=True)
    await opened(shift, answer("safe", "calm"), case=case, reporter="child", region="ru", urgency=Urgency.STANDARD)
    left = shift.page.locator("#first .unasked")
    await expect(left).to_contain_text("рядом ли этот человек · сколько лет · когда это было · кто этот человек")
    await expect(left).not_to_contain_text("опасно")
    await expect(left).not_to_contain_text("страна")

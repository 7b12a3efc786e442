"""Casework in a real Chromium, by keyboard: every act asks first, says what happens, and changes what the desk sees."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Route, expect

from tests.portal.console_shift import HER_WORDS, Shift, shift_at
from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import make_rig
from triage.case import Case
from triage.ids import MemberId, SignalId
from triage.urgency import Urgency
from vault import ceremony_member, threads
from vault.sealing import seal_key


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


async def held(shift: Shift, urgency: Urgency = Urgency.URGENT) -> SignalId:
    signal = await shift.rig.report(HER_WORDS, urgency)
    await shift.sign_in()
    await shift.open_first()
    await shift.page.locator("#composer .primary").click()
    await expect(shift.page.locator("#reply")).to_be_focused()
    return signal


def act(shift: Shift, name: str) -> Locator:
    return shift.page.locator(f".case [data-act={name}]")


async def asks(shift: Shift, name: str) -> None:
    """By keyboard: the focus lies in the first field when the question opens."""
    await act(shift, name).focus()
    await shift.page.keyboard.press("Enter")
    await expect(shift.page.locator("#ask select, #ask textarea, #ask input").first).to_be_focused()


async def yes(shift: Shift) -> None:
    await shift.page.locator("#ask [value=yes]").focus()
    await shift.page.keyboard.press("Enter")
    await expect(shift.page.locator("#ask")).to_be_hidden()


async def card(shift: Shift, signal: SignalId) -> Case:
    versioned = await shift.rig.duty.files.card(signal)
    assert versioned is not None
    return versioned.card.case


async def test_lowering_seals_the_reason_and_the_server_never_sees_it(shift):
    signal = await held(shift)
    await asks(shift, "lower")
    await shift.page.fill("#ask textarea", "учебная тревога")
    await yes(shift)
    await expect(shift.page.locator(".note .text")).to_contain_text("учебная тревога")
    assert (await card(shift, signal)).lowered
    assert "учебная" not in "".join(shift.sent)


async def test_a_colleague_is_asked_and_gets_the_signal(shift):
    async with browser(shift.url) as two:
        await new_member(shift.rig, two, "Вера")
        signal = await held(shift)
        await asks(shift, "opinion")
        await yes(shift)
        await expect(shift.page.locator(".case")).to_contain_text("Спросили мнение: Вера")
        assert (await card(shift, signal)).opinions == (MemberId(two.member),)
        await asks(shift, "hand-over")
        await yes(shift)
        await expect(shift.page.locator("#signal-title")).to_contain_text("Вера")


async def test_the_page_reseals_the_thread_for_the_other_desk(shift):
    async with browser(shift.url) as two:
        request = await two.enrol(shift.rig, await shift.rig.invite("Борис", role="fallback", desk="fallback"))
        await two.post("/console/api/answer", {"answer": shift.rig.answer(request)})
        me = await two.sign_in()
        assert two.keys is not None
        desk = ceremony_member.open_grant(two.keys, me["grant"], shift.rig.office.desks["fallback"])
    signal = await held(shift)
    store, key = shift.rig.store.redis, f"{{rb:{signal[0]}}}:s:{signal}"
    await store.hdel(key, "kid:fallback", "fallback")
    await asks(shift, "hand-to-desk")
    await yes(shift)
    await expect(shift.page.locator("#queue")).to_be_visible()
    assert (await card(shift, signal)).desk == "fallback"
    box = (await store.hget(key, "fallback")).decode()
    thread = threads.open_thread(desk, signal, "fallback", box)
    assert seal_key(thread).public == await store.hget(key, "pub")


async def test_outside_is_told_after_the_child_and_only_then_marked(shift):
    signal = await held(shift)
    assert await act(shift, "told").count() == 0
    await asks(shift, "say-first")
    await shift.page.select_option("#ask [name=to]", "police")
    await shift.page.select_option("#ask [name=way]", "had")
    await yes(shift)
    await expect(act(shift, "told")).to_be_visible()
    (telling,) = (await card(shift, signal)).tellings
    assert (telling.to, telling.way, telling.done_at) == ("police", "had", None)
    await asks(shift, "told")
    await shift.page.fill("#ask input", "2026-11-20T10:00")
    await yes(shift)
    await expect(shift.page.locator(".telling")).to_contain_text("Сообщено")
    assert (await card(shift, signal)).tellings[0].done_at is not None


async def test_support_is_closed_with_an_outcome_and_leaves_the_queue(shift):
    signal = await held(shift)
    await asks(shift, "close")
    await shift.page.locator("#ask [value=yes]").click()
    await expect(shift.page.locator("#ask")).to_be_visible()
    await shift.page.select_option("#ask [name=outcome]", "helped")
    await yes(shift)
    await expect(shift.page.locator("#queue")).to_be_visible()
    await expect(shift.page.locator(".row")).to_have_count(0)
    assert (await card(shift, signal)).outcome == "helped"


async def test_a_slow_answer_does_not_pull_the_keyboard_out_of_her_hands(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.open_first()
    queue_comes = asyncio.Event()

    async def late(route: Route) -> None:
        await queue_comes.wait()
        await route.continue_()

    await shift.page.route("**/console/api/queue", late)
    await shift.page.locator("#composer .primary").click()
    await expect(act(shift, "close")).to_be_visible()
    await act(shift, "close").focus()
    async with shift.page.expect_response("**/console/api/queue"):
        queue_comes.set()
    await expect(shift.page.locator("#column-reply .row")).to_have_count(1)
    await expect(act(shift, "close")).to_be_focused()


async def test_what_went_worse_after_closing_and_whose_it_was_stand_on_the_row(shift):
    async with browser(shift.url) as two:
        await new_member(shift.rig, two, "Вера")
        await shift.rig.report(HER_WORDS, case=Case(after="worse", before=MemberId(two.member), desk="fallback"))
        await shift.sign_in()
        row = shift.page.locator("#column-waiting .row")
        await expect(row).to_contain_text("После завершения стало хуже")
        await expect(row).to_contain_text("у запасного стола")
        await shift.open_first()
        await expect(shift.page.locator(".case")).to_contain_text("Раньше на связи: Вера")


async def test_a_question_of_mine_stands_in_a_column_of_its_own_also_on_a_telephone(shift):
    await shift.sign_in()
    anna = next(one.member for one in await shift.rig.roster.colleagues() if one.name == "Анна")
    vera = MemberId("m-vvvvvvvvvv")
    await shift.rig.report(HER_WORDS, held_by=vera, case=Case(opinions=(anna,)))
    shift.rig.bell.ring()
    await expect(shift.page.locator("#column-asked .row")).to_have_count(1)
    await shift.page.set_viewport_size({"width": 360, "height": 740})
    await shift.page.locator(".tabs [data-tab=asked]").click()
    await expect(shift.page.locator("#column-asked .row")).to_be_visible()
    wide = await shift.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360

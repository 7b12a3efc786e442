"""The reply box in a real Chromium: what the reply check says, what it costs to send all the same, ready phrases."""

import json
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from i18n.phrases import load_phrases
from tests.portal.console_shift import ANSWER, HER_WORDS, Shift, shift_at
from tests.portal.portal_rig import PACKS, make_rig

WHY = "Почему ты молчишь?"
INSTEAD = "Это не твоя вина. Спасибо, что пишешь."


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


async def claimed(shift: Shift, text: str = "") -> str:
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(text)
    return str(signal)


def replies_sent(shift: Shift) -> list[dict[str, object]]:
    return [json.loads(one[one.index("{") :]) for one in shift.sent if "/replies{" in one]


async def test_what_breaks_a_rule_is_named_while_it_is_typed_and_one_press_puts_a_better_sentence_there(shift):
    await claimed(shift, f"Спасибо, что пишешь. {WHY} Я рядом.")
    finds = shift.page.locator(".finds > li")
    await expect(finds).to_have_count(1)
    await expect(finds).to_contain_text("«Почему» и упрёк")
    await expect(finds).to_contain_text("правило 7")
    await expect(finds).to_contain_text(INSTEAD)
    await finds.get_by_role("button").click()
    await expect(shift.page.locator("#reply")).to_have_value(f"Спасибо, что пишешь. {INSTEAD} Я рядом.")
    await expect(finds).to_have_count(0)
    await expect(shift.page.locator("#reply")).to_be_focused()


async def test_a_find_costs_a_second_press_and_the_choice_stands_in_the_journal(shift):
    signal = await claimed(shift, f"{WHY} Всё будет хорошо.")
    send = shift.page.locator("#composer [type=submit]")
    await send.click()
    await expect(send).to_contain_text("Всё равно отправить")
    await shift.page.wait_for_timeout(500)
    assert replies_sent(shift) == []
    await send.click()
    await expect(shift.page.locator(".entry.reply")).to_have_count(1)
    (sent,) = replies_sent(shift)
    assert sent["despite"] == ["why", "outcome"]
    opened = await shift.rig.duty.files.read(signal, "intake")
    assert [line.despite for line in opened.journal if line.verb == "replied"] == [("why", "outcome")]
    await shift.page.locator("#rail summary").click()
    await expect(shift.page.locator(".journal")).to_contain_text("Обещание исхода или срока")


async def test_a_changed_text_is_a_new_decision_and_a_clean_one_needs_none(shift):
    await claimed(shift, WHY)
    send = shift.page.locator("#composer [type=submit]")
    await send.click()
    await expect(send).to_contain_text("Всё равно отправить")
    await shift.page.fill("#reply", ANSWER)
    await expect(send).not_to_contain_text("Всё равно")
    await send.click()
    await expect(shift.page.locator(".entry.reply")).to_have_count(1)
    (sent,) = replies_sent(shift)
    assert "despite" not in sent


async def test_a_ready_phrase_is_found_and_put_in_by_keyboard_alone(shift):
    await claimed(shift)
    await shift.page.focus("#reply")
    await shift.page.keyboard.press("/")
    titles = [*load_phrases(PACKS.parents[1] / "i18n").titles.values()]
    await expect(shift.page.locator("[role=option] b")).to_have_text(titles)
    await shift.page.keyboard.type("вина")
    await shift.page.keyboard.press("ArrowDown")
    await shift.page.keyboard.press("ArrowUp")
    await shift.page.keyboard.press("Enter")
    ready = load_phrases(PACKS.parents[1] / "i18n").ready["ru"]
    wanted = next(one.says["child"] for one in ready if one.key == "fault")
    await expect(shift.page.locator("#reply")).to_have_value(wanted)
    await expect(shift.page.locator("#reply")).to_be_focused()
    await expect(shift.page.get_by_role("listbox")).to_be_hidden()


async def test_a_slash_in_a_text_is_a_slash_and_escape_only_closes_the_list(shift):
    await claimed(shift, "Да")
    await shift.page.focus("#reply")
    await shift.page.keyboard.press("End")
    await shift.page.keyboard.press("/")
    await expect(shift.page.locator("#reply")).to_have_value("Да/")
    await shift.page.locator("#composer .foot button.plain").click()
    await expect(shift.page.get_by_role("listbox")).to_be_visible()
    await shift.page.keyboard.press("Escape")
    await expect(shift.page.get_by_role("listbox")).to_be_hidden()
    await expect(shift.page.locator("#signal")).to_be_visible()
    await expect(shift.page.locator("#reply")).to_have_value("Да/")

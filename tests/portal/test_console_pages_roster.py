"""The console in a real Chromium: shifts, by keyboard and on a telephone."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from playwright.async_api import expect

from desk.ports import JournalLine
from tests.portal.console_shift import PHRASE, Shift, shift_at
from tests.portal.portal_rig import NOON, make_rig
from triage.ids import MemberId
from triage.shifts import Member, Said, parse_hours
from vault import roster_keys

VERA = MemberId("m-veraveraab")
SMALL = """() => [...document.querySelectorAll('button, input, textarea, label:has(input)')]
  .map((node) => [node.id || node.textContent.trim() || node.type, node.getBoundingClientRect()])
  .filter(([name, box]) => name !== 'checkbox' && box.width > 1 && (box.width < 44 || box.height < 44)).map(([name]) => name)"""


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    """A house of the profile ``small``: Anna is specialist and supervisor at once. Vera has hours."""
    rig = make_rig(redis, tmp_path)
    rig.roster = replace(rig.roster, profile="small")
    async with shift_at(rig, chromium) as opened:
        kept = {"name": "Вера", "role": "specialist", "desk": "intake"}
        await rig.store.redis.hset(roster_keys.members(), VERA, json.dumps(kept))
        await rig.store.redis.hset(roster_keys.papers(VERA), "certificate", "{}")
        line = JournalLine(at=NOON, by="operator", verb="roster-set")
        hours = parse_hours(["mon-fri 09:00-02:00", "sat-sun 08:00-12:00"], "Europe/Moscow")
        await rig.roster.set_profile(VERA, Member(hours=hours), line)
        yield opened


async def anna(shift):
    return next(one for one in await shift.rig.roster.colleagues() if one.name == "Анна")


async def is_on(shift) -> bool:
    return bool((await anna(shift)).is_on_shift(shift.rig.now))


async def tab_to(page, selector) -> None:
    """By Tab alone, as somebody without a mouse gets there."""
    for _ in range(60):
        if await page.evaluate(f"document.activeElement?.matches({selector!r}) ?? false"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(selector)


async def test_by_keyboard_she_goes_off_reads_what_a_child_is_told_and_comes_back(shift):
    page = shift.page
    await shift.sign_in()
    switch = page.get_by_role("switch", name="На смене")
    await expect(switch).to_be_checked()
    await tab_to(page, "#shift-switch")
    await page.keyboard.press("Space")
    await expect(page.locator("#ask")).to_contain_text("Сейчас на смене только вы")
    await page.keyboard.press("Enter")  # what lies under the finger changes nothing
    assert await is_on(shift)
    await page.keyboard.press("Space")
    await tab_to(page, "#ask [value=yes]")
    await page.keyboard.press("Enter")
    await expect(switch).not_to_be_checked()
    assert not await is_on(shift)

    await tab_to(page, "#roster-button")
    await page.keyboard.press("Enter")
    banner = page.locator("#roster [data-unmanned]")
    await expect(banner).to_contain_text("Сейчас на смене никого")
    await expect(banner).to_contain_text("люди читают с 09:00")
    await expect(banner).to_contain_text("Вера, завтра в 09:00")
    await expect(page.locator("#roster-own [data-on=false]")).to_have_attribute("aria-pressed", "true")
    await tab_to(page, "#roster-own [data-on=true]")
    await page.keyboard.press("Enter")
    await expect(banner).to_be_hidden()
    assert await is_on(shift)
    await page.keyboard.press("Escape")
    await expect(page.locator("#queue")).to_be_visible()


async def test_gaps_of_the_week_are_named_in_words_in_the_desks_own_time(shift):
    await shift.sign_in()
    await shift.page.locator("#roster-button").click()
    gaps = shift.page.locator(".gaps li")
    await expect(gaps.first).to_have_text("Сейчас и до завтра, 09:00: никого")
    assert await gaps.all_inner_texts() == [
        "Сейчас и до завтра, 09:00: никого",
        *(f"Ночь {day}, 02:00–09:00: никого" for day in ("на вторник", "на среду", "на четверг", "на пятницу")),
        "Ночь на субботу, 02:00–08:00: никого",
        "Суббота, с 12:00 и дальше: никого",
    ]
    await expect(shift.page.locator("#roster-week")).to_contain_text("Без часов в расписании: Анна")
    spoken = shift.page.locator(".week .vh")
    await expect(spoken.filter(has_text="09:00–24:00, на смене: 1")).to_have_count(5)


async def test_a_supervisor_sets_hours_by_keyboard_and_a_slip_is_named_beside_its_field(shift):
    page = shift.page
    await shift.sign_in()
    await page.locator("#roster-button").click()
    await tab_to(page, f"[data-member={VERA}] button")
    await page.keyboard.press("Enter")
    lines = page.locator("#hours-lines")
    await expect(lines).to_be_focused()
    await expect(lines).to_have_value("пн-пт 09:00-02:00\nсб-вс 08:00-12:00")
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text("пн–пт 9:00 – 18:00\n\nсб 20-8")
    await tab_to(page, "#hours form .primary")
    await page.keyboard.press("Enter")
    await expect(page.locator("#hours-wrong")).to_contain_text("Строка 3: «сб 20-8» не прочитать. Нужно так: пн-пт")
    await expect(lines).to_be_focused()
    assert await lines.get_attribute("aria-invalid") == "true"
    selected = "(() => { const a = document.activeElement; return a.value.slice(a.selectionStart, a.selectionEnd); })()"
    assert await page.evaluate(selected) == "сб 20-8"
    await page.keyboard.insert_text("сб 20:00-08:00")
    await page.fill("#hours-zone", "Барнаул")
    await page.locator("#hours form .primary").click()
    await expect(page.locator("#zone-wrong")).to_contain_text("«Барнаул»: такого пояса нет")
    await expect(page.locator("#hours-wrong")).to_be_empty()
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text("Asia/Almaty")
    await page.get_by_label("казахский").check()
    await page.locator("#hours form .primary").click()
    await expect(page.locator(f"[data-member={VERA}]")).to_contain_text(
        "пн–пт 09:00–18:00, сб 20:00–08:00 (Asia/Almaty)"
    )
    await expect(page.locator(f"[data-member={VERA}]")).to_contain_text("Языкиказахский")
    await expect(page.locator("#hours")).to_be_hidden()


async def test_what_was_typed_is_there_again_after_the_page_was_locked_and_her_shift_is_as_it_was(shift):
    page = shift.page
    await page.clock.install()
    await shift.sign_in()
    await page.locator("#roster-button").click()
    await page.locator(f"[data-member={VERA}] button").click()
    await page.locator("#hours-lines").fill("пн 09:00-10:00")
    said = (await anna(shift)).profile
    await page.clock.fast_forward("10:10")
    await expect(page.locator("#again-title")).to_contain_text("закрыто")
    assert (await anna(shift)).profile == said
    await page.fill("#again [data-field=passphrase]", PHRASE)
    await page.keyboard.press("Enter")
    await expect(page.locator("#again")).to_be_hidden()
    await page.locator("#roster-button").click()
    await page.locator(f"[data-member={VERA}] button").click()
    await expect(page.locator("#hours-lines")).to_have_value("пн 09:00-10:00")


async def test_where_nothing_answers_the_page_says_so_and_shows_what_is_true(shift):
    page = shift.page
    await shift.sign_in()
    await page.locator("#roster-button").click()
    await expect(page.locator(".person")).to_have_count(2)
    await page.route("**/console/api/shift", lambda route: route.abort())
    await page.route("**/console/api/roster", lambda route: route.abort())
    await page.locator("#roster-own [data-on=false]").click()
    await page.locator("#ask [value=yes]").click()
    await expect(page.locator("#toast")).to_contain_text("Нет связи с сервером")
    await expect(page.locator("#roster-failed")).to_contain_text("Нет связи с сервером")
    await expect(page.locator("#roster-own [data-on=true]")).to_have_attribute("aria-pressed", "true")
    await expect(page.locator(".person")).to_have_count(2)
    assert await is_on(shift)
    await page.unroute("**/console/api/roster")
    shift.rig.bell.ring()
    await expect(page.locator("#roster-failed")).to_be_hidden()


async def test_on_a_telephone_everything_fits_and_can_be_hit_with_a_thumb(shift):
    page = shift.page
    me = (await anna(shift)).member
    at = shift.rig.now
    await shift.rig.roster.say(me, Said(on=False, at=at), JournalLine(at=at, by=me, verb="shift-off"))
    await page.set_viewport_size({"width": 360, "height": 740})
    await shift.sign_in()
    await expect(page.locator("#queue [data-unmanned]")).to_contain_text("Сейчас на смене никого")
    wide = "document.documentElement.scrollWidth"
    assert (await page.evaluate(SMALL), await page.evaluate(wide)) == ([], 360)
    await page.get_by_role("button", name="Не на смене", exact=True).click()
    await expect(page.locator(".person")).to_have_count(2)
    assert (await page.evaluate(SMALL), await page.evaluate(wide)) == ([], 360)
    await page.locator(f"[data-member={VERA}] button").click()
    assert (await page.evaluate(SMALL), await page.evaluate(wide)) == ([], 360)

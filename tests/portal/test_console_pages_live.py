"""The console in a real Chromium, on a real portal and a real store: what a specialist sees, does, and cannot lose."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, Route, async_playwright, expect

from i18n.parsing import entries
from portal.parts import Console
from tests.portal.portal_browser import browser, new_member
from tests.portal.portal_rig import LIST, Rig, make_rig, portal
from tests.screenshots import FLAGS
from triage.urgency import Urgency
from vault import ceremony_member

HER_WORDS = "Он стоит за дверью, я боюсь 🙈 <b>не жирное</b>"
ANSWER = "Я рядом. Тебя слышат."
PHRASE = " ".join(LIST[:7])
PAGE_MS = 20_000
"""Two cores are shared with other tests, and Argon2id runs in the page."""


def words() -> dict[str, str]:
    """As the server puts them into the page: every variable as its name in braces."""
    text = (Path(__file__).parents[2] / "i18n" / "ru" / "console.ftl").read_text(encoding="utf-8")
    found = entries(text, "console.ftl")
    return {
        key: entry.source.replace("{ $", "{").replace(" }", "}").replace('{": "}', ": ") for key, entry in found.items()
    }


@dataclass
class Shift:
    """A browser window of a member, everything that it sent, and what it complained of."""

    rig: Rig
    url: str
    page: Page
    sent: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def sign_in(self) -> None:
        await self.page.goto(f"{self.url}/console")
        await self.say("Анна", PHRASE)
        await expect(self.page.locator("#told")).not_to_be_empty()

    async def say(self, login: str, passphrase: str) -> None:
        await expect(self.page.locator("#sign-in [type=submit]")).to_be_enabled()
        await self.page.fill("#in-login", login)
        await self.page.fill("#in-passphrase", passphrase)
        await self.page.keyboard.press("Enter")

    async def open_first(self) -> None:
        await self.page.locator("#column-waiting .open").first.click()
        await expect(self.page.locator(".entry.word").first).to_be_visible()

    async def claim_and_type(self, text: str) -> None:
        await self.open_first()
        await self.page.locator("#composer .primary").click()
        await self.page.fill("#reply", text)

    async def replies(self, signal: Any) -> list[dict[str, Any]]:
        opened = await self.rig.duty.files.read(signal, "intake")
        assert opened is not None
        kept = (json.loads(entry) for entry in opened.entries)
        return [entry for entry in kept if entry["kind"] == "reply"]


@pytest.fixture
async def chrome(chromium: str) -> AsyncIterator[Chromium]:
    async with async_playwright() as play:
        running = await play.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        await running.close()


@pytest.fixture
async def rig(redis, tmp_path) -> Rig:
    return make_rig(redis, tmp_path)


@pytest.fixture
async def shift(rig, chrome) -> AsyncIterator[Shift]:
    async with desk(rig, chrome) as opened:
        yield opened


@asynccontextmanager
async def desk(rig: Rig, chrome: Chromium) -> AsyncIterator[Shift]:
    expect.set_options(timeout=PAGE_MS)
    made = Console(words=words(), word_list="\n".join(LIST).encode(), desk=rig.office.document, bot="bot", demo=True)
    async with portal(rig, console=made) as url, browser(url) as enrolling:
        await certified(rig, enrolling)
        context = await chrome.new_context(
            viewport={"width": 1280, "height": 800}, locale="ru-RU", reduced_motion="reduce"
        )
        page = await context.new_page()
        shift = Shift(rig, url, page)
        page.on("request", lambda request: shift.sent.append(request.url + (request.post_data or "")))
        page.on("pageerror", lambda error: shift.complaints.append(str(error)))
        page.on("console", lambda line: shift.complaints.append(line.text) if "Content Security" in line.text else None)
        yield shift
        await context.close()
        assert shift.complaints == []


async def certified(rig: Rig, one: Any) -> None:
    """Anna, whose key lies wrapped under words that a test can type."""
    invite = await rig.invite("Анна")
    _, of = await one.post("/console/api/invite", {"invite": invite})
    new = ceremony_member.make_member(
        ceremony_member.Invited(**of, administrator=rig.office.fingerprint), LIST, os.urandom
    )
    wrapped = ceremony_member.wrap(new.keys, PHRASE, os.urandom)
    await one.post("/console/api/enrol", {"invite": invite, "request": new.request, "wrapped": wrapped})
    status, _ = await one.post("/console/api/answer", {"answer": rig.answer(new.request)})
    assert status == 200


async def test_her_words_are_opened_exactly_and_never_leave_the_browser_again(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.open_first()
    assert await shift.page.locator(".entry.word .words").inner_text() == HER_WORDS
    left = await shift.page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href, document.title, history.state])"
    )
    for trace in ("боюсь", "не жирное"):
        assert trace not in left + "".join(shift.sent)
    assert await shift.page.evaluate("indexedDB.databases().then((all) => all.length)") == 0


async def test_the_passphrase_and_the_keys_never_leave_the_browser(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(ANSWER)
    assert LIST[3] + " " + LIST[4] not in "".join(shift.sent)
    assert await shift.page.locator("#in-passphrase").input_value() == ""


async def test_the_night_goes_by_keyboard_alone_in_a_russian_layout(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.page.keyboard.press("n")
    await expect(shift.page.locator("#composer .primary")).to_be_visible()
    await shift.page.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'с', code: 'KeyC', bubbles: true}))"
    )
    await expect(shift.page.locator("#reply")).to_be_focused()
    await shift.page.keyboard.insert_text(ANSWER)
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator(".entry.reply .state")).to_contain_text("ждёт, пока откроет")
    assert await shift.page.locator("#reply").input_value() == ""
    assert len(await shift.replies(signal)) == 1
    await shift.page.keyboard.press("Escape")
    await shift.page.keyboard.press("Escape")
    await expect(shift.page.locator("#column-mine .row")).to_have_count(1)


async def test_a_reply_whose_answer_was_lost_is_in_the_thread_once(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(ANSWER)
    await lose_the_answer_once(shift.page)
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator("#composer [role=alert]")).to_contain_text("Нет связи")
    assert await shift.page.locator("#reply").input_value() == ANSWER
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator(".entry.reply")).to_have_count(1)
    assert len(await shift.replies(signal)) == 1


async def test_a_reply_changed_after_a_lost_answer_is_neither_swallowed_nor_doubled(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(ANSWER)
    await lose_the_answer_once(shift.page)
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator("#composer [role=alert]")).to_contain_text("Нет связи")
    await shift.page.fill("#reply", ANSWER + " И ещё.")
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator("#composer [role=alert]")).to_contain_text("всё-таки дошёл")
    await expect(shift.page.locator(".entry.reply")).to_have_count(1)
    assert await shift.page.locator("#reply").input_value() == ANSWER + " И ещё."
    assert len(await shift.replies(signal)) == 1


async def lose_the_answer_once(page: Page) -> None:
    """The server gets the reply, the browser never hears so."""

    async def lose(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await page.route("**/replies", lose, times=1)


async def test_when_the_session_ends_the_typed_words_wait_for_the_next_sign_in(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.claim_and_type(ANSWER)
    await shift.page.context.clear_cookies()
    await shift.page.keyboard.press("Control+Enter")
    await expect(shift.page.locator("#again-passphrase")).to_be_focused()
    await shift.page.fill("#again-passphrase", PHRASE.upper())
    await shift.page.keyboard.press("Enter")
    await expect(shift.page.locator(".entry.reply .words")).to_have_text(ANSWER)
    assert len(await shift.replies(signal)) == 1


async def test_a_claim_that_comes_second_says_who_was_first(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.open_first()
    await expect(shift.page.locator("#composer .primary")).to_be_visible()
    async with browser(shift.url) as other:
        await new_member(shift.rig, other, "Борис")
        _, queue = await other.get("/console/api/queue")
        await other.post(f"/console/api/signals/{queue['waiting'][0]['signal']}/claim")
    await shift.page.keyboard.press("c")
    await expect(shift.page.locator("#toast")).to_have_text("Уже у коллеги: Борис")
    await expect(shift.page.locator("#composer")).to_contain_text("Сигнал у коллеги: Борис")
    await expect(shift.page.locator("#reply")).to_have_count(0)


async def test_a_new_immediate_comes_by_itself_and_stays_until_it_is_seen(shift):
    await shift.sign_in()
    await expect(shift.page.locator("#column-waiting .empty")).to_contain_text("Никто не ждёт")
    await shift.rig.report(HER_WORDS, Urgency.IMMEDIATE)
    shift.rig.bell.ring()
    await expect(shift.page.locator("#alarm")).to_contain_text("Немедленно: никто не взял")
    assert await shift.page.title() == "(1) Немедленно · Дежурный стол"
    await shift.page.get_by_role("button", name="Вижу").click()
    await expect(shift.page.locator("#alarm")).to_be_hidden()
    assert await shift.page.title() == "Дежурный стол"
    await expect(shift.page.locator("#column-waiting .row.immediate")).to_have_count(1)


async def test_a_note_is_signed_read_by_its_author_and_marked_when_the_signature_is_not_hers(shift):
    signal = await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.open_first()
    await shift.page.fill("#note", "Перезвонить утром.")
    await shift.page.get_by_role("button", name="Сохранить заметку").click()
    await expect(shift.page.locator(".note .text")).to_have_text("Перезвонить утром.")
    assert "Перезвонить" not in "".join(shift.sent)
    assert await shift.page.locator(".note.unsigned").count() == 0
    opened = await shift.rig.duty.files.read(signal, "intake")
    assert opened is not None
    assert len(opened.notes) == 1


async def test_a_dead_line_is_said_and_what_is_known_stays(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.page.context.set_offline(True)
    await expect(shift.page.locator("#line")).to_contain_text("Связи нет с")
    await expect(shift.page.locator("#column-waiting .row")).to_have_count(1)
    await shift.page.context.set_offline(False)
    await expect(shift.page.locator("#line")).to_be_hidden()


async def test_signing_out_and_reloading_both_leave_nothing_to_read(shift):
    await shift.rig.report(HER_WORDS)
    await shift.sign_in()
    await shift.open_first()
    await shift.page.reload()
    await expect(shift.page.locator("#sign-in")).to_be_visible()
    assert "боюсь" not in await shift.page.content()
    await shift.sign_in()
    await shift.open_first()
    await shift.page.locator("#leave").click()
    await expect(shift.page.locator("#sign-in")).to_be_visible()
    assert "боюсь" not in await shift.page.content()


async def test_wrong_words_are_said_to_be_wrong_and_nothing_else(shift):
    await shift.page.goto(f"{shift.url}/console")
    await shift.say("Анна", PHRASE + " лишнее")
    await expect(shift.page.locator("#sign-in [role=alert]")).to_contain_text("Слова или имя не подошли")


async def test_the_link_of_the_demo_fills_the_form_and_leaves_the_address_bar(shift):
    await shift.page.goto(f"{shift.url}/console#demo=m-{'a' * 10}:{PHRASE.replace(' ', '.')}")
    await expect(shift.page.locator("#in-passphrase")).to_have_value(PHRASE)
    assert "#" not in shift.page.url


async def test_a_new_member_makes_a_key_writes_it_down_and_comes_in(shift):
    page, invite = shift.page, await shift.rig.invite("Галина")
    await page.goto(f"{shift.url}/console/enrol#{invite}.{shift.rig.office.fingerprint}")
    await page.get_by_role("button", name="Сделать ключ").click()
    await expect(page.locator("#phrase li")).to_have_count(7)
    shown = await page.locator("#phrase li").all_inner_texts()
    await page.locator("#written").click()
    await page.fill("#repeated", " ".join(shown[:6]))
    await page.locator("#repeat-submit").click()
    await expect(page.locator("#error-repeat")).to_contain_text("не совпало")
    await page.fill("#repeated", " ".join(shown).upper())
    await page.locator("#repeat-submit").click()
    await expect(page.locator("#request-print")).not_to_be_empty()
    request = json.loads(await page.locator("#request").inner_text())
    answer = await asyncio.to_thread(shift.rig.answer, request)
    spoiled = {**answer, "certificate": {**answer["certificate"], "issued_at": "2026-01-01T00:00:00Z"}}
    await page.fill("#answer-place textarea", json.dumps(spoiled))
    await expect(page.locator("#answer-place [role=alert]")).to_contain_text("не сошлась")
    await page.fill("#answer-place textarea", json.dumps(answer))
    await page.locator("#step-done a").click()
    await shift.say("Галина", " ".join(shown))
    await expect(page.locator("#member")).to_have_text("Галина")
    assert shown[2] + " " + shown[3] not in "".join(shift.sent)


async def test_every_control_can_be_hit_with_a_thumb(shift):
    await shift.rig.report(HER_WORDS, Urgency.IMMEDIATE)
    await shift.page.set_viewport_size({"width": 360, "height": 740})
    await shift.sign_in()
    small = """() => [...document.querySelectorAll('button, a.button, input, textarea, summary')]
      .map((node) => [node.id || node.textContent.trim(), node.getBoundingClientRect()])
      .filter(([, box]) => box.width > 1 && (box.width < 44 || box.height < 44)).map(([name]) => name)"""
    wide = "document.documentElement.scrollWidth"
    assert await shift.page.evaluate(small) == []
    assert await shift.page.evaluate(wide) == 360
    await shift.open_first()
    await shift.page.locator("#composer .primary").click()
    await expect(shift.page.locator("#reply")).to_be_visible()
    assert await shift.page.evaluate(small) == []
    assert await shift.page.evaluate(wide) == 360


async def test_a_form_that_the_browser_sends_by_itself_carries_no_passphrase(shift):
    await shift.page.route("**/*.js", lambda route: route.abort())
    await shift.page.goto(f"{shift.url}/console")
    await shift.page.fill("#in-passphrase", PHRASE)
    await shift.page.keyboard.press("Enter")
    assert (
        await shift.page.evaluate("new URLSearchParams(new FormData(document.querySelector('form'))).toString()") == ""
    )
    assert PHRASE.split()[1] not in shift.page.url.split("/")[-1]

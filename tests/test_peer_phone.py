"""The phone page in a real browser: what a person sees, presses, copies; nothing written in a chat becomes markup."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.peer import Peer, Person, running_peer, until
from tests.peer.plain_bot import PlainBot, plain_bot

_QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Мне нужна помощь", "callback_data": "help", "style": "danger"}],
        [
            {"text": "Скопировать код", "copy_text": {"text": "лиса мост"}},
            {"text": "Сайт", "url": "https://example.org/"},
        ],
    ]
}


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    async with running_peer() as running:
        yield running


@pytest.fixture
async def bot(peer: Peer) -> AsyncIterator[PlainBot]:
    async with plain_bot(peer.url) as client:
        yield client


@pytest.fixture
async def phone(peer: Peer, chromium: str) -> AsyncIterator[Page]:
    """The first phone, 360 px wide; any error of the page fails the test."""
    wrong: list[str] = []
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=chromium, args=_QUIET)
        context = await browser.new_context(viewport={"width": 360, "height": 740}, locale="ru")
        await context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = await context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        await page.goto(f"{peer.url}/phone")
        await page.get_by_role("button", name="Начать").click()
        yield page
        await browser.close()
    assert wrong == []


@pytest.fixture
def child(peer: Peer) -> Person:
    return peer.user(1001)


async def test_messages_appear_change_and_vanish(bot, phone, child):
    await expect(phone.get_by_text("/start")).to_be_visible()
    sent = await bot.ok("sendMessage", chat_id=1001, text="<b>Жирно</b> и <code>код</code>", parse_mode="HTML")
    await expect(phone.locator("strong", has_text="Жирно")).to_be_visible()
    await bot.ok("editMessageText", chat_id=1001, message_id=sent["message_id"], text="Тихо")
    await expect(phone.get_by_text("Тихо")).to_be_visible()
    await expect(phone.get_by_text("Жирно")).to_have_count(0)
    await bot.ok("deleteMessages", chat_id=1001, message_ids=[m.id for m in child.chat()])
    await expect(phone.locator(".message")).to_have_count(0)
    await expect(phone.get_by_role("button", name="Начать")).to_be_visible()


async def test_what_is_typed_is_sent_and_never_becomes_markup(phone, child):
    words = "<img src=x onerror=alert(1)> <b>нет</b>"
    await phone.get_by_label("Сообщение").fill(words)
    await phone.get_by_role("button", name="Отправить", exact=True).click()
    await expect(phone.get_by_text(words)).to_be_visible()
    assert child.chat()[-1].text == words
    assert await phone.locator(".message img, .message b").count() == 0


async def test_a_press_is_sent_and_its_answer_shown(peer, bot, phone, child):
    await bot.ok("sendMessage", chat_id=1001, text="Что случилось?", reply_markup=_KEYBOARD)
    for show_alert in (True, False):
        await phone.get_by_role("button", name="Мне нужна помощь").click()
        await until(lambda: peer.updates()[-1]["type"] == "callback_query" and peer.updates()[-1]["state"] == "pending")
        update = (await bot.ok("getUpdates", offset=-1))[0]
        query = update["callback_query"]
        assert query["data"] == "help"
        await bot.ok("answerCallbackQuery", callback_query_id=query["id"], text="Слышу тебя", show_alert=show_alert)
        await bot.ok("getUpdates", offset=update["update_id"] + 1)
        if show_alert:
            await expect(phone.get_by_role("dialog")).to_contain_text("Слышу тебя")
            await phone.get_by_role("button", name="Хорошо").click()
        else:
            await expect(phone.get_by_role("status")).to_have_text("Слышу тебя")


async def test_a_copy_button_copies_and_a_link_opens_apart(bot, phone):
    await bot.ok("sendMessage", chat_id=1001, text="Код", reply_markup=_KEYBOARD)
    await phone.get_by_role("button", name="Скопировать код").click()
    await expect(phone.get_by_role("status")).to_have_text("Скопировано")
    assert await phone.evaluate("navigator.clipboard.readText()") == "лиса мост"
    link = phone.get_by_role("link", name="Сайт")
    assert (await link.get_attribute("rel"), await link.get_attribute("target")) == ("noopener noreferrer", "_blank")


async def test_another_phone_is_another_person(peer, phone):
    await phone.goto(f"{peer.url}/phone?user=2")
    await phone.get_by_label("Сообщение").fill("это Дима")
    await phone.keyboard.press("Enter")
    await expect(phone.get_by_text("это Дима")).to_be_visible()
    assert [m.text for m in peer.user(1001).chat()] == ["/start"]
    assert [m.text for m in peer.user(1002).chat()] == ["это Дима"]


async def test_every_target_is_large_and_nothing_is_cut_off_at_360_px(bot, phone):
    await bot.ok("sendMessage", chat_id=1001, text="Очень " + "длинноеслово" * 12, reply_markup=_KEYBOARD)
    await expect(phone.get_by_role("button", name="Мне нужна помощь")).to_be_visible()
    assert await phone.evaluate("document.documentElement.scrollWidth") == 360
    for target in await phone.locator("button:visible, a:visible, summary:visible").all():
        box = await target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44

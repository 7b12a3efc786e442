"""Answers of a person, and coming back by the code: opened in the page and nowhere else."""

import pytest
from playwright.async_api import expect

from tests.portal.button_browser import NOTHING_KEPT, opened_at, until
from tests.portal.button_peer import LIST, shown
from vault import receipt

pytestmark = pytest.mark.asyncio(loop_scope="module")
HERS = "он бьёт меня ремнём когда пьяный"
ANSWER = "Я рядом. Ты сейчас одна дома?"


async def told(at):
    """Until the code stands there; its words and digits."""
    await at.begin()
    await at.tell(HERS)
    await at.page.wait_for_selector(".code .mono")
    return await at.page.locator(".code .mono").all_inner_texts()


async def test_an_answer_is_announced_by_itself_and_shown_only_after_a_tap(at, peer):
    await told(at)
    peer.reply(ANSWER)
    await at.page.wait_for_selector('[data-name="reply_waiting"]')
    assert ANSWER not in await at.text()
    await at.page.click('button[data-act="read"]')
    await at.page.wait_for_selector(".reply")
    await expect(at.page.locator(".reply")).to_have_text(ANSWER, use_inner_text=True)
    await until(lambda: len(peer.thread().read) == 1)
    assert all(word.encode() not in body for _, _, body in peer.seen for word in ANSWER.split() if len(word) > 4)


async def test_news_does_not_take_the_keyboard_away_from_her(at, peer):
    await told(at)
    await at.page.focus("#text")
    await at.page.keyboard.type("и ещё")
    peer.reply(ANSWER)
    await at.page.wait_for_selector('[data-name="reply_waiting"]')
    await at.page.keyboard.type(" вчера")
    await expect(at.page.locator("#text")).to_have_value("и ещё вчера")


async def test_that_nobody_answered_yet_is_not_announced_as_news_and_leaves_what_she_writes(at, peer):
    await told(at)
    await at.page.focus("#text")
    await at.page.keyboard.type("вы где")
    peer.change(shown("unanswered"))
    await at.page.wait_for_selector('[data-name="unanswered"]')
    assert await at.page.inner_text("#status") == ""
    await at.page.keyboard.type(" там")
    assert await at.page.input_value("#text") == "вы где там"


async def test_an_answer_stays_until_she_goes_on(at, peer):
    await told(at)
    peer.reply(ANSWER)
    await at.page.click('button[data-act="read"]')
    await at.page.wait_for_selector(".reply")
    peer.change(*peer.standing)
    await at.page.wait_for_timeout(500)
    await expect(at.page.locator(".reply")).to_be_visible()


async def test_nothing_new_is_announced_below_an_answer_that_she_has_read(at, peer):
    await told(at)
    peer.reply(ANSWER)
    await at.page.click('button[data-act="read"]')
    await until(lambda: len(peer.thread().read) == 1)
    async with at.page.expect_response("**/button/api/look"):
        peer.change(*peer.standing)  # the house still has the old screen standing
    await at.page.wait_for_timeout(300)
    assert await at.page.locator(".news").count() == 0
    await expect(at.page.locator("#status")).to_have_text("", use_inner_text=True)


@pytest.mark.parametrize("line", [0, 1], ids=["words", "digits"])
async def test_her_code_opens_her_answers_in_another_browser(at, peer, browser, line):
    code = (await told(at))[line]
    peer.reply(ANSWER)
    async with opened_at(peer, browser) as other:
        await other.page.wait_for_selector("html.live")
        await other.page.click("#back summary")
        await other.page.fill("#code", f" {code.upper()} ")
        await other.page.click("#code-open")
        await other.page.wait_for_selector(".reply")
        await expect(other.page.locator(".reply")).to_have_text(ANSWER, use_inner_text=True)
        assert await other.kept() == NOTHING_KEPT
        await other.tell("я снова здесь")
        await other.page.wait_for_selector('[data-name="more"]')
        assert [word["text"] for word in peer.words()] == [HERS, "я снова здесь"]
        assert all(word.encode() not in body for _, _, body in peer.seen for word in code.split())
        peer.change()
        await at.page.wait_for_selector("#status:has-text('в другом месте')")


async def test_words_that_open_nothing_are_said_kindly(at, peer):
    await at.page.click("#back summary")
    await at.page.fill("#code", "арбуз арбуз арбуз арбуз арбуз")
    await at.page.click("#code-open")
    await at.page.wait_for_selector("#status:has-text('ничего не открывает')")
    assert peer.said == []


async def test_five_listed_words_in_a_message_are_asked_about_before_they_go_anywhere(at, peer):
    await at.begin()
    await at.tell("арбуз арбуз арбуз арбуз арбуз")
    await at.page.wait_for_selector("#asking button")
    assert len(peer.said) == 2
    await at.page.click("#asking button:last-child")
    await at.page.wait_for_selector('[data-name="believed"]')
    assert peer.words()[0]["text"] == "арбуз арбуз арбуз арбуз арбуз"


async def test_seventeen_digits_in_a_message_open_the_answers(at, peer, browser):
    _, digits = await told(at)
    peer.reply(ANSWER)
    async with opened_at(peer, browser) as other:
        await other.page.wait_for_selector("html.live")
        await other.begin()
        await other.tell(f"{digits[:4]} {digits[4:]}")
        await other.page.click("#asking button")
        await other.page.wait_for_selector(".reply")
        assert len(peer.words()) == 1


async def test_a_code_is_tried_again_while_the_server_is_away(at, peer, browser):
    words, _ = await told(at)
    peer.reply(ANSWER)
    peer.faults = {"find": [503], "back": [0]}
    async with opened_at(peer, browser) as other:
        await other.page.wait_for_selector("html.live")
        await other.page.click("#back summary")
        await other.page.fill("#code", words)
        await other.page.click("#code-open")
        await other.page.wait_for_selector(".reply")


async def test_a_code_that_could_not_be_tried_stays_to_be_pressed_again(at, peer, browser):
    words, _ = await told(at)
    peer.reply(ANSWER)
    peer.faults = {"find": [503] * 3}
    async with opened_at(peer, browser) as other:
        await other.page.wait_for_selector("html.live")
        await other.page.click("#back summary")
        await other.page.fill("#code", words)
        await other.page.click("#code-open")
        await other.page.wait_for_selector("#status:has-text('ещё раз')")
        await other.page.click("#code-open")
        await other.page.wait_for_selector(".reply")


async def test_a_new_code_that_nobody_sealed_the_answers_to_lets_her_write(at, peer, browser):
    words, _ = await told(at)
    peer.reply(ANSWER)
    peer.thread().boxes["reporter"] = ""
    peer.thread().code = receipt.derive(tuple(LIST.index(word) for word in words.split())).public
    async with opened_at(peer, browser) as other:
        await other.page.wait_for_selector("html.live")
        await other.page.click("#back summary")
        await other.page.fill("#code", words)
        await other.page.click("#code-open")
        await other.page.wait_for_selector(".reply:has-text('не открывается')")
        await other.tell("я снова здесь")
        await other.page.wait_for_selector('[data-name="more"]')
        assert peer.words()[-1]["text"] == "я снова здесь"


async def test_a_second_answer_does_not_take_away_the_one_she_is_reading(at, peer):
    await told(at)
    peer.reply(ANSWER)
    await at.page.click('button[data-act="read"]')
    await at.page.wait_for_selector(".reply")
    await until(lambda: len(peer.thread().read) == 1)
    peer.reply("И ещё одно")
    await at.page.wait_for_selector('.news [data-act="read"]')
    await expect(at.page.locator(".reply")).to_have_text(ANSWER, use_inner_text=True)
    await at.page.click('.news [data-act="read"]')
    await at.page.wait_for_selector(".reply:has-text('И ещё одно')")
    await expect(at.page.locator(".reply")).to_have_count(1)

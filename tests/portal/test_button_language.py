"""Another language in the middle: everything that the page says of itself changes, and nothing that was typed is lost."""

import re

import pytest

from tests.portal.button_browser import until
from tests.portal.button_peer import WORDS

pytestmark = pytest.mark.asyncio(loop_scope="module")
RUSSIAN_ONLY = {"Русский", "112", "124", "111"}


async def spoken(at, language):
    await at.page.wait_for_selector(f"html[lang={language}]")


async def in_kazakh(at):
    await at.page.click("#languages a[data-language=kk]")
    await spoken(at, "kk")


def label(language, key):
    return WORDS.labels(language, "button")[f"button-page-{key}"].strip()


async def test_a_language_that_is_chosen_while_she_types_takes_nothing_away(at, peer):
    await at.page.evaluate("window.here = true")
    await at.page.click("#back summary")
    await at.page.type("#code", "арбуз")
    await in_kazakh(at)
    assert await at.page.evaluate("window.here") is True
    assert await at.page.input_value("#code") == "арбуз"
    assert await at.page.inner_text("#code-open") == label("kk", "back-open")
    assert await at.page.text_content("#send") == label("kk", "send")
    assert await at.page.inner_text("#exit") == label("kk", "hide")
    assert await at.page.get_attribute("#exit", "aria-label") == label("kk", "hide-name")
    assert await at.page.title() == label("kk", "title")
    await at.page.click("button[value=need]")
    await until(lambda: len(peer.said) == 1)
    assert peer.said[0]["language"] == "kk"


async def test_no_word_of_the_first_language_stays(at):
    before = await words_of(at)
    await in_kazakh(at)
    same = {text for text in before & await words_of(at) if re.search(r"\w", text)}
    assert same - RUSSIAN_ONLY == {"Қазақша", "English"}


async def words_of(at):
    """Every text and every label in the page, the opened parts too."""
    found = await at.page.evaluate(
        """() => { const texts = [];
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) if (!walk.currentNode.parentElement.closest("template, script")) texts.push(walk.currentNode.data.trim());
            for (const node of document.querySelectorAll("[aria-label]")) texts.push(node.getAttribute("aria-label"));
            return texts; }"""
    )
    return {text for text in found if text}


async def test_a_language_of_the_menu_changes_the_page_too_with_her_code_and_the_line_above(at, peer):
    await at.begin()
    await at.tell("он бьёт меня")
    await at.page.wait_for_selector(".code .mono")
    await at.page.fill("#text", "и ещё вот")
    await at.page.click("button[data-voice=voice]")
    await at.page.wait_for_selector("#voice p:has-text('Идёт запись: 1')")  # before that there may be nothing to keep
    await at.page.click("button[data-voice=voice-stop]")
    await at.page.wait_for_selector("button[data-voice=voice-send]")
    await at.page.evaluate(
        """async (url) => { const { tap } = await import(url); tap("lang.kk"); }""",
        f"{peer.url}/button/static/button/conversation.js",
    )
    await spoken(at, "kk")
    assert await at.page.inner_text("button[data-voice=voice-send]") == label("kk", "voice-send")
    assert await at.page.input_value("#text") == "и ещё вот"
    await until(lambda: peer.acts()[-1] in {"lang.kk", "code"})


async def test_a_language_whose_words_do_not_come_is_asked_for_until_they_do(at, peer):
    peer.faults = {"texts": [503, 0]}
    await in_kazakh(at)
    assert await at.page.inner_text("#status") == ""


async def test_of_two_languages_the_one_that_was_chosen_last_is_spoken(at, peer):
    peer.faults = {"texts": [503]}
    await at.page.click("#languages a[data-language=kk]")
    await at.page.wait_for_selector("#status p")
    await at.page.click("#languages a[data-language=en]")
    await spoken(at, "en")
    await at.page.wait_for_selector("#status:empty", state="attached")
    assert await at.page.text_content("#send") == label("en", "send")
    assert await at.page.get_attribute("#languages a[aria-current]", "data-language") == "en"


async def test_an_open_page_without_its_own_server_says_so_and_goes_on_in_the_first(at, peer):
    await at.context.route("**/languages.js", lambda route: route.abort())
    await at.page.click("#languages a[data-language=kk]")
    await at.page.wait_for_selector("#status p")
    assert await at.page.is_visible("button[value=need]")
    assert await at.page.get_attribute("html", "lang") == "ru"

"""A voice: recorded and sealed in the page at `/`, played nowhere before the desk."""

import pytest
from playwright.async_api import async_playwright, expect

from tests.browsing import FLAGS
from tests.portal.button_browser import opened_at

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_voice_is_sealed_here_and_nobody_hears_it_before(at, peer):
    await at.begin()
    await at.page.click('[data-voice="voice"]')
    await at.page.wait_for_selector('[data-voice="voice-stop"]')
    await at.page.wait_for_timeout(1300)
    await at.page.click('[data-voice="voice-stop"]')
    await at.page.wait_for_selector('[data-voice="voice-send"]')
    assert await at.page.locator("audio").count() == 0
    await at.page.click('[data-voice="voice-send"]')
    await at.page.wait_for_selector('[data-name="believed"]')
    await at.page.wait_for_selector("#voice [role=status]", state="detached")
    (word,) = peer.words()
    assert (word["from"], word["text"]) == ("voice", "")
    assert word["seconds"] >= 1
    spoken = peer.voice(word["media"])
    assert spoken[:4] in {b"OggS", b"\x1aE\xdf\xa3"}
    assert spoken[:64] not in peer.voices[word["media"]]
    assert peer.said[-1]["word"]["seconds"] == word["seconds"]


async def test_while_she_speaks_nothing_else_offers_to_send(at):
    await at.begin()
    await at.page.click('[data-voice="voice"]')
    await at.page.wait_for_selector('[data-voice="voice-stop"]')
    await expect(at.page.locator("#send")).to_be_hidden()
    await at.page.click('[data-voice="voice-stop"]')
    await at.page.wait_for_selector('[data-voice="voice-send"]')
    await expect(at.page.locator("#send")).to_be_hidden()
    await at.page.click('[data-voice="voice-drop"]')
    await expect(at.page.locator("#send")).to_be_visible()


async def test_a_voice_can_be_thrown_away(at, peer):
    await at.begin()
    await at.page.click('[data-voice="voice"]')
    await at.page.wait_for_timeout(600)
    await at.page.click('[data-voice="voice-stop"]')
    await at.page.click('[data-voice="voice-drop"]')
    await at.page.wait_for_selector('[data-voice="voice"]')
    assert len(peer.said) == 2
    assert peer.voices == {}


async def test_a_microphone_that_is_refused_says_what_to_do_and_leaves_the_text(chromium, peer):
    """The browser's own refusal: no fake device, no permission."""
    async with async_playwright() as playwright:
        asks = await playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, "--deny-permission-prompts"])
        async with opened_at(peer, asks) as at:
            await at.page.wait_for_selector("html.live")
            await at.begin()
            await at.page.fill("#text", "он бьёт")
            await at.page.click('[data-voice="voice"]')
            await at.page.wait_for_selector(
                "#voice [role=status]:has-text('Микрофон закрыт'), #voice [role=status]:has-text('не записать')"
            )
            assert "Можно писать" in await at.page.inner_text("#voice")
            await at.page.click("#send")
            await at.page.wait_for_selector('[data-name="believed"]')
            assert peer.words()[0]["text"] == "он бьёт"
        await asks.close()


async def test_a_microphone_that_was_closed_for_the_site_is_named_with_the_way_to_open_it(at):
    await at.begin()
    await at.page.evaluate(
        """() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError")); }"""
    )
    await at.page.click('[data-voice="voice"]')
    await at.page.wait_for_selector("#voice [role=status]:has-text('слева от адреса')")


async def test_while_the_browser_asks_for_the_microphone_she_can_write(at, peer):
    await at.begin()
    await at.page.evaluate("() => { navigator.mediaDevices.getUserMedia = () => new Promise(() => {}); }")
    await at.page.fill("#text", "он бьёт")
    await at.page.click('[data-voice="voice"]')
    await at.page.wait_for_selector("#voice [data-t=voice-hint]")
    await at.page.click("#send")
    await at.page.wait_for_selector('[data-name="believed"]')
    assert peer.words()[0]["text"] == "он бьёт"


async def test_a_voice_for_which_there_is_no_room_says_that_it_waits_and_text_goes_on(at, peer):
    await at.begin()
    peer.faults["voice"] = [503] * 99
    await at.page.click('[data-voice="voice"]')
    await at.page.wait_for_selector("#voice p:has-text('Идёт запись: 1')")
    await at.page.click('[data-voice="voice-stop"]')
    await at.page.click('[data-voice="voice-send"]')
    await at.page.wait_for_selector("#voice [data-t=voice-waits]")
    await at.page.wait_for_selector('[data-name="believed"]')
    await at.tell("и ещё вчера")
    await at.page.wait_for_selector('[data-name="more"]')
    assert [word["from"] for word in peer.words()] == ["voice", "text"]
    assert await at.page.inner_text("#voice [data-t=voice-waits]") != ""
    peer.faults["voice"] = []
    await at.page.wait_for_selector("#voice [data-t=voice-waits]", state="detached", timeout=60_000)
    assert len(peer.voices) == 1


async def test_a_voice_whose_line_breaks_is_brought_again(at, peer):
    await at.begin()
    peer.faults["voice"] = [503]
    await at.page.click('[data-voice="voice"]')
    await at.page.wait_for_timeout(800)
    await at.page.click('[data-voice="voice-stop"]')
    await at.page.click('[data-voice="voice-send"]')
    await at.page.wait_for_selector('[data-name="believed"]')
    await at.page.wait_for_selector("#voice [role=status]", state="detached")
    assert len(peer.voices) == 1

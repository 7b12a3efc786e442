"""A voice: recorded and sealed in the page at `/`, played nowhere before the desk."""

import pytest
from playwright.async_api import expect

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
    assert 1 <= word["seconds"] <= 3
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


async def test_a_microphone_that_is_refused_is_met_with_kindness(at):
    await at.begin()
    await at.page.evaluate(
        """() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError")); }"""
    )
    await at.page.click('[data-voice="voice"]')
    await at.page.wait_for_selector("#voice [role=status]")
    assert "Микрофон закрыт" in await at.text()


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

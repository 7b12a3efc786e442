"""A signal from a page of ours, at the desk in a real Chromium: where it came from, who reads a reply, what was spoken."""

import asyncio
import base64
import json
import os
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from desk.ports import Word
from tests.portal.console_shift import ANSWER, HER_WORDS, Shift, shift_at
from tests.portal.portal_rig import make_rig
from tests.portal.test_replies import moved
from vault import keys
from vault.encoding import unb64u
from vault.voices import seal_voice

WEB = {"door": "web", "source": "school-12"}
MEDIA = "a" * 32
RECORDED = """async (kind) => {
  const audio = new AudioContext(), tone = audio.createOscillator(), to = audio.createMediaStreamDestination();
  tone.connect(to); tone.start();
  const recorder = new MediaRecorder(to.stream, { mimeType: kind }), parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start(100);
  await new Promise((done) => setTimeout(done, 2100));
  await new Promise((done) => { recorder.onstop = done; recorder.stop(); });
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
"""What a page of ours records, two seconds of a tone, in base64."""


@pytest.fixture
async def shift(redis, tmp_path, chromium) -> AsyncIterator[Shift]:
    async with shift_at(make_rig(redis, tmp_path), chromium) as opened:
        yield opened


async def claimed(shift: Shift, text: str = "", **known):
    signal = await shift.rig.report(HER_WORDS, **{**WEB, **known})
    await shift.sign_in()
    await shift.claim_and_type(text)
    return signal


async def reopened(shift: Shift) -> None:
    await shift.page.locator("#back").click()
    await shift.page.locator("[data-row] .open").first.click()


async def until_in(node, said: str) -> None:
    async with asyncio.timeout(15):
        while not await node.evaluate(said):  # noqa: ASYNC110 - it happens in the browser
            await asyncio.sleep(0.05)


def sent_replies(shift: Shift) -> list[dict[str, object]]:
    return [json.loads(one[one.index("{") :]) for one in shift.sent if "/replies{" in one]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (WEB, "с сайта: school-12"),
        ({"door": "web", "source": "poster-12"}, "с плаката: poster-12"),
        ({"door": "web"}, "сайт"),
        ({"door": "telegram", "source": "school-12"}, "Telegram"),
    ],
)
async def test_the_row_and_the_signal_say_where_she_writes_from(shift, known, said):
    await shift.rig.report(HER_WORDS, **known)
    await shift.sign_in()
    await expect(shift.page.locator(".row .about")).to_contain_text(f"· {said}")
    await shift.open_first()
    await expect(shift.page.locator("#signal-title")).to_contain_text(f"· {said}")


async def test_her_reply_box_says_that_she_alone_will_read_and_no_word_of_it_leaves_the_browser(shift):
    signal = await claimed(shift, ANSWER)
    await expect(shift.page.locator("#reply-reader.sealed")).to_contain_text("Прочитает только тот, кто написал")
    await shift.page.locator("#composer [type=submit]").click()
    await expect(shift.page.locator(".entry.reply")).to_contain_text(ANSWER)
    (sent,) = sent_replies(shift)
    assert set(sent) == {"entry", "session"}
    assert ANSWER not in "".join(shift.sent)
    assert len(await shift.replies(signal)) == 1


@pytest.mark.parametrize("state", ["sealed", "waiting", "undelivered"])
async def test_until_she_opens_it_a_reply_waits_and_there_is_nothing_to_send_again(shift, state):
    signal = await claimed(shift, ANSWER)
    await shift.page.locator("#composer [type=submit]").click()
    reply = shift.page.locator(".entry.reply")
    await expect(reply.locator(".state")).to_have_text("ждёт, пока откроет")
    (entry,) = await shift.replies(signal)
    await shift.rig.store.redis.hset(keys.replies(signal), entry["id"], state)
    await reopened(shift)
    await expect(reply.locator(".state")).to_have_text("ждёт, пока откроет")
    await expect(reply.get_by_role("button")).to_have_count(0)
    await shift.rig.store.redis.hset(keys.replies(signal), entry["id"], "shown")
    await reopened(shift)
    await expect(reply.locator(".state")).to_have_text("показано")


async def test_who_moved_to_telegram_while_it_was_typed_gets_it_by_a_second_press_that_says_who_reads(shift):
    signal = await claimed(shift, ANSWER)
    await shift.page.route("**/console/api/stream", lambda route: route.abort())
    await moved(shift.rig, signal, "telegram")
    await shift.page.locator("#composer [type=submit]").click()
    await expect(shift.page.locator("#toast")).to_contain_text("Пишут уже с другого места")
    await expect(shift.page.locator("#reply-reader.telegram")).to_be_visible()
    await expect(shift.page.locator("#reply")).to_have_value(ANSWER)
    assert len(await shift.replies(signal)) == 0
    await shift.page.locator("#composer [type=submit]").click()
    await expect(shift.page.locator(".entry.reply")).to_have_count(1)
    assert [one.get("text") for one in sent_replies(shift)] == [None, ANSWER]


async def test_what_stayed_on_her_page_can_be_sent_to_telegram_where_she_is_now(shift):
    signal = await claimed(shift, ANSWER)
    await shift.page.locator("#composer [type=submit]").click()
    await expect(shift.page.locator(".entry.reply")).to_have_count(1)
    await moved(shift.rig, signal, "telegram")
    await reopened(shift)
    again = shift.page.get_by_role("button", name="Осталось на странице — отправить в Telegram")
    await again.click()
    await expect(shift.page.locator(".entry.reply .state")).to_have_text("ждёт, пока откроет")
    await expect(again).to_have_count(0)


async def test_how_an_answer_comes_is_said_of_a_page_and_not_of_a_chat(shift):
    await claimed(shift, may_write="any")
    panel = shift.page.locator(".write.web")
    await expect(panel).to_contain_text("Ответ появится на открытой странице")
    await expect(shift.page.locator("[data-code=none]")).to_have_count(0)
    await shift.page.locator("[data-act=say-first]").click()
    await expect(shift.page.locator("dialog[open]")).to_contain_text("На странице ребёнка появятся")


async def test_that_she_has_no_code_yet_is_said_where_the_server_says_so(shift):
    async def without(route):
        answer = await route.fetch()
        body = await answer.json()
        body["row"]["code"] = False
        await route.fulfill(response=answer, json=body)

    signal = await shift.rig.report(HER_WORDS, **WEB)
    await shift.page.route(f"**/console/api/signals/{signal}", without)
    await shift.sign_in()
    await shift.open_first()
    await expect(shift.page.locator("[data-code=none]")).to_contain_text("Кода ещё нет")


@pytest.mark.parametrize("kind", ["audio/webm;codecs=opus", "audio/mp4;codecs=opus"])
async def test_what_a_page_recorded_plays_from_any_place_of_it(shift, kind):
    if not await shift.page.evaluate("kind => MediaRecorder.isTypeSupported(kind)", kind):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"this Chromium records no {kind}")
    content = base64.b64decode(await shift.page.evaluate(RECORDED, kind))
    word = Word(text="", source="voice", asked="first", at=shift.rig.now, media=MEDIA, seconds=2)
    signal = await shift.rig.report(HER_WORDS, also=(word,), **WEB)
    await shift.sign_in()
    await shift.open_first()
    await expect(shift.page.locator(".voice.waiting")).to_have_text("Голос ещё идёт со страницы")
    opened = await shift.rig.duty.files.read(signal, "intake")
    sealed = seal_voice(unb64u(opened.thread["pub"]), signal, MEDIA, content, os.urandom)
    await shift.rig.media.keep_sealed(signal, MEDIA, sealed)
    player = shift.page.locator("#thread audio")
    await expect(player).to_be_visible()
    await until_in(player, "it => it.duration > 1.5 && it.duration < 3 && it.currentTime === 0")
    await player.evaluate("player => { player.currentTime = 1; return player.play(); }")
    await until_in(player, "it => it.currentTime > 1.2")


async def test_a_voice_that_never_came_is_not_blamed_on_telegram(shift):
    word = Word(text="", source="voice", asked="first", at=shift.rig.now, media=MEDIA, seconds=2)
    signal = await shift.rig.report(HER_WORDS, also=(word,), **WEB)
    await shift.rig.store.redis.hset(keys.media(signal), MEDIA, "lost")
    await shift.sign_in()
    await shift.open_first()
    await expect(shift.page.locator(".voice.lost")).to_have_text("Голос не дошёл: страницу закрыли раньше")

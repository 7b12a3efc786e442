"""A thief wants one word: out of the console, out of the chat, or by finding out that there was anything to hide."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.peer import Person
from tests.stories.browser import Hand, opened, running_chromium
from tests.stories.desk_and_phone import code_of, desk_of, presses, quick_product, quiet, says, tells, writes
from tests.stories.rig import Product
from tests.stories.threads_opened import every_text

HOSTILE = (
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    '"><svg onload=window.hit=1>',
    "</script><script>window.hit=1</script>",
    "{{7*7}} ${7*7} {name} {who} { $word }",
    "__proto__",
    "constructor",
    "\u202eповёрнуто\u202d \u2066и снова\u2069",
    "ӟ\u0337\u0321\u031b\u0489" * 200,
    "А" * 3900,
)
PARTS: tuple[dict[str, Any], ...] = (
    {"contact": {"first_name": HOSTILE[1], "last_name": "{{1}}", "phone_number": HOSTILE[0]}},
    {"sticker": {"emoji": HOSTILE[1]}},
    {"poll": {"question": HOSTILE[2], "options": [{"text": "<b>да"}]}},
)
SAFE_WORD = re.compile(r"слово:\n\S+")


@pytest.fixture
async def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Product]:
    async with quick_product(tmp_path, monkeypatch) as running:
        yield running


def raw(user: int, message: int, body: dict[str, Any]) -> dict[str, Any]:
    person = {"id": user, "is_bot": False, "first_name": "<b>", "language_code": "<i"}
    about = {"message_id": message, "date": 1, "chat": {"id": user, "type": "private"}, "from": person}
    return {"message": {**about, **body}}


async def test_whatever_she_writes_stands_in_the_console_as_text(made: Product, chromium: str) -> None:
    for number, body in enumerate((*({"text": text} for text in HOSTILE), *PARTS)):
        made.peer.raw_update(raw(1001, 40_000 + number, body))
    await made.peer.settled()
    async with running_chromium(chromium) as browser, opened(browser, made.house.url) as page:
        hand = Hand(page)
        await hand.signs_in(made.house.url, made.members["intake"])
        await hand.opens_first()
        await hand.claims()
        await hand.notes(HOSTILE[1])
        shown = await page.locator("#thread .entry .words").all_inner_texts()
        assert len(shown) == len(HOSTILE) + len(PARTS)
        assert [text for text in HOSTILE if text not in shown] == []
        assert await page.evaluate("document.querySelectorAll('#thread .words *, #rail .note .text *').length") == 0
        assert await page.evaluate("[window.hit, ({}).polluted]") == [None, None]
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it pushes the page aside"


WAYS_IN = """async ([base, signal]) => {
  const asked = base + '/console/api/signals/' + signal, found = {};
  const loaded = (tag, at) => new Promise((told) => {
    const node = document.createElement(tag);
    node.onload = () => told('loaded');
    node.onerror = () => told('refused');
    node.src = at;
    document.body.append(node);
  });
  const ways = {
    nocors: () => fetch(asked, { mode: 'no-cors', credentials: 'include' }).then(() => 'answered'),
    cors: () => fetch(base + '/console/api/queue', { credentials: 'include' }).then((said) => said.text()),
    post: () => fetch(asked + '/claim', { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }).then(() => 'answered'),
    image: () => loaded('img', asked),
    script: () => loaded('script', base + '/static/console/state.js'),
    module: () => import(base + '/static/console/state.js').then(() => 'loaded'),
    stream: () => new Promise((told, no) => {
      const line = new EventSource(base + '/console/api/stream', { withCredentials: true });
      line.onopen = () => told('open');
      line.onerror = no;
    }),
    frame: () => new Promise((told) => {
      const frame = document.createElement('iframe');
      frame.onload = () => told(frame.contentWindow.length || frame.contentDocument ? 'framed' : 'refused');
      frame.src = base + '/console';
      document.body.append(frame);
    }),
  };
  for (const [name, way] of Object.entries(ways)) found[name] = await way().catch(() => 'refused');
  return found;
}"""


@asynccontextmanager
async def page_elsewhere() -> AsyncIterator[str]:
    """Another program's page on the same host: for a browser the same site, and the same cookies."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<!doctype html><body>", content_type="text/html")

    app = web.Application()
    app.router.add_get("/", page)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "localhost", 0).start()
    try:
        yield f"http://localhost:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


async def test_a_page_on_another_port_opens_nothing_with_her_cookie_and_leaves_no_reading_in_her_name(
    made: Product, chromium: str
) -> None:
    child = made.child()
    await tells(made, child)
    async with desk_of(made) as anna, running_chromium(chromium) as browser, page_elsewhere() as elsewhere:
        signal = await anna.newest()
        before = [*await anna.journal(signal)]
        context = await browser.new_context()
        page = await context.new_page()
        await Hand(page).signs_in(made.house.url, made.members["intake"])
        await page.goto(elsewhere)
        ways = await page.evaluate(WAYS_IN, [made.house.url, signal])
        assert set(ways.values()) == {"refused"}, ways
        assert (await anna.row(signal))["held_by"] is None
        assert len(await anna.journal(signal)) <= len(before) + 1, "our own look at it and no other"
        await context.close()


COVERED_ACTS = (
    *(("writes", text) for text in ("/start", "/help", "/code", "/menu", "/delete", "/stop", "/start dabcdefghij", "/start abc")),
    *(("taps", data) for data in ("read", "code", "next", "word", "need", "back", "numbers", "menu", "stop", "linked", "x", "")),
    ("taps", "delete"), ("writes", "/start"), ("taps", "hide"), ("sends", "photo"),
)  # fmt: skip


async def test_whatever_is_tried_a_covered_account_answers_like_a_newcomers(made: Product) -> None:
    child = made.child()
    await tells(made, child)
    await code_of(made, child)
    async with desk_of(made) as anna:
        await anna.replies(await anna.newest(), "ответ")
    await writes(made, child, "/hide")
    assert await played(made, child) == await played(made, made.child(7001))


async def played(made: Product, person: Person) -> list[Any]:
    seen = []
    for act, what in COVERED_ACTS:
        events, alerts = len(made.peer.transcript(person.id)), len(person.alerts)
        if act == "taps":
            await person.taps(what, message_id=person.last.id)
        else:
            await (person.writes(what) if act == "writes" else person.sends(what))
        await quiet(made)
        happened = [line["event"] for line in made.peer.transcript(person.id)[events:]]
        chat = [(SAFE_WORD.sub("*", m.text), m.buttons) for m in person.chat() if m.by_bot]
        seen.append((act, what, happened, chat, person.alerts[alerts:]))
    return seen


@pytest.mark.parametrize("how", ["edited", "forwarded"])
async def test_a_code_that_was_mended_or_forwarded_opens_its_thread_and_is_kept_nowhere(
    made: Product, how: str
) -> None:
    child = made.child()
    await tells(made, child)
    words, _ = await code_of(made, child)
    friend = made.child(1002)
    first, second, *rest = words.split()
    message = await writes(made, friend, " ".join([second, first, *rest]))
    if how == "edited":
        await friend.edits(message, words)
    else:
        await friend.writes(words, forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "я"})
    await quiet(made)
    assert any("Код подходит" in said for said in says(friend))
    assert words not in [m.text for m in friend.chat()]
    assert words not in await every_text(made)


async def test_a_reply_full_of_markup_is_shown_as_it_was_written(made: Product) -> None:
    text = "<b>жирно</b> *так* _и так_ [сюда](http://127.0.0.1/) <a href='tg://user?id=1'>x</a> {name} { $word } &lt; `код`"
    child = made.child()
    await tells(made, child)
    async with desk_of(made) as anna:
        await anna.replies(await anna.newest(), text)
    await presses(made, child, next(label for m in child.chat() for label in m.labels if "Открыть" in label))
    shown = next(m for m in child.chat() if m.by_bot and "Ответ для тебя" in m.text)
    assert text in shown.text
    assert {one["type"] for one in shown.entities} <= {"url"}

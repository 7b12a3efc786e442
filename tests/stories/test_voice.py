"""Story Voice: a child of nine who cannot type speaks, and is heard at the desk, whole, and by nobody else."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.peer import Person, until
from tests.peer.speech import ogg_opus
from tests.stories import canaries
from tests.stories.browser import Hand, Keyboard, opened, running_chromium
from tests.stories.canaries import seen_in, seen_in_files
from tests.stories.crash_house import world_of
from tests.stories.desk_and_phone import Desk, desk_of, presses, quick_product, quiet, says, writes
from tests.stories.listening import logged_to
from tests.stories.rig import Product
from tests.stories.thief import copied, looted
from vault.voices import open_voice
from workers import voices

NINE = 7_318_529_046
LISTEN = """
const made = URL.createObjectURL.bind(URL), gone = URL.revokeObjectURL.bind(URL);
window.heard = []; window.revoked = 0;
URL.createObjectURL = (blob) => {
  heard.push(blob.arrayBuffer().then((bytes) => crypto.subtle.digest("SHA-256", bytes)).then((digest) =>
    Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")));
  return made(blob);
};
URL.revokeObjectURL = (url) => { revoked += 1; gone(url); };
"""
"""The page's own policy lets no script of it fetch a blob: what is handed to the player is looked at on its way."""
PLAYS = "(it) => !it.paused && !it.error && it.currentTime > 0"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(voices, "BACKOFF_S", (0.05,))


async def speaks(made: Product, content: bytes, seconds: int = 4, **more: int) -> Person:
    child = made.child(NINE)
    await writes(made, child, "/start")
    await child.speaks(content, seconds, **more)
    return child


async def heard(desk: Desk) -> list[bytes]:
    """Everything spoken that the desk can open, with the key that only its members have."""
    found = []
    for row in await desk.rows():
        seed, thread = await desk.opened(row["signal"])
        for media, state in thread["media"].items():
            if state == "kept":
                url = f"{desk.page.base}/console/api/signals/{row['signal']}/media/{media}"
                async with desk.page.http.get(url) as answer:
                    assert answer.status == 200
                    found.append(open_voice(seed, row["signal"], media, await answer.read()))
    return found


def line_of(made: Product, key: str) -> str:
    return made.house.words.text("ru", "child", key).strip().split("\n")[0]


@pytest.mark.parametrize("hands", [Hand, Keyboard], ids=lambda it: it.name)
async def test_a_child_of_nine_is_heard_at_the_desk_byte_for_byte(hands, chromium, tmp_path, monkeypatch):
    content = ogg_opus(4, note=b"what only the desk may hear")
    async with (
        quick_product(tmp_path, monkeypatch) as made,
        running_chromium(chromium) as browser,
        opened(browser, made.house.url, size=hands.size) as page,
    ):
        await page.add_init_script(LISTEN)
        child = await speaks(made, content)
        await quiet(made)
        assert any(line_of(made, "voice-kept") in said for said in says(child))
        hand = hands(page)
        await hand.signs_in(made.house.url, made.members["intake"])
        await hand.opens_first()
        player = page.locator("#thread audio")
        await expect(player).to_be_visible()
        assert await page.evaluate("Promise.all(heard)") == [hashlib.sha256(content).hexdigest()]
        await expect(page.locator("#thread .voice")).to_contain_text("0:04")
        await page.wait_for_function("document.querySelector('#thread audio').readyState > 0")
        assert abs(await player.evaluate("(it) => it.duration") - 4) < 0.1
        await she_listens(hand, player)
        await a_live_update_does_not_stop_it(made, page, child)
        await page.locator("#back").click()
        await page.wait_for_function("revoked === 1")
        assert await page.evaluate("[...document.querySelectorAll('audio')].every((it) => it.paused)")


async def she_listens(hand, player):
    if isinstance(hand, Keyboard):
        await hand._reaches(player)
        await hand.page.keyboard.press("Space")
    else:
        await player.evaluate("(it) => it.play()")
    await until_in(hand.page, player, PLAYS)


async def a_live_update_does_not_stop_it(made, page, child):
    await page.evaluate("window.first = document.querySelector('#thread audio'); first.loop = true")
    await writes(made, child, "ещё слово")
    await expect(page.locator("#thread .entry.word")).to_have_count(2)
    assert await page.evaluate("first.isConnected && !first.paused")


async def until_in(page, node, said):
    async with asyncio.timeout(15):
        while not await node.evaluate(said):  # noqa: ASYNC110  it happens in the browser
            await asyncio.sleep(0.05)


async def test_a_voice_that_comes_late_appears_by_itself(chromium, tmp_path, monkeypatch):
    async with (
        quick_product(tmp_path, monkeypatch) as made,
        running_chromium(chromium) as browser,
        opened(browser, made.house.url) as page,
    ):
        made.peer.fail("getFile", status=502, times=-1)
        await speaks(made, ogg_opus(2))
        hand = Hand(page)
        await hand.signs_in(made.house.url, made.members["intake"])
        await hand.opens_first()
        await expect(page.locator("#thread .voice.waiting")).to_have_text("Голос загружается")
        made.peer.heal()
        await expect(page.locator("#thread audio")).to_be_visible()


async def test_what_could_not_be_kept_is_said_in_words(chromium, tmp_path, monkeypatch):
    async with (
        quick_product(tmp_path, monkeypatch) as made,
        running_chromium(chromium) as browser,
        opened(browser, made.house.url) as page,
    ):
        child = await speaks(made, bytes(1_000_001))
        await child.speaks(b"OggS" + bytes(1_000_001), 9, file_size=0)
        await quiet(made)
        assert sum(line_of(made, "voice-long") in said for said in says(child)) == 2
        hand = Hand(page)
        await hand.signs_in(made.house.url, made.members["intake"])
        await hand.opens_first()
        await expect(page.locator("#thread .entry.word")).to_have_count(2)
        await expect(page.locator("#thread .voice")).to_have_text("Голос не удалось получить: запись слишком большая")


@contextlib.asynccontextmanager
async def at_the_desk(place: Path, patch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Product, Desk]]:
    async with quick_product(place, patch) as made, desk_of(made) as desk:
        yield made, desk


async def test_a_download_that_fails_twice_works_the_third_time(tmp_path, monkeypatch):
    content = ogg_opus(3, note=b"third time")
    async with at_the_desk(tmp_path, monkeypatch) as (made, desk):
        made.peer.fail("getFile", kind="malformed")
        made.peer.fail("file", status=500)
        await speaks(made, content, 3)
        await quiet(made)
        assert await heard(desk) == [content]
        assert [call["fault"] for call in made.peer.calls() if call["method"] in {"getfile", "file"}] == [
            "malformed", None, "status", None, None,
        ]  # fmt: skip


async def test_hide_right_after_speaking_keeps_the_voice_for_the_desk(tmp_path, monkeypatch):
    content = ogg_opus(2, note=b"and then she hid")
    async with at_the_desk(tmp_path, monkeypatch) as (made, desk):
        made.peer.fail("file", kind="timeout", times=-1)
        child = await speaks(made, content, 2)
        await until(lambda: any(line_of(made, "voice-kept") in said for said in says(child)))
        await child.presses("Скрыть")
        await until(lambda: child.chat() == [])
        made.peer.heal()
        await quiet(made)
        assert (await heard(desk), child.chat()) == ([content], [])


async def test_too_big_a_voice_rings_no_hidden_telephone(tmp_path, monkeypatch):
    async with at_the_desk(tmp_path, monkeypatch) as (made, _):
        made.peer.fail("file", kind="timeout", times=-1)
        child = await speaks(made, bytes(1_000_001), 2, file_size=0)
        await until(lambda: any(line_of(made, "voice-kept") in said for said in says(child)))
        await child.presses("Скрыть")
        await until(lambda: child.chat() == [])
        made.peer.heal()
        await quiet(made)
        assert child.chat() == []


async def test_it_is_erased_with_its_signal(tmp_path, monkeypatch):
    async with at_the_desk(tmp_path, monkeypatch) as (made, desk):
        child = await speaks(made, ogg_opus(2), 2)
        await quiet(made)
        signal = await desk.newest()
        assert len(list((tmp_path / "data" / "media").iterdir())) == 1
        await presses(made, child, "⋯")
        await presses(made, child, "Удалить")
        assert await desk.decides(signal, "erase") == {"gone": True}
        assert list((tmp_path / "data" / "media").iterdir()) == []


async def test_of_what_was_spoken_nothing_is_left_that_a_thief_could_hear(tmp_path, monkeypatch):
    """Neither the voice nor the messenger's name for it: on disk, in the store, in its history, in the log."""
    note, place = canaries.word(), tmp_path / "machine"
    content = ogg_opus(3, note=note.encode())
    with logged_to(place / "logs" / "bot.log"):
        async with at_the_desk(place, monkeypatch) as (made, desk):
            made.peer.fail("file", status=500)
            await speaks(made, content, 3)
            await quiet(made)
            names = list(world_of(made.peer).files)
            assert await heard(desk) == [content]
            wanted = {"the voice": canaries.spellings(note), "its name": _forms(names)}
            assert (place / "logs" / "bot.log").stat().st_size > 0
            assert seen_in_files(place, wanted) == set()
            before = {file.name for file in place.rglob("*.rdb")}
            await made.tick()
            await until(lambda: not before & {file.name for file in place.rglob("*.rdb")})
    stolen = copied(place, tmp_path / "disk")
    assert len(list((stolen / "data" / "media").iterdir())) == 1
    assert seen_in_files(stolen, wanted) == set()
    assert seen_in(looted(stolen).text(), wanted) == set()


def _forms(names: list[str]) -> frozenset[bytes]:
    assert names
    return frozenset(form for name in names for form in canaries.spellings(name))

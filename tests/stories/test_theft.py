"""Theft: a full night, a day later the machine is off. What stands on its disks, and what its keys open (protocol §8)."""

import asyncio
import base64
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest

from tests.peer import until
from tests.stories import canaries, night
from tests.stories.canaries import seen_in, seen_in_files
from tests.stories.desk_browser import desk_browser
from tests.stories.listening import logged_to
from tests.stories.night import IDS, Said, ids
from tests.stories.pace import later, quick, unlimited
from tests.stories.rig import TOKEN, Product, link_specialist, product
from tests.stories.thief import copied, looted
from triage.ids import PARTITIONS
from vault import keys


@dataclass
class Stolen:
    """``backup`` was taken from the running machine, ``disk`` when it was off."""

    said: Said
    backup: Path
    disk: Path
    offline: Path
    remaining: list[object]


@pytest.fixture
async def stolen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stolen:
    quick(monkeypatch)
    place, said = tmp_path / "machine", Said()
    with logged_to(place / "logs" / "bot.log"):
        async with product(place, link=False) as running:
            unlimited(running)
            await link_specialist(running, user=night.SPECIALIST)
            await a_night(running, said)
            await a_day_later(running)
            backup = copied(place, tmp_path / "backup")
            remaining = await with_the_token(running)
    return Stolen(said, backup, copied(place, tmp_path / "disk"), place / "keys" / "offline", remaining)


async def a_night(running: Product, said: Said) -> None:
    child, friend = night.child_of(running, said), night.child_of(running, said, night.FRIEND, "friend")
    safe_word = night.safe_word_on(await night.tells(child, f"меня бьёт {said('the first text')}"))
    said.words["safe word"] = safe_word
    async with desk_browser(running) as desk:
        signal = await night.answered(desk, child, said)
        await night.opens_news(child)
        await child.sees(said("reply"))
        await night.sends_everything(child, said)
        words = await night.takes_code(child, said)
        await night.hides_and_comes_back(child, safe_word)
        await child.writes(said("words after the return"))
        await running.peer.settled()
        opened = await desk.open(signal)
        assert any(said("words after the return") in text for text in opened.texts())
    await friend.writes(words)
    await friend.sees("Код подходит")
    await friend.sees(said("reply"))
    await everything_told(running)


async def everything_told(running: Product) -> None:
    """No promise is open: an answer that came a day late would begin the chat's day anew."""
    await running.peer.settled()
    async with asyncio.timeout(10):
        while await open_promises(running):  # noqa: ASYNC110 - the store rings for nobody
            await asyncio.sleep(0.01)


async def open_promises(running: Product) -> int:
    redis = running.house.rooms.store.redis
    return sum([await redis.xlen(keys.outbox(number)) for number in range(PARTITIONS)])


async def a_day_later(running: Product) -> None:
    store = running.house.rooms.store.redis
    people = [running.peer.user(number) for number in IDS.values()]
    later(running, hours=25)
    before = {file.name for file in running.place.rglob("*.rdb")}
    await running.tick()
    await until(lambda: not any(person.chat() for person in people))
    await until(lambda: not before & {file.name for file in running.place.rglob("*.rdb")})
    assert (await store.info("persistence"))["aof_last_bgrewrite_status"] == "ok"


async def with_the_token(running: Product) -> list[object]:
    async with aiohttp.ClientSession() as http, http.get(f"{running.peer.url}/bot{TOKEN}/getMessages") as answer:
        return list((await answer.json())["result"])


async def test_of_a_stolen_machine_nobody_reads_a_word_or_a_name(stolen: Stolen, tmp_path: Path) -> None:
    wanted = stolen.said.wanted()
    assert (stolen.disk / "logs" / "bot.log").stat().st_size > 0
    for found in (stolen.backup, stolen.disk):
        assert seen_in_files(found, wanted) == set()
        loot = looted(found)
        assert len(loot.opened) >= len(IDS), "the address key opens every account: else nothing was tried"
        assert seen_in(loot.text(), wanted) == set()
    assert stolen.remaining == [], "with the token: nothing of a day ago stands in any private chat"
    for place in (stolen.backup / "data", stolen.disk / "data"):
        assert seen_in_files(place, ids()) == set()
        assert seen_in(b"\n".join(piece.data for piece in looted(without_keys(place, tmp_path)).pieces), ids()) == set()

    # The search itself must be able to find: with the office's offline keys the same thief reads everything.
    shutil.copytree(stolen.offline, stolen.disk / "offline")
    read = seen_in(looted(stolen.disk).text(), wanted)
    assert {"the first text", "a second text", "an edit", "a caption", "name of a contact", "latitude", "reply"} <= read
    assert {"note beside reply", "words after the return", "a question", "an option", "a forward"} <= read
    names_and_codes = {"first name of the child", "username of the child", "last name of the friend", "author of a forward",
                       "name of a file", "code in words", "code in digits", "safe word"}  # fmt: skip
    assert not read & names_and_codes, "dropped at the door, or forgotten: in no key's reach at all"


def without_keys(data: Path, tmp_path: Path) -> Path:
    """The store alone, as a thief of a backup of it has it."""
    to = tmp_path / f"store-alone-{data.parent.name}"
    shutil.copytree(data, to / "data")
    return to


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("shift", ["", "x", "xy"])
def test_a_planted_word_is_found_in_whatever_spelling_it_lies_there(code: str, shift: str, tmp_path: Path) -> None:
    said = Said()
    leaks = planted(f"{shift}…{said('leak')}…", code)
    for number, leak in enumerate(leaks):
        (tmp_path / f"{number}.log").write_bytes(leak)
    assert seen_in_files(tmp_path, said.wanted()) == {f"{number}.log: leak" for number in range(len(leaks))}


def planted(text: str, code: str) -> list[bytes]:
    raw = text.encode(code)
    spelt = [raw, base64.b64encode(raw), base64.urlsafe_b64encode(raw), raw.hex().encode(), raw.hex().upper().encode()]
    shown = [json.dumps({"text": text}), json.dumps(json.dumps({"text": text})), quote(text), repr(text.encode())]
    return [*spelt, *(one.encode() for one in shown)]


@pytest.mark.parametrize("number", [night.CHILD, night.FRIEND])
def test_a_planted_telegram_id_is_found_as_digits_and_as_bytes(number: int) -> None:
    wanted = {"id": canaries.number_spellings(number)}
    for raw in (str(number).encode(), number.to_bytes(8, "little"), number.to_bytes(8, "big")):
        for leak in (b"a:" + raw + b":b", base64.b64encode(b"a:" + raw + b":b"), (b"-" + raw).hex().encode()):
            assert seen_in(leak, wanted) == {"id"}
    assert seen_in(str(number + 1).encode(), wanted) == set()

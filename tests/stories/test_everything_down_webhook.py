"""Everything down, by webhook: 200 only when it is saved, 503 with Retry-After while it can't be, 403 for strangers."""

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from tests.peer import until
from tests.stories.outage import BELIEVED, SORRY, frozen, kept_once, short_patience, sorry_blocks
from tests.stories.pace import quick, unlimited
from tests.stories.rig import TOKEN, Product, product
from tests.stories.threads_opened import every_text

SECRET, PATH = "stories-webhook-secret-0001", "f00d"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE_S = 30.0


@dataclass
class Hooked:
    """``base``: the portal itself, behind what would be the operator's proxy."""

    running: Product
    base: str

    async def posts(
        self, text: str, *, secret: str = SECRET, path: str = PATH, number: int = 900_000_001
    ) -> tuple[int, str]:
        """(status, Retry-After) of one update, delivered by hand."""
        person = {"id": 3001, "is_bot": False, "first_name": "К"}
        message = {
            "message_id": number % 1000,
            "date": 5,
            "from": person,
            "chat": {"id": 3001, "type": "private"},
            "text": text,
        }
        update = {"update_id": number, "message": message}
        where, headers = f"{self.base}/telegram/{path}", {HEADER: secret}
        async with aiohttp.ClientSession() as http, http.post(where, json=update, headers=headers) as answer:
            return answer.status, answer.headers.get("Retry-After", "")

    async def delivers_here(self) -> None:
        """Telegram knows the portal by its public name, which is not of this machine."""
        await until(lambda: bool(self.running.peer.calls("setWebhook")))
        asked = {"url": f"{self.base}/telegram/{PATH}", "secret_token": SECRET}
        api = f"{self.running.peer.url}/bot{TOKEN}/setWebhook"
        async with aiohttp.ClientSession() as http, http.post(api, json=asked) as answer:
            assert answer.status == 200


@pytest.fixture
async def hooked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hooked]:
    quick(monkeypatch)
    short_patience(monkeypatch)
    with socket.socket() as found:
        found.bind(("localhost", 0))
        port = int(found.getsockname()[1])
    async with product(
        tmp_path,
        link=False,
        portal_origin="https://red-button.invalid",
        portal_port=port,
        telegram_mode="webhook",
        webhook_path=PATH,
        webhook_secret=SECRET,
    ) as made:
        unlimited(made)
        one = Hooked(made, f"http://localhost:{port}")
        await one.delivers_here()
        yield one


async def test_two_hundred_is_said_only_when_the_words_are_kept(hooked: Hooked) -> None:
    assert await hooked.posts("сохрани") == (200, "")
    await kept_once(hooked.running, "сохрани")


async def test_while_the_store_is_frozen_telegram_is_asked_to_come_again(hooked: Hooked) -> None:
    async with frozen(hooked.running):
        assert await hooked.posts("рано") == (503, "2")
    assert await hooked.posts("рано") == (200, "")
    assert await hooked.posts("рано") == (200, "")
    await kept_once(hooked.running, "рано")


async def test_a_wrong_secret_or_path_is_turned_away_and_nothing_is_kept(hooked: Hooked) -> None:
    for wrong in ("", SECRET[:-1], SECRET.upper(), "д".encode().decode("latin-1")):
        assert (await hooked.posts("чужое", secret=wrong))[0] in {401, 403}
    assert (await hooked.posts("чужое", path="beef"))[0] in {401, 403, 404}
    assert await every_text(hooked.running) == []


async def test_the_child_sees_the_numbers_once_and_her_answer_when_the_store_is_back(hooked: Hooked) -> None:
    child = hooked.running.child()
    async with frozen(hooked.running):
        await child.writes("меня закрыли")
        said = await child.sees(SORRY, within_s=PATIENCE_S)
        assert "112" in said.text
        await child.writes("я одна")
        await until(lambda: hooked.running.peer.updates()[0]["attempts"] > 1, within_s=PATIENCE_S)
    hooked.running.peer.hurry()
    await child.sees(BELIEVED, within_s=PATIENCE_S)
    await hooked.running.peer.settled(within_s=PATIENCE_S)
    await kept_once(hooked.running, "меня закрыли", "я одна")
    assert len(sorry_blocks(child)) == 1
    await child.presses("Скрыть")
    await until(lambda: child.chat() == [], within_s=PATIENCE_S)

"""A canary flies through the whole house, as it is wired. Nobody inside hears of it; Telegram is not asked."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.app import Plan
from bot.canary import canary_of
from desk import canary as canaries
from desk.canary import SENTENCE, Canary
from tests.stories.outage import frozen, health
from tests.stories.pace import quick, unlimited
from tests.stories.rig import Product, product, settings_for
from triage.ids import CANARY
from vault import keys
from workers import canary as flying


@dataclass
class Outside:
    """The second channel, as far as a canary sees it."""

    pages: list[str] = field(default_factory=list)

    async def page(self, what: str, _whom: object = None, /) -> bool:
        self.pages.append(what)
        return True


@pytest.fixture
async def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Product]:
    quick(monkeypatch)
    async with product(tmp_path) as made:
        unlimited(made)
        yield made


def canary(made: Product, outside: Outside) -> Canary:
    settings = settings_for(made.place, "http://localhost:1", canary_every_s=300)
    plan = Plan(settings=settings, office=made.office, clock=made.clock, draw=os.urandom)
    return replace(canary_of(plan, made.house), pager=outside)


async def test_it_arrives_unseen_whatever_telegram_does_and_a_dead_store_is_told_of_outside(running: Product) -> None:
    outside, rooms, child = Outside(), running.house.rooms, running.child()
    specialist = running.peer.user(900, name="Анна", language="ru")
    stood = [message.text for message in specialist.chat()]
    bird = canary(running, outside)
    assert await bird.round(running.clock()) == 300
    assert (bird.signs.lost, rooms.canary.lost, outside.pages) == ("", "", [])
    assert [message.text for message in specialist.chat()] == stood
    assert await rooms.files.queue(100) == ()
    names = {name.decode() for name in await rooms.store.redis.keys(f"{{rb:{CANARY}}}:*")}
    assert names <= {keys.fence(CANARY), keys.announcements(CANARY), keys.outbox(CANARY)}
    on_disk = b"".join(path.read_bytes() for path in (running.place / "data").rglob("*") if path.is_file())
    assert SENTENCE.encode() not in on_disk

    running.peer.fail("sendMessage", times=1000, status=502)
    await child.writes("папа бьет меня прямо сейчас")
    while not (await rooms.gauges.ages(running.clock())).unclaimed_immediate_s:
        await bird.round(running.clock())
        assert (bird.signs.lost, outside.pages) == ("", [])
    assert (await rooms.gauges.ages(running.clock())).untold_s > 0

    bird.within_s = 3.0
    async with frozen(running):
        await bird.round(running.clock())
    assert (bird.signs.lost, outside.pages) == ("door", ["canary"])


async def test_a_house_lets_it_fly_by_itself_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)
    monkeypatch.setattr(flying, "FIRST_AFTER_S", 0.1)
    monkeypatch.setattr(canaries, "LOST_AGAIN_S", 0.1)
    async with product(tmp_path, canary_every_s=30) as made:
        signs = made.house.rooms.canary
        async with asyncio.timeout(60):
            while not signs.arrived_at or signs.lost:  # noqa: ASYNC110  before both desks had a reader it was refused
                await asyncio.sleep(0.1)
        status, said = await health(made)
        told = said["canary"]
        assert isinstance(told, dict)
        assert (status, told["flies"], told["lost"]) == (200, True, False)
        assert told["age_s"] >= 0

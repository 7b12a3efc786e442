"""Everything down: the store is frozen, killed or full. What the child sees at once and afterwards, and what is kept."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.peer import Person, until
from tests.stories.outage import (
    BELIEVED,
    FIRST_SCREEN,
    SORRY,
    frozen,
    full,
    health,
    kept_once,
    kill,
    short_patience,
    sorry_blocks,
)
from tests.stories.pace import later, quick, unlimited
from tests.stories.rig import Product, product

PATIENCE_S = 30.0


@pytest.fixture
async def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Product]:
    quick(monkeypatch)
    short_patience(monkeypatch)
    async with product(tmp_path) as made:
        unlimited(made)
        yield made


@pytest.fixture
async def child(running: Product) -> Person:
    """Somebody who stands before the first screen."""
    child = running.child()
    await child.starts()
    await child.sees(FIRST_SCREEN)
    return child


async def test_while_the_store_is_frozen_the_child_gets_numbers_once_and_her_answer_afterwards(
    running: Product, child: Person
) -> None:
    async with frozen(running):
        await child.writes("меня бьют дома")
        said = await child.sees(SORRY, within_s=PATIENCE_S)
        assert "112" in said.text
        await child.writes("помогите мне")
    await child.sees(BELIEVED, within_s=PATIENCE_S)
    await running.peer.settled(within_s=PATIENCE_S)
    await kept_once(running, "меня бьют дома", "помогите мне")
    assert len(sorry_blocks(child)) == 1
    await child.presses("Скрыть")
    await until(lambda: child.chat() == [], within_s=PATIENCE_S)


async def test_a_newcomer_whose_first_words_meet_a_frozen_store_is_heard_when_it_is_back(running: Product) -> None:
    child = running.child(1002)
    async with frozen(running):
        await child.writes("он идёт сюда")
        await child.sees(SORRY, within_s=PATIENCE_S)
    await child.sees(BELIEVED, within_s=PATIENCE_S)
    await kept_once(running, "он идёт сюда")
    await child.presses("Скрыть")
    await until(lambda: child.chat() == [], within_s=PATIENCE_S)


async def test_who_writes_late_in_an_outage_sees_the_numbers_too(running: Product, child: Person) -> None:
    other = running.child(1003)
    async with frozen(running):
        await child.writes("раз")
        await child.sees(SORRY, within_s=PATIENCE_S)
        await until(lambda: running.peer.updates()[-1]["attempts"] > 1, within_s=PATIENCE_S)
        await other.writes("два")
        await other.sees(SORRY, within_s=PATIENCE_S)
    await running.peer.settled(within_s=PATIENCE_S)
    await kept_once(running, "раз", "два")


async def test_ten_minutes_later_the_numbers_are_shown_again(running: Product, child: Person) -> None:
    async with frozen(running):
        await child.writes("первое")
        await child.sees(SORRY, within_s=PATIENCE_S)
        later(running, minutes=11)
        await until(lambda: len(sorry_blocks(child)) == 2, within_s=PATIENCE_S)
    await running.peer.settled(within_s=PATIENCE_S)
    await kept_once(running, "первое")


async def test_a_killed_store_starts_again_and_nothing_is_lost(running: Product, child: Person) -> None:
    await child.writes("до падения")
    await child.sees(BELIEVED)
    kill(running)
    await child.writes("после падения")
    await running.peer.settled(within_s=PATIENCE_S)
    await kept_once(running, "до падения", "после падения")


async def test_a_full_store_keeps_nothing_by_halves(running: Product, child: Person) -> None:
    async with full(running):
        await child.writes("места нет")
        said = await child.sees(SORRY, within_s=PATIENCE_S)
        assert "112" in said.text
        status, report = await health(running)
        assert (status, report["ok"]) == (503, False)
    await child.sees(BELIEVED, within_s=PATIENCE_S)
    await running.peer.settled(within_s=PATIENCE_S)
    await kept_once(running, "места нет")
    assert (await health(running))[0] == 200


async def test_after_an_outage_of_three_minutes_the_screen_is_shown_once_more(running: Product, child: Person) -> None:
    await running.tick()
    before = len(running.peer.calls("editMessageText"))
    await running.tick()
    async with frozen(running):
        later(running, minutes=3)
    await until_writable(running)
    await running.tick()
    await until(lambda: len(running.peer.calls("editMessageText")) > before, within_s=PATIENCE_S)
    assert FIRST_SCREEN in child.last.text
    await child.presses("Мне нужна помощь")
    await child.sees("Сколько тебе лет?")


async def until_writable(running: Product) -> None:
    """The store answers again."""
    await running.house.rooms.store.redis.ping()

"""Everything down: Telegram itself answers 429, 502, nonsense, nothing. The words stand once, the answer comes in the end."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stories.outage import BELIEVED, FIRST_SCREEN, kept_once
from tests.stories.pace import quick, unlimited
from tests.stories.rig import Product, product

PATIENCE_S = 30.0
TROUBLES = (
    {"status": 429, "retry_after": 1},
    {"status": 502},
    {"kind": "malformed"},
    {"kind": "malformed", "after": True},
    {"kind": "reset"},
    {"kind": "reset", "after": True},
)


def spelt(trouble: dict[str, object]) -> str:
    return "-".join(str(value) for value in trouble.values())


@pytest.fixture
async def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Product]:
    quick(monkeypatch)
    async with product(tmp_path) as made:
        unlimited(made)
        yield made


async def test_whatever_telegram_answers_the_child_is_believed_in_the_end(running: Product) -> None:
    for number, trouble in enumerate(TROUBLES):
        child = running.child(2001 + number)
        await child.starts()
        await child.sees(FIRST_SCREEN)
        running.peer.fail("sendMessage", times=2, chat_id=child.id, **trouble)  # type: ignore[arg-type]  # a table of faults
        await child.writes(f"слова номер {number}")
        await child.sees(BELIEVED, within_s=PATIENCE_S)
        await running.peer.settled()
        await kept_once(running, f"слова номер {number}")


async def test_a_call_that_never_ends_holds_up_nobody_else(running: Product) -> None:
    slow, other = running.child(2101), running.child(2102)
    running.peer.fail("sendMessage", kind="timeout", times=1, chat_id=slow.id)
    await slow.writes("медленно")
    await other.writes("быстро")
    await other.sees(BELIEVED)
    await slow.sees(BELIEVED, within_s=PATIENCE_S)
    await kept_once(running, "медленно", "быстро")


@pytest.mark.parametrize("trouble", TROUBLES, ids=spelt)
async def test_updates_that_could_not_be_fetched_are_fetched_later(
    running: Product, trouble: dict[str, object]
) -> None:
    child = running.child()
    running.peer.fail("getUpdates", times=3, **trouble)  # type: ignore[arg-type]  # a table of faults
    await child.writes("дойдёт")
    await child.sees(BELIEVED, within_s=PATIENCE_S)
    await running.peer.settled(within_s=PATIENCE_S)
    await kept_once(running, "дойдёт")


async def test_a_child_who_blocked_the_bot_is_heard_all_the_same(running: Product) -> None:
    child = running.child()
    running.peer.hold()
    await child.writes("написала и заблокировала")
    await child.blocks()
    running.peer.release()
    await running.peer.settled()
    await kept_once(running, "написала и заблокировала")

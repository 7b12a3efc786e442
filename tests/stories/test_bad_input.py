"""Bad input: 2,000 updates of every type and encoding: no unhandled error, no content in any log, no text lost."""

import asyncio
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.peer import until
from tests.stories.canaries import seen_in, spellings
from tests.stories.listening import logged_to
from tests.stories.pace import quick, unlimited
from tests.stories.rig import Product, product
from tests.stories.strange_updates import CANARY, Maker, Strange
from tests.stories.threads_opened import every_text
from vault.encoding import well_formed

pytestmark = pytest.mark.long

COUNT = 2_000
BY_POLLING = 100
POISON = tuple(
    {"message": {"message_id": 5, "date": 5, "chat": {"id": odd, "type": "private"}, "from": {"id": odd}, "text": "x"}}
    for odd in ([], {}, [[1]], {"id": 7}, None, True, "7", 0.5, -1, 2**70)
)
"""What nobody can answer; in polling it comes again and again unless it is dropped or kept."""
_NUMBERED = re.compile(CANARY + r"\d+")


@pytest.fixture
def seed() -> int:
    """RB_SEED repeats a run. Printed, so that a failure can be."""
    chosen = int(os.environ.get("RB_SEED", "") or int.from_bytes(os.urandom(4)))
    print(f"RB_SEED={chosen}")
    return chosen


async def test_of_two_thousand_strange_updates_no_text_is_lost_and_none_is_logged(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch)
    log = tmp_path / "bot.log"
    strange = list(Maker(seed).updates(COUNT))
    with logged_to(log):
        async with product(tmp_path / "machine") as running:
            unlimited(running)
            await through_the_door(running, strange)
            kept = await every_text(running)
    assert lost(strange, kept) == []
    assert sum(bool(one.owed) for one in strange) > COUNT / 4, "the generator makes texts"
    assert faults_in(log) == []
    assert seen_in(log.read_bytes(), {"a word": spellings(CANARY)}) == set()


async def through_the_door(running: Product, strange: Iterable[Strange]) -> None:
    """As people do it: each writes and taps in turn, all at once."""
    queues: defaultdict[str, list[Strange]] = defaultdict(list)
    for one in strange:
        queues[queue_of(one)].append(one)

    async def in_order(ones: list[Strange]) -> None:
        for one in ones:
            await running.house.door(one.update)

    async with asyncio.TaskGroup() as line:
        for ones in queues.values():
            line.create_task(in_order(ones))


def queue_of(one: Strange) -> str:
    """Whose update it is, by the chat; the account that both a message and a tap of hers change is that of the chat."""
    for kind, body in one.update.items():
        place = body.get("message") if kind == "callback_query" and isinstance(body, dict) else body
        chat = place.get("chat") if isinstance(place, dict) else None
        person = body.get("from") if isinstance(body, dict) else None
        known = chat if isinstance(chat, dict) else person
        if isinstance(known, dict):
            return f"{known.get('id')!r:.40}"
    return "nobody"


def lost(strange: Iterable[Strange], kept: list[str]) -> list[int]:
    """Update ids whose words stand in no thread. Ids only: a test's output is a log too."""
    by_number = {number: text for text in kept for number in _NUMBERED.findall(text)}
    missing = []
    for one in strange:
        found = _NUMBERED.search(one.owed)
        if found and well_formed(one.owed) not in by_number.get(found[0], ""):
            missing.append(one.update["update_id"])
    return missing


def faults_in(log: Path) -> list[str]:
    """Lines that say that something of ours broke."""
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    return [str(line) for line in lines if line.get("level") in {"error", "critical"} or line["event"] == "stumbled"]


async def test_strange_updates_never_hold_up_the_words_behind_them(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick(monkeypatch)
    log = tmp_path / "bot.log"
    with logged_to(log):
        async with product(tmp_path / "machine") as running:
            unlimited(running)
            strange = [one for one in Maker(seed).updates(4 * BY_POLLING) if deliverable(one)][:BY_POLLING]
            for one in strange:
                running.peer.raw_update({name: value for name, value in one.update.items() if name != "update_id"})
            for update in POISON:
                running.peer.raw_update(update)
            child = running.child()
            await child.writes(f"{CANARY} последним приходит обычное")
            await child.sees("Я тебе верю")
            await until(lambda: running.peer.pending() == 0, within_s=30)
            kept = await every_text(running)
    assert lost(strange, kept) == []
    assert any("последним приходит обычное" in text for text in kept)
    assert faults_in(log) == []


def deliverable(one: Strange) -> bool:
    """Whether the simulated Telegram can find a queue for it."""
    kind, body = next(((name, value) for name, value in one.update.items() if name != "update_id"), ("", None))
    if not kind or not isinstance(body, dict):
        return False
    person, chat = body.get("from", {}), body.get("chat", {})
    return isinstance(person, dict) and isinstance(chat, dict)


def test_a_lost_text_would_be_missed() -> None:
    strange = [one for one in Maker(7).updates(50) if one.owed]
    kept = [well_formed(one.owed) for one in strange]
    assert lost(strange, kept) == []
    assert lost(strange, kept[1:]) == [strange[0].update["update_id"]]
    assert lost(strange, [text[:-1] for text in kept]) == [one.update["update_id"] for one in strange]

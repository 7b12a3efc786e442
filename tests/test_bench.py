"""The bench's parts, once and in miniature, so that they cannot rot. Nothing here looks at a time."""

import pytest

from tests.bench import tables
from tests.bench.cost import comparable, measured
from tests.bench.keeping import kept
from tests.bench.sizes import SMALL


async def test_both_bots_show_the_same_conversation_and_are_measured(tmp_path):
    ours, stock = await measured(SMALL, tmp_path)
    assert comparable(ours, stock), (ours.rounds[0].calls, stock.rounds[0].calls)
    assert ours.rounds[0].argon2_s > 0
    assert sum(ours.shares.values()) > 0
    assert "without Argon2id" in tables.cost(ours, stock, SMALL)
    assert "Argon2id" in tables.shares(ours, stock)


@pytest.mark.parametrize("load", SMALL.loads, ids=lambda load: load.mode)
async def test_every_acknowledged_text_is_in_its_thread_once_after_the_bot_was_killed(load, tmp_path):
    found = await kept(load, tmp_path / "place")
    assert (found.written, found.lost, found.doubled) == (load.reporters * load.texts, 0, 0)
    assert found.sound
    assert found.redelivered > 0
    assert load.name in tables.keeping([found])

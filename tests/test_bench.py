"""The bench's parts, once and in miniature, so that they cannot rot. Nothing here looks at a time."""

import pytest

from tests.bench import tables
from tests.bench.cost import comparable, measured
from tests.bench.keeping import Kept, compared, kept
from tests.bench.sizes import SMALL, Load

pytestmark = pytest.mark.long


async def test_both_bots_show_the_same_conversation_and_are_measured(tmp_path):
    ours, stock = await measured(SMALL, tmp_path)
    assert comparable(ours, stock), (ours.rounds[0].calls, stock.rounds[0].calls)
    assert ours.rounds[0].argon2_s > 0
    assert sum(ours.shares.values()) > 0
    assert "without Argon2id" in tables.cost(ours, stock, SMALL)
    assert "Argon2id" in tables.shares(ours, stock)


async def test_every_acknowledged_text_is_in_its_thread_once_after_the_bot_was_killed(tmp_path):
    load = SMALL.loads[0]
    found = await kept(load, tmp_path / "place")
    assert (found.written, found.lost, found.doubled) == (load.reporters * load.texts, 0, 0)
    assert found.sound
    assert found.redelivered > 0
    assert load.name in tables.keeping([found])


def of_threads(*found: list[str]) -> Kept:
    return compared(Load(mode="webhook", reporters=1, texts=2), [["a", "b"]], list(found), [[0.1, 0.1]], 1.0)


def test_the_bench_sees_what_was_lost_doubled_disordered_or_made_up():
    assert of_threads(["a", "b"]).sound
    assert of_threads(["a"]).lost == 1
    assert of_threads(["a", "a", "b"]).doubled == 1
    assert of_threads(["b", "a"]).disordered == 1
    assert of_threads(["a", "b", "x"]).unasked == 1
    assert of_threads().lost == 2
    assert not any(of_threads(found).sound for found in (["a"], ["a", "a", "b"], ["b", "a"], ["a", "b", "x"]))

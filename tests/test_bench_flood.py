"""The flood's bench in miniature, so that it cannot rot. Nothing here looks at a time."""

import pytest

from tests.bench import flood
from tests.bench.flood import Pairs, Waited, flooded
from tests.bench.sizes import SMALL_FLOODS, Flood

pytestmark = pytest.mark.long


async def test_every_report_is_paired_with_its_alert_with_and_without_a_flood(tmp_path):
    size = SMALL_FLOODS[0]
    pairs = await flooded(size, tmp_path / "place")
    for parts in (pairs.alone, pairs.beside):
        assert [len(part.to_alert_s) for part in parts] == [size.others] * size.rounds
        assert all(seconds > 0 for part in parts for seconds in part.to_alert_s)
    assert [part.answers for part in pairs.alone] == [0]
    assert 0 < pairs.beside[0].answers < size.messages
    assert size.mode in flood.report([pairs])


def test_the_bench_sees_when_others_have_to_wait():
    def compared(beside):
        return Pairs(Flood(mode="polling"), [Waited([1.0] * 20)], [Waited([beside] * 20)])

    assert compared(1.0).fair
    assert compared(1.5).fair
    assert not compared(1.51).fair

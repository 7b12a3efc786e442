"""Once a day all heads become one line of a chain of its own, and a witness outside hears of it until it has heard."""

import asyncio
import json
from datetime import timedelta

import pytest

from desk.journal import DailyDigest, Digest
from desk.ports import JournalLine, Outcome, Unavailable
from desk.upkeep import Upkeep
from tests.desk.desk_rig import ANNA, NOON, office_on
from vault.calendar import DueTimes
from vault.digests import StoredDigests, heads_of
from vault.heads import heads_text, marks_of
from vault.journal import CHAINS, DIGESTS, STAFF, StaffJournal, chain, digest
from vault.journal_walk import Walk
from vault.store import Store


class Notebook:
    """A witness that may be out."""

    def __init__(self) -> None:
        self.told: list[Digest] = []
        self.out = False

    async def tell(self, digest: Digest) -> None:
        if self.out:
            raise Unavailable("out")
        self.told.append(digest)


@pytest.fixture
def kept(redis) -> Store:
    return Store(redis)


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def daily(kept, notebook) -> DailyDigest:
    return DailyDigest(digests=StoredDigests(kept), witnesses=(notebook,))


async def lines(kept) -> list[bytes]:
    return await kept.redis.lrange(chain(DIGESTS).lines, 0, -1)


async def deeds(kept, count: int) -> None:
    for _ in range(count):
        await StaffJournal(kept).note(JournalLine(at=NOON, by=ANNA.member, verb="shift-on"))


async def faults(kept, marks=None) -> list[tuple[str, str, int]]:
    found = await Walk(kept).proofs(marks or {})
    return [(proof.name, fault.kind, fault.line) for proof in found for fault in proof.faults]


async def test_a_day_has_one_digest_however_often_somebody_asks(kept, daily, notebook):
    for hours in (0, 1, 5, 11):
        await daily.tick(NOON + timedelta(hours=hours))
    await daily.tick(NOON + timedelta(hours=12))
    assert [one.n for one in notebook.told] == [1, 2]
    assert len(await lines(kept)) == 2


async def test_processes_that_ask_at_once_make_one_digest(kept, daily):
    found = await asyncio.gather(*(StoredDigests(kept)._make(NOON, "") for _ in range(20)))
    assert sorted(found) == [Outcome.LOST] * 19 + [Outcome.SAVED]
    await asyncio.gather(*(daily.tick(NOON) for _ in range(20)))
    assert len(await lines(kept)) == 1
    assert await faults(kept) == []


async def test_days_on_which_the_house_was_dark_have_none(kept, daily, notebook):
    await daily.tick(NOON)
    await daily.tick(NOON + timedelta(days=5))
    await daily.tick(NOON + timedelta(days=1))
    assert [one.at for one in notebook.told] == [NOON, NOON + timedelta(days=5)]


async def test_a_digest_covers_every_chain_and_names_the_one_before_it(kept, daily, notebook):
    await deeds(kept, 3)
    await daily.tick(NOON)
    await daily.tick(NOON + timedelta(days=1))
    first, second = await lines(kept)
    said = json.loads(first)
    assert set(said["heads"]) == set(CHAINS)
    assert said["heads"][STAFF] == [3, (await heads_of(kept, (STAFF,)))[STAFF].hash]
    assert json.loads(second)["prev"] == digest(first) == notebook.told[0].head
    assert (notebook.told[0].lines, notebook.told[1].head) == (3, digest(second))


async def test_a_witness_that_was_out_hears_it_in_the_next_minute_and_then_no_more(kept, daily, notebook):
    notebook.out = True
    with pytest.raises(Unavailable):
        await daily.tick(NOON)
    notebook.out = False
    for minute in range(1, 4):
        await daily.tick(NOON + timedelta(minutes=minute))
    assert [one.n for one in notebook.told] == [1]
    assert len(await lines(kept)) == 1


async def test_a_chain_written_anew_with_its_head_does_not_fit_the_days_digest(kept, daily):
    await deeds(kept, 3)
    await daily.tick(NOON)
    await kept.redis.delete(chain(STAFF).lines, chain(STAFF).head)
    await deeds(kept, 2)
    assert await faults(kept) == [(STAFF, "truncated", 2)]
    for _ in range(2):
        await StaffJournal(kept).note(JournalLine(at=NOON, by=ANNA.member, verb="shift-off"))
    assert await faults(kept) == [(STAFF, "rewritten", 3)]


async def test_whoever_takes_all_digests_away_too_is_found_by_a_head_kept_elsewhere(kept, daily):
    await deeds(kept, 3)
    await daily.tick(NOON)
    paper = marks_of(heads_text(await heads_of(kept, (*CHAINS, DIGESTS))), "paper")
    await kept.redis.flushall()
    await deeds(kept, 2)
    await daily.tick(NOON + timedelta(minutes=1))
    assert await faults(kept) == []
    assert await faults(kept, paper) == [(STAFF, "truncated", 2), (DIGESTS, "rewritten", 1)]


async def test_a_digest_that_was_altered_accuses_no_chain(kept, daily):
    await deeds(kept, 1)
    for day in range(3):
        await daily.tick(NOON + timedelta(days=day))
    raw = json.loads((await lines(kept))[1])
    raw["heads"][STAFF] = [1, "0" * 64]
    text = json.dumps(raw, sort_keys=True, separators=(",", ":"))
    await kept.redis.lset(chain(DIGESTS).lines, 1, text)
    assert await faults(kept) == [(DIGESTS, "altered", 2)]


async def test_digests_that_were_taken_out_leave_a_gap_and_the_next_day_its_digest(kept, daily, notebook):
    for day in range(3):
        await daily.tick(NOON + timedelta(days=day))
    await kept.redis.ltrim(chain(DIGESTS).lines, 0, 0)
    await daily.tick(NOON + timedelta(days=3))
    assert notebook.told[-1].n == 4
    assert await faults(kept) == [(DIGESTS, "missing", 2)]


async def test_the_minutes_work_makes_the_days_digest(redis, notebook, daily):
    office = office_on(redis)
    await Upkeep(calendar=DueTimes(office.store, office.keyring), digest=daily).tick(NOON)
    assert [one.n for one in notebook.told] == [1]

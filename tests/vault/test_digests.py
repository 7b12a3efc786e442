"""Once a day all heads become one line of a chain of its own, and a witness outside hears of it until it has heard."""

import asyncio
import json
from datetime import timedelta

import pytest

from desk.journal import DailyDigest, Digest
from desk.ports import JournalLine, Unavailable
from tests.desk.desk_rig import ANNA, NOON
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
def store(redis) -> Store:
    return Store(redis)


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def daily(store, notebook) -> DailyDigest:
    return DailyDigest(digests=StoredDigests(store), witnesses=(notebook,))


async def lines(store) -> list[bytes]:
    return await store.redis.lrange(chain(DIGESTS).lines, 0, -1)


async def deeds(store, count: int) -> None:
    for _ in range(count):
        await StaffJournal(store).note(JournalLine(at=NOON, by=ANNA.member, verb="shift-on"))


async def faults(store, marks=None) -> list[tuple[str, str, int]]:
    found = await Walk(store).proofs(marks or {})
    return [(proof.name, fault.kind, fault.line) for proof in found for fault in proof.faults]


async def test_a_day_has_one_digest_however_often_somebody_asks(store, daily, notebook):
    for hours in (0, 1, 5, 11):
        await daily.tick(NOON + timedelta(hours=hours))
    await daily.tick(NOON + timedelta(hours=12))
    assert [one.n for one in notebook.told] == [1, 2]
    assert len(await lines(store)) == 2


async def test_processes_that_ask_at_once_make_one_digest(store, daily):
    await asyncio.gather(*(daily.tick(NOON) for _ in range(20)))
    assert len(await lines(store)) == 1
    assert await faults(store) == []


async def test_days_on_which_the_house_was_dark_have_none(store, daily, notebook):
    await daily.tick(NOON)
    await daily.tick(NOON + timedelta(days=5))
    await daily.tick(NOON + timedelta(days=1))
    assert [one.at for one in notebook.told] == [NOON, NOON + timedelta(days=5)]


async def test_a_digest_covers_every_chain_and_names_the_one_before_it(store, daily, notebook):
    await deeds(store, 3)
    await daily.tick(NOON)
    await daily.tick(NOON + timedelta(days=1))
    first, second = await lines(store)
    said = json.loads(first)
    assert set(said["heads"]) == set(CHAINS)
    assert said["heads"][STAFF] == [3, (await heads_of(store, (STAFF,)))[STAFF].hash]
    assert json.loads(second)["prev"] == digest(first) == notebook.told[0].head
    assert (notebook.told[0].lines, notebook.told[1].head) == (3, digest(second))


async def test_a_witness_that_was_out_hears_it_in_the_next_minute_and_then_no_more(store, daily, notebook):
    notebook.out = True
    with pytest.raises(Unavailable):
        await daily.tick(NOON)
    notebook.out = False
    for minute in range(1, 4):
        await daily.tick(NOON + timedelta(minutes=minute))
    assert [one.n for one in notebook.told] == [1]
    assert len(await lines(store)) == 1


async def test_a_chain_written_anew_with_its_head_does_not_fit_the_days_digest(store, daily):
    await deeds(store, 3)
    await daily.tick(NOON)
    await store.redis.delete(chain(STAFF).lines, chain(STAFF).head)
    await deeds(store, 2)
    assert await faults(store) == [(STAFF, "truncated", 2)]
    for _ in range(2):
        await StaffJournal(store).note(JournalLine(at=NOON, by=ANNA.member, verb="shift-off"))
    assert await faults(store) == [(STAFF, "rewritten", 3)]


async def test_whoever_takes_all_digests_away_too_is_found_by_a_head_kept_elsewhere(store, daily):
    await deeds(store, 3)
    await daily.tick(NOON)
    kept = marks_of(heads_text(await heads_of(store, (*CHAINS, DIGESTS))), "paper")
    await store.redis.flushall()
    await deeds(store, 2)
    await daily.tick(NOON + timedelta(minutes=1))
    assert await faults(store) == []
    assert await faults(store, kept) == [(STAFF, "truncated", 2), (DIGESTS, "rewritten", 1)]


async def test_a_digest_that_was_altered_accuses_no_chain(store, daily):
    await deeds(store, 1)
    for day in range(3):
        await daily.tick(NOON + timedelta(days=day))
    raw = json.loads((await lines(store))[1])
    raw["heads"][STAFF] = [1, "0" * 64]
    text = json.dumps(raw, sort_keys=True, separators=(",", ":"))
    await store.redis.lset(chain(DIGESTS).lines, 1, text)
    assert await faults(store) == [(DIGESTS, "altered", 2)]


async def test_digests_that_were_taken_out_leave_a_gap_and_the_next_day_its_digest(store, daily, notebook):
    for day in range(3):
        await daily.tick(NOON + timedelta(days=day))
    await store.redis.ltrim(chain(DIGESTS).lines, 0, 0)
    await daily.tick(NOON + timedelta(days=3))
    assert notebook.told[-1].n == 4
    assert await faults(store) == [(DIGESTS, "missing", 2)]


async def test_a_minute_costs_one_round_trip(store, daily, monkeypatch):
    await daily.tick(NOON)
    executed = []
    pipeline = store.redis.pipeline

    def counting(*args, **kwargs):
        executed.append(args)
        return pipeline(*args, **kwargs)

    monkeypatch.setattr(store.redis, "pipeline", counting)
    monkeypatch.setattr(store.redis, "execute_command", None)
    await daily.tick(NOON + timedelta(minutes=1))
    assert len(executed) == 1

"""`python -m bot journal …` against a real store, in this process and as an operator calls it."""

import json
import subprocess
import sys
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path

import pytest

from bot import journal_command, logs
from desk.journal import DailyDigest
from desk.ports import JournalLine
from tests.desk.desk_rig import ANNA, NOON
from vault.digests import StoredDigests
from vault.embedded import EmbeddedStore
from vault.journal import STAFF, StaffJournal, chain
from vault.store import Store
from workers.witnessed import LoggedDigest

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def kept(redis) -> Store:
    made = Store(redis)
    for verb in ("signed-in", "shift-on", "shift-off", "signed-out"):
        await StaffJournal(made).note(JournalLine(at=NOON, by=ANNA.member, verb=verb))
    return made


async def digested(kept, days: int = 0) -> None:
    daily = DailyDigest(digests=StoredDigests(kept), witnesses=(LoggedDigest(),))
    await daily.tick(NOON + timedelta(days=days))


async def run(kept, *words) -> int:
    parser = ArgumentParser()
    journal_command.add_parser(parser.add_subparsers())
    return await journal_command.run(parser.parse_args(["journal", *words]), kept)


async def test_a_whole_journal_is_said_to_be_whole_with_every_chains_count_and_head(kept, capsys):
    await digested(kept)
    capsys.readouterr()
    assert await run(kept, "verify") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [*"0123456789abcdef", "staff", "digests", "Whole,"]
    head = (await kept.redis.hget(chain(STAFF).head, "h")).decode()
    assert lines[16].split() == ["staff", "4", "lines", head, "ok"]
    assert lines[17].split()[:3] == ["digests", "1", "lines"]


async def test_a_wrong_line_is_named_with_its_chain_and_the_exit_code_is_one(kept, capsys):
    raw = await kept.redis.lindex(chain(STAFF).lines, 1)
    await kept.redis.lset(chain(STAFF).lines, 1, raw.replace(b"shift-on", b"shift-up"))
    assert await run(kept, "verify") == 1
    said = capsys.readouterr().out
    assert "    altered: line 2 is not as it was written\n" in said
    assert said.endswith("WRONG: staff\n")
    assert said.count("WRONG") == 2


async def test_heads_kept_elsewhere_are_a_witness(kept, capsys, tmp_path):
    await digested(kept)
    capsys.readouterr()
    assert await run(kept, "heads") == 0
    paper = tmp_path / "heads.jsonl"
    paper.write_text(capsys.readouterr().out)
    assert json.loads(paper.read_text())["staff"]["n"] == 4
    assert await run(kept, "verify", "--heads", str(paper)) == 0
    assert capsys.readouterr().out.endswith("Whole.\n")
    await kept.redis.flushall()
    assert await run(kept, "verify") == 0
    assert await run(kept, "verify", "--heads", str(paper)) == 1
    said = capsys.readouterr().out
    assert f"truncated: it ends with line 0; line 1 of {paper} saw line 4" in said
    assert said.endswith("WRONG: staff, digests\n")


async def test_the_products_own_log_is_a_witness(kept, capsys, tmp_path):
    logs.set_up()
    await digested(kept)
    await digested(kept, days=1)
    log = tmp_path / "bot.log"
    log.write_text(capsys.readouterr().err)
    assert await run(kept, "verify", "--heads", str(log)) == 0
    await kept.redis.flushall()
    await digested(kept)
    assert await run(kept, "verify", "--heads", str(log)) == 1
    assert (
        f"rewritten: something after line 0 and up to line 1 is not what line 1 of {log} saw" in capsys.readouterr().out
    )


async def test_a_file_without_heads_is_refused_with_a_way_out(kept, capsys, tmp_path):
    empty = tmp_path / "empty"
    empty.write_bytes(b"\xff")
    for name in (empty, tmp_path / "nothing"):
        assert await run(kept, "verify", "--heads", str(name)) == 1
    assert "no head in it. Right are" in (said := capsys.readouterr().err)
    assert "No such file" in said


async def test_many_faults_are_counted_and_the_first_ones_shown(kept, capsys):
    for _ in range(30):
        await kept.redis.rpush(chain(STAFF).lines, b"{}")
    assert await run(kept, "verify") == 1
    assert "    and 10 more\n" in capsys.readouterr().out


def by_hand(directory: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command, settings = (
        [sys.executable, "-m", "bot", "journal", *words],
        {"PYTHONPATH": str(ROOT), "DATA_DIR": str(directory)},
    )
    return subprocess.run(command, cwd=directory, env=settings, capture_output=True, text=True, check=False, timeout=60)


def test_an_operator_calls_it_beside_the_running_product(tmp_path):
    running = EmbeddedStore.start(tmp_path / "store", maxmemory_mb=64)
    try:
        verified, heads = by_hand(tmp_path, "verify"), by_hand(tmp_path, "heads")
    finally:
        running.stop()
    assert (verified.returncode, verified.stderr) == (0, "")
    assert verified.stdout.endswith("Whole, by its own digests.\n")
    assert json.loads(heads.stdout)["staff"]["n"] == 0


def test_without_a_running_store_it_says_so(tmp_path):
    called = by_hand(tmp_path, "verify")
    assert (called.returncode, called.stdout) == (1, "")
    assert "store" in called.stderr

"""The embedded store after a SIGKILL of the server, of its owner, of both: every acknowledged write is there."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from redis import Redis

from vault.embedded import EmbeddedStore, attach

ROOT = Path(__file__).parents[2]
# Writes numbers for ever and prints each one after the store said yes.
WRITER = """
import sys
from pathlib import Path
from redis import Redis
from vault.embedded import EmbeddedStore
store = EmbeddedStore.start(Path(sys.argv[1]))
print(store.pid, flush=True)
redis = Redis.from_url(store.url)
number = 0
while True:
    redis.rpush("numbers", number)
    print(number, flush=True)
    number += 1
"""


@dataclass
class Writer:
    """A process that owns a store and writes until it is killed."""

    process: "subprocess.Popen[str]"
    output: IO[str]
    server: int

    def acknowledge(self, count: int) -> None:
        for _ in range(count):
            self.output.readline()

    def kill(self) -> int:
        """Kill it; how many more writes it had seen acknowledged until then."""
        self.process.kill()
        self.process.wait()
        return self.output.read().count("\n")


@contextlib.contextmanager
def writing(directory: Path, *, program: str = WRITER) -> Iterator[Writer]:
    process = subprocess.Popen([sys.executable, "-c", program, directory], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield Writer(process, process.stdout, server=int(process.stdout.readline()))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@contextlib.contextmanager
def started(directory: Path) -> Iterator[EmbeddedStore]:
    store = EmbeddedStore.start(directory)
    try:
        yield store
    finally:
        store.stop()


def gone(pid: int) -> bool:
    with contextlib.suppress(ProcessLookupError, FileNotFoundError):
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    return True


def numbers(store: EmbeddedStore) -> list[int]:
    with Redis.from_url(store.url) as redis:
        return [int(number) for number in redis.lrange("numbers", 0, -1)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux kills a child with its parent")
@pytest.mark.parametrize("acknowledged", [1, 50, 400])
def test_a_killed_owner_takes_the_server_along_and_the_next_start_has_every_acknowledged_write(
    fresh_store_dir, acknowledged
):
    with writing(fresh_store_dir) as owner:
        owner.acknowledge(acknowledged)
        said = acknowledged + owner.kill()

    with started(fresh_store_dir) as store:  # at once, on the same directory
        assert gone(owner.server)
        kept = numbers(store)
        assert kept == list(range(len(kept)))  # in order, each once
        assert len(kept) in (said, said + 1)  # one may have been stored and not yet acknowledged


def test_a_killed_server_comes_back_with_everything_it_acknowledged(fresh_store_dir):
    with started(fresh_store_dir) as store:
        for round_number in range(3):
            with Redis.from_url(store.url) as redis:
                redis.rpush("numbers", *range(round_number * 100, round_number * 100 + 100))
            os.kill(store.pid, signal.SIGKILL)
            while store.alive():
                time.sleep(0.005)
            store.restart()
            assert numbers(store) == list(range(round_number * 100 + 100))


def test_a_restart_leaves_a_living_server_alone(fresh_store_dir):
    with started(fresh_store_dir) as store:
        before = store.pid
        store.restart()
        assert store.pid == before


def test_a_server_killed_while_it_rewrites_its_file_loses_nothing(fresh_store_dir):
    with started(fresh_store_dir) as store:
        with Redis.from_url(store.url) as redis:
            for _ in range(20):
                redis.rpush("numbers", *range(20_000))
            redis.bgrewriteaof()
            redis.rpush("numbers", 7)
        os.kill(store.pid, signal.SIGKILL)
        while store.alive():
            time.sleep(0.005)
        store.restart()
        kept = numbers(store)
        assert len(kept) == 400_001
        assert kept[-1] == 7


def test_a_last_write_torn_by_a_power_loss_does_not_keep_the_store_from_starting(fresh_store_dir):
    store = EmbeddedStore.start(fresh_store_dir)
    with Redis.from_url(store.url) as redis:
        redis.rpush("numbers", 0)
        redis.rpush("numbers", 1)
    store.stop()
    tail = next((fresh_store_dir / "appendonlydir").glob("*.incr.aof"))
    tail.write_bytes(tail.read_bytes()[:-5])
    with started(fresh_store_dir) as store:
        assert numbers(store) == [0]


def test_a_server_that_outlived_its_owner_is_ended_before_the_next_one_starts(fresh_store_dir):
    """Where no kernel ends it (macOS): here the death wish is taken out, so that it really is an orphan."""
    orphaning = WRITER.replace("store = ", "import vault.embedded_server as s; s._PR_SET_PDEATHSIG = 3\nstore = ", 1)
    with writing(fresh_store_dir, program=orphaning) as owner:
        owner.acknowledge(1)
        owner.kill()
        assert attach(fresh_store_dir).state() == "ready"  # it does live on
    with started(fresh_store_dir) as store:
        assert gone(owner.server)
        assert numbers(store)[0] == 0


def test_ctrl_c_at_the_terminal_does_not_reach_the_server_before_its_owner_has_saved(fresh_store_dir):
    with started(fresh_store_dir) as store:
        assert os.getpgid(store.pid) != os.getpgid(0)

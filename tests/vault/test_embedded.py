"""The embedded store: private, durable, one owner."""

import contextlib
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, OutOfMemoryError
from redis.retry import Retry

from vault import embedded, embedded_address, embedded_server
from vault.embedded import EmbeddedStore, NoBinary, StoreFailed, StoreInUse, StoreNotRunning, attach

TOO_LONG = "a-very-long-name-of-a-directory-" * 4


@contextlib.contextmanager
def started(directory: Path, *, maxmemory_mb: int = 512) -> Iterator[EmbeddedStore]:
    store = EmbeddedStore.start(directory, maxmemory_mb=maxmemory_mb)
    try:
        yield store
    finally:
        store.stop()


@pytest.fixture
def own_store(fresh_store_dir: Path):
    with started(fresh_store_dir) as store:
        yield store


def client(store: EmbeddedStore | embedded.StoreAddress) -> Redis:
    return Redis.from_url(store.url, retry=Retry(NoBackoff(), 0))


def fill(redis: Redis) -> None:
    for number in range(100):
        redis.set(f"fill:{number}", "x" * 100_000)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_start_makes_a_directory_that_only_its_owner_can_enter(own_store):
    assert mode(own_store.directory) == 0o700


def test_every_file_of_the_store_is_closed_to_others(own_store):
    with client(own_store) as redis:
        redis.set("a", 1)
    kept = [path for path in own_store.directory.rglob("*") if not path.is_dir()]
    assert {"valkey.conf", "store.sock", "server.log", "owner.lock", "server.lock"} <= {path.name for path in kept}
    assert any(path.name.endswith(".aof") for path in kept)
    assert [path for path in own_store.directory.rglob("*") if mode(path) & 0o077] == []


def test_nobody_reads_the_store_without_its_password(own_store):
    with (
        Redis(unix_socket_path=str(own_store.socket_path), retry=Retry(NoBackoff(), 0)) as stranger,
        pytest.raises(AuthenticationError),
    ):
        stranger.get("a")


def test_the_store_listens_to_no_network(own_store):
    with client(own_store) as redis:
        assert redis.config_get("port") == {"port": "0"}


def test_the_password_is_not_shown_where_an_address_is_printed(own_store):
    assert own_store.password not in repr(own_store.address) + repr(own_store)


def test_every_write_is_on_disk_before_it_is_acknowledged_and_nothing_is_evicted(own_store):
    with client(own_store) as redis:
        kept = redis.config_get("append*", "no-appendfsync-on-rewrite", "maxmemory*", "save")
    assert kept["appendonly"] == "yes"
    assert kept["appendfsync"] == "always"
    assert kept["no-appendfsync-on-rewrite"] == "no"
    assert kept["maxmemory"] == str(512 * 1024 * 1024)
    assert kept["maxmemory-policy"] == "noeviction"
    assert kept["save"] == ""


def test_what_was_written_and_the_password_are_there_after_a_stop_and_a_start(own_store):
    with client(own_store) as redis:
        redis.set("a", "kept")
    before = own_store.password
    own_store.stop()
    with started(own_store.directory) as again:
        with client(again) as redis:
            assert redis.get("a") == b"kept"
        assert again.password == before


def test_a_stop_ends_the_server_and_may_be_said_twice(own_store):
    own_store.stop()
    own_store.stop()
    assert not own_store.alive()
    with pytest.raises(RuntimeError, match="stopped"):
        own_store.restart()


def test_a_directory_in_use_is_refused_with_a_sentence_that_helps(own_store, monkeypatch):
    monkeypatch.setattr(embedded, "_LOCK_WAIT_S", 0.1)
    with pytest.raises(StoreInUse) as refused:
        EmbeddedStore.start(own_store.directory)
    assert str(own_store.directory) in str(refused.value)
    assert "STORE_URL" in str(refused.value)
    assert own_store.alive()


def test_a_start_waits_for_a_store_that_is_just_closing(own_store):
    closing = threading.Timer(0.3, own_store.stop)
    closing.start()
    again = EmbeddedStore.start(own_store.directory)
    again.stop()
    closing.join()


def test_a_command_attaches_to_the_running_store(own_store):
    with client(own_store) as redis:
        redis.set("a", "seen")
    with client(attach(own_store.directory)) as redis:
        assert redis.get("a") == b"seen"


def test_attaching_where_nothing_runs_says_what_to_do(own_store, tmp_path):
    own_store.stop()
    for directory in (own_store.directory, tmp_path / "never"):
        with pytest.raises(StoreNotRunning, match="STORE_URL") as failed:
            attach(directory)
        assert str(directory) in str(failed.value)


@pytest.mark.parametrize("name", [TOO_LONG, "with space and 'quote\" # and ключ"])
def test_a_directory_of_any_name_works(tmp_path, name):
    with started(tmp_path / name) as store:
        with client(store) as redis:
            redis.set("a", 1)
        with client(attach(tmp_path / name)) as redis:
            assert redis.get("a") == b"1"


def test_a_linked_directory_is_the_directory_itself(own_store, tmp_path, monkeypatch):
    monkeypatch.setattr(embedded, "_LOCK_WAIT_S", 0.1)
    link = tmp_path / "link"
    link.symlink_to(own_store.directory)
    assert attach(link) == own_store.address
    with pytest.raises(StoreInUse):
        EmbeddedStore.start(link)


def test_the_short_link_to_a_long_path_is_never_laid_in_a_folder_of_somebody_else(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    folder = tmp_path / f"red-button-{os.getuid()}"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    monkeypatch.setattr(embedded_address, "_LONGEST_SOCKET_BYTES", len(str(tmp_path)) + 60)
    with pytest.raises(PermissionError, match="private"):
        EmbeddedStore.start(tmp_path / TOO_LONG)


def test_a_readable_directory_with_other_files_is_refused_and_left_as_it_was(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "holiday.jpg").write_bytes(b"")
    with pytest.raises(PermissionError, match="chmod 700"):
        EmbeddedStore.start(tmp_path)
    assert mode(tmp_path) == 0o755
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_an_empty_readable_directory_is_closed(tmp_path):
    (tmp_path / "empty").mkdir(mode=0o755)
    store = EmbeddedStore.start(tmp_path / "empty")
    store.stop()
    assert mode(tmp_path / "empty") == 0o700


def test_full_memory_refuses_writes_and_goes_on_reading(fresh_store_dir):
    with started(fresh_store_dir, maxmemory_mb=4) as store, client(store) as redis:
        redis.set("first", "kept")
        with pytest.raises(OutOfMemoryError):
            fill(redis)
        assert redis.get("first") == b"kept"


def test_a_platform_without_a_server_is_told_about_store_url(fresh_store_dir, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(NoBinary, match="STORE_URL"):
        EmbeddedStore.start(fresh_store_dir)
    assert not fresh_store_dir.exists()


def test_a_server_that_can_not_be_executed_is_told_about_store_url(fresh_store_dir, tmp_path, monkeypatch):
    foreign = tmp_path / "valkey-server"
    foreign.write_bytes(b"for another machine")
    foreign.chmod(0o755)
    monkeypatch.setattr(embedded_server, "binary", lambda: foreign)
    with pytest.raises(NoBinary, match="STORE_URL"):
        EmbeddedStore.start(fresh_store_dir)
    monkeypatch.undo()
    EmbeddedStore.start(fresh_store_dir).stop()  # and the directory is free again


def test_a_server_that_ends_at_its_start_says_where_it_told_why(own_store):
    with client(own_store) as redis:
        redis.set("a", 1)
    own_store.stop()
    manifest = own_store.directory / "appendonlydir" / "appendonly.aof.manifest"
    manifest.write_text("not a manifest\n")
    with pytest.raises(StoreFailed, match=r"server\.log"):
        EmbeddedStore.start(own_store.directory)
    assert "manifest" in (own_store.directory / "server.log").read_text()


def test_only_the_main_thread_may_start_a_store(fresh_store_dir):
    refused: list[BaseException] = []

    def elsewhere() -> None:
        try:
            EmbeddedStore.start(fresh_store_dir)
        except RuntimeError as error:
            refused.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert "main thread" in str(refused[0])
    EmbeddedStore.start(fresh_store_dir).stop()


async def test_the_shared_client_sees_an_empty_store(redis):
    assert await redis.dbsize() == 0

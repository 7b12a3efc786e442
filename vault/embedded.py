"""The embedded store: one directory, one server, one owner; everything acknowledged survives the death of any of them.

Two locks keep a directory to one server. `owner.lock` is held by the process that started it and vanishes with it;
`server.lock` is inherited by the server and vanishes only when the server too is gone, so that a quick restart can
never lay two servers over one append-only file.
"""

import contextlib
import fcntl
import os
import secrets  # noqa: TID251 - the store's password is born here
import subprocess
import time
from pathlib import Path
from typing import Final, Self

from redis.exceptions import RedisError

from vault.embedded_address import StoreAddress, StoreNotRunning, attach, known_password, socket_path
from vault.embedded_server import CONFIG, SERVER_LOG, SOCKET, NoBinary, binary, configuration, spawn

__all__ = ["EmbeddedStore", "NoBinary", "StoreAddress", "StoreFailed", "StoreInUse", "StoreNotRunning", "attach"]

_LOCK_WAIT_S: Final = 5.0  # architecture, "The store": a dying server may need a moment
_ANSWER_WAIT_S: Final = 10.0  # measured start: 42-103 ms
_LOADING_WAIT_S: Final = 300.0  # a full store (512 MiB) on a slow disk; the server says that it is loading
_STOP_WAIT_S: Final = 10.0
_POLL_S: Final = 0.01


class StoreInUse(RuntimeError):
    """Another process has the directory."""


class StoreFailed(RuntimeError):
    """The server ended or stayed silent; its own words stand in server.log."""


class EmbeddedStore:
    """A running server and the right to its directory. Not thread-safe: the main thread starts and restarts it."""

    def __init__(self, directory: Path, address: StoreAddress, locks: tuple[int, int]) -> None:
        """Take over an open directory; `start` is the way in."""
        self.directory = directory
        self.address = address
        self._owner_lock, self._server_lock = locks
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def start(cls, directory: Path, *, maxmemory_mb: int = 512) -> Self:
        """Start a server on `directory` (made with mode 0700 if missing) and wait until it answers.

        Blocks, usually for 0.1 s, at most 5 s for the lock and 10 s for the answer (longer only while the server says
        that it is loading). Call it from the main thread: on Linux the server is killed when that thread ends.

        Raises StoreInUse, StoreFailed, NoBinary, PermissionError (a directory that others can read).
        """
        binary()  # where there is none, say so before anything is made
        directory = _private(directory.expanduser().resolve())
        owner = _lock(directory, "owner.lock")
        try:
            server = _server_lock(directory)
        except BaseException:
            os.close(owner)
            raise
        try:
            password = known_password(directory) or secrets.token_urlsafe(32)
            _write_privately(directory / CONFIG, configuration(password=password, maxmemory_mb=maxmemory_mb))
            store = cls(directory, StoreAddress(socket_path(directory), password), (owner, server))
        except BaseException:
            os.close(server)
            os.close(owner)
            raise
        try:
            store.restart()
        except BaseException:
            store.stop()
            raise
        return store

    @property
    def socket_path(self) -> Path:
        return self.address.socket_path

    @property
    def password(self) -> str:
        return self.address.password

    @property
    def url(self) -> str:
        """For `redis.asyncio.from_url`. Carries the password: not for logs."""
        return self.address.url

    @property
    def pid(self) -> int:
        """The server's process, for crash tests. Raises RuntimeError once stopped."""
        if self._process is None:
            raise RuntimeError("This store was stopped")
        return self._process.pid

    def alive(self) -> bool:
        """Whether the server process runs (it may still be loading)."""
        return self._process is not None and self._process.poll() is None

    def restart(self, *, wait: bool = True) -> None:
        """Start the server again on the same directory, after it was killed. A living one is left alone.

        From the main thread. With `wait=False` it returns in milliseconds, and an event loop can go on while
        `asyncio.to_thread(store.wait_until_ready)` waits. Raises StoreFailed, NoBinary, RuntimeError once stopped.
        """
        if self._server_lock < 0:
            raise RuntimeError("This store was stopped and its directory given back; start a new one")
        if not self.alive():
            (self.directory / SOCKET).unlink(missing_ok=True)  # left by a killed server; ours by the lock
            self._process = spawn(self.directory, lock=self._server_lock)
        if wait:
            self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Block until the server answers. Raises StoreFailed."""
        started = time.monotonic()
        while (state := self.address.state()) != "ready":
            waited = time.monotonic() - started
            if not self.alive():
                raise StoreFailed(f"The embedded store ended at its start; see {self.directory / SERVER_LOG}")
            if waited > (_LOADING_WAIT_S if state == "loading" else _ANSWER_WAIT_S):
                raise StoreFailed(f"The embedded store in {self.directory} did not answer in {waited:.0f} s")
            time.sleep(_POLL_S)

    def stop(self) -> None:
        """End the server in good order and give the directory back. May be called twice."""
        if self._process is not None:
            self._process.terminate()  # Valkey flushes its file and ends; does nothing to a dead one
            try:
                self._process.wait(_STOP_WAIT_S)
            except subprocess.TimeoutExpired:
                self._process.kill()  # costs nothing that was acknowledged
                self._process.wait()
        for lock in (self._server_lock, self._owner_lock):
            if lock >= 0:
                os.close(lock)
        self._process, self._server_lock, self._owner_lock = None, -1, -1


def _private(directory: Path) -> Path:
    """The directory with mode 0700. One that others can read is narrowed only if it is empty or ours already."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if directory.stat().st_mode & 0o077:
        if any(directory.iterdir()) and not (directory / CONFIG).exists():
            raise PermissionError(
                f"{directory} can be read by others and holds files of another kind: name an empty directory, or run "
                f"`chmod 700 {directory}` if it is meant for this store."
            )
        directory.chmod(0o700)
    return directory


def _lock(directory: Path, name: str) -> int:
    """An open descriptor with an exclusive lock, waited for up to 5 s. Raises StoreInUse."""
    descriptor = os.open(directory / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    deadline = time.monotonic() + _LOCK_WAIT_S
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                os.close(descriptor)
                raise StoreInUse(
                    f"Another process already uses the store in {directory}. Stop it first, give this one another "
                    "directory, or run several processes on one external store named in STORE_URL."
                ) from None
            time.sleep(_POLL_S)
        else:
            return descriptor


def _server_lock(directory: Path) -> int:
    """As `_lock`, for the server. One that runs now has lost its owner; where no kernel ended it, we ask it to end."""
    with contextlib.suppress(StoreNotRunning, RedisError, OSError), attach(directory).connect() as orphan:
        orphan.shutdown()
    return _lock(directory, "server.lock")


def _write_privately(path: Path, text: str) -> None:
    """Replace a file by one that only we can read, whole or not at all."""
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)

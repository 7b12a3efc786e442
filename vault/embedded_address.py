"""How to reach an embedded store: a short socket path, a password, and whether it answers."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import BusyLoadingError, RedisError
from redis.exceptions import ConnectionError as NoAnswer
from redis.retry import Retry

from vault.embedded_server import CONFIG, SOCKET

_LONGEST_SOCKET_BYTES: Final = 100  # sockaddr_un holds 108 on Linux, 104 on macOS, with the closing zero
_PROBE_TIMEOUT_S: Final = 5.0


class StoreNotRunning(RuntimeError):
    """Nobody answers in that directory."""


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where a running embedded store listens."""

    socket_path: Path
    password: str = field(repr=False)

    @property
    def url(self) -> str:
        """For `redis.asyncio.from_url`. Carries the password: not for logs."""
        return f"unix://:{quote(self.password, safe='')}@{quote(str(self.socket_path))}"

    def connect(self) -> Redis:
        """A blocking client for the launcher's own questions; it never asks twice."""
        return Redis(
            unix_socket_path=str(self.socket_path),
            password=self.password,
            socket_timeout=_PROBE_TIMEOUT_S,
            retry=Retry(NoBackoff(), 0),
        )

    def state(self) -> str:
        """One of "ready", "loading" (reading its file from disk), "silent"."""
        client = self.connect()
        try:
            client.ping()
        except BusyLoadingError:
            return "loading"
        except (NoAnswer, RedisError, OSError):
            return "silent"
        else:
            return "ready"
        finally:
            client.close()


def attach(directory: Path) -> StoreAddress:
    """The store that another process of ours runs in `directory` (for commands).

    Raises StoreNotRunning with a sentence for the person at the terminal.
    """
    directory = directory.expanduser().resolve()
    password = known_password(directory)
    address = StoreAddress(socket_path(directory), password) if password else None
    if address is None or address.state() == "silent":
        raise StoreNotRunning(
            f"No embedded store is running in {directory}. Start the product first, "
            "or set STORE_URL if it keeps its store elsewhere."
        )
    return address


def known_password(directory: Path) -> str | None:
    """The password that an earlier start wrote, if there was one."""
    try:
        lines = (directory / CONFIG).read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return None
    return next((line.removeprefix("requirepass ") for line in lines if line.startswith("requirepass ")), None)


def socket_path(directory: Path) -> Path:
    """A path to the socket in `directory` that fits into a socket address, through a short link where need be.

    The link's name depends on the directory alone, so every process of this user finds the same one. Raises OSError.
    """
    direct = directory / SOCKET
    if len(os.fsencode(direct)) <= _LONGEST_SOCKET_BYTES:
        return direct
    name = hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]
    for base in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108 - only below our own 0700 folder there
        link = base / f"red-button-{os.getuid()}" / name
        if len(os.fsencode(link / SOCKET)) <= _LONGEST_SOCKET_BYTES:
            _link(link, directory)
            return link / SOCKET
    raise OSError(f"The path of {directory} is too long for a socket, and no temporary directory has a shorter one")


def _link(link: Path, directory: Path) -> None:
    """Make `link` point at `directory`, in a folder that only we can change (a stranger may have made it before us)."""
    link.parent.mkdir(mode=0o700, exist_ok=True)
    found = link.parent.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(f"{link.parent} is not a private folder of ours: remove it, or set TMPDIR")
    if link.is_symlink() and link.readlink() == directory:
        return
    link.unlink(missing_ok=True)
    link.symlink_to(directory)

"""Key files: private from the first byte, whole or absent, never written over."""

import json
import os
import stat
from pathlib import Path
from typing import Any, Final

from vault.encoding import b64u
from vault.sealing import Draw

_LARGEST_BYTES: Final = 1 << 20  # a desk document has 9 KB; no key file comes near
_CLOSED: Final = 0o077  # what the group and others must not have


class KeyFileRefused(Exception):
    """A key file cannot be used. The message is for the operator: which file, what is wrong, what would be right."""


def write_private(path: Path, content: bytes, draw: Draw) -> None:
    """Write a file that only its owner reads (0600): all of it or nothing, and never over another.

    Raises KeyFileRefused when `path` exists or its directory does not, OSError when the disk refuses.
    """
    _write(path, content, 0o600, draw)


def write_public(path: Path, content: bytes, draw: Draw) -> None:
    """The same for what everybody may read (0644)."""
    _write(path, content, 0o644, draw)


def replace_private(path: Path, content: bytes, draw: Draw) -> None:
    """Put a new content in the place of an existing private file, at once and whole (rotation)."""
    part = _part(path, content, 0o600, draw)
    part.replace(path)
    _settle(path.parent)


def replace_public(path: Path, content: bytes, draw: Draw) -> None:
    """The same for what everybody may read."""
    part = _part(path, content, 0o644, draw)
    part.replace(path)
    _settle(path.parent)


def _write(path: Path, content: bytes, mode: int, draw: Draw) -> None:
    if not path.parent.is_dir():
        raise KeyFileRefused(f"{path}: its directory does not exist. Make it first: mkdir -m 700 {path.parent}")
    part = _part(path, content, mode, draw)
    try:
        os.link(part, path)  # unlike a rename it never takes the place of a file that is there
    except FileExistsError:
        raise KeyFileRefused(f"{path} exists and will not be written over: move it away first") from None
    finally:
        part.unlink()
    _settle(path.parent)


def _part(path: Path, content: bytes, mode: int, draw: Draw) -> Path:
    part = path.with_name(f".{path.name}.{b64u(draw(6))}")
    # Born with 0600 whatever the umask; opened up only afterwards, and only for public files.
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, mode)
            file.write(content)
            file.flush()
            os.fsync(descriptor)
    except OSError:  # a full disk must not leave half a key behind
        part.unlink()
        raise
    return part


def _settle(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_private(path: Path) -> bytes:
    """A file that only its owner reads. Raises KeyFileRefused: absent, readable by others, no plain file, too large."""
    return _read(path, private=True)


def read_public(path: Path) -> bytes:
    """The same without a look at who else may read it."""
    return _read(path, private=False)


def _read(path: Path, *, private: bool) -> bytes:
    not_a_key_file = f"{path} is not a key file: not a plain file, or larger than 1 MB"
    if path.is_dir():
        raise KeyFileRefused(not_a_key_file)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)  # a pipe must not make us wait
    except FileNotFoundError:
        raise KeyFileRefused(f"{path} does not exist") from None
    except PermissionError:
        raise KeyFileRefused(f"{path} cannot be read by this user: give it to the user who runs this") from None
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST_BYTES:
            raise KeyFileRefused(not_a_key_file)
        if private and found.st_mode & _CLOSED:
            mode = f"{stat.S_IMODE(found.st_mode):04o}"
            raise KeyFileRefused(f"{path} can be read by others (mode {mode}): chmod 600 {path}")
        return file.read()


def json_object(content: bytes, where: str) -> dict[str, Any]:
    """The JSON object that `content` is. Raises KeyFileRefused without a byte of it."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):  # raised outside of `except`: a JSONDecodeError carries the whole file with it
        raise KeyFileRefused(f"{where} is not a JSON object: it was cut short or changed. Take it from your backup")
    return value

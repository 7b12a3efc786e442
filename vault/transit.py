"""The transit key: seals codes and replies that the reporter has not seen yet (protocol 7.2). It lives in RAM only.

Losing it is meant to be cheap: undelivered replies stay in their threads, a code never taken is harmless.
"""

import ctypes
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vault.ceremony_files import KeyFileRefused, read_private, write_private
from vault.encoding import Malformed, b64u, unb64u
from vault.sealing import Draw, aead_open, aead_seal

_TMPFS: Final = 0x01021994  # statfs(2), linux/magic.h
_RAMFS: Final = 0x858458F6
_STATFS_BYTES: Final = 512  # struct statfs has 120 on 64-bit Linux; f_type, a long, comes first
_MAGIC: Final = 0xFFFFFFFF
_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class TransitKey:
    """32 bytes that a machine forgets when it is switched off."""

    key: bytes = field(repr=False)
    draw: Draw = field(repr=False)

    def seal(self, store_key: str, x: bytes) -> bytes:
        """`x`, bound to its place in the store. 28 bytes longer than `x`."""
        return aead_seal(self.key, _aad(store_key), x, self.draw)

    def open(self, store_key: str, box: bytes) -> bytes:
        """What `seal` was given. Raises SealBroken: an earlier key (the machine was off), another place, a change."""
        return aead_open(self.key, _aad(store_key), box)


def load_or_make(path: Path | None, draw: Draw) -> tuple[TransitKey, bool]:
    """The key in `path`, made there when absent, and whether it is in a file; without a path, in process memory.

    The file is one line of base64url (32 bytes), 0600: several machines may be given the same one. Raises
    KeyFileRefused when it does not lie in RAM, is readable by others or is not such a line.
    """
    if path is None:
        return TransitKey(draw(_KEY_BYTES), draw), False
    if not path.parent.is_dir():
        raise KeyFileRefused(f"{path}: its directory does not exist. Make it at boot: mkdir -m 700 {path.parent}")
    place = path.resolve()  # a link on a RAM disk may lead to a file on a real one
    _must_lie_in_ram(place)
    if not place.exists():
        _make(place, draw)
    return TransitKey(_read(place), draw), True


def is_tmpfs(path: Path) -> bool:
    """Whether `path` lies on a file system that Linux keeps in memory. False where that cannot be told."""
    if not sys.platform.startswith("linux"):
        return False
    found = ctypes.create_string_buffer(_STATFS_BYTES)
    if ctypes.CDLL(None, use_errno=True).statfs(os.fsencode(path), found) != 0:
        return False
    return ctypes.c_long.from_buffer(found).value & _MAGIC in (_TMPFS, _RAMFS)


def _must_lie_in_ram(path: Path) -> None:
    if not is_tmpfs(path if path.exists() else path.parent):
        raise KeyFileRefused(
            f"{path} does not lie on a tmpfs, so the key would reach a disk. Name a file on one, often in /dev/shm or "
            "/run (`stat -f -c %T DIRECTORY` must say tmpfs), or unset TRANSIT_KEY_FILE to keep it in process memory"
        )


def _make(path: Path, draw: Draw) -> None:
    try:
        write_private(path, b64u(draw(_KEY_BYTES)).encode(), draw)
    except KeyFileRefused:
        if not path.exists():  # else another process made it in this moment: its key is as good as ours
            raise


def _read(path: Path) -> bytes:
    try:
        key = unb64u(read_private(path).decode("ascii", "replace").strip())
    except Malformed:
        key = b""
    if len(key) != _KEY_BYTES:
        raise KeyFileRefused(
            f"{path} must be one line of 32 bytes in base64url without padding. Remove it to have it made"
        )
    return key


def _aad(store_key: str) -> bytes:
    # As in `address`: a name of the store has its own signs and is the last part.
    return b"rb/1/transit|" + store_key.encode()

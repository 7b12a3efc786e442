"""A voice message under its own key, that key sealed to the thread (protocol 5.4), and the files they lie in."""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triage.ids import SignalId
from vault.encoding import Malformed, joined, pad, unpad
from vault.sealing import SEALED_BYTES, Draw, SealBroken, aead_open, aead_seal, seal, unseal

KIND: Final = "voice"
SCHEMA: Final = 1
_KEY_BYTES: Final = 32
_SEALED_KEY_BYTES: Final = SEALED_BYTES + _KEY_BYTES
_OURS: Final = re.compile(r"[0-9a-f]{32}(\..*)?")
"""Whatever else lies in the directory is somebody else's."""
_SIGNAL_BYTES: Final = 22
"""The id of its signal stands first in a file, in clear, as it stands in the store: a sweep must know whose it is."""


def seal_voice(public: bytes, signal: str, media: str, content: bytes, draw: Draw) -> bytes:
    """For whoever opens the thread of ``signal``, in this place and in no other. Raises SealBroken."""
    key = draw(_KEY_BYTES)
    sealed_key = seal(public, _info(signal, media), key)
    return sealed_key + aead_seal(key, _aad(signal, media), pad(content), draw)


def open_voice(thread_seed: bytes, signal: str, media: str, sealed: bytes) -> bytes:
    """What was spoken. Raises SealBroken, which says nothing about it."""
    key = unseal(thread_seed, _info(signal, media), sealed[:_SEALED_KEY_BYTES])
    if len(key) != _KEY_BYTES:
        raise SealBroken("media")
    padded = aead_open(key, _aad(signal, media), sealed[_SEALED_KEY_BYTES:])
    try:
        return unpad(padded)
    except Malformed:
        raise SealBroken("media") from None


def _info(signal: str, media: str) -> bytes:
    return joined("rb/1/media-key", signal, media, KIND)


def _aad(signal: str, media: str) -> bytes:
    return joined("rb/1/media", signal, media, KIND, str(SCHEMA))


@dataclass(frozen=True)
class VoiceFiles:
    """``MEDIA_DIR``: one file per voice message, 0600, ciphertext from its first byte on. Blocking: call in a thread.

    Every method raises OSError.
    """

    directory: Path

    def put(self, signal: SignalId, media: str, sealed: bytes) -> None:
        """On disk, whole, when this returns; a second time replaces the first. A crash leaves ``<media>.…`` at most."""
        descriptor, name = tempfile.mkstemp(prefix=f"{media}.", dir=self.directory)  # 0600, and nobody else's
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(signal.encode("ascii") + sealed)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.directory / media)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        self._sync()

    def _sync(self) -> None:
        """The name too must outlive a power cut."""
        directory = os.open(self.directory, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    def get(self, signal: SignalId, media: str) -> bytes | None:
        """What ``put`` was given, or None where there is no such file, or it is another signal's."""
        try:
            content = (self.directory / media).read_bytes()
        except FileNotFoundError:
            return None
        return content[_SIGNAL_BYTES:] if content[:_SIGNAL_BYTES] == signal.encode("ascii") else None

    def remove(self, names: Iterable[str]) -> None:
        """One that is not there is gone already."""
        for name in names:
            (self.directory / name).unlink(missing_ok=True)

    def untouched_since(self, at: float) -> Iterator[tuple[str, SignalId]]:
        """(name, whose) of every file of ours written before ``at``, seconds since 1970; half-written ones too."""
        for path in self.directory.iterdir():
            with suppress(FileNotFoundError):
                if _OURS.fullmatch(path.name) and path.stat().st_mtime < at:
                    with path.open("rb") as file:
                        yield path.name, SignalId(file.read(_SIGNAL_BYTES).decode("ascii", "replace"))

    def kept_bytes(self) -> int:
        """Of all voices, as the disk counts them: in blocks of 512."""
        found = 0
        for entry in os.scandir(self.directory):
            with suppress(FileNotFoundError):
                found += entry.stat().st_blocks * 512
        return found

    def free_bytes(self) -> int:
        """Of the disk, for a process without privileges."""
        disk = os.statvfs(self.directory)
        return disk.f_bavail * disk.f_frsize

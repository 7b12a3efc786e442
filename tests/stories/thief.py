"""A thief who knows our code: steals a directory, finds every key in it, and tries each on everything that is sealed."""

import base64
import binascii
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from redis import Redis

from tests.stories.canaries import files
from vault import threads
from vault.embedded import EmbeddedStore
from vault.encoding import joined
from vault.sealing import SealBroken, aead_open, kid, seal_key, unseal

KEY_BYTES = 32
_TOKEN = re.compile(rb"[A-Za-z0-9_+/-]{38,}")
_KEY_TOKEN = re.compile(rb"(?<![A-Za-z0-9_+/-])[A-Za-z0-9_+/-]{43}(?![A-Za-z0-9_+/-])")
_HEX_KEY = re.compile(rb"(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])")
_SIGNAL = re.compile(r"\{rb:\d+\}:s:([0-9a-f]-[a-z2-7]{20})")
_SMALLEST_BOX = 28
_DESKS = ("intake", "fallback")
_HOLDERS = (*_DESKS, "reporter")


@dataclass(frozen=True)
class Piece:
    """Bytes that lay in the store under ``place``; ``label`` is the field or the JSON they were found in."""

    place: str
    data: bytes
    label: str = ""


@dataclass
class Loot:
    """``keys``: 32 bytes each, whatever they are for; ``opened``: every plaintext that one of them gave."""

    pieces: list[Piece]
    keys: set[bytes]
    opened: list[bytes] = field(default_factory=list)

    def text(self) -> bytes:
        """All that the thief can read now."""
        return b"\n".join((*(piece.data for piece in self.pieces), *self.opened))


def copied(place: Path, to: Path) -> Path:
    """What a thief of the disk carries away: everything but ``offline``, which no server ever has."""
    skipped = shutil.ignore_patterns("offline", "*.sock")
    return Path(shutil.copytree(place, to, ignore=skipped, ignore_dangling_symlinks=True))


def looted(stolen: Path, *, history: bool = True, more_keys: tuple[bytes, ...] = ()) -> Loot:
    """Everything that can be opened in a stolen directory. ``history``: also what only the append-only file remembers."""
    pieces = [*_documents(stolen), *(_history(stolen) if history else ()), *_walked(stolen / "data" / "store")]
    loot = Loot(pieces, {*_keys_on(stolen), *more_keys})
    tried: set[tuple[bytes, int]] = set()
    queue = list(enumerate(pieces))
    while fresh := [
        (key, number, piece) for key in sorted(loot.keys) for number, piece in queue if (key, number) not in tried
    ]:
        for key, number, piece in fresh:
            tried.add((key, number))
            for plain in _with(key, piece):
                loot.opened.append(plain)
                loot.keys.update({plain} if len(plain) == KEY_BYTES else ())
                queue.append((len(queue), Piece(piece.place, plain, piece.label)))
    return loot


def _keys_on(stolen: Path) -> Iterator[bytes]:
    for file in files(stolen):
        data = file.read_bytes()
        if len(data.strip()) == KEY_BYTES:
            yield data.strip()
        for token in _KEY_TOKEN.findall(data):
            with suppress(binascii.Error):
                yield _unb64(token)
        for token in _HEX_KEY.findall(data):
            yield bytes.fromhex(token.decode())


def _documents(stolen: Path) -> Iterator[Piece]:
    for file in stolen.rglob("desk.json"):
        for desk, of in json.loads(file.read_bytes())["desks"].items():
            yield Piece("desk.json", of["recovery"].encode(), desk)


def _history(stolen: Path) -> Iterator[Piece]:
    """Every argument of every command that the append-only files still hold."""
    for file in sorted(stolen.rglob("*.incr.aof")):
        for command in _commands(file.read_bytes()):
            place, fields = (command[1].decode("utf-8", "replace") if len(command) > 1 else ""), command[2:]
            for before, data in zip((b"", *fields), fields, strict=False):
                yield Piece(place, data, before.decode("utf-8", "replace"))


def _commands(data: bytes) -> Iterator[list[bytes]]:
    at = 0
    while at < len(data):
        line, _, _ = data[at:].partition(b"\r\n")
        at += len(line) + 2
        if not line.startswith(b"*"):
            continue  # a time stamp
        command = []
        for _ in range(int(line[1:])):
            size, _, _ = data[at:].partition(b"\r\n")
            at += len(size) + 2
            command.append(data[at : at + int(size[1:])])
            at += int(size[1:]) + 2
        yield command


def _walked(directory: Path) -> list[Piece]:
    """The store of the copy, started once more by the thief: every key and every value."""
    store = EmbeddedStore.start(directory)
    client = Redis(unix_socket_path=str(store.socket_path), password=store.password)
    try:
        return [piece for name in client.scan_iter(count=500) for piece in _of_key(client, name)]
    finally:
        client.close()
        store.stop()


def _of_key(client: Any, name: bytes) -> Iterator[Piece]:
    place, kind = name.decode(), client.type(name)
    yield Piece(place, name)
    match kind:
        case b"string":
            yield Piece(place, client.get(name) or b"")
        case b"hash":
            pairs = client.hgetall(name).items()
            yield from (Piece(place, part, of.decode()) for of, value in pairs for part in (of, value))
        case b"list":
            yield from (Piece(place, value) for value in client.lrange(name, 0, -1))
        case b"set":
            yield from (Piece(place, value) for value in client.smembers(name))
        case b"zset":
            yield from (Piece(place, str(part).encode() if isinstance(part, float) else part)
                        for pair in client.zrange(name, 0, -1, withscores=True) for part in pair)  # fmt: skip
        case b"stream":
            yield from (
                Piece(place, part) for _, fields in client.xrange(name) for pair in fields.items() for part in pair
            )
        case _:
            raise AssertionError(f"a kind of key that the thief cannot read yet: {kind!r}")


def _with(key: bytes, piece: Piece) -> Iterator[bytes]:
    """What one key opens of one piece, as any part of the product would have sealed it there."""
    infos = _infos(key, piece)
    for box in _boxes(piece.data):
        for aad in _aads(piece):
            for sealed in (box, box[4:]):
                with suppress(SealBroken):
                    yield aead_open(key, aad, sealed)
        for info in infos:
            with suppress(SealBroken):
                yield unseal(key, info, box)


@cache
def _boxes(data: bytes) -> tuple[bytes, ...]:
    found = [data]
    for token in _TOKEN.findall(data):
        with suppress(binascii.Error):
            found.append(_unb64(token))
    return tuple(box for box in found if len(box) >= _SMALLEST_BOX)


def _unb64(token: bytes) -> bytes:
    return base64.urlsafe_b64decode(token.translate(bytes.maketrans(b"+/", b"-_")) + b"=" * (-len(token) % 4))


@cache
def _name_of(seed: bytes) -> str:
    return kid(seal_key(seed).public)


def _aads(piece: Piece) -> Iterator[bytes]:
    yield b""
    for use in ("address", "transit"):
        yield f"rb/1/{use}|{piece.place}".encode()
    signal = _SIGNAL.match(piece.place)
    if signal and piece.data.startswith(b"{"):
        with suppress(KeyError, ValueError):
            entry = json.loads(piece.data)
            yield threads._entry_aad(signal[1], entry["id"], entry["kind"], entry["session"])


def _infos(key: bytes, piece: Piece) -> list[bytes]:
    if len(piece.data) < 1100:
        return []
    name, signal = _name_of(key), _SIGNAL.match(piece.place)
    infos = [joined("rb/1/desk-key", desk, name) for desk in _DESKS]
    if signal:
        infos += [joined("rb/1/thread-key", signal[1], holder, name) for holder in _HOLDERS]
    if signal and re.fullmatch(r"[0-9a-f]{32}", piece.label):
        infos += [joined("rb/1/session", signal[1], piece.label), joined("rb/1/note", signal[1], piece.label, name)]
    return infos

"""The address key (protocol 7.1) seals what the running bot alone must read: chat and message ids, queue cards, outbox.

It lies in a file of its own, never in the store and never in a backup of it: the two together name the reporters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from vault.ceremony_files import KeyFileRefused, json_object, read_private, replace_private, write_private
from vault.encoding import Malformed, b64u, canonical, unb64u
from vault.sealing import Draw, SealBroken, aead_open, aead_seal

_KID_BYTES: Final = 4
_KEY_BYTES: Final = 32
_KID_CHARACTERS: Final = "0123456789abcdef"


@dataclass(frozen=True, slots=True)
class AddressKeys:
    """The current key, the earlier ones that still open, and the key of the pseudonyms (32 bytes each).

    ``before``: the pseudonym key that is being replaced (protocol 7.4); while it is there nothing but that may run.
    """

    current: str
    keys: Mapping[str, bytes] = field(repr=False)
    pseudonym: bytes = field(repr=False)
    draw: Draw = field(repr=False)
    before: bytes | None = field(default=None, repr=False)

    @classmethod
    def load(cls, path: Path, draw: Draw) -> "AddressKeys":
        """The keys in `path`. Raises KeyFileRefused: absent, readable by others, not as protocol 7.1 has it."""
        return _parsed(json_object(read_private(path), str(path)), str(path), draw)

    @classmethod
    def create(cls, path: Path, draw: Draw) -> "AddressKeys":
        """Draw new keys and write them (0600, whole or not at all). Raises KeyFileRefused when `path` exists."""
        name = draw(_KID_BYTES).hex()
        made = cls(name, {name: draw(_KEY_BYTES)}, draw(_KEY_BYTES), draw)
        write_private(path, made.as_file(), draw)
        return made

    @classmethod
    def rotate(cls, path: Path, draw: Draw) -> "AddressKeys":
        """Add a new current key to the file. What the earlier ones sealed still opens. Raises KeyFileRefused."""
        known = cls.load(path, draw)
        name = next(name for name in iter(lambda: draw(_KID_BYTES).hex(), None) if name not in known.keys)
        made = replace(known, current=name, keys={**known.keys, name: draw(_KEY_BYTES)})
        replace_private(path, made.as_file(), draw)
        return made

    @classmethod
    def begin_pseudonym(cls, path: Path, draw: Draw) -> "AddressKeys":
        """A new pseudonym key, the one before it kept beside it; asked again, the same. Raises KeyFileRefused."""
        known = cls.load(path, draw)
        if known.before is not None:
            return known
        made = replace(known, pseudonym=draw(_KEY_BYTES), before=known.pseudonym)
        replace_private(path, made.as_file(), draw)
        return made

    @classmethod
    def end_pseudonym(cls, path: Path, draw: Draw) -> "AddressKeys":
        """The key before leaves the file: nothing is left under it. Raises KeyFileRefused."""
        made = replace(cls.load(path, draw), before=None)
        replace_private(path, made.as_file(), draw)
        return made

    def seal(self, store_key: str, x: bytes) -> bytes:
        """`x` under the current key, bound to its place in the store. 32 bytes longer than `x`."""
        box = aead_seal(self.keys[self.current], _aad(store_key), x, self.draw)
        return bytes.fromhex(self.current) + box

    def open(self, store_key: str, box: bytes) -> bytes:
        """What `seal` was given, under whichever of the keys. Raises SealBroken: unknown key, other place, change."""
        key = self.keys.get(box[:_KID_BYTES].hex())
        if key is None:
            raise SealBroken("address-kid")
        return aead_open(key, _aad(store_key), box[_KID_BYTES:])

    def as_file(self) -> bytes:
        """As protocol 7.1 has it."""
        keys = {name: b64u(key) for name, key in self.keys.items()}
        before = {"before": b64u(self.before)} if self.before else {}
        return canonical({"v": 1, "current": self.current, "keys": keys, "pseudonym": b64u(self.pseudonym), **before})


def _parsed(kept: dict[str, Any], where: str, draw: Draw) -> AddressKeys:
    if kept.get("v") != 1:
        raise KeyFileRefused(f"{where}: v must be the number 1")
    keys = kept.get("keys")
    if not isinstance(keys, dict) or not keys or not all(_is_kid(name) for name in keys):
        raise KeyFileRefused(f"{where}: keys must be an object that has names of 8 hexadecimal characters")
    current = kept.get("current")
    if not isinstance(current, str) or current not in keys:
        raise KeyFileRefused(f"{where}: current must be one of the names in keys")
    opened = {name: _key(key, f"{where}: keys, {name}") for name, key in keys.items()}
    before = _key(kept["before"], f"{where}: before") if "before" in kept else None
    return AddressKeys(current, opened, _key(kept.get("pseudonym"), f"{where}: pseudonym"), draw, before)


def _is_kid(name: str) -> bool:
    return len(name) == 2 * _KID_BYTES and all(character in _KID_CHARACTERS for character in name)


def _key(text: object, where: str) -> bytes:
    try:
        key = unb64u(text) if isinstance(text, str) else b""
    except Malformed:
        key = b""
    if len(key) != _KEY_BYTES:
        raise KeyFileRefused(f"{where} must be 32 bytes in base64url without padding")
    return key


def _aad(store_key: str) -> bytes:
    # Not `joined`: a name of the store has its own signs ({rb:7}:…). It is the last part, so it has one reading.
    return b"rb/1/address|" + store_key.encode()

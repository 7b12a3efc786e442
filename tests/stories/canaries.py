"""Words that must never be found again, and every spelling in which a careless line could have left them."""

import base64
import json
import secrets
import struct
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, quote_plus

_LETTERS = "бвгджзклмнпрстфхцчшщ"
_HOLDS_A_NUMBER = ("ascii", "utf-16-le", "utf-16-be")


def word(length: int = 14) -> str:
    """A word that no language and no word list has."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def spellings(text: str) -> frozenset[bytes]:
    """Every encoding of ``text`` that is searched for."""
    found: set[bytes] = set()
    for said in {text, text.lower(), text.upper(), text.capitalize()}:
        plain = [said.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
        found.update(plain)
        for raw in plain:
            found.update(_in_base64(raw))
            found.update((raw.hex().encode(), raw.hex().upper().encode(), raw.hex(" ").encode()))
        found.update(_escaped(said))
    return frozenset(found)


def number_spellings(number: int) -> frozenset[bytes]:
    """A Telegram id as digits, as eight bytes either way round, as a double, and each of them in base64."""
    plain = [str(number).encode(code) for code in _HOLDS_A_NUMBER]
    plain += [number.to_bytes(8, "little", signed=True), number.to_bytes(8, "big", signed=True)]
    plain += [struct.pack("<d", number), struct.pack(">d", number)]
    shown = [form for raw in plain for form in _in_base64(raw)] + [raw.hex().encode() for raw in plain]
    return frozenset((*plain, *shown))


def _in_base64(raw: bytes) -> Iterator[bytes]:
    """The signs that do not depend on what stood before and behind, at each of the three alignments."""
    for before in range(3):
        shown = base64.b64encode(b"\0" * before + raw)
        first = -(-before * 4 // 3)
        inside = shown[first : (before + len(raw)) * 8 // 6]
        yield inside
        yield inside.translate(bytes.maketrans(b"+/", b"-_"))


def _escaped(said: str) -> Iterator[bytes]:
    once = json.dumps(said)[1:-1]
    twice = json.dumps(once)[1:-1]
    for shown in (once, twice, quote(said), quote_plus(said), _upper_hex(once), _upper_hex(twice)):
        yield shown.encode()
        yield shown.lower().encode()
    yield repr(said.encode())[2:-1].encode()
    yield said.encode("unicode_escape")


def _upper_hex(escaped: str) -> str:
    return "\\u".join(part[:4].upper() + part[4:] for part in escaped.split("\\u"))


def seen_in(data: bytes, wanted: Mapping[str, frozenset[bytes]]) -> set[str]:
    """Names of the canaries that ``data`` betrays in any spelling. Never the canary itself: it goes into test output."""
    return {name for name, forms in wanted.items() if any(form in data for form in forms)}


def seen_in_files(directory: Path, wanted: Mapping[str, frozenset[bytes]]) -> set[str]:
    """``<file>: <name>`` for every canary in a file, or in a file's name."""
    found: set[str] = set()
    for file in files(directory):
        place = file.relative_to(directory)
        found |= {f"{place}: {name}" for name in seen_in(file.read_bytes() + str(place).encode(), wanted)}
    return found


def files(directory: Path) -> Iterable[Path]:
    """Regular files only: a socket cannot be stolen."""
    return sorted(path for path in directory.rglob("*") if path.is_file() and not path.is_symlink())

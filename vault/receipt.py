"""The receipt code (protocol 4.1–4.3): five indices into 2,048 words, the same in 17 digits, the key derived from it.

Words belong to the languages; here a code is its indices. Whoever has them opens the thread: never log, never store.
"""

from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vault.encoding import joined
from vault.sealing import Draw, seal_key

INDICES: Final = 5
_BITS: Final = 11
_LIST: Final = 1 << _BITS
_DIGITS: Final = 17  # the digits of 2**55
_GENERATION: Final = "rb1"  # protocol 4.3: of the word lists, which are parallel in every language
_SALT: Final = b"rb/1/receipt-code"
_LOCATOR_BYTES: Final = 16
_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class ReporterKey:
    """`locator` (32 hexadecimal characters) finds the thread; `seed` opens it; `public` seals to it."""

    locator: str = field(repr=False)
    seed: bytes = field(repr=False)
    public: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewCode:
    """Another code of a thread: the key to seal to, where it is found, and the indices for the reporter alone."""

    public: bytes = field(repr=False)
    locator: str = field(repr=False)
    indices: tuple[int, ...] = field(repr=False)


def new_code(draw: Draw) -> NewCode:
    """Costs what ``derive`` costs: call it in a thread."""
    indices = draw_indices(draw)
    key = derive(indices)
    return NewCode(key.public, key.locator, indices)


def draw_indices(draw: Draw) -> tuple[int, ...]:
    """Five drawn indices, 0 to 2047 each, without bias (two bytes hold 32 whole rounds of the list)."""
    drawn = draw(2 * INDICES)
    return tuple(int.from_bytes(drawn[at : at + 2]) % _LIST for at in range(0, len(drawn), 2))


def digits(indices: tuple[int, ...]) -> str:
    """The code as 17 digits (protocol 4.2). Raises ValueError when these are not five indices."""
    number = 0
    for index in _checked(indices):
        number = number << _BITS | index
    return f"{number:0{_DIGITS}d}"


def indices_of_digits(text: str) -> tuple[int, ...] | None:
    """The indices spelt by 17 digits, or None when that is no code: another length, another sign, 2**55 and above."""
    if len(text) != _DIGITS or not (text.isascii() and text.isdigit()):
        return None
    number = int(text)
    if number >= 1 << (_BITS * INDICES):
        return None
    return tuple(number >> (_BITS * place) & (_LIST - 1) for place in reversed(range(INDICES)))


def derive(indices: tuple[int, ...]) -> ReporterKey:
    """The reporter key of a code (protocol 4.3). Takes about 60 ms of one core and 19 MiB on purpose: the guesser pays.

    Releases the interpreter lock while it works, so call it in a thread. Raises ValueError when these are not five
    indices.
    """
    code = joined("rb/1/code", _GENERATION, "-".join(str(index) for index in _checked(indices)))
    # Memory, passes and lanes as protocol 4.3 fixes them: changing one loses every code that a child has kept.
    stretched = Argon2id(salt=_SALT, length=_KEY_BYTES, iterations=3, lanes=1, memory_cost=19456).derive(code)
    seed = _expanded(stretched, b"rb/1/seed", _KEY_BYTES)
    return ReporterKey(_expanded(stretched, b"rb/1/locator", _LOCATOR_BYTES).hex(), seed, seal_key(seed).public)


def _expanded(stretched: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(stretched)


def _checked(indices: tuple[int, ...]) -> tuple[int, ...]:
    if len(indices) != INDICES or not all(0 <= index < _LIST for index in indices):
        raise ValueError("a receipt code is five indices from 0 to 2047")
    return indices

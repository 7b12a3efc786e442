"""What ``tools.lexicon.packing`` wrote, read as the page reads it, so that what both find can be compared."""

import zlib
from typing import Final

from tools.lexicon.coding import Coder, Decoder, context, number, tree
from tools.lexicon.packing import (
    COMMON,
    CONCEPTS,
    FORM,
    STEM,
    Seen,
    again,
    is_literal,
    kind_of,
    listed,
    shape_of,
    size_of,
)  # fmt: skip
from tools.lexicon.weights import unpack_model
from triage.resemblance import Resemblance
from triage.words import NOT, Item, Matcher, Names, Pattern

MARK: Final = b"RBW2"
SUM, HEAD = 4, 40
"""Bytes: of the CRC-32 of what follows the head; of the head: mark, fingerprint of the sources (32), sum."""


class BadPacked(ValueError):
    """Not a table of this version, or not all of it."""


def read_packed(content: bytes) -> tuple[Matcher, Resemblance]:
    """Raises BadPacked."""
    body = content[HEAD:]
    if content[: len(MARK)] != MARK or zlib.crc32(body).to_bytes(SUM, "big") != content[HEAD - SUM : HEAD]:
        raise BadPacked("not a table of this version: python -m tools.lexicon.web")
    coder = Decoder(body)
    return unpack(coder), unpack_model(coder)


def fingerprint_of(content: bytes) -> bytes:
    """Of the sources that a table was made of."""
    return content[len(MARK) : HEAD - SUM]


def unpack(coder: Coder) -> Matcher:
    """The matcher with numbers for names."""
    words = listed(coder, 4)
    kind = 0
    kinds = [kind := kind_of(coder, kind) for _ in words]
    forms, stems = _meanings(coder, words, kinds)
    common = frozenset(one for one, kind in zip(words, kinds, strict=True) if kind & COMMON)
    return Matcher(forms=forms, stems=stems, common=common, patterns=_patterns(coder))


def _meanings(coder: Coder, words: list[str], kinds: list[int]) -> tuple[dict[str, Names], dict[str, Names]]:
    found: list[tuple[str, bool, bool, tuple[int, ...]]] = []
    seen, literal = Seen(), 0
    for one, kind in zip(words, kinds, strict=True):
        for form in (True, False):
            if kind & (FORM if form else STEM):
                literal = is_literal(coder, int(form), literal)
                found.append((one, form, bool(literal), again(coder, seen, 30)))
    concepts = max((CONCEPTS, *(number + 1 for *_, numbers in found for number in numbers)))
    forms, stems = dict[str, Names](), dict[str, Names]()
    for one, form, asked, numbers in found:
        own = (concepts,) if asked else ()
        concepts += len(own)
        (forms if form else stems)[one] = _names((*numbers, *own))
    return forms, stems


def _patterns(coder: Coder) -> tuple[Pattern, ...]:
    classes, items, without = listed(coder, 6), Seen(), Seen()
    found: list[Pattern] = []
    says = 0
    for _ in range(number(coder, (context(5),))):
        says = tree(coder, (context(40, says),), 8)
        shape = shape_of(coder, says)
        count = size_of(coder, 42, shape, 0) + 1
        within = size_of(coder, 43, shape, count) + count
        read: list[Item] = []
        for _ in range(count):
            turned = bool(tree(coder, (context(44),), 1))
            read.append(Item(_names(again(coder, items, 50)), turned))
        barred = _names(again(coder, without, 60))
        trap, whole, ordered = bool(shape & 4), bool(shape & 2), bool(shape & 1)
        found.append(Pattern(classes[says], tuple(read), within, ordered, barred, trap, whole))
    return tuple(found)


def _names(numbers: tuple[int, ...]) -> Names:
    """As ``triage.words`` calls them; what has no name there is called by its number."""
    return frozenset(NOT if one == 0 else f"N{one - 1}" if one < CONCEPTS else f"c{one}" for one in numbers)

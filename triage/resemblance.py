"""What no rule understood may still resemble what children in danger write: two linear models over pieces of words.

``like_danger`` counts only where no rule says anything, ``very_like_danger`` beside other signs too; both only raise.
``like_small_talk`` only chooses between two ways of not having understood. ``unlike_danger`` makes words doubtful that
mean danger now in other company; rules say which (never the plainest). Built from labelled examples by
``python -m tools.resemblance``; docs/triage.md says how well it does.
"""

import base64
import json
import math
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

LIKE: Final = "like_danger"
VERY_LIKE: Final = "very_like_danger"
SMALL_TALK: Final = "like_small_talk"
UNLIKE: Final = "unlike_danger"
VERSION: Final = 3
THRESHOLDS: Final = ("like", "very_like", "chatty", "unlike", "doubted")
LITTLE: Final = 75
"""Features of three or four words: below that there is too little to resemble anything."""
ENOUGH: Final = 150
"""Features of six or seven words: below that there is too little to doubt what they mean."""
_WORD: Final = re.compile(r"[^\W_]+")
_DRAWN_OUT: Final = re.compile(r"(.)\1{2,}")
_FOLD: Final = str.maketrans("ёәғқңөұүһі", "еагкноуухи")
_PIECES: Final = (3, 4, 5, 6)
"""Characters of a piece of a word; its ends count as characters, so that prefixes and endings are known as such."""
_STEM, _REACH = 5, 4
"""Letters that a word is known by beside others, in either order; words that it may stand apart."""
_MARKS: Final = "!?)"


class BadModel(ValueError):
    """The model cannot be used. Names the file and the cure."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """``weights``: one signed byte for each of their (a power of 2) buckets, ``scale`` of one unit."""

    weights: bytes = field(repr=False)
    scale: float
    bias: float

    def score(self, hashed: frozenset[int]) -> float:
        """Log-odds."""
        found = buckets(hashed, len(self.weights))
        total = sum((self.weights[one] ^ 0x80) - 0x80 for one in found)  # two's complement
        return self.bias + self.scale * total * weight_of_one(len(found))


@dataclass(frozen=True, kw_only=True)
class Resemblance:
    """Thresholds are log-odds; small talk must be as unlike danger as ``unlike`` says, doubts as ``doubted``."""

    danger: Model
    small_talk: Model
    like: float
    very_like: float
    chatty: float
    unlike: float
    doubted: float

    def classes(self, text: str) -> frozenset[str]:
        """Some of the four, or none."""
        found = hashes(text)
        if not found:
            return frozenset()
        danger = self.danger.score(found)
        if danger > self.very_like:
            return frozenset({LIKE, VERY_LIKE})
        if len(found) < LITTLE:
            return frozenset()
        if danger > self.like:
            return frozenset({LIKE})
        chatty = danger < self.unlike and self.small_talk.score(found) > self.chatty
        doubted = danger < self.doubted and len(found) >= ENOUGH
        return frozenset({SMALL_TALK} if chatty else ()) | frozenset({UNLIKE} if doubted else ())


def weight_of_one(count: int) -> float:
    """Of one feature among so many: long texts weigh no more than short ones, and a word or two say little."""
    return 1 / math.sqrt(max(count, LITTLE))


def hashes(text: str) -> frozenset[int]:
    """The features of a text (CRC-32)."""
    return frozenset(zlib.crc32(feature.encode()) for feature in features(text))


def buckets(hashed: frozenset[int], size: int) -> frozenset[int]:
    """The buckets of which there are ``size``, that features fall into."""
    return frozenset(one % size for one in hashed)


def features(text: str) -> Iterator[str]:
    """Words, two that stand near each other, pieces, marks; Kazakh letters as Russian ones, drawn-out letters once."""
    yield from (f"4{mark}" for mark in _MARKS if mark in text)
    plain = _DRAWN_OUT.sub(r"\1", text.lower().translate(_FOLD))
    before: list[str] = []
    for word in _WORD.findall(plain):
        yield f"1{word}"
        stem = word[:_STEM]
        yield from (f"2{min(one, stem)} {max(one, stem)}" for one in before)
        before = [*before[1 - _REACH :], stem]
        framed = f" {word} "
        for length in _PIECES:
            for start in range(len(framed) - length + 1):
                yield f"3{framed[start : start + length]}"


def read_model(text: str, *, file: str) -> Resemblance:
    """Raises BadModel for anything but a whole model of this version."""
    try:
        kept = json.loads(text)
        thresholds = {name: float(kept[name]) for name in THRESHOLDS}
        danger, small_talk = (_model(kept, name) for name in ("danger", "small_talk"))
    except (ValueError, KeyError, TypeError) as error:
        raise BadModel(f"{file}: not a model of this version; build it anew: python -m tools.resemblance") from error
    return Resemblance(danger=danger, small_talk=small_talk, **thresholds)


def _model(kept: Mapping[str, Any], name: str) -> Model:
    one = kept[name]
    weights = base64.b64decode(one["weights"], validate=True)
    if kept["version"] != VERSION or len(weights) != 1 << int(one["bits"]):
        raise ValueError(name)
    return Model(weights=weights, scale=float(one["scale"]), bias=float(one["bias"]))

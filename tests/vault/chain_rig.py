"""Chains made without the store, as it would make them."""

import hashlib
import json
from collections.abc import Sequence

from vault.encoding import canonical
from vault.proof import Head

FIRST = "f" * 64


def sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def line(n: int, prev: str, verb: str = "claimed") -> bytes:
    return canonical({"at": "2026-11-22T12:00:00Z", "by": "m-aaaaaaaaaa", "n": n, "prev": prev, "verb": verb})


def chain_of(verbs: Sequence[str], first: str = FIRST) -> tuple[list[bytes], Head]:
    lines: list[bytes] = []
    prev = first
    for n, verb in enumerate(verbs, 1):
        lines.append(line(n, prev, verb))
        prev = sha256(lines[-1])
    return lines, Head(len(lines), prev)


def with_field(raw: bytes, name: str, value: object) -> bytes:
    return canonical({**json.loads(raw), name: value})

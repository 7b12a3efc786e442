"""Heads as they are kept outside of the store: one JSON line each, or the ``journal-digest`` lines of a log. Pure."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from vault.journal import CHAINS, DIGESTS
from vault.proof import Head, Mark

EVENT = "journal-digest"
"""As ``workers.witnessed`` logs it."""


class NoHeads(Exception):
    """Nothing in the file is a head of ours."""


def heads_text(heads: Mapping[str, Head]) -> str:
    """One line of JSON: chain → {n, head}."""
    return json.dumps({name: {"n": head.n, "head": head.hash} for name, head in heads.items()})


def marks_of(text: str, source: str) -> dict[str, list[Mark]]:
    """What ``text`` remembers of each chain; other lines, and what a log puts before its own, are passed over.

    Raises NoHeads.
    """
    marks: dict[str, list[Mark]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for name, mark in _of_line(_json(line), f"line {number} of {source}"):
            marks.setdefault(name, []).append(mark)
    if not marks:
        raise NoHeads
    return marks


def _json(line: str) -> dict[str, Any]:
    try:
        said = json.loads(line[line.index("{") :])
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _of_line(said: dict[str, Any], source: str) -> Iterable[tuple[str, Mark]]:
    listed = {DIGESTS: said} if said.get("event") == EVENT else said
    for name in (*CHAINS, DIGESTS):
        one = listed.get(name)
        count, hashed = (one.get("n"), one.get("head")) if isinstance(one, dict) else (None, None)
        if isinstance(count, int) and count >= 0 and isinstance(hashed, str):
            yield name, Mark(count, hashed, source)

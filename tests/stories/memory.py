"""The memory of a process, as whoever took the machine would read it (proc(5): /proc/<pid>/maps and mem)."""

import re
from collections.abc import Iterator
from pathlib import Path

_AT_ONCE = 8 << 20
_LINE = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) (r)")


def family(pid: int) -> list[int]:
    """The process and everything that it started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += family(int(child))
    return found


def seen_in_memory(pid: int, wanted: dict[str, list[bytes]]) -> set[str]:
    """Names of what stands in some readable page of it, in any of its spellings."""
    found: set[str] = set()
    longest = max(len(spelling) for spellings in wanted.values() for spelling in spellings)
    for piece in _pieces(pid, longest):
        found |= {name for name, spellings in wanted.items() if any(one in piece for one in spellings)}
    return found


def spellings(text: str) -> list[bytes]:
    """As Python, the store, JSON and a browser may hold it."""
    escaped = text.encode("unicode_escape")
    return [text.encode(), text.encode("utf-16-le"), text.encode("utf-32-le"), escaped]


def _pieces(pid: int, overlap: int) -> Iterator[bytes]:
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span = _LINE.match(line)
            if span is None or "[vvar" in line or "[vsyscall" in line:
                continue
            start, end = int(span[1], 16), int(span[2], 16)
            for at in range(start, end, _AT_ONCE):
                try:
                    memory.seek(at)
                    yield memory.read(min(_AT_ONCE + overlap, end - at))
                except (OSError, ValueError, OverflowError):
                    continue  # a page that is not there any more, or not to be read

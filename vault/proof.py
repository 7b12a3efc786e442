"""What is wrong with a chain, line by line. Pure: lines in the order in which they lie, the head, and who saw what."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vault.encoding import Malformed, canonical
from vault.placing import in_place


@dataclass(frozen=True)
class Head:
    """How many lines a chain has (below zero: unreadable), and the hash of the last."""

    n: int
    hash: str


@dataclass(frozen=True)
class Mark:
    """Somebody saw line ``n`` with this hash: ``source`` says who, as a person reads it."""

    n: int
    hash: str
    source: str


@dataclass(frozen=True, order=True)
class Fault:
    """``line``: its number in the chain, 0 where none can be named.

    ``kind``: altered, missing, reordered, forked, added, truncated or rewritten.
    """

    line: int
    kind: str
    text: str


@dataclass(frozen=True)
class _Read:
    """One line as it lies there; ``n`` 0: it is none of ours any more."""

    n: int
    prev: str
    hash: str


def faults(first: str, lines: Sequence[bytes], head: Head, marks: Sequence[Mark] = ()) -> list[Fault]:
    """Nothing when every line is as it was written. ``first``: what line 1 names as its predecessor."""
    reads = [_read(raw) for raw in lines]
    found = [] if _whole(first, reads, head) else sorted(set(_broken(first, reads, head)))
    if not found and not _whole(first, reads, head):
        found = [Fault(len(reads), "altered", f"line {len(reads)} or the head is not as it was written")]
    return found + list(_against(reads, marks, {fault.line for fault in found}))


def _read(raw: bytes) -> _Read:
    hashed = hashlib.sha256(raw).hexdigest()
    try:
        said = json.loads(raw)
        if canonical(said) == raw and type(said["n"]) is int and type(said["prev"]) is str:
            return _Read(said["n"], said["prev"], hashed)
    except (ValueError, KeyError, TypeError, RecursionError, Malformed):
        pass
    return _Read(0, "", hashed)


def _whole(first: str, reads: Sequence[_Read], head: Head) -> bool:
    prev = first
    for place, read in enumerate(reads, 1):
        if (read.n, read.prev) != (place, prev):
            return False
        prev = read.hash
    return head == Head(len(reads), prev)


def _broken(first: str, reads: Sequence[_Read], head: Head) -> Iterator[Fault]:
    if reads and head.n < 1:
        yield Fault(0, "truncated", "the head is gone or set to nothing, though lines stand")
    count = max(head.n, 0) or len(reads)
    numbers, misnumbered = _numbers(first, reads, count)
    kept = in_place(numbers, count)
    doubled = {n for place, n in enumerate(numbers) if n in kept and kept[n] != place}
    altered = misnumbered | set(
        _altered(first, reads, {n: place for n, place in kept.items() if n not in doubled}, head)
    )
    yield from (Fault(n, "altered", f"line {n} is not as it was written") for n in sorted(altered))
    yield from _displaced(numbers, kept, count)


def _numbers(first: str, reads: Sequence[_Read], count: int) -> tuple[list[int], set[int]]:
    """Each line's number; one that says another but stands between its neighbours keeps its place and is altered."""
    numbers: list[int] = []
    altered, due = set(), 1
    for place, read in enumerate(reads):
        after = reads[place + 1].n if place + 1 < len(reads) else count + 1
        follows = read.prev == (reads[place - 1].hash if place else first) and after == due + 1
        if read.n != due and (follows or (read.n < 1 and due <= count and after != due)):
            altered.add(due)
            numbers.append(due)
        else:
            numbers.append(read.n)
        due = numbers[-1] + 1 if numbers[-1] > 0 else due
    return numbers, altered


def _altered(first: str, reads: Sequence[_Read], kept: dict[int, int], head: Head) -> Iterator[int]:
    """A joint that does not hold blames the line before it; two in a row blame the line between them."""
    broken = []
    for n, place in sorted(kept.items()):
        if n == 1 and reads[place].prev != first:
            broken.append(1)
        if n - 1 in kept and reads[place].prev != reads[kept[n - 1]].hash:
            broken.append(n)
        if n == head.n and reads[place].hash != head.hash:
            broken.append(n + 1)
    taken, every = 0, set(broken)
    for joint in broken:
        if joint == taken:
            continue
        taken = joint + 1 if joint + 1 in every else 0
        yield joint if taken or joint == 1 else joint - 1


def _displaced(numbers: Sequence[int], kept: dict[int, int], count: int) -> Iterator[Fault]:
    extra = [(place, n) for place, n in enumerate(numbers) if kept.get(n) != place]
    elsewhere = {n for _, n in extra}
    for place, n in extra:
        where = f"place {place + 1}"
        if n in kept:
            yield Fault(n, "forked", f"line {n} stands twice: at place {kept[n] + 1} and at {where}")
        elif 0 < n <= count:
            yield Fault(n, "reordered", f"line {n} stands at {where}")
        else:
            yield Fault(n, "added", f"the line at {where} is none of the {count} that the head counts")
    last = 0
    for n in sorted(n for n in {*kept, *elsewhere} if 1 <= n <= count):
        if n > last + 1:
            gone = f"line {last + 1} is" if n == last + 2 else f"lines {last + 1} to {n - 1} are"
            yield Fault(last + 1, "missing", f"{gone} missing")
        last = n
    if last < count:
        yield Fault(last, "truncated", f"it ends with line {last}; the head counts {count}")


def _against(reads: Sequence[_Read], marks: Sequence[Mark], known: set[int]) -> Iterator[Fault]:
    """The first mark that does not hold, for a chain that was rewritten fails all that follow."""
    by_number = {read.n: read.hash for read in reads}
    held = 0
    for mark in sorted((mark for mark in marks if mark.n), key=lambda mark: mark.n):
        found = by_number.get(mark.n)
        if found == mark.hash:
            held = mark.n
        elif found is None and mark.n > max(by_number, default=0):
            last = max(by_number, default=0)
            yield Fault(last, "truncated", f"it ends with line {last}; {mark.source} saw line {mark.n}")
            return
        elif mark.n not in known:
            yield Fault(
                mark.n,
                "rewritten",
                f"something after line {held} and up to line {mark.n} is not what {mark.source} saw",
            )
            return

"""Audit lines into their chains: one chain per partition of signals, one of the desk itself, one of daily digests.

A chain is a list of canonical JSON lines (protocol §0), each with its number and the SHA-256 of the line before it.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from desk.journal import must_be_content_free
from desk.ports import JournalLine
from triage.ids import PARTITIONS, SignalId, partition_of
from vault import codec
from vault.encoding import canonical, joined
from vault.store import Batch, Chain, Store

STAFF: Final = "staff"
DIGESTS: Final = "digests"
CHAINS: Final = (*(f"{partition:x}" for partition in range(PARTITIONS)), STAFF)
"""Names of the chains that a digest covers; a signal's is the first character of its id."""
_TAGS: Final = {**{f"{number:x}": f"{number}" for number in range(PARTITIONS)}, STAFF: STAFF, DIGESTS: "house"}


def chain(name: str) -> Chain:
    """List of lines and hash of the head (``v`` how many, ``h`` the last one's hash), kept as long as the store."""
    tag = _TAGS[name]
    lines = f"{{rb:{tag}}}:{'digests' if name == DIGESTS else 'chain'}"
    return Chain(lines=lines, head=f"{lines}:head", first=digest(joined("rb/1/journal", name)))


def digest(raw: bytes) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(raw).hexdigest()


def put_line(batch: Batch, line: JournalLine, signal: SignalId | None = None) -> None:
    """As the batch's last write: one that frees memory must stay its first. Raises NotForTheJournal.

    Without a signal it belongs to the desk's own chain, and the batch to the roster's partition.
    """
    must_be_content_free(line)
    said: dict[str, object] = {"signal": signal} if signal else {}
    said |= {"detail": line.detail} if line.detail else {}
    name = f"{partition_of(signal):x}" if signal else STAFF
    put_object(batch, name, {"at": codec.stamp(line.at), "by": line.by, "verb": line.verb, **said})


def put_object(batch: Batch, name: str, said: dict[str, object]) -> None:
    """``n`` and ``prev`` are put in by the store, between what sorts before them and what sorts after."""
    before = canonical({key: value for key, value in said.items() if key < "n"})[:-1] + b","
    rest = canonical({key: value for key, value in said.items() if key > "prev"})[1:]
    batch.link(chain(name), before.decode(), ("" if rest == b"}" else ",") + rest.decode())


@dataclass(frozen=True)
class StaffJournal:
    """Implements ``desk.journal.Journal``."""

    store: Store

    async def note(self, line: JournalLine) -> None:
        """One round trip."""
        batch = Batch()
        put_line(batch, line)
        await self.store.commit(batch)

"""Every thread of a running product, opened as a member of the intake desk would (docs/protocol.md §4 and §5)."""

import json
import re
from dataclasses import dataclass
from typing import Any

from tests.stories.rig import Product
from triage.card import Card
from triage.ids import SignalId
from vault import ceremony, threads
from vault.encoding import unb64u
from vault.sealing import seal_key

_SIGNAL = re.compile(rb"\{rb:\d+\}:s:([0-9a-f]-[a-z2-7]{20})")


@dataclass(frozen=True)
class Thread:
    """A card and the fields of its entries, in order."""

    card: Card
    entries: list[dict[str, Any]]

    @property
    def texts(self) -> list[str]:
        return [str(entry["text"]) for entry in self.entries]


async def every_thread(running: Product) -> list[Thread]:
    """All of them, whoever holds them; the test may look where the product never does."""
    redis = running.house.rooms.store.redis
    names = [name async for name in redis.scan_iter(match="{rb:*}:s:*", count=1000)]
    found = sorted({match[1].decode() for name in names if (match := _SIGNAL.fullmatch(name))})
    seed = desk_seed(running)
    return [await _opened(running, SignalId(signal), seed) for signal in found]


async def every_text(running: Product) -> list[str]:
    """Every word of every thread."""
    return [text for thread in await every_thread(running) for text in thread.texts]


def desk_seed(running: Product, desk: str = "intake") -> bytes:
    """The private key of a desk, as its recovery holder has it."""
    recovery = json.loads((running.offline / "recovery.json").read_bytes())
    return ceremony.open_desk(seal_key(unb64u(recovery["seal"])), running.office, desk)


async def _opened(running: Product, signal: SignalId, desk: bytes) -> Thread:
    opened = await running.house.rooms.files.read(signal, "intake")
    assert opened is not None
    seed = threads.open_thread(desk, signal, "intake", opened.thread["box"])
    keys = {name: threads.open_session(seed, signal, name, box) for name, box in opened.sessions.items()}
    entries = [json.loads(raw) for raw in opened.entries]
    return Thread(opened.card, [threads.open_entry(keys[entry["session"]], signal, entry) for entry in entries])

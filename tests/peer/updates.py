"""Updates on their way to the bot: two kinds of queue, lifetimes, confirmation, forced duplicates."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from tests.peer.clock import PeerClock
from tests.peer.errors import Json

# Seconds that an undelivered update is kept (tdlib/telegram-bot-api, Client.cpp: 86400 and 150).
MESSAGE_LIVES_S = 24 * 3600
PRESS_LIVES_S = 150
_FIRST_UPDATE_ID = 500_000_001
# Not sent unless asked for by name (Bot API, getUpdates, allowed_updates).
_ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True, eq=False)
class Entry:
    """One update; `queue` is "chat:…" or "user:…", times are Unix seconds, `wake` is on the clock's elapsed time."""

    id: int
    kind: str
    body: Json
    queue: str
    created: float
    expires: float
    state: str = "pending"
    attempts: int = 0
    fails: int = 0
    delay_s: float = 1.0
    wake: float = 0.0
    forced: bool = False

    def as_json(self) -> Json:
        return {"update_id": self.id, **self.body}

    def report(self) -> Json:
        return {
            "update_id": self.id, "type": self.kind, "queue": self.queue, "state": self.state,
            "attempts": self.attempts, "created": self.created, "update": self.as_json(),
        }  # fmt: skip


class UpdateLog:
    """All updates ever made, and those not yet confirmed, in order."""

    def __init__(self, clock: PeerClock) -> None:
        self.clock = clock
        self.bell = clock.bell
        self.allowed: list[str] = []
        self.held = False
        self.last_id = _FIRST_UPDATE_ID - 1
        self.every: dict[int, Entry] = {}
        self.queues: dict[str, deque[Entry]] = {}

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in _ONLY_ON_REQUEST

    def add(self, kind: str, body: Json, *, queue: str) -> int | None:
        """The new update's id, or None when the bot did not ask for this type."""
        if not self.wants(kind):
            return None
        self.last_id += 1
        now = self.clock.now()
        lives = PRESS_LIVES_S if kind == "callback_query" else MESSAGE_LIVES_S
        entry = Entry(self.last_id, kind, body, queue, now, now + lives)
        self.every[entry.id] = entry
        self.queues.setdefault(queue, deque()).append(entry)
        self.bell.ring()
        return entry.id

    def pending(self) -> list[Entry]:
        """Unconfirmed updates, oldest first; what has outlived its time is dropped on the way."""
        self._expire()
        return sorted((e for queue in self.queues.values() for e in queue), key=lambda e: e.id)

    def heads(self) -> list[Entry]:
        self._expire()
        return [queue[0] for queue in self.queues.values()]

    def close(self, entry: Entry, state: str) -> None:
        """Confirmed, expired or dropped: it leaves its queue and is kept only for the record."""
        entry.state, entry.forced = state, False
        queue = self.queues.get(entry.queue)
        if queue is not None and entry in queue:
            queue.remove(entry)
            if not queue:
                del self.queues[entry.queue]
        self.bell.ring()

    def drop(self, entries: Iterable[Entry]) -> None:
        for entry in list(entries):
            self.close(entry, "dropped")

    def redeliver(self, update_id: int) -> None:
        """Send an update again, under its old id, whatever became of it."""
        entry = self.every[update_id]
        if entry.state in {"pending", "in flight"}:
            return
        now = self.clock.now()
        entry.state, entry.forced, entry.wake, entry.fails, entry.delay_s = "pending", True, 0.0, 0, 1.0
        entry.expires = max(entry.expires, now + PRESS_LIVES_S)
        queue = self.queues.setdefault(entry.queue, deque())
        queue.insert(1 if queue and queue[0].state == "in flight" else 0, entry)
        self.bell.ring()

    def hurry(self) -> None:
        """Retries that wait for their time are made at once."""
        for entry in self.pending():
            entry.wake = 0.0
        self.bell.ring()

    def _expire(self) -> None:
        now = self.clock.now()
        for queue in list(self.queues.values()):
            for entry in [e for e in queue if e.expires <= now and e.state == "pending"]:
                self.close(entry, "expired")

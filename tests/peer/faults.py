"""Trouble on the line: forced failures, and Telegram's flood limits."""

import math
from dataclasses import dataclass, field

from tests.peer.clock import Bell
from tests.peer.errors import Json

KINDS = frozenset({"status", "malformed", "reset", "timeout"})


@dataclass(slots=True, eq=False)
class Fault:
    """The next `times` matching calls fail; with `after` the call is carried out first and only its answer is lost."""

    method: str = "*"
    kind: str = "status"
    status: int = 500
    times: int = 1
    retry_after: int | None = None
    after: bool = False
    chat_id: int | None = None
    description: str = ""

    def matches(self, method: str, chat_id: int | None) -> bool:
        named = self.method == "*" or self.method.lower() == method
        return named and self.times != 0 and self.chat_id in {None, chat_id}

    def text(self) -> str:
        usual = {429: f"Too Many Requests: retry after {self.retry_after}", 502: "Bad Gateway",
                 403: "Forbidden: bot was blocked by the user", 500: "Internal Server Error"}  # fmt: skip
        return self.description or usual.get(self.status, "Bad Request: forced by a test")


def fault_from(spec: Json) -> Fault:
    """Raises ValueError for an unknown kind, TypeError for an unknown field."""
    fault = Fault(**spec)
    if fault.kind not in KINDS:
        raise ValueError(f"kind is one of {', '.join(sorted(KINDS))}")
    if fault.status == 429 and fault.retry_after is None:
        fault.retry_after = 1
    return fault


class Faults:
    def __init__(self) -> None:
        self.planned: list[Fault] = []
        self.cleared = Bell()

    def clear(self) -> None:
        """No more trouble; calls that hang are let go (their connections die)."""
        self.planned.clear()
        self.cleared.ring()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that hits this call, one of its times used up; `times` below 0 never runs out."""
        for fault in self.planned:
            if fault.matches(method, chat_id):
                fault.times -= 1
                if fault.times == 0:
                    self.planned.remove(fault)
                return fault
        return None


@dataclass(slots=True)
class Limits:
    """Telegram's flood limits (Bots FAQ: about 30 per second overall, 1 per second in a chat with short bursts, 20 per minute in a group)."""

    enabled: bool = True
    overall_per_s: float = 30.0
    overall_burst: float = 30.0
    chat_per_s: float = 1.0
    chat_burst: float = 20.0
    group_per_s: float = 20 / 60
    webhook_timeout_s: float = 60.0


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


@dataclass(slots=True)
class Flood:
    """Token buckets; `at` is the clock's elapsed time in seconds."""

    limits: Limits
    buckets: dict[str, _Bucket] = field(default_factory=dict)

    def retry_after(self, chat_id: int, at: float) -> int | None:
        """None when the call may pass (and is counted), else whole seconds to wait."""
        if not self.limits.enabled:
            return None
        rate = self.limits.chat_per_s if chat_id > 0 else self.limits.group_per_s
        asked = [
            (self._bucket("all", self.limits.overall_per_s, self.limits.overall_burst, at), self.limits.overall_per_s),
            (self._bucket(str(chat_id), rate, self.limits.chat_burst, at), rate),
        ]
        wait = max((1 - bucket.tokens) / per_s for bucket, per_s in asked)
        if wait > 0:
            return math.ceil(wait)
        for bucket, _ in asked:
            bucket.tokens -= 1
        return None

    def _bucket(self, name: str, per_s: float, burst: float, at: float) -> _Bucket:
        bucket = self.buckets.setdefault(name, _Bucket(burst, at))
        bucket.tokens = min(burst, bucket.tokens + (at - bucket.at) * per_s)
        bucket.at = at
        return bucket

"""The connection to Valkey or Redis, and the one way in which anything is changed: checks and writes in one script."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis, RedisCluster
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import Sentinel
from redis.backoff import NoBackoff
from redis.exceptions import NoScriptError, RedisError

from desk.ports import Outcome, Unavailable
from vault.linking import LINK

CONNECTIONS = 128
"""Seventeen readers of the outbox wait for ever, forty webhooks and a desk of thirty come at once; one is cheap. A task
cancelled while it hands one back may lose it (measured: once in some 14,000 cancellations)."""
SOCKET_TIMEOUT_S = 5
"""Longer than any blocking read of ours (BLOCK_MS in ``outbox``)."""

COMMIT = (
    LINK
    + """
local i = 2
for _ = 1, tonumber(ARGV[1]) do
  local kind, key, want = ARGV[i], KEYS[tonumber(ARGV[i + 1])], ARGV[i + 2]
  i = i + 3
  if kind == 'new' then
    if redis.call('EXISTS', key) == 1 then return 'seen' end
  elseif kind == 'standing' then
    if redis.call('EXISTS', key) == 0 then return 'lost' end
  elseif kind == 'version' then
    if (redis.call('HGET', key, 'v') or '') ~= want then return 'lost' end
  elseif (redis.call('GET', key) or '') ~= want then return 'lost' end
end
while i <= #ARGV do
  local n, cmd = tonumber(ARGV[i]), {}
  for j = 1, n do cmd[j] = ARGV[i + j] end
  if cmd[1] ~= 'PUBLISH' then cmd[2] = KEYS[tonumber(cmd[2])] end
  if cmd[1] == 'LINK' then link(cmd[2], KEYS[tonumber(cmd[3])], cmd[4], cmd[5], cmd[6]) else redis.call(unpack(cmd)) end
  i = i + n + 1
end
return 'saved'
"""
)
"""One atomic step: every check holds or nothing is written. Scripts are all-or-nothing on memory too, as long as the
first write is one that a full memory refuses (Valkey: scripts, out-of-memory), which every caller sees to."""
_COMMIT_SHA = hashlib.sha1(COMMIT.encode(), usedforsecurity=False).hexdigest()

Client = Redis | RedisCluster
Value = str | int | float | bytes


@dataclass(frozen=True)
class Chain:
    """A chain's two names in the store, and what its first line names as its predecessor (``linking``)."""

    lines: str
    head: str
    first: str


@dataclass
class Batch:
    """Checks and writes on keys of one partition."""

    keys: list[str] = field(default_factory=list)
    checks: list[str | bytes | int] = field(default_factory=list)
    writes: list[Any] = field(default_factory=list)

    def _key(self, name: str) -> int:
        if name not in self.keys:
            self.keys.append(name)
        return self.keys.index(name) + 1

    def unseen(self, key: str) -> None:
        """SEEN when the key exists."""
        self.checks += ["new", self._key(key), ""]

    def standing(self, key: str) -> None:
        """LOST when the key is gone: nothing may be added to what was erased."""
        self.checks += ["standing", self._key(key), ""]

    def at_version(self, key: str, version: str) -> None:
        """LOST unless the hash's ``v`` is as it was read; ``""`` means that it did not exist."""
        self.checks += ["version", self._key(key), version]

    def value(self, key: str, value: str | bytes) -> None:
        """LOST unless the string is as given."""
        self.checks += ["value", self._key(key), value]

    def put(self, command: str, key: str, *values: Value) -> None:
        """One write command; its key must belong to the batch's partition."""
        self.writes += [2 + len(values), command, self._key(key), *values]

    def link(self, chain: Chain, before: str, after: str) -> None:
        """One line at the end of a chain: a JSON object in two halves, ``n`` and ``prev`` go between them."""
        self.writes += [6, "LINK", self._key(chain.lines), self._key(chain.head), chain.first, before, after]

    def ring(self, channel: str) -> None:
        """Tells every process that something changed, and nothing of what."""
        self.writes += [3, "PUBLISH", channel, "1"]

    def arguments(self) -> list[Any]:
        """As the script reads them."""
        return [len(self.checks) // 3, *self.checks, *self.writes]


@dataclass(frozen=True)
class Store:
    """``replicas``: how many copies must have it on disk before a commit counts as kept (WAITAOF; 0: none asked)."""

    redis: Any
    replicas: int = 0
    replica_wait_ms: int = 1000

    async def commit(self, batch: Batch) -> Outcome:
        """Raises Unavailable when it failed, or when nobody can say whether it did."""
        async with guarded():
            arguments = (len(batch.keys), *batch.keys, *batch.arguments())
            try:
                answer = await self._run("EVALSHA", _COMMIT_SHA, *arguments)
            except NoScriptError:
                answer = await self._run("EVAL", COMMIT, *arguments)
            return Outcome(answer.decode())

    async def _run(self, *command: Value) -> Any:  # noqa: ANN401  whatever the store answers
        if not self.replicas:
            return await self.redis.execute_command(*command)
        pipe = self.redis.pipeline(transaction=False)
        pipe.execute_command(*command)
        pipe.execute_command("WAITAOF", 1, self.replicas, self.replica_wait_ms)
        answer, copies = await pipe.execute()
        if min(int(copies[0]) - 1, int(copies[1]) - self.replicas) < 0:
            reason = "too few copies have it on disk"
            raise Unavailable(reason)
        return answer

    async def close(self) -> None:
        """Gives the connections back."""
        await self.redis.aclose()


@asynccontextmanager
async def guarded() -> AsyncIterator[None]:
    """Every failure of the store is Unavailable, without the command that it refused: that may hold a secret."""
    try:
        yield
    except NoScriptError:
        raise
    except (RedisError, OSError, TimeoutError) as error:
        raise Unavailable(type(error).__name__) from None


def connect(url: str, *, replicas: int = 0) -> Store:
    """``unix://``, ``redis://``, ``rediss://``, ``redis+cluster://`` or ``redis+sentinel://host:port,…/service``.

    No automatic retries: a write whose answer was lost would happen twice (technology.md §4).
    """
    options: dict[str, Any] = {"socket_timeout": SOCKET_TIMEOUT_S, "retry": Retry(NoBackoff(), 0)}
    scheme, _, rest = url.partition("://")
    if scheme == "redis+cluster":
        return Store(RedisCluster.from_url(f"redis://{rest}", **options), replicas)
    if scheme == "redis+sentinel":
        hosts, _, service = rest.partition("/")
        pairs = [(host.rpartition(":")[0], int(host.rpartition(":")[2])) for host in hosts.split(",")]
        sentinel: Any = Sentinel(pairs, **options)  # type: ignore[no-untyped-call]  # redis-py leaves it untyped
        return Store(sentinel.master_for(service or "mymaster", **options), replicas)
    pool = BlockingConnectionPool.from_url(url, max_connections=CONNECTIONS, timeout=10, **options)
    return Store(Redis.from_pool(pool), replicas)

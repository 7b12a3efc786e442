"""Two singletons per bot, each behind a lease with a fencing number: the getUpdates loop and the Telegram sender."""

from dataclasses import dataclass

from triage.ids import CANARY, PARTITIONS
from vault import keys
from vault.store import Store, guarded

SENDER, UPDATES = "sender", "updates"
DUTY = "duty-"
"""The lane of the desk's own bot."""
LANES = ("", DUTY)
LEASE_MS = 10_000
"""A holder that is silent for so long has lost it."""

_TAKE = """
local holder = redis.call('GET', KEYS[1])
if holder == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) return tonumber(redis.call('GET', KEYS[2])) end
if holder then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return redis.call('INCR', KEYS[2])
"""
_GIVE_BACK = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"
_RAISE = """
if tonumber(redis.call('GET', KEYS[1]) or '0') < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1]) end
return 1
"""


@dataclass(frozen=True)
class Leases:
    """``holder`` is this process's own random name; ``lane``: "" or DUTY, each bot has two of its own."""

    store: Store
    holder: str
    lane: str = ""

    async def take(self, name: str) -> int:
        """The fencing number while we hold it (also renews it), 0 while somebody else does. Raises Unavailable."""
        async with guarded():
            return int(
                await self.store.redis.eval(
                    _TAKE, 2, self._of(name), keys.lease_fence(self.lane + name), self.holder, LEASE_MS
                )
            )

    async def give_back(self, name: str) -> None:
        """At a clean stop, so that the next one need not wait."""
        async with guarded():
            await self.store.redis.eval(_GIVE_BACK, 1, self._of(name), self.holder)

    async def forget_holders(self, *names: str) -> None:
        """Where the store is ours alone (embedded), a former holder is dead: nobody need wait for its lease to end."""
        async with guarded():
            for name in names:
                await self.store.redis.delete(self._of(name))

    async def raise_fences(self, number: int) -> None:
        """From now on only announcements with this number are accepted, in every partition."""
        async with guarded():
            for partition in (*range(PARTITIONS), CANARY):
                await self.store.redis.eval(_RAISE, 1, keys.fence(partition, self.lane), number)

    def _of(self, name: str) -> str:
        return keys.lease(self.lane + name)

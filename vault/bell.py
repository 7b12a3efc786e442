"""Something in the queue changed: heard by every process, said by none of its content."""

import asyncio

from redis.exceptions import RedisError

from vault import keys
from vault.store import Store

SILENCE_S = 1.0


class StoreBell:
    """``listen`` runs for ever; ``ring_after`` waits for a number that only grows."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._count = 0
        self._rung = asyncio.Condition()

    async def listen(self) -> None:
        """Ends when the store does; after every start it rings once, since something may have been missed."""
        pubsub = self._store.redis.pubsub()
        try:
            await pubsub.subscribe(keys.BELL)
            await self._ring()
            while True:
                message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=SILENCE_S)
                if message is not None:
                    await self._ring()
        except (RedisError, OSError, TimeoutError):
            return
        finally:
            await pubsub.aclose()

    async def _ring(self) -> None:
        async with self._rung:
            self._count += 1
            self._rung.notify_all()

    async def ring_after(self, seen: int) -> int:
        """Waits until the counter is above ``seen``; returns it."""
        async with self._rung:
            await self._rung.wait_for(lambda: self._count > seen)
            return self._count

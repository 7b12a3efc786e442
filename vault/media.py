"""Where voice messages are kept and what became of each: implements ``workers.ports.Shelf`` and ``desk.hearing.Media``.

A promise and the state that it led to change in one script; a file is written before, and never found without it.
"""

import asyncio
import contextlib
import errno
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from desk.hearing import Errand, MediaState, NoRoom
from desk.ports import Outcome, Unavailable
from triage.ids import SignalId
from triage.tells import ShowScreen
from vault import keys
from vault.keyring import Keyring
from vault.outbox import Outbox
from vault.records import Records
from vault.sealing import SealBroken
from vault.store import Batch, Store, guarded
from vault.voices import VoiceFiles, seal_voice

MEMORY_SHARE: Final = 0.8
"""Of the store's memory: above it voice stops, text never (architecture.md, The store)."""
DISK_LEFT: Final = 128 * 1024 * 1024
"""Bytes of the disk that voice never takes: the store's own file may lie on it, and that one must grow."""
MOST_OF_SIGNAL: Final = 64 * 1024 * 1024
"""Bytes of voice per signal: about five hours of Telegram's Opus, and a bound to what a flood can fill."""
ORPHANED_AFTER: Final = timedelta(days=1)
ROUNDS: Final = 12
"""Against others who change the same account at the same time."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_SIGNAL: Final = re.compile(r"[0-9a-f]-[a-z2-7]{20}")


@dataclass(frozen=True)
class MediaShelf:
    """Every method raises Unavailable when the store is down."""

    store: Store
    keyring: Keyring
    records: Records
    outbox: Outbox
    files: VoiceFiles

    async def state(self, errand: Errand) -> MediaState | None:
        """What became of it so far; None where the signal was erased."""
        async with guarded():
            found = await self.store.redis.hget(keys.media(errand.tell.signal), errand.tell.media)
        return MediaState(found.split()[0].decode()) if found else None

    async def must_have_room(self, signal: SignalId, *, web: bool = False) -> None:
        """Raises NoRoom. ``web``: anybody may come to that door again and again, so what it brings is bounded together:

        it ends where all voices take as much of the disk as they have left of it. The other half is Telegram's.
        """
        if await self.memory_is_short():
            raise NoRoom
        async with guarded():
            states = await self.store.redis.hvals(keys.media(signal))
        if sum(int(state.split()[1]) for state in states if b" " in state) > MOST_OF_SIGNAL:
            raise NoRoom
        free, kept = await asyncio.gather(self._bytes(self.files.free_bytes), self._bytes(self.files.kept_bytes))
        if free < DISK_LEFT or (web and kept > free):
            raise NoRoom

    async def memory_is_short(self) -> bool:
        """Above ``MEMORY_SHARE`` of what the store may use, on any of its nodes."""
        async with guarded():
            memory = await self.store.redis.info("memory")
        nodes = [memory] if "maxmemory" in memory else list(memory.values())  # a cluster answers once per node
        return any(int(node["used_memory"]) > (int(node["maxmemory"]) or math.inf) * MEMORY_SHARE for node in nodes)

    async def _bytes(self, counted: Callable[[], int]) -> int:
        try:
            return await asyncio.to_thread(counted)
        except OSError as error:
            raise Unavailable(f"media: {type(error).__name__}") from None

    async def keep(self, errand: Errand, content: bytes) -> None:
        """Sealed, on disk, and the promise kept. Twice is once, under the same name. Raises NoRoom."""
        signal, media = errand.tell.signal, errand.tell.media
        async with guarded():
            public = await self.store.redis.hget(keys.signal(signal), "pub")
        if public is None:
            await self.drop(errand)
            return
        try:
            sealed = await asyncio.to_thread(seal_voice, public, signal, media, content, self.keyring.draw)
            await asyncio.to_thread(self.files.put, signal, media, sealed)
        except SealBroken as broken:
            raise Unavailable(f"seal: {broken}") from None
        except OSError as error:
            if error.errno in _FULL:
                raise NoRoom from None
            raise Unavailable(f"media: {type(error).__name__}") from None
        if not await self._noted(errand, f"{MediaState.KEPT} {len(sealed)}", finished=True):
            await self._removed([media])  # erased in the meantime
            await self.drop(errand)
        await self._out_of_history()

    async def keep_sealed(self, signal: SignalId, media: str, sealed: bytes) -> None:
        """Sealed by the browser that heard it (protocol 10.3). Twice is once. Raises NoRoom."""
        try:
            await asyncio.to_thread(self.files.put, signal, media, sealed)
        except OSError as error:
            if error.errno in _FULL:
                raise NoRoom from None
            raise Unavailable(f"media: {type(error).__name__}") from None
        batch, name = Batch(), keys.media(signal)
        batch.standing(name)
        batch.put("HSET", name, media, f"{MediaState.KEPT} {len(sealed)}")
        batch.ring(keys.BELL)
        if await self.store.commit(batch) is not Outcome.SAVED:
            await self._removed([media])  # erased in the meantime

    async def note(self, errand: Errand, state: MediaState, *, finished: bool, told: bool) -> None:
        """It was not kept. ``told``: the child hears it, if she is still there. ``finished``: nobody tries again."""
        if not await self._noted(errand, state, finished=finished, told=told):
            await self.drop(errand)
        if finished:
            await self._out_of_history()

    async def drop(self, errand: Errand) -> None:
        """Nobody waits for it any more: its signal was erased."""
        batch = Batch()
        self.outbox.finish(batch, errand.partition, errand.id, "dropped")
        await self.store.commit(batch)
        await self._out_of_history()

    async def _noted(self, errand: Errand, state: str, *, finished: bool, told: bool = False) -> bool:
        """False where the signal was erased."""
        name = keys.media(errand.tell.signal)
        for _ in range(ROUNDS):
            batch = Batch()
            batch.standing(name)
            batch.put("HSET", name, errand.tell.media, state)
            if told:
                await self._tell(batch, errand)
            if finished:
                self.outbox.finish(batch, errand.partition, errand.id, state.split(maxsplit=1)[0])
            batch.ring(keys.BELL)
            if await self.store.commit(batch) is Outcome.SAVED:
                return True
            if await self.state(errand) is None:
                return False
        raise Unavailable("media")

    async def _tell(self, batch: Batch, errand: Errand) -> None:
        """Never on a telephone that was hidden since, nor after Stop: the account must be as it is read here."""
        who = errand.tell.account
        home, account, version = await self.records.account_at_home(who)
        here = account is not None and account.signal == errand.tell.signal and not account.quiet
        if not here or home != errand.partition:
            return
        batch.at_version(keys.account(home, who), version)
        outbox = keys.outbox(home)
        batch.put("XADD", outbox, "*", "b", self.keyring.seal_tell(outbox, ShowScreen(account=who, name="voice_long")))

    async def _out_of_history(self) -> None:
        """The messenger's name for the file leaves the append-only file too: with the bot's token it gives it."""
        with contextlib.suppress(Unavailable):
            async with guarded():
                await self.store.redis.incr(keys.rewrite_wanted())

    async def sealed(self, signal: SignalId, media: str) -> bytes | None:
        """The ciphertext of one that is kept."""
        async with guarded():
            state = await self.store.redis.hget(keys.media(signal), media)
        if state is None or not state.startswith(MediaState.KEPT.encode()):
            return None
        try:
            return await asyncio.to_thread(self.files.get, signal, media)
        except OSError as error:
            raise Unavailable(f"media: {type(error).__name__}") from None

    async def sweep(self, now: datetime) -> int:
        """Removes what a crash left behind: files older than a day that no living signal names. How many."""
        limit = (now - ORPHANED_AFTER).timestamp()
        try:
            old = await asyncio.to_thread(lambda: list(self.files.untouched_since(limit)))
        except OSError as error:
            raise Unavailable(f"media: {type(error).__name__}") from None
        orphans = [name for name, signal in old if not await self._named(signal, name)]
        await self._removed(orphans)
        return len(orphans)

    async def _named(self, signal: SignalId, media: str) -> bool:
        if not _SIGNAL.fullmatch(signal):
            return False  # not a file of ours, or one that a crash cut short
        async with guarded():
            return bool(await self.store.redis.hexists(keys.media(signal), media))

    async def _removed(self, names: list[str]) -> None:
        try:
            await asyncio.to_thread(self.files.remove, names)
        except OSError as error:
            raise Unavailable(f"media: {type(error).__name__}") from None

"""Who is signed in: a random id that the browser keeps in a cookie, of which the store keeps the SHA-256."""

from dataclasses import dataclass
from datetime import datetime

from desk.ports import JournalLine, Outcome
from triage.ids import MemberId
from vault import keys, roster_keys
from vault.encoding import b64u
from vault.journal import put_line
from vault.sealing import Draw
from vault.store import Batch, Store, guarded

_SESSION_BYTES = 32
_SEEN_EVERY_S = 60
"""A session is marked as seen once a minute: every mark is a write to disk, and an open queue asks much more often."""


@dataclass(frozen=True, kw_only=True)
class Sessions:
    """Every method raises Unavailable."""

    store: Store
    draw: Draw

    async def locks(self, member: MemberId) -> bytes:
        """How often what lets her in was changed; to be asked before a sign-in is judged, and named to ``begin``."""
        async with guarded():
            return await self.store.redis.hget(roster_keys.papers(member), "locks") or b""

    async def begin(self, member: MemberId, nonce: bytes, locks: bytes, now: datetime) -> str | None:
        """A new session, or None when this nonce was used before. Both are one step.

        It is over at once where what lets her in was changed since ``locks`` was asked: she was let in by the old.
        """
        session = b64u(self.draw(_SESSION_BYTES))
        place, at = _place_of(session), int(now.timestamp())
        used = roster_keys.used_nonce(roster_keys.hashed(nonce))
        batch = Batch()
        batch.unseen(used)
        batch.standing(roster_keys.papers(member))  # revoked meanwhile: no session after that
        batch.put("SET", used, 1, "EX", roster_keys.NONCE_S)
        batch.put("HSET", place, "v", 1, "member", member, "made", at, "seen", at, "locks", locks)
        batch.put("EXPIRE", place, roster_keys.IDLE_S)
        batch.put("SADD", roster_keys.sessions_of(member), place)
        batch.put("EXPIRE", roster_keys.sessions_of(member), roster_keys.SESSION_S)
        put_line(batch, JournalLine(at=now, by=member, verb="signed-in"))
        return session if await self.store.commit(batch) is Outcome.SAVED else None

    async def member_of(self, session: str, now: datetime) -> MemberId | None:
        """Who is signed in with it; None after 30 minutes of silence, after 12 hours, after signing out, and after she
        changed what lets her in from another one (``put_new_locks``).
        """
        place, at = _place_of(session), int(now.timestamp())
        async with guarded():
            member, made, seen, locks = await self.store.redis.hmget(place, "member", "made", "seen", "locks")
        if member is None or at - int(made) >= roster_keys.SESSION_S or at - int(seen) >= roster_keys.IDLE_S:
            return None
        if await self.locks(MemberId(member.decode())) != (locks or b""):
            return None
        if at - int(seen) >= _SEEN_EVERY_S:
            await self._see(place, at)
        return MemberId(member.decode())

    async def _see(self, place: str, at: int) -> None:
        batch = Batch()
        batch.at_version(place, "1")  # one that signed out meanwhile must not come back as half a record
        batch.put("HSET", place, "seen", at)
        batch.put("EXPIRE", place, roster_keys.IDLE_S)
        await self.store.commit(batch)

    async def end(self, session: str, now: datetime) -> None:
        """Signed out, at once and everywhere. One that is over already leaves no second line."""
        place = _place_of(session)
        async with guarded():
            member = await self.store.redis.hget(place, "member")
        if member is None:
            return
        batch = Batch()
        batch.standing(place)
        batch.put("DEL", place)
        batch.put("SREM", roster_keys.sessions_of(MemberId(member.decode())), place)
        put_line(batch, JournalLine(at=now, by=member.decode(), verb="signed-out"))
        await self.store.commit(batch)

    async def end_all(self, member: MemberId) -> int:
        """Every session of hers, at once; how many there were. Her papers are gone before: no other can begin."""
        listed = roster_keys.sessions_of(member)
        async with guarded():
            places = [place.decode() for place in await self.store.redis.smembers(listed)]
        batch = Batch()
        for place in (*places, listed):
            batch.put("DEL", place)
        batch.ring(keys.BELL)  # an open queue notices that it is over
        await self.store.commit(batch)
        return len(places)


def put_new_locks(batch: Batch, member: MemberId, before: bytes, stays: str) -> None:
    """With a change of what lets her in, in the step that makes it: every session of hers is over but ``stays``.

    ``before``: what ``locks`` said when the papers were read; the caller checks their version. An empty ``stays`` ends
    all. LOST where ``stays`` is over itself.
    """
    after = int(before or 0) + 1
    batch.put("HSET", roster_keys.papers(member), "locks", after)
    if stays:
        batch.at_version(_place_of(stays), "1")
        batch.put("HSET", _place_of(stays), "locks", after)
    batch.ring(keys.BELL)  # an open queue notices that it is over


def _place_of(session: str) -> str:
    return roster_keys.session(roster_keys.hashed(session.encode("utf-8", "replace")))

"""The desk's forum group in the store: which one was bound, and which topics stand in it (``desk.forum.Forum``)."""

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from desk.forum import Says, Topic
from desk.ports import JournalLine, Outcome
from triage.ids import MemberId, SignalId, UpdateId
from vault import pseudonym, roster_keys
from vault.journal import put_line
from vault.keyring import Keyring
from vault.sealing import SealBroken
from vault.store import Batch, Store, guarded

_CODE_BYTES = 7
_CODE_CHARACTERS = 10
"""50 bits, as of a code that links an account."""


@dataclass(frozen=True)
class StoredForum:
    """``chat``: setting DUTY_CHAT_ID. Everything is bound to it and to the bot: another group begins anew."""

    store: Store
    keyring: Keyring
    chat: int

    async def bound(self) -> bool:
        """Raises Unavailable."""
        async with guarded():
            box = await self.store.redis.get(roster_keys.group())
        try:
            return box is not None and self.keyring.address.open(self._place("group"), box) == b"bound"
        except SealBroken:
            return False

    async def offer_code(self, member: MemberId) -> str:
        """``g`` and 10 base32 characters."""
        drawn = base64.b32encode(self.keyring.draw(_CODE_BYTES)).decode("ascii").lower()
        code = f"g{drawn[:_CODE_CHARACTERS]}"
        batch = Batch()
        batch.put("SET", _place_of(code), member, "EX", roster_keys.LINK_CODE_S)
        await self.store.commit(batch)
        return code

    async def bind(self, code: str, update: UpdateId, now: datetime) -> bool:
        """One script: a code that was offered before its member was revoked binds nothing."""
        place, done = _place_of(code), roster_keys.linked(update)
        async with guarded():
            known = await self.store.redis.get(place)
        outcome = Outcome.LOST
        if known is not None:
            member, batch = MemberId(known.decode()), Batch()
            batch.unseen(done)
            batch.value(place, member)
            batch.standing(roster_keys.papers(member))
            batch.put("SET", roster_keys.group(), self.keyring.address.seal(self._place("group"), b"bound"))
            batch.put("SET", done, 1, "EX", roster_keys.LINKED_S)
            batch.put("DEL", place)
            put_line(batch, JournalLine(at=now, by=member, verb="group-bound"))
            outcome = await self.store.commit(batch)
        if outcome is not Outcome.LOST:
            return True
        async with guarded():
            return bool(await self.store.redis.exists(done))

    async def topics(self) -> dict[SignalId, Topic]:
        """What stood in another group, or was written by another bot, does not open: nothing stands there for us."""
        async with guarded():
            kept = await self.store.redis.hgetall(roster_keys.topics())
        found = {SignalId(name.decode()): self._topic(SignalId(name.decode()), box) for name, box in kept.items()}
        return {signal: topic for signal, topic in found.items() if topic is not None}

    def _topic(self, signal: SignalId, box: bytes) -> Topic | None:
        try:
            thread, said, closed = json.loads(self.keyring.address.open(self._place(signal), box))
        except SealBroken:
            return None
        closed_at = datetime.fromtimestamp(closed, UTC) if closed is not None else None
        return Topic(thread=thread, says=Says(said) if said else None, closed_at=closed_at)

    async def put(self, signal: SignalId, topic: Topic | None) -> None:
        """Sealed: the messenger's number of a topic, beside its group, leads back to the group's own chat."""
        batch = Batch()
        if topic is None:
            batch.put("HDEL", roster_keys.topics(), signal)
        else:
            closed = topic.closed_at.timestamp() if topic.closed_at else None
            plain = json.dumps([topic.thread, topic.says or "", closed]).encode()
            batch.put("HSET", roster_keys.topics(), signal, self.keyring.address.seal(self._place(signal), plain))
        await self.store.commit(batch)

    def number(self, signal: SignalId) -> str:
        """Four digits, always: a topic's name is as long as any other and says nothing of its signal."""
        return pseudonym.topic_number(self.keyring.address.pseudonym, self.chat, signal)

    def _place(self, of: str) -> str:
        return f"{roster_keys.group()}:{self.keyring.duty_bot_id}:{self.chat}:{of}"


def _place_of(code: str) -> str:
    return roster_keys.group_code(roster_keys.hashed(code.strip().lower().encode("utf-8", "replace")))

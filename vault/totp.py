"""A member's one-time codes in the store: sealed under the address key, among her papers: revoking takes them too."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Final

from desk.access import Refused
from desk.ports import JournalLine, Outcome, Unavailable
from triage.ids import MemberId
from vault import onetime, roster_keys
from vault.journal import put_line
from vault.onetime import Codes
from vault.sealing import Draw, SealBroken
from vault.sessions import put_new_locks
from vault.store import Batch, Store, guarded

Json = dict[str, Any]
_ROUNDS: Final = 8
"""Against another change of her papers at the same moment."""


class Spent(Enum):
    """What became of a code."""

    NONE_SET = "none-set"
    GOOD = "good"
    WRONG = "wrong"
    CLOSED = "closed"


@dataclass(frozen=True)
class _Papers:
    """As they were read: ``kept`` counts, ``waiting`` was not confirmed yet."""

    version: str
    kept: bytes | None
    waiting: bytes | None
    locks: bytes


@dataclass(frozen=True, kw_only=True)
class OneTimeCodes:
    """``seal`` and ``open`` of the address key, bound to ``totp_place``. Every method raises Unavailable."""

    store: Store
    seal: Callable[[str, bytes], bytes] = field(repr=False)
    open: Callable[[str, bytes], bytes] = field(repr=False)
    draw: Draw = field(repr=False)

    async def stand(self, member: MemberId) -> bool:
        """Whether signing in by words takes a code too."""
        async with guarded():
            return bool(await self.store.redis.hexists(roster_keys.papers(member), "totp"))

    async def begin(self, member: MemberId, name: str, house: str, now: datetime) -> Json:
        """A new secret, shown this once: ``secret``, ``address``, ``size`` and ``path`` of the QR code.

        It counts for nothing until ``confirm``. Raises Refused("totp-stands"): the one in use is removed first.
        """
        papers = await self._kept(member)
        if papers.kept is not None:
            raise Refused("totp-stands")
        secret = onetime.new_secret(self.draw(onetime.SECRET_BYTES))
        waiting = Codes(secret, until=int(now.timestamp()) + onetime.PENDING_S)
        batch = self._boxed(member, papers, {"totp-new": self._sealed(member, waiting)})
        if await self.store.commit(batch) is not Outcome.SAVED:
            raise Unavailable("her papers changed")
        where = onetime.address(secret, name, house)
        size, path = onetime.qr(where)
        return {"secret": secret, "address": where, "size": size, "path": path}

    async def confirm(self, member: MemberId, code: str, session: str, now: datetime) -> None:
        """From here on it counts, and every session of hers but ``session`` is over: none had shown a code.

        Raises Refused: ``totp-stands``, ``totp-wrong`` (also: shown too long ago).
        """
        papers = await self._kept(member)
        if papers.kept is not None:
            raise Refused("totp-stands")
        at = int(now.timestamp())
        found = self._opened(member, papers.waiting) if papers.waiting else None
        good = onetime.used(Codes(found.secret), code, at) if found and at < found.until else None
        if good is None:
            raise Refused("totp-wrong")
        batch = self._boxed(member, papers, {"totp": self._sealed(member, good)})
        put_line(batch, JournalLine(at=now, by=member, verb="totp-added"))
        put_new_locks(batch, member, papers.locks, session)
        if await self.store.commit(batch) is not Outcome.SAVED:
            raise Refused("totp-wrong")

    async def spend(self, member: MemberId, code: str, now: datetime, *, removed_in: str = "") -> Spent:
        """A code is good once. The box takes the present address key.

        ``removed_in``: the session that asks for the end of the codes. A good one removes the secret, and every other
        session of hers is over.
        """
        for _ in range(_ROUNDS):
            papers = await self._kept(member)
            if papers.kept is None:
                return Spent.NONE_SET
            spent, after, verb = self._judged(self._opened(member, papers.kept), code, now)
            if after is None:
                return spent
            if spent is Spent.GOOD and removed_in:
                batch = self._gone(member, papers, JournalLine(at=now, by=member, verb="totp-removed"), removed_in)
            else:
                batch = self._boxed(member, papers, {"totp": self._sealed(member, after)})
                if verb:
                    put_line(batch, JournalLine(at=now, by="house", verb=verb, detail=member))
            if await self.store.commit(batch) is Outcome.SAVED:
                return spent
        raise Unavailable("her papers keep changing")

    async def drop(self, member: MemberId, now: datetime) -> bool:
        """By the operator: her telephone is lost, and all her sessions are over. False where she had none."""
        for _ in range(_ROUNDS):
            papers = await self._kept(member)
            if papers.kept is None and papers.waiting is None:
                return False
            line = JournalLine(at=now, by="operator", verb="totp-dropped", detail=member)
            if await self.store.commit(self._gone(member, papers, line, "")) is Outcome.SAVED:
                return True
        raise Unavailable("her papers keep changing")

    @staticmethod
    def _judged(codes: Codes | None, code: str, now: datetime) -> tuple[Spent, Codes | None, str]:
        """What it is, what to keep then (None: nothing changes), and the verb of the journal's line, if there is one.

        A box that no key of ours opens lets nobody in: the operator drops it.
        """
        at = int(now.timestamp())
        if codes is None:
            return Spent.WRONG, None, ""
        if onetime.is_closed(codes, at):
            return Spent.CLOSED, None, ""
        good = onetime.used(codes, code, at)
        if good is not None:
            return Spent.GOOD, good, ""
        after = onetime.missed(codes, at)
        return Spent.WRONG, after, "totp-closed" if onetime.is_closed(after, at) else ""

    async def _kept(self, member: MemberId) -> _Papers:
        async with guarded():
            fields = await self.store.redis.hmget(roster_keys.papers(member), "v", "totp", "totp-new", "locks")
        return _Papers((fields[0] or b"").decode(), fields[1], fields[2], fields[3] or b"")

    @staticmethod
    def _boxed(member: MemberId, papers: _Papers, boxes: dict[str, bytes]) -> Batch:
        """These two fields are as given, or gone. LOST where her papers changed meanwhile, or she was revoked."""
        batch, place = Batch(), roster_keys.papers(member)
        batch.standing(place)
        batch.at_version(place, papers.version)
        flat = [part for name, box in boxes.items() for part in (name, box)]
        batch.put("HSET", place, "v", int(papers.version or 0) + 1, *flat)
        batch.put("HDEL", place, *({"totp", "totp-new"} - set(boxes)))
        return batch

    def _gone(self, member: MemberId, papers: _Papers, line: JournalLine, stays: str) -> Batch:
        batch = self._boxed(member, papers, {})
        put_line(batch, line)
        put_new_locks(batch, member, papers.locks, stays)
        return batch

    def _sealed(self, member: MemberId, codes: Codes) -> bytes:
        return self.seal(roster_keys.totp_place(member), json.dumps(asdict(codes)).encode())

    def _opened(self, member: MemberId, box: bytes) -> Codes | None:
        try:
            return Codes(**json.loads(self.open(roster_keys.totp_place(member), box)))
        except SealBroken:
            return None

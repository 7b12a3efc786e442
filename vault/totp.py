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
        version, kept, _ = await self._kept(member)
        if kept is not None:
            raise Refused("totp-stands")
        secret = onetime.new_secret(self.draw(onetime.SECRET_BYTES))
        waiting = Codes(secret, until=int(now.timestamp()) + onetime.PENDING_S)
        if await self._put(member, version, {"totp-new": self._sealed(member, waiting)}, None) is not Outcome.SAVED:
            raise Unavailable("her papers changed")
        where = onetime.address(secret, name, house)
        size, path = onetime.qr(where)
        return {"secret": secret, "address": where, "size": size, "path": path}

    async def confirm(self, member: MemberId, code: str, now: datetime) -> None:
        """From here on it counts. Raises Refused: ``totp-stands``, ``totp-wrong`` (also: shown too long ago)."""
        version, kept, waiting = await self._kept(member)
        if kept is not None:
            raise Refused("totp-stands")
        at = int(now.timestamp())
        found = self._opened(member, waiting) if waiting else None
        good = onetime.used(Codes(found.secret), code, at) if found and at < found.until else None
        if good is None:
            raise Refused("totp-wrong")
        line = JournalLine(at=now, by=member, verb="totp-added")
        if await self._put(member, version, {"totp": self._sealed(member, good)}, line) is not Outcome.SAVED:
            raise Refused("totp-wrong")

    async def spend(self, member: MemberId, code: str, now: datetime, *, forget: bool = False) -> Spent:
        """A code is good once. ``forget``: with it the secret goes. The box takes the present address key."""
        for _ in range(_ROUNDS):
            version, kept, _ = await self._kept(member)
            if kept is None:
                return Spent.NONE_SET
            spent, after, verb = self._judged(self._opened(member, kept), code, now)
            if after is None:
                return spent
            if spent is Spent.GOOD and forget:
                line = JournalLine(at=now, by=member, verb="totp-removed")
                outcome = await self._put(member, version, {}, line)
            else:
                alarm = JournalLine(at=now, by="house", verb=verb, detail=member) if verb else None
                outcome = await self._put(member, version, {"totp": self._sealed(member, after)}, alarm)
            if outcome is Outcome.SAVED:
                return spent
        raise Unavailable("her papers keep changing")

    async def drop(self, member: MemberId, now: datetime) -> bool:
        """By the operator: her telephone is lost. False where she had none."""
        for _ in range(_ROUNDS):
            version, kept, waiting = await self._kept(member)
            if kept is None and waiting is None:
                return False
            line = JournalLine(at=now, by="operator", verb="totp-dropped", detail=member)
            if await self._put(member, version, {}, line) is Outcome.SAVED:
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

    async def _kept(self, member: MemberId) -> tuple[str, bytes | None, bytes | None]:
        async with guarded():
            fields = await self.store.redis.hmget(roster_keys.papers(member), "v", "totp", "totp-new")
        return (fields[0] or b"").decode(), fields[1], fields[2]

    async def _put(self, member: MemberId, version: str, boxes: dict[str, bytes], line: JournalLine | None) -> Outcome:
        """These two fields are as given, or gone. LOST where her papers changed meanwhile, or she was revoked."""
        batch, place = Batch(), roster_keys.papers(member)
        batch.standing(place)
        batch.at_version(place, version)
        flat = [part for name, box in boxes.items() for part in (name, box)]
        batch.put("HSET", place, "v", int(version or 0) + 1, *flat)
        batch.put("HDEL", place, *({"totp", "totp-new"} - set(boxes)))
        if line is not None:
            put_line(batch, line)
        return await self.store.commit(batch)

    def _sealed(self, member: MemberId, codes: Codes) -> bytes:
        return self.seal(roster_keys.totp_place(member), json.dumps(asdict(codes)).encode())

    def _opened(self, member: MemberId, box: bytes) -> Codes | None:
        try:
            return Codes(**json.loads(self.open(roster_keys.totp_place(member), box)))
        except SealBroken:
            return None

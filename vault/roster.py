"""Who works here, and where her alerts go: implements ``desk.ports.Roster``. Names of staff, never of a reporter."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from desk import access
from desk.people import Colleague, Link
from desk.ports import JournalLine, Outcome
from triage.ids import Address, MemberId, UpdateId
from triage.shifts import Member, Said
from vault import keys, roster_keys
from vault.journal import put_line
from vault.profiles import profile, profile_raw
from vault.sealing import Draw, SealBroken
from vault.store import Batch, Store, guarded

_CODE_BYTES = 7
"""Drawn for a link code; its first 50 bits are spelt."""
_CODE_CHARACTERS = 10
_ROUNDS = 4
"""Against a colleague who links hers at the same moment."""

Cipher = Callable[[str, bytes], bytes]
"""(name in the store, bytes) → bytes: ``AddressKeys.seal`` and ``AddressKeys.open``."""


@dataclass(frozen=True, kw_only=True)
class StoredRoster:
    """Every method raises Unavailable. ``seal`` and ``open`` keep the members' Telegram addresses (protocol 7.1)."""

    store: Store
    seal: Cipher = field(repr=False)
    open: Cipher = field(repr=False)
    draw: Draw
    profile: str = ""
    """What a certified role means in this house (``desk.access.meant``)."""
    duty_bot: int = 0
    """The desk's own bot, where there is one: who linked the children's bot before it came is not linked."""

    async def colleagues(self) -> tuple[Colleague, ...]:
        """Every enrolled member, by name. An address that no key of ours opens counts as not linked."""
        pipe = self.store.redis.pipeline(transaction=False)
        pipe.hgetall(roster_keys.members())
        pipe.hgetall(self._addresses())
        pipe.hgetall(roster_keys.profiles())
        pipe.hgetall(roster_keys.said())
        async with guarded():
            members, addresses, profiles, said = await pipe.execute()
            for name in members:
                pipe.hexists(roster_keys.papers(MemberId(name.decode())), "certificate")
            signed = dict(zip(members, await pipe.execute() if members else [], strict=True))
        found = (
            replace(
                self._colleague(
                    MemberId(name.decode()), raw, addresses.get(name), profile(profiles.get(name), said.get(name))
                ),
                certified=bool(signed[name]),
            )
            for name, raw in members.items()
        )
        return tuple(sorted(found, key=lambda one: (one.name, one.member)))

    def _colleague(self, member: MemberId, raw: bytes, box: bytes | None, of: Member) -> Colleague:
        kept = json.loads(raw)
        return Colleague(
            member=member,
            name=kept["name"],
            role=access.meant(self.profile, kept["role"]),
            desk=kept["desk"],
            address=self._address(member, box),
            profile=of,
        )

    def _address(self, member: MemberId, box: bytes | None) -> Address | None:
        if box is None:
            return None
        try:
            return Address(self.open(self._place(member), box).decode())
        except SealBroken:
            return None

    def _addresses(self) -> str:
        return roster_keys.duty_addresses() if self.duty_bot else roster_keys.addresses()

    def _place(self, member: MemberId) -> str:
        if self.duty_bot:
            return roster_keys.duty_address_place(member, self.duty_bot)
        return roster_keys.address_place(member)

    async def offer_link(self, member: MemberId) -> str:
        """``d`` and 10 base32 characters (50 bits), ten minutes, one use."""
        drawn = base64.b32encode(self.draw(_CODE_BYTES)).decode("ascii").lower()
        code = f"d{drawn[:_CODE_CHARACTERS]}"
        batch = Batch()
        batch.put("SET", _place_of(code), member, "EX", roster_keys.LINK_CODE_S)
        await self.store.commit(batch)
        return code

    async def link(self, code: str, address: Address, update: UpdateId, now: datetime) -> Link:
        """The same update may ask again. GOOD with its line in the journal: whoever sat at her console for a minute
        could have taken her alerts away.
        """
        place = _place_of(code)
        for _ in range(_ROUNDS):
            async with guarded():
                known, links = await self.store.redis.mget(place, roster_keys.links())
            if known is None:
                break
            member = MemberId(known.decode())
            if any(one.address == address and one.member != member for one in await self.colleagues()):
                return Link.TAKEN
            batch = self._linking(place, member, address, update)
            batch.value(roster_keys.links(), links or b"")
            put_line(batch, JournalLine(at=now, by=member, verb="telegram-linked"))
            if await self.store.commit(batch) is not Outcome.LOST:
                return Link.GOOD
        async with guarded():
            return Link.GOOD if await self.store.redis.exists(roster_keys.linked(update)) else Link.UNKNOWN

    def _linking(self, place: str, member: MemberId, address: Address, update: UpdateId) -> Batch:
        batch = Batch()
        batch.unseen(roster_keys.linked(update))
        batch.value(place, member)
        batch.standing(roster_keys.papers(member))  # a code that was offered before she was revoked links nobody
        batch.put("HSET", self._addresses(), member, self.seal(self._place(member), address.encode()))
        batch.put("INCR", roster_keys.links())
        batch.put("SET", roster_keys.linked(update), 1, "EX", roster_keys.LINKED_S)
        batch.put("DEL", place)
        return batch

    async def say(self, member: MemberId, said: Said, line: JournalLine) -> None:
        """On or off by hand, with its line in the journal as one."""
        batch = Batch()
        raw = json.dumps({"on": said.on, "at": said.at.timestamp()})
        batch.put("HSET", roster_keys.said(), member, raw)
        batch.ring(keys.BELL)
        put_line(batch, line)
        await self.store.commit(batch)

    async def see(self, member: MemberId, now: datetime) -> None:
        """She said «Вижу»."""
        batch = Batch()
        batch.put("HSET", roster_keys.seen(), member, now.timestamp())
        await self.store.commit(batch)

    async def seen(self) -> Mapping[MemberId, datetime]:
        """When each said it last."""
        async with guarded():
            found = await self.store.redis.hgetall(roster_keys.seen())
        return {MemberId(name.decode()): datetime.fromtimestamp(float(at), UTC) for name, at in found.items()}

    async def set_profile(self, member: MemberId, of: Member, line: JournalLine) -> None:
        """Hours, languages, regions, skills, with the line in the journal as one; what she said by hand stays."""
        batch = Batch()
        batch.put("HSET", roster_keys.profiles(), member, profile_raw(of))
        batch.ring(keys.BELL)
        put_line(batch, line)
        await self.store.commit(batch)


def _place_of(code: str) -> str:
    return roster_keys.link_code(roster_keys.hashed(code.strip().lower().encode("utf-8", "replace")))

"""Devices on which members switched alarms on: sealed under the address key, among each member's papers."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec

from desk.access import Refused
from desk.ports import JournalLine, Outcome, Unavailable
from desk.pushing import Device, Parcel
from triage.ids import MemberId
from vault import keys, push_sealing, roster_keys
from vault.address import AddressKeys
from vault.encoding import b64u
from vault.journal import put_line
from vault.sealing import SealBroken
from vault.store import Batch, Store, guarded

MOST: Final = 5
"""Devices of one member, as with passkeys."""
TTL_S: Final = 3600
"""How long a push service keeps it for a phone that is off. Alarms come again every few minutes, and a later one takes
the place of an earlier one (Topic), so longer would only wake people for what was answered long ago."""
VERSION: Final = b"\x01"
"""All that is ever sent: the service worker shows one constant line, whatever comes."""
_HEADERS: Final = {
    "Content-Encoding": "aes128gcm",
    "Content-Type": "application/octet-stream",
    "TTL": str(TTL_S),
    "Topic": "desk",
    "Urgency": "high",
}
_ROUNDS: Final = 4
"""Against papers that change at the same time."""

Known = dict[MemberId, tuple[Device, ...]]


@dataclass
class Memory:
    """What was read last: a page must go out while the store is down. ``known`` is None before the first look."""

    known: Known | None = field(default=None, repr=False)
    key: ec.EllipticCurvePrivateKey | None = field(default=None, repr=False)

    @property
    def members(self) -> int | None:
        """How many have alarms on at least one device."""
        return None if self.known is None else sum(bool(devices) for devices in self.known.values())


@dataclass(frozen=True, kw_only=True)
class StoredDevices:
    """Implements ``desk.pushing.Devices`` and ``Parcels``. ``contact``: PUSH_CONTACT."""

    store: Store
    address: AddressKeys = field(repr=False)
    contact: str = field(repr=False)
    memory: Memory = field(default_factory=Memory)

    async def public_key(self) -> str:
        """Of the house. Raises Unavailable."""
        return b64u(push_sealing.point_of(await self._key()))

    async def ids(self, member: MemberId) -> tuple[str, ...]:
        """Raises Unavailable."""
        _, devices = await self._kept(member)
        return tuple(id_of(one) for one in devices)

    async def add(self, member: MemberId, device: Device, now: datetime) -> None:
        """Raises Unavailable; Refused: ``devices-full``, ``push-refused``."""
        try:
            push_sealing.browser(device.p256dh, device.auth)
        except SealBroken:
            raise Refused("push-refused") from None
        line = JournalLine(at=now, by=member, verb="device-added")
        for _ in range(_ROUNDS):
            version, kept = await self._kept(member)
            others = tuple(one for one in kept if one.endpoint != device.endpoint)
            if device in kept:
                return
            if len(others) >= MOST:
                raise Refused("devices-full")
            if await self._put(member, version, (*others, device), line):
                return
        raise Refused("push-refused")

    async def remove(self, member: MemberId, device: str, now: datetime) -> bool:
        """Whether a colleague has her alarms there too. Raises Unavailable."""
        await self._drop(member, device, JournalLine(at=now, by=member, verb="device-removed"))
        known = self.memory.known or {}
        return any(id_of(one) == device for other in known if other != member for one in known[other])

    async def gone(self, parcel: Parcel, now: datetime) -> None:
        """Raises Unavailable."""
        line = JournalLine(at=now, by="house", verb="device-removed", detail=parcel.member)
        await self._drop(parcel.member, parcel.device, line)

    async def members(self) -> frozenset[MemberId]:
        """Out of memory, where it was read once. Raises Unavailable."""
        if self.memory.known is None:
            self.memory.known = await self._read()
        return frozenset(member for member, devices in self.memory.known.items() if devices)

    async def look(self) -> None:
        """Reads all of them, and the key, into memory. Raises Unavailable."""
        await self._key()
        self.memory.known = await self._read()

    async def _read(self) -> Known:
        async with guarded():
            members = [MemberId(raw.decode()) for raw in await self.store.redis.hkeys(roster_keys.members())]
            pipe = self.store.redis.pipeline(transaction=False)
            for member in members:
                pipe.hget(roster_keys.papers(member), "devices")
            boxes = await pipe.execute() if members else []
        return {one: self._opened(one, box) for one, box in zip(members, boxes, strict=True)}

    async def parcels(self, members: frozenset[MemberId] | None, now: datetime) -> tuple[Parcel, ...]:
        """From memory where the store is down; raises Unavailable only where nothing was ever read."""
        try:
            await self.look()
        except Unavailable:
            if self.memory.known is None:
                raise
        key, known = await self._key(), self.memory.known or {}
        chosen = [one for one in sorted(known) if members is None or one in members]
        return tuple(self._parcel(member, device, key, now) for member in chosen for device in known[member])

    def _parcel(self, member: MemberId, device: Device, key: ec.EllipticCurvePrivateKey, now: datetime) -> Parcel:
        at = urlsplit(device.endpoint)
        who = push_sealing.authorization(key, f"https://{at.hostname}", self.contact, now)
        to = push_sealing.browser(device.p256dh, device.auth)
        return Parcel(
            member=member,
            device=id_of(device),
            url=device.endpoint,
            headers={**_HEADERS, "Authorization": who},
            body=push_sealing.sealed(to, VERSION, self.address.draw),
        )

    async def _key(self) -> ec.EllipticCurvePrivateKey:
        """Drawn once for a store, by whichever process comes first. Raises Unavailable, SealBroken."""
        if self.memory.key is None:
            place = roster_keys.push_key()
            async with guarded():
                box = await self.store.redis.get(place)
            if box is None:
                drawn = push_sealing.scalar(push_sealing.new_key(self.address.draw))
                batch = Batch()
                batch.unseen(place)
                batch.put("SET", place, self.address.seal(place, drawn))
                await self.store.commit(batch)
                async with guarded():
                    box = await self.store.redis.get(place)
            self.memory.key = push_sealing.key_of(self.address.open(place, box or b""))
        return self.memory.key

    async def _kept(self, member: MemberId) -> tuple[str, tuple[Device, ...]]:
        async with guarded():
            version, box = await self.store.redis.hmget(roster_keys.papers(member), "v", "devices")
        return (version or b"").decode(), self._opened(member, box)

    def _opened(self, member: MemberId, box: bytes | None) -> tuple[Device, ...]:
        """Those that no key of ours opens count as none: she can switch them on again."""
        try:
            raw = self.address.open(roster_keys.devices_place(member), box) if box else b"[]"
        except SealBroken:
            return ()
        return tuple(Device(**one) for one in json.loads(raw))

    async def _drop(self, member: MemberId, device: str, line: JournalLine) -> None:
        for _ in range(_ROUNDS):
            version, kept = await self._kept(member)
            left = tuple(one for one in kept if id_of(one) != device)
            if left == kept or await self._put(member, version, left, line):
                break
        await self.look()

    async def _put(self, member: MemberId, version: str, devices: tuple[Device, ...], line: JournalLine) -> bool:
        raw = json.dumps([asdict(one) for one in devices]).encode()
        batch, place = Batch(), roster_keys.papers(member)
        batch.standing(place)  # revoked meanwhile: no device after that
        batch.at_version(place, version)
        box = self.address.seal(roster_keys.devices_place(member), raw)
        batch.put("HSET", place, "v", int(version or 0) + 1, "devices", box)
        put_line(batch, line)
        batch.ring(keys.BELL)  # an open queue says whether anybody would be rung
        saved = await self.store.commit(batch) is Outcome.SAVED
        if saved and self.memory.known is not None:
            self.memory.known[member] = devices
        return saved


def id_of(device: Device) -> str:
    """What a browser computes of its own endpoint."""
    return hashlib.sha256(device.endpoint.encode()).hexdigest()

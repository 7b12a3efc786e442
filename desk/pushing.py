"""Web Push: alarms on a member's own devices, where she switched them on (docs/decisions/0012-web-push.md)."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol
from urllib.parse import urlsplit

from desk import access
from desk.access import Refused
from desk.people import Colleague
from triage.ids import MemberId

LONGEST: Final = 1024
"""Characters of an endpoint; those of the four big push services have 100 to 500."""
_NAME: Final = re.compile(r"([a-z0-9-]+\.)+[a-z0-9-]+\.?", re.ASCII)
"""Letters, digits, hyphens: whatever else a URL may hold in its place, another parser could read otherwise."""
_INSIDE: Final = frozenset(
    {"localhost", "local", "internal", "intranet", "lan", "home", "corp", "onion", "arpa", "test", "invalid"}
)
"""Last parts of names that lead nowhere in public (RFC 6761, RFC 6762, RFC 8375, and what routers at home use)."""


@dataclass(frozen=True, kw_only=True)
class Device:
    """A browser's subscription (Push API). ``p256dh`` and ``auth`` are its public key and secret, base64url."""

    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """One message for one device, sealed and addressed (RFC 8030, 8291, 8292). ``device``: SHA-256 of its endpoint."""

    member: MemberId
    device: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Devices(Protocol):
    """The devices in the store. Every method raises Unavailable, and Refused as each says."""

    async def public_key(self) -> str:
        """Of the house, for a browser's subscription: base64url of an uncompressed P-256 point."""

    async def ids(self, member: MemberId) -> tuple[str, ...]:
        """SHA-256 of each of her endpoints, hex."""

    async def members(self) -> frozenset[MemberId]:
        """Who has alarms on a device, as it was read last: up to a minute old."""

    async def add(self, member: MemberId, device: Device, now: datetime) -> None:
        """The same endpoint again replaces its own. Refused: ``devices-full``, ``push-refused`` (no such keys)."""

    async def remove(self, member: MemberId, device: str, now: datetime) -> bool:
        """By id; whether a colleague has her alarms on the same device."""


class Parcels(Protocol):
    """What a push channel sends."""

    async def parcels(self, members: frozenset[MemberId] | None, now: datetime) -> tuple[Parcel, ...]:
        """One for each device of these members, None: of all. From memory while the store is down."""

    async def gone(self, parcel: Parcel, now: datetime) -> None:
        """The push service knows this device no more. Raises Unavailable."""


@dataclass(frozen=True)
class Pushing:
    """The switch «Тревога на этом устройстве». Raises Unavailable, and Refused as ``Devices``."""

    devices: Devices

    async def standing(self, who: Colleague) -> tuple[str, tuple[str, ...]]:
        """The house's public key, and the ids of her devices."""
        access.check("push", who.role)
        return await self.devices.public_key(), await self.devices.ids(who.member)

    async def switch_on(self, who: Colleague, device: Device, now: datetime) -> None:
        """Refused("push-refused") also for an endpoint that is no public https address."""
        access.check("push", who.role)
        if not is_public(device.endpoint):
            raise Refused("push-refused")
        await self.devices.add(who.member, device, now)

    async def switch_off(self, who: Colleague, device: str, now: datetime) -> bool:
        """Whether a colleague has her alarms on the same device, so that the browser must keep its subscription."""
        access.check("push", who.role)
        return await self.devices.remove(who.member, device, now)


def is_public(endpoint: str) -> bool:
    """Whether this is an https address by a public name, port 443: any other would let a member's browser aim this
    server at its own network (SSRF). What the name leads to is looked at again when it is called (workers/push_hosts).
    """
    if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return False
    try:
        at = urlsplit(endpoint)
        host, port = at.hostname or "", at.port
    except ValueError:
        return False
    if at.scheme != "https" or port not in {None, 443} or "@" in at.netloc or "\\" in endpoint or at.fragment:
        return False
    last = host.removesuffix(".").rpartition(".")[2]
    return bool(_NAME.fullmatch(host)) and last not in _INSIDE and not _is_number(host)


def _is_number(host: str) -> bool:
    """An address in any spelling that a resolver may take for one: 10.0.0.1, 0x7f.1, 2130706433, [::1]."""
    last = host.removesuffix(".").rpartition(".")[2]
    if last.isdigit() or last.startswith("0x"):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True

"""Where a push message may go: to addresses of the public internet, whatever a name says at the moment of the call."""

import ipaddress
import socket
from dataclasses import dataclass, field
from typing import Final

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

_WRAPS: Final = ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
"""IPv6 ranges that carry an IPv4 address inside (NAT64 RFC 6052 and 8215, 6to4, Teredo): they could lead home."""


class NotPublic(OSError):
    """The name leads into somebody's own network. Neither name nor address is said."""


@dataclass
class PublicOnly(AbstractResolver):
    """What it gives is what is connected to: a name that changes its address in between (rebinding) gains nothing."""

    inner: AbstractResolver = field(default_factory=ThreadedResolver)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Raises NotPublic when even one of the addresses is not public, OSError when there is none."""
        found = await self.inner.resolve(host, port, family)
        if not found or not all(is_public_address(one["host"]) for one in found):
            raise NotPublic("not public")
        return found

    async def close(self) -> None:
        """With the session."""
        await self.inner.close()


def is_public_address(text: str) -> bool:
    """False for what is private, local, reserved, multicast, or an IPv4 address in disguise."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    wraps = isinstance(address, ipaddress.IPv6Address) and (address.ipv4_mapped is not None or _wraps(address))
    return not wraps and address.is_global and not address.is_multicast and not address.is_reserved


def _wraps(address: ipaddress.IPv6Address) -> bool:
    return any(address in ipaddress.ip_network(one) for one in _WRAPS)

"""Where a push message may go: to addresses of the public internet, whatever a name says at the moment of the call."""

import asyncio
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

from aiohttp.abc import AbstractResolver, ResolveResult

_WRAPS: Final = ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
"""IPv6 ranges that carry an IPv4 address inside (NAT64 RFC 6052 and 8215, 6to4, Teredo): they could lead home."""


class NotPublic(OSError):
    """The name leads into somebody's own network. Neither name nor address is said."""


class OwnThreads(AbstractResolver):
    """The system's resolver in threads of its own: a name server that hangs must not hold up whoever seals a report."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="push-names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Raises OSError."""
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(
            self._threads, lambda: socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
        )
        return [
            ResolveResult(
                hostname=host, host=str(at[0]), port=int(at[1]), family=kind, proto=proto, flags=socket.AI_NUMERICHOST
            )
            for kind, _, proto, _, at in found
        ]

    async def close(self) -> None:
        """Whoever hangs is not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)


@dataclass
class PublicOnly(AbstractResolver):
    """What it gives is what is connected to: a name that changes its address in between (rebinding) gains nothing."""

    inner: AbstractResolver = field(default_factory=OwnThreads)

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

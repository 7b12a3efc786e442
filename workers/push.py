"""Sends alarms to members' devices by their browsers' push services (RFC 8030). Nothing of an endpoint is ever told."""

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import aiohttp
import structlog
from aiohttp.abc import AbstractResolver
from yarl import URL

from desk.pushing import Parcel, Parcels, is_public
from triage.ids import MemberId
from workers.push_hosts import PublicOnly

TIMEOUT_S = 10.0
REST_S: Final = (30.0, 120.0)
"""A push service that is asked too often (429, 503) is left alone for what it says, within these: the next rung of an
``immediate`` alarm comes after two minutes."""
LOOK_EVERY_S = 60.0
_GONE: Final = frozenset({404, 410})
_LATER: Final = frozenset({429, 503})
log = structlog.get_logger("push")


@dataclass(frozen=True, kw_only=True)
class Push:
    """``resolver`` makes one for each session. ``rests``: device → until when it is left alone, monotonic seconds."""

    parcels: Parcels
    clock: Callable[[], datetime]
    resolver: Callable[[], AbstractResolver] = PublicOnly
    rests: dict[str, float] = field(default_factory=dict, repr=False)

    async def send(self, members: frozenset[MemberId] | None) -> bool | None:
        """Whether any device of these members (None: of all) was taken for; None where they have no device."""
        parcels = await self.parcels.parcels(members, self.clock())
        if not parcels:
            return None
        connector = aiohttp.TCPConnector(resolver=self.resolver(), ssl=ssl.create_default_context())
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
        async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
            taken = await asyncio.gather(*(self._sent(session, one) for one in parcels))
        return any(taken)

    async def _sent(self, session: aiohttp.ClientSession, parcel: Parcel) -> bool:
        if self.rests.get(parcel.device, 0.0) > time.monotonic():
            return False
        try:
            return await self._posted(session, parcel)
        except Exception as error:  # noqa: BLE001  whatever one push service does: the other devices must ring
            log.warning("push-failed", error=type(error).__name__)
            return False

    async def _posted(self, session: aiohttp.ClientSession, parcel: Parcel) -> bool:
        if not is_public(parcel.url):
            raise ValueError("not public")
        exactly = URL(parcel.url, encoded=True)  # one character spelt otherwise, and the service knows no such device
        async with session.post(
            exactly, data=parcel.body, headers=dict(parcel.headers), allow_redirects=False
        ) as answer:
            status, after = answer.status, answer.headers.get("Retry-After", "")
        if status // 100 == 2:  # noqa: PLR2004  RFC 8030 5: 201, and whatever else of 2xx a service likes
            self.rests.pop(parcel.device, None)
            return True
        log.warning("push-failed", status=status)
        if status in _GONE:
            await self.parcels.gone(parcel, self.clock())
        elif status in _LATER:
            self.rests[parcel.device] = time.monotonic() + _rest(after)
        return False


def _rest(after: str) -> float:
    """Seconds (RFC 9110 10.2.3); a date counts as none said."""
    said = float(after) if after.isascii() and after.isdigit() else REST_S[0]
    return min(max(said, REST_S[0]), REST_S[1])


@dataclass(frozen=True)
class Looking:
    """Keeps in memory who has a device: a page must go out while the store is down, and health says who would hear."""

    look: Callable[[], Awaitable[None]]

    async def round(self) -> None:
        """One look; run it again and again. Raises Unavailable."""
        await self.look()
        await asyncio.sleep(LOOK_EVERY_S)

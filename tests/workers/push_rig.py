"""Two members of a desk with devices behind a push service, on a real store."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redis.asyncio import Redis

from tests.portal.portal_rig import LIST, Rig, make_rig
from tests.workers.push_service import NOON, PushService
from triage.ids import MemberId
from vault import ceremony
from vault.ceremony_member import Invited
from vault.devices import StoredDevices
from vault.journal import STAFF, chain
from workers.push import Push

CONTACT = "mailto:duty@desk.example"


@dataclass
class Ward:
    """Anna and Vera, a push service, and what the house knows of their devices."""

    rig: Rig
    service: PushService
    devices: StoredDevices
    push: Push
    anna: MemberId
    vera: MemberId

    async def on(self, member: MemberId, name: str) -> None:
        """She switches it on in the browser of this name."""
        device = self.service.subscribed(await self.devices.public_key(), name)
        await self.devices.add(member, device, NOON)

    async def journal(self) -> list[dict[str, Any]]:
        return [json.loads(raw) for raw in await self.rig.store.redis.lrange(chain(STAFF).lines, 0, -1)]


async def enrolled(rig: Rig, name: str) -> MemberId:
    invited = await rig.members.invited(await rig.invite(name), NOON)
    new = ceremony.make_member(Invited(**invited, administrator=rig.office.fingerprint), LIST, os.urandom)
    await rig.members.remember_member(new, now=NOON)
    await rig.members.accept_answer(rig.answer(new.request), now=NOON)
    return MemberId(invited["member"])


@asynccontextmanager
async def ward_at(redis: Redis, place: Path) -> AsyncIterator[Ward]:
    """SSL_CERT_FILE must name ``gate.pem`` of this place."""
    rig, service = make_rig(redis, place), PushService()
    devices = StoredDevices(store=rig.store, address=rig.books.keyring.address, contact=CONTACT)
    anna, vera = await enrolled(rig, "Анна"), await enrolled(rig, "Вера")
    async with service.listening(place) as resolver:
        yield Ward(rig, service, devices, Push(parcels=devices, clock=lambda: NOON, resolver=resolver), anna, vera)
        assert service.faults == []

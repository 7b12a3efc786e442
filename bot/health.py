"""Would a report be received, and somebody told? Content-free; never a condition for restarting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desk.ports import Roster, Unavailable
from portal.ports import Enrolment
from vault import keys
from vault.store import Store, guarded
from workers.telling import Pulse

DESKS = frozenset({"intake", "fallback"})
SILENT_SENDER_S = 15.0
"""Five missed rounds of the sender."""


@dataclass(frozen=True)
class HouseHealth:
    """Implements ``portal.ports.Health``. ``telegram`` is False where no bot was configured."""

    store: Store
    roster: Roster
    enrolment: Enrolment
    pulse: Pulse
    telegram: bool

    async def missing_desks(self) -> frozenset[str]:
        """Desks whose key nobody can open yet. Raises Unavailable."""
        certified = await self.enrolment.certificates()
        return DESKS - {one.desk for one in await self.roster.colleagues() if one.member in certified}

    async def report(self, now: datetime) -> Mapping[str, object]:
        """``ok`` only when all of it is."""
        stored = await self._writable(now)
        missing, linked = await self._people() if stored else (DESKS, False)
        sending = self.telegram and self.pulse.age_s() < SILENT_SENDER_S
        return {
            "ok": stored and sending and linked and not missing,
            "store": "writable" if stored else "down",
            "telegram": "sending" if sending else "silent" if self.telegram else "not configured",
            "somebody_is_told": linked,
            "desks_without_a_reader": sorted(missing),
        }

    async def _writable(self, now: datetime) -> bool:
        try:
            async with guarded():
                await self.store.redis.set(keys.health(), now.timestamp())
        except Unavailable:
            return False
        return True

    async def _people(self) -> tuple[frozenset[str], bool]:
        try:
            return await self.missing_desks(), any(one.address for one in await self.roster.colleagues())
        except Unavailable:
            return DESKS, False

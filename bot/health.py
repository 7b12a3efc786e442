"""Would a report be received, and somebody told? Content-free; never a condition for restarting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desk.people import Roster
from desk.ports import Unavailable
from portal.ports import Enrolment
from vault import keys
from vault.store import Store, guarded
from workers.pulse import Pulse

DESKS = frozenset({"intake", "fallback"})
DEAF_S = 60.0
"""Some rounds of getUpdates, or three looks at Telegram in webhook mode."""
SILENT_SENDER_S = 15.0
"""Five missed rounds of the sender."""


@dataclass(frozen=True)
class HouseHealth:
    """Implements ``portal.ports.Health``. ``telegram`` is False where no bot was configured."""

    store: Store
    roster: Roster
    enrolment: Enrolment
    pulses: tuple[Pulse, Pulse]
    telegram: bool

    async def missing_desks(self) -> frozenset[str]:
        """Desks whose key nobody can open yet. Raises Unavailable, also when no desk document can be believed (9.3)."""
        await self.enrolment.desk_document()
        certified = await self.enrolment.certificates()
        return DESKS - {one.desk for one in await self.roster.colleagues() if one.member in certified}

    async def report(self, now: datetime) -> Mapping[str, object]:
        """``ok`` only when all of it is."""
        stored = await self._writable(now)
        missing, linked = await self._people() if stored else (DESKS, False)
        said = self._telegram()
        return {
            "ok": stored and said == "sending" and linked and not missing,
            "store": "writable" if stored else "down",
            "telegram": said,
            "somebody_is_told": linked,
            "desks_without_a_reader": sorted(missing),
        }

    def _telegram(self) -> str:
        sender, incoming = self.pulses
        if not self.telegram:
            return "not configured"
        if incoming.age_s() > DEAF_S:
            return "nothing comes in: is BOT_TOKEN right, and Telegram within reach?"
        return "sending" if sender.age_s() < SILENT_SENDER_S else "silent"

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

"""Would a report be received, and somebody told? Content-free; never a condition for restarting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.signs import DEAF_S, SILENT_SENDER_S
from desk.figures import Gauges
from desk.people import Roster
from desk.ports import Unavailable
from portal.ports import Enrolment
from vault import keys
from vault.store import Store, guarded
from workers.pulse import Pulse

DESKS = frozenset({"intake", "fallback"})
LOOKED_AGAIN_S = 1.0
"""Anybody may ask, as often as he likes; opening some hundred promises and cards for each would keep others waiting."""
NOT_KNOWN: Mapping[str, float | None] = {"oldest_untold_s": None, "oldest_unclaimed_immediate_s": None}


class OwnSigns(Protocol):
    """What the process knows of itself (``bot.signs``)."""

    def report(self, now: datetime) -> Mapping[str, object]: ...
    def sound(self) -> bool: ...
    def pages(self) -> bool: ...


@dataclass
class Looked:
    """The ages as they were found last."""

    pulse: Pulse = field(default_factory=Pulse)
    ages: Mapping[str, float | None] = field(default_factory=lambda: NOT_KNOWN)


@dataclass(frozen=True)
class HouseHealth:
    """Implements ``portal.ports.Health``. ``telegram`` is False where no bot was configured."""

    store: Store
    roster: Roster
    enrolment: Enrolment
    pulses: tuple[Pulse, Pulse]
    telegram: bool
    signs: OwnSigns
    gauges: Gauges
    web: bool = False
    """The web door is open: then a house may do without a bot, and members hear by the second channel alone."""
    looked: Looked = field(default_factory=Looked)

    async def missing_desks(self) -> frozenset[str]:
        """Desks whose key nobody can open yet. Raises Unavailable, also when no desk document can be believed (9.3)."""
        await self.enrolment.desk_document()
        certified = await self.enrolment.certificates()
        return DESKS - {one.desk for one in await self.roster.colleagues() if one.member in certified}

    async def report(self, now: datetime) -> Mapping[str, object]:
        """``ok`` only when all of it is."""
        stored = await self._writable(now)
        missing, linked = await self._people() if stored else (DESKS, False)
        said, alone = self._telegram(), self.web and not self.telegram
        told = self.signs.pages() if alone else linked
        sends = self.pulses[0].age_s() < SILENT_SENDER_S if alone else said == "sending"
        return {
            "ok": stored and sends and told and not missing and self.signs.sound(),
            "store": "writable" if stored else "down",
            "telegram": said,
            "somebody_is_told": told,
            "desks_without_a_reader": sorted(missing),
            **self.signs.report(now),
            **(await self._ages(now) if stored else NOT_KNOWN),
        }

    async def _ages(self, now: datetime) -> Mapping[str, float | None]:
        if self.looked.pulse.age_s() < LOOKED_AGAIN_S:
            return self.looked.ages
        try:
            ages = await self.gauges.ages(now)
        except Unavailable:
            return NOT_KNOWN
        untold_s, immediate_s = round(ages.untold_s, 1), round(ages.unclaimed_immediate_s, 1)
        self.looked.ages = {"oldest_untold_s": untold_s, "oldest_unclaimed_immediate_s": immediate_s}
        self.looked.pulse.beat()
        return self.looked.ages

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

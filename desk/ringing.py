"""Who is rung first: whoever fits and is there (conversation rules 28, 31). The others hear if nobody answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from desk.alarms import lowest_of, needs_of
from desk.people import Colleague, on_duty
from triage.alarms import told
from triage.card import Card
from triage.ids import AccountId, MemberId


class People(Protocol):
    """Who may be rung. Every method raises Unavailable."""

    async def colleagues(self) -> tuple[Colleague, ...]:
        """Every enrolled member."""

    async def linked(self, member: MemberId | None) -> Mapping[MemberId, AccountId]:
        """The chats of those who linked one; of ``member`` alone where one is named."""


class Busy(Protocol):
    """What everybody has in hand."""

    async def open_conversations(self) -> Mapping[MemberId, int]:
        """How many signals each holds whose reporter waits for an answer. Raises Unavailable."""


@dataclass(frozen=True, kw_only=True)
class Ringing:
    """Implements ``workers.ports.Desk``. Raises Unavailable."""

    people: People
    busy: Busy
    clock: Callable[[], datetime]

    async def linked(self, member: MemberId | None) -> Mapping[MemberId, AccountId]:
        """Of ``member`` alone where one is named."""
        return await self.people.linked(member)

    async def first(self, card: Card, linked: Mapping[MemberId, AccountId]) -> frozenset[MemberId]:
        """Of ``linked`` those whom the first rung of the alarm reaches: somebody, wherever anybody is linked."""
        busy, now = await self.busy.open_conversations(), self.clock()
        crew = [on_duty(one, now, busy.get(one.member, 0)) for one in await self.people.colleagues()]
        there = [one for one in crew if one.member in linked]
        return told(lowest_of(card), needs_of(card), there) if there else frozenset(linked)

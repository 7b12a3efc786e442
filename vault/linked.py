"""Which accounts hear of a signal: those of the members who linked theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desk.people import Colleague, Roster
from triage.ids import AccountId, MemberId
from vault.keyring import Keyring


@dataclass(frozen=True)
class LinkedMembers:
    """Implements ``workers.ports.Desk`` and ``desk.alarms.People``."""

    roster: Roster
    keyring: Keyring

    async def linked(self, member: MemberId | None) -> dict[MemberId, AccountId]:
        """Of ``member`` alone where one is named; raises Unavailable."""
        return {
            one.member: self.keyring.desk_account(int(one.address))
            for one in await self.colleagues()
            if one.address and member in {None, one.member}
        }

    async def colleagues(self) -> tuple[Colleague, ...]:
        """Every member whom an administrator has signed: whoever only has an invite is on no shift."""
        return tuple(one for one in await self.roster.colleagues() if one.certified)

    async def seen(self) -> Mapping[MemberId, datetime]:
        """When each said «Вижу» last."""
        return await self.roster.seen()

    async def accounts(self) -> dict[MemberId, AccountId]:
        """The chats of all who linked one."""
        return await self.linked(None)

"""Which accounts hear of a signal: those of the members who linked theirs."""

from dataclasses import dataclass

from desk.people import Roster
from triage.ids import AccountId, MemberId
from vault import pseudonym
from vault.keyring import Keyring


@dataclass(frozen=True)
class LinkedMembers:
    """Implements ``workers.ports.Desk``."""

    roster: Roster
    keyring: Keyring

    async def linked(self, member: MemberId | None) -> dict[MemberId, AccountId]:
        """Of ``member`` alone where one is named; raises Unavailable."""
        key, bot_id = self.keyring.address.pseudonym, self.keyring.bot_id
        return {
            one.member: AccountId(pseudonym.account(key, bot_id, int(one.address)))
            for one in await self.roster.colleagues()
            if one.address and member in {None, one.member}
        }

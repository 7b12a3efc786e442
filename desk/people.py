"""Who works here, as the verbs know them, and the port to their roster."""

from dataclasses import dataclass
from typing import Protocol

from triage.ids import Address, MemberId, UpdateId


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """A member as the roster knows her. ``address`` is where alerts go, when a Telegram account is linked."""

    member: MemberId
    name: str
    role: str
    desk: str
    address: Address | None = None


class Roster(Protocol):
    """Who works here. Every method raises Unavailable."""

    async def colleagues(self) -> tuple[Colleague, ...]:
        """Every enrolled member."""

    async def offer_link(self, member: MemberId) -> str:
        """A one-time code that links a Telegram account, ten minutes."""

    async def link(self, code: str, address: Address, update: UpdateId) -> bool:
        """Whether the code was good; the same update may ask again. The member's alerts then go to ``address``."""

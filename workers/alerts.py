"""An alert goes to every linked member in a part of its own, and does not end before somebody was reached."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from desk.ports import Unavailable
from triage.ids import AccountId, MemberId
from triage.tells import AlertDesk, FewerWait
from workers.ports import Chats, Desk, Ledger, Promise
from workers.post import Letter, PostOffice


@dataclass
class Alerts:
    """``parts``: how many are still to be told of each promise. ``again_s``: between two tries to reach anybody.

    Rung first is who fits and is there; the others only count it, until the alarm climbs or nobody could be reached.
    """

    desk: Desk
    chats: Chats
    ledger: Ledger
    office: PostOffice
    again_s: float
    parts: dict[tuple[int, str], int] = field(default_factory=dict)
    heard: set[tuple[int, str]] = field(default_factory=set)

    async def accept(self, promise: Promise, tell: AlertDesk) -> None:
        """One part per linked member, so that one who blocked the bot does not keep the others from hearing."""
        linked = await self._linked(tell.member)
        if not linked:
            await self.office.put(_for_nobody(promise, tell))
            return
        loud = await self._loud(tell, linked)
        self.parts[promise.partition, promise.id] = len(linked)
        for member, account in linked.items():
            hers = replace(tell, quiet=member not in loud)
            letter = Letter(promise.partition, f"{promise.id}:{member}", str(account), hers, account)
            await self.office.put(letter)

    async def _loud(self, tell: AlertDesk, linked: Mapping[MemberId, AccountId]) -> Collection[MemberId]:
        """Everybody, wherever it is not certain who comes first."""
        if tell.member is not None or tell.unheard:
            return linked
        try:
            card = await self.chats.card(tell.signal)
            first = await self.desk.first(card, linked) if card else frozenset()
        except Unavailable:
            return linked
        return first or linked

    async def accept_fewer(self, promise: Promise, tell: FewerWait) -> None:
        """One part per linked member; where there is none, the promise is kept."""
        linked = await self._linked(None)
        if not linked:
            await self.ledger.close_whole(promise.partition, promise.id, "dropped")
            return
        self.parts[promise.partition, promise.id] = len(linked)
        for member, account in linked.items():
            await self.office.put(Letter(promise.partition, f"{promise.id}:{member}", str(account), tell, account))

    async def _linked(self, member: MemberId | None) -> Mapping[MemberId, AccountId]:
        """The holder where she is linked, else everybody: an alert always goes to somebody."""
        found = await self.desk.linked(member)
        return found or (await self.desk.linked(None) if member else found)

    async def ended(self, letter: Letter, tell: AlertDesk) -> bool:
        """A letter for nobody: it stays until somebody can be told, or (True) until somebody holds the signal."""
        card = await self.chats.card(tell.signal)
        if card is None or card.held_by is not None or card.consent == "awaiting":
            return True
        if not await self._linked(tell.member):
            await self.office.rest(letter, self.again_s)
            return False
        await self.office.done(letter)
        await self.accept(letter, tell)
        return False

    async def closed(self, letter: Letter, became: str) -> None:
        """One part has ended. With the last one the promise does, if anybody was reached."""
        whole = letter.partition, letter.id.partition(":")[0]
        if whole not in self.parts:
            return
        if became == "told":
            self.heard.add(whole)
        if self.parts[whole] > 1:
            self.parts[whole] -= 1
            return
        if whole in self.heard or not isinstance(letter.tell, AlertDesk):
            heard = "told" if whole in self.heard else became
            await self.ledger.close_whole(*whole, heard)  # First: should the store fail here, this part comes again.
        del self.parts[whole]
        if whole not in self.heard and isinstance(letter.tell, AlertDesk):
            await self._unheard(replace(letter, id=whole[1], dropped=[]), letter.tell)
        self.heard.discard(whole)

    async def _unheard(self, letter: Letter, tell: AlertDesk) -> None:
        """Where who comes first could not be reached, everybody is told; where nobody could, all of it again later."""
        if not tell.unheard:
            await self.accept(letter, replace(tell, member=None, unheard=True))
        else:
            await self.office.rest(_for_nobody(letter, tell), self.again_s)


def _for_nobody(promise: Promise, tell: AlertDesk) -> Letter:
    return Letter(promise.partition, promise.id, f"nobody-{promise.id}", tell)

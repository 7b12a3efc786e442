"""The canary of this process: a door of its own in front of the house's verbs, and a desk that nobody sits at."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.house import House, Plan
from desk.canary import Canary, Flight
from handlers.door import Door
from handlers.emergency import Emergency
from handlers.identity import Sender
from triage.ids import AccountId, MessageId
from vault.books import BookKeeper
from vault.canary import CanaryShelf, canary_keyring
from vault.records import Records
from vault.sealing import SealKey, new_seal_key
from vault.threads import Sessions
from vault.traces import Highest


@dataclass(frozen=True)
class OwnDoor:
    """Implements ``desk.canary.Way``. ``door`` is the house's own but for whom it takes the sender for."""

    door: Door

    async def hand_in(self, one: Flight, now: datetime) -> None:
        """Raises Unavailable."""
        identity = replace(self.door.identity, pseudonym=lambda _chat: one.account)
        await replace(self.door, identity=identity, failures={}, unreadable=set())(one.raw(now))


def canary_of(plan: Plan, house: House) -> Canary:
    """Its key pair is drawn here, and gone with the process."""
    rooms, key = house.rooms, new_seal_key(plan.draw)
    return Canary(
        way=OwnDoor(_door(plan, house, key)),
        shelf=CanaryShelf(rooms.store, rooms.files, key.seed),
        pager=house.watch.pager,
        signs=rooms.canary,
        draw=plan.draw,
        clock=plan.clock,
        every_s=plan.settings.canary_every_s,
        within_s=plan.settings.canary_within_s,
    )


def _door(plan: Plan, house: House, key: SealKey) -> Door:
    """The same classes on the same store; only the desk's key, the account and the emergency's voice differ."""
    store, keyring = house.rooms.store, canary_keyring(house.rooms.keyring, key)
    books = BookKeeper(store, keyring, Records(store, keyring), Sessions(plan.draw), Highest())
    intake = replace(house.door.intake, books=books)
    return replace(house.door, intake=intake, emergency=_mute(house.door.emergency, plan.clock))


def _mute(like: Emergency, clock: Callable[[], datetime]) -> Emergency:
    """There is no chat to show the emergency block in."""
    return Emergency(send=_nowhere, note=_not_noted, erase=_not_erased, start=like.start, now=clock)


async def _nowhere(_sender: Sender) -> MessageId | None:
    return None


async def _not_noted(_account: AccountId, _messages: list[MessageId]) -> bool:
    return False


async def _not_erased(_sender: Sender, _around: MessageId) -> None:
    return

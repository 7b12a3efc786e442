"""A canary with a door, a desk and a second channel of its own, on a real store."""

import os
from dataclasses import dataclass, field, replace
from typing import Any

from bot.canary import OwnDoor
from desk.canary import Canary, Signs
from handlers.door import Door
from handlers.emergency import Emergency
from handlers.identity import Identity
from tests.desk.desk_rig import Office, account
from tests.workers.telling_rig import Post
from triage.ids import CANARY
from vault import keys
from vault.books import BookKeeper
from vault.canary import Arrivals, CanaryShelf, canary_keyring
from vault.records import Records
from vault.sealing import new_seal_key
from vault.threads import Sessions
from vault.traces import Highest
from workers.canary import CanarySink

KEY = new_seal_key(os.urandom)


@dataclass
class Outside:
    """The second channel, as far as a canary sees it."""

    takes: bool = True
    pages: list[str] = field(default_factory=list)

    async def page(self, what: str, _whom: object = None, /) -> bool:
        self.pages.append(what)
        return self.takes


def bird_of(office: Office, post: Post, outside: Outside) -> Canary:
    post.telling.canary = CanarySink(Arrivals(office.store))
    ring = canary_keyring(office.keyring, KEY)
    books = BookKeeper(office.store, ring, Records(office.store, ring), Sessions(os.urandom), Highest())
    return Canary(
        way=OwnDoor(door_of(office, books)),
        shelf=CanaryShelf(office.store, office.files, KEY.seed),
        pager=outside,
        signs=Signs(),
        draw=os.urandom,
        clock=lambda: office.now,
        every_s=300,
        within_s=15,
    )


def door_of(office: Office, books: BookKeeper) -> Door:
    async def nothing(*_given: object) -> Any:
        return None

    mute = Emergency(send=nothing, note=nothing, erase=nothing, start=closed, now=lambda: office.now)
    return Door(
        identity=Identity(lambda user: account(3, user)),
        intake=replace(office.intake, books=books),
        duty=office.duty,
        emergency=mute,
        codes=lambda _text: (),
        safe_words=lambda _text: (),
        ready=nothing,
        now=lambda: office.now,
    )


def closed(work: Any) -> None:
    work.close()


@dataclass
class Keeping:
    """A shelf whose process crashed before it erased."""

    shelf: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.shelf, name)

    async def erase(self, *_given: object) -> None:
        raise OSError


class Unheard(Keeping):
    """Time is up as soon as anybody waits for the sender: a machine under load is no part of what is told."""

    async def arrived(self, _signal: object) -> bool:
        raise TimeoutError

    async def erase(self, *given: Any) -> None:
        await self.shelf.erase(*given)


async def left(office: Office) -> set[str]:
    """What is in the store of canaries, but for the sender's own fence and log and an outbox that is empty."""
    found = {name for name in await office.all_keys() if name.startswith(f"{{rb:{CANARY}}}:")}
    if await office.store.redis.xlen(keys.outbox(CANARY)) == 0:
        found.discard(keys.outbox(CANARY))
    return found - {keys.fence(CANARY), keys.announcements(CANARY)}

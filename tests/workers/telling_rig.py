"""The sender on a real store, and a messenger in memory that keeps chats as a phone shows them."""

import asyncio
import os
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from desk.hours import DeskHours
from i18n.catalogue import Kind, Spec
from i18n.screens import SCREENS, Screen
from i18n.words import Words
from tests.desk.desk_rig import Office
from triage.card import Card
from triage.ids import PARTITIONS, AccountId, Address, MemberId, MessageId
from vault import keys
from vault.boards import Boards
from vault.lease import Leases
from workers.channel import Rejected, TooBig
from workers.delivery import Delivery
from workers.filling import Filling
from workers.limiter import Limiter
from workers.nursery import Nursery
from workers.ports import Ledger
from workers.showing import Showing
from workers.telling import Telling
from workers.voices import Voices

WORDS = Words.load(Path(__file__).parents[2] / "i18n")
_QUIET: dict[Kind, str | int] = {Kind.COUNT: 0}


class NoWait(Limiter):
    def wait_s(self, chat: str, now: float, *, new_message: bool) -> float:
        pauses = [self.all_paused_until, self.paused.get(chat, 0.0)]
        return max(0.0, *(until - now for until in pauses))


@dataclass
class Fault:
    """``done``: the call had its effect all the same."""

    error: BaseException
    done: bool = False


@dataclass
class Phone:
    """Chats by address: message id → screen. ``spoken``: voice by file. ``faults``: by method, or by method and address, used up in order."""

    clock: Callable[[], datetime]
    office: Office
    chats: dict[str, dict[int, Screen]] = field(default_factory=lambda: defaultdict(dict))
    sent_at: dict[int, datetime] = field(default_factory=dict)
    popups: list[str] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    blocked: dict[str, Exception] = field(default_factory=dict)
    hung: asyncio.Event = field(default_factory=asyncio.Event)
    spoken: dict[str, bytes] = field(default_factory=dict)
    hangs: set[str] = field(default_factory=set)

    def fails(self, name: str, *faults: Fault) -> None:
        self.faults[name].extend(faults)

    async def _called(self, method: str, address: str) -> Fault | None:
        self.calls.append((method, address))
        await asyncio.sleep(0)
        if f"{method} {address}" in self.hangs or method in self.hangs:
            self.hung.set()
            await asyncio.Event().wait()
        if address in self.blocked:
            raise self.blocked[address]
        for name in (f"{method} {address}", method):
            if self.faults[name]:
                fault = self.faults[name].popleft()
                if not fault.done:
                    raise fault.error
                return fault
        return None

    async def send(self, address: Address, screen: Screen) -> MessageId:
        fault = await self._called("send", address)
        self.office.message += 1
        message = MessageId(self.office.message)
        self.chats[address][message] = screen
        self.sent_at[message] = self.clock()
        if fault:
            raise fault.error
        return message

    async def edit(self, address: Address, message: MessageId, screen: Screen) -> None:
        fault = await self._called("edit", address)
        if message not in self.chats[address]:
            raise Rejected(gone=True)
        self.chats[address][message] = screen
        if fault:
            raise fault.error

    async def mark(self, address: Address, message: MessageId, choices: Screen) -> None:
        said = self.chats[address].get(message)
        await self.edit(address, message, replace(choices, text=said.text) if said else choices)

    async def answer(self, callback: str, text: str) -> None:
        fault = await self._called("answer", callback)
        self.popups.append(text)
        if fault:
            raise fault.error

    async def delete(self, address: Address, messages: list[MessageId]) -> None:
        fault = await self._called("delete", address)
        assert len(messages) <= 100
        old = self.clock() - timedelta(hours=48)
        if any(self.sent_at.get(one, self.clock()) <= old for one in messages if one in self.chats[address]):
            raise Rejected
        for one in messages:
            self.chats[address].pop(one, None)
        if fault:
            raise fault.error

    async def leave(self, address: Address) -> None:
        await self._called("leave", address)

    async def fetch(self, file: str, most: int) -> bytes:
        await self._called("fetch", file)
        if len(self.spoken[file]) > most:
            raise TooBig
        return self.spoken[file]

    def receives(self, address: str, message: int | None) -> None:
        """What the person wrote stands there too."""
        assert message is not None
        self.chats[address][message] = Screen("(hers)")
        self.sent_at[message] = self.clock()

    def shows(self, address: str) -> list[str]:
        return [screen.text for _, screen in sorted(self.chats[address].items())]


def said(name: str, **values: str | int) -> str:
    """The first line of a screen in the words of the house; values that are not named are those of a quiet day."""
    spec = SCREENS.get(name.replace("-", "_"), Spec())
    quiet = {value: one[0] if isinstance(one, tuple) else _QUIET.get(one, "") for value, one in spec.values.items()}
    return WORDS.text("ru", "child", name, **{**quiet, **values}).strip().split("\n")[0]


@dataclass
class Desk:
    """Who hears alerts."""

    accounts: dict[MemberId, AccountId] = field(default_factory=dict)
    comes_first: set[MemberId] = field(default_factory=set)
    """Nobody in particular: everybody."""

    async def linked(self, member: MemberId | None) -> dict[MemberId, AccountId]:
        return {one: account for one, account in self.accounts.items() if member in {None, one}}

    async def first(self, card: Card, linked: Mapping[MemberId, AccountId]) -> frozenset[MemberId]:
        return frozenset(self.comes_first) & frozenset(linked)


@dataclass
class Post:
    office: Office
    phone: Phone
    desk: Desk
    telling: Telling

    async def quiet(self, left: int = 0) -> None:
        """Until no more than ``left`` promises wait."""
        async with asyncio.timeout(15):
            while await self.waiting() > left:  # noqa: ASYNC110  the store has no bell for an empty outbox
                await asyncio.sleep(0.005)

    async def waiting(self) -> int:
        pipe = self.office.store.redis.pipeline(transaction=False)
        for partition in range(PARTITIONS):
            pipe.xlen(keys.outbox(partition))
        return sum(await pipe.execute())

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(15):
            while not holds():  # noqa: ASYNC110  what a phone shows rings no bell
                await asyncio.sleep(0.005)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        async with Nursery() as nursery:
            nursery.start("telling", self.telling.reign)
            yield

    async def tells_everything(self, left: int = 0) -> None:
        async with self.at_work():
            await self.quiet(left)


def sender(office: Office, phone: Phone, desk: Desk) -> Telling:
    def delivery(ledger: Ledger) -> Delivery:
        return Delivery(
            Showing(phone, office.chats, ledger, filling(office), lambda: office.now),
            codes_of,
            Boards(office.store, office.keyring),
        )

    return Telling(
        outbox=office.outbox,
        leases=Leases(office.store, os.urandom(8).hex()),
        chats=office.chats,
        desk=desk,
        ledger=office.ledger,
        delivery=delivery,
        voices=lambda: Voices(phone, office.media, lambda: office.now),
        clock=lambda: office.now,
        limiter=NoWait(),
    )


def filling(office: Office, hours: str = "") -> Filling:
    """``hours``: as in the settings, "" for a desk that never closes."""
    return Filling(
        chats=office.chats,
        words=WORDS,
        hours=DeskHours.of(hours, "Europe/Moscow"),
        clock=lambda: office.now,
        organisations=lambda language, country: f"{language} {country}: кто помогает взрослым",
    )


def codes_of(_language: str, indices: tuple[int, ...]) -> dict[str, str]:
    return {"words": " ".join(f"w{one}" for one in indices), "digits": "1 2 3"}


def post_of(office: Office) -> Post:
    phone, desk = Phone(lambda: office.now, office), Desk()
    return Post(office, phone, desk, sender(office, phone, desk))

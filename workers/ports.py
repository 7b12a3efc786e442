"""What the workers need of the vault, as Protocols (rooms at the rim never import each other)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from desk.chat import Board, Chat, Counts, OpenScreen, Trace
from desk.hearing import Errand, MediaState
from triage.card import Card
from triage.ids import AccountId, EntryId, MemberId, MessageId, SignalId
from triage.tells import Tell
from workers.post import Letter


class Chats(Protocol):
    """Reads for a send, and what it changes in the file."""

    async def chat(self, account: AccountId) -> Chat | None: ...
    async def card(self, signal: SignalId) -> Card | None: ...
    async def open_screen(self, chat: Chat) -> OpenScreen | None: ...
    async def traces(self, chat: Chat) -> Mapping[int, list[Trace]]: ...
    async def cleared(self, chat: Chat, traces: Mapping[int, list[Trace]]) -> None: ...
    async def forgotten(self, account: AccountId) -> None: ...
    async def unread(self, signal: SignalId) -> list[EntryId]: ...
    async def reply_text(self, signal: SignalId, entry: EntryId) -> str | None: ...
    async def put_reply_state(self, signal: SignalId, entry: EntryId, state: str, now: datetime) -> None: ...
    async def put_heard(self, signal: SignalId, now: datetime) -> None: ...
    async def code(self, signal: SignalId) -> tuple[int, ...] | None: ...
    async def awaits_box(self, signal: SignalId) -> bool: ...
    async def drop_code(self, signal: SignalId, shown: tuple[int, ...]) -> None: ...
    async def remember_highest(self) -> None: ...
    async def recall_highest(self) -> None: ...


class Boards(Protocol):
    """The one alert that stands in each member's chat. Every method raises Unavailable."""

    async def board(self, chat: Chat) -> Board | None: ...
    async def put(self, chat: Chat, board: Board | None) -> None: ...
    async def counts(self) -> Counts: ...


class Ledger(Protocol):
    """What is written down around a send."""

    async def announce(self, letter: Letter, account: AccountId | None) -> int:
        """Before a new message goes out; answers with the highest message id known. Raises when fenced."""

    async def sent(self, chat: Chat, message: MessageId, now: datetime) -> None:
        """A new message stands in the chat."""

    async def screen(self, chat: Chat, shown: OpenScreen, now: datetime) -> None:
        """The screen that stands last."""

    async def gap(self, chat: Chat, low: int, now: datetime) -> None:
        """Between ``low`` and the highest id there may be a message that nobody knows of."""

    async def closed(self, letter: Letter, became: str) -> None:
        """The promise (or one part of it) is kept, dropped or failed."""

    async def dropped(self, letters: Sequence[Letter]) -> None:
        """All that another letter has overtaken, together."""

    async def close_whole(self, partition: int, entry: str, became: str) -> None:
        """A promise of several parts, all of them done."""

    async def recover(self, now: datetime) -> int:
        """After a crash: open announcements leave gaps to sweep."""


class Promise(Protocol):
    """One outbox entry. ``tell`` None: nobody here can read it."""

    @property
    def partition(self) -> int: ...
    @property
    def id(self) -> str: ...
    @property
    def tell(self) -> Tell | None: ...


def age(promise: Promise) -> tuple[int, int]:
    """A stream's ids begin with the store's clock, in milliseconds."""
    at, _, number = promise.id.partition("-")
    return int(at), int(number or 0)


class Outbox(Protocol):
    """One reader per partition."""

    async def after(self, partition: int, last: str, *, block_ms: int | None = ...) -> Sequence[Promise]: ...


class VoiceSource(Protocol):
    """Where voice messages lie until they are fetched."""

    async def fetch(self, file: str, most: int) -> bytes:
        """The bytes, in memory only. Raises TooBig (above ``most``), SlowDown, Unreachable, Unknown or Rejected."""


class Shelf(Protocol):
    """Where voice messages are kept, sealed. Every method raises Unavailable."""

    async def state(self, errand: Errand) -> MediaState | None:
        """None: the signal was erased."""

    async def must_have_room(self, signal: SignalId) -> None:
        """Raises NoRoom."""

    async def keep(self, errand: Errand, content: bytes) -> None:
        """On disk when this returns, and the promise is kept. Raises NoRoom."""

    async def note(self, errand: Errand, state: MediaState, *, finished: bool, told: bool) -> None:
        """It is not kept. ``told``: the reporter hears it, unless she has hidden."""

    async def drop(self, errand: Errand) -> None:
        """Nobody waits for it any more."""

    async def sweep(self, now: datetime) -> int:
        """Files that no living signal names are removed; how many."""


class Leases(Protocol):
    """Who may send."""

    async def take(self, name: str) -> int: ...
    async def give_back(self, name: str) -> None: ...
    async def raise_fences(self, number: int) -> None: ...


class Desk(Protocol):
    """Who is told of a signal: accounts of linked members, ``member`` alone where one is named and linked."""

    async def linked(self, member: MemberId | None) -> Mapping[MemberId, AccountId]: ...

    async def first(self, card: Card, linked: Mapping[MemberId, AccountId]) -> frozenset[MemberId]:
        """Of ``linked`` those who are rung before the others."""

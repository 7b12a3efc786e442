"""Everything outside that a verb needs, as Protocols: what each promises and what it raises."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from desk.word import Word as Word  # noqa: PLC0414  one door to what the ports speak of
from triage.account import Account
from triage.card import Card
from triage.ids import AccountId, EntryId, MessageId, SignalId, UpdateId
from triage.incoming import GivenThread
from triage.interview import Talk
from triage.quality import Count
from triage.tells import Tell


class Unavailable(Exception):
    """Nothing could be stored, or nobody can say whether it was: the caller must not acknowledge."""


class Outcome(StrEnum):
    """How a save ended. All three are ordinary."""

    SAVED = "saved"
    LOST = "lost"
    """Somebody else changed the same record first: load and decide again."""
    SEEN = "seen"
    """This update's effects are in the store already."""


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What the books have of an account. ``moving``: another update takes it elsewhere. ``screen``: the open one."""

    home: int
    seen: bool
    moving: bool = False
    screen: str = ""
    account: Account | None = None
    account_version: str = ""
    card: Card | None = None
    card_version: str = ""
    talk: Talk = field(default_factory=Talk)


@dataclass(frozen=True, kw_only=True)
class Versioned:
    """A card as it was read, and the version that a save must find unchanged."""

    card: Card
    version: str


@dataclass(frozen=True, kw_only=True)
class OpenedThread:
    """Keys made for a new signal, or its new code; ``keys`` is the vault's own and nobody else's."""

    signal: SignalId
    keys: object = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a receipt code opened: the signal, and its replies in memory until ``save`` puts them in transit."""

    versioned: Versioned
    replies: Mapping[EntryId, str] = field(repr=False)
    owner: Account | None = None
    owner_version: str = ""


@dataclass(frozen=True, kw_only=True)
class JournalLine:
    """Who did what to a signal, and when; ``by`` is a member or ``reporter``; ``detail``: ``desk.journal.DETAILS``.
    ``despite``: categories of the reply check (``i18n/reply_check.toml``) that stood open when it was replied.
    """

    at: datetime
    by: str
    verb: str
    detail: str = ""
    despite: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Change:
    """Everything that one update or one verb changes, saved as one.
    ``talk``: the interview as it stands now, None = as it was. ``erases``: a signal that goes with all its entries.
    ``answer``: what a web reporter is told as the answer of her request, kept for when she repeats it.
    """

    home: int
    update: UpdateId
    now: datetime
    account: Account | None = None
    account_version: str = ""
    moved_from: int | None = None
    owner: Account | None = None
    owner_version: str = ""
    card: Card | None = None
    card_version: str = ""
    opened: OpenedThread | None = None
    code: OpenedThread | None = None
    words: tuple[Word, ...] = ()
    replies: Mapping[EntryId, str] = field(default_factory=dict, repr=False)
    tells: tuple[Tell, ...] = ()
    journal: tuple[JournalLine, ...] = ()
    message: MessageId | None = None
    talk: Talk | None = None
    erases: SignalId | None = None
    counts: tuple[Count, ...] = ()
    answer: tuple[Tell, ...] = ()


class OtherDesk(Exception):
    """A browser sealed a new thread to keys that the desks have no more: it must ask for those of now."""


class Books(Protocol):
    """The reporters' side of the vault. Every method raises Unavailable."""

    async def load(self, account: AccountId, update: UpdateId) -> Loaded:
        """The account, and the card of the thread open in it."""

    async def card(self, signal: SignalId) -> Versioned | None:
        """One card, or None where the signal was erased."""

    async def was_opened(self, signal: SignalId) -> bool:
        """Whether a member of a desk has opened it or holds it."""

    async def open_thread(self, home: int) -> OpenedThread:
        """Keys for a new signal in that partition (protocol 4); the locator's pointer stands before this returns."""

    async def adopt_thread(self, thread: GivenThread) -> OpenedThread:
        """One that a browser made (protocol 10.2). Raises OtherDesk."""

    async def answer(self, account: AccountId, update: UpdateId) -> tuple[Tell, ...]:
        """What that update of a web reporter was answered; () where a restart or an hour took it."""

    async def draw_code(self, signal: SignalId) -> OpenedThread:
        """Another receipt code (protocol 4.7); its pointer stands before this returns, the code with ``save``."""

    async def find(self, code: tuple[int, ...]) -> Found | None:
        """What a receipt code opens (protocol 4.3), or None."""

    async def save(self, change: Change) -> Outcome:
        """All of it or nothing, on disk when this returns SAVED."""

    def safe_word(self, account: AccountId, word: str) -> str:
        """The keyed hash of a safe word (protocol 7.3)."""


class Draws(Protocol):
    """Chance, so that a verb needs none of its own."""

    def safe_word(self) -> str:
        """A word out of the children's list."""

    def media_id(self) -> str:
        """A name for something spoken: 32 hexadecimal characters, never given out before."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A reply as the browser made it: sealed; for Telegram readable too, until shown. ``despite``: see JournalLine."""

    entry: Mapping[str, object] = field(repr=False)
    session: str
    session_box: str = field(repr=False)
    text: str = field(default="", repr=False)
    despite: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpenedSignal:
    """What a member's browser needs to read a signal; every word in it is sealed. ``code``: a receipt code opens it."""

    card: Card
    thread: Mapping[str, str]
    sessions: Mapping[str, str]
    entries: tuple[str, ...]
    notes: tuple[Mapping[str, str], ...]
    replies: Mapping[str, str]
    journal: tuple[JournalLine, ...]
    media: Mapping[str, str] = field(default_factory=dict)
    code: bool = True


@dataclass(frozen=True, kw_only=True)
class Enclosed:
    """What a verb adds to the file: a reply, the text of one once more, a sealed note; ``thread``: (desk, kid, box)."""

    reply: Reply | None = None
    again: tuple[EntryId, str] | None = field(default=None, repr=False)
    note: tuple[EntryId, str] | None = None
    thread: tuple[str, str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What a specialist's verb changes, saved as one with its line in the journal."""

    request: UpdateId
    card: Card
    card_version: str
    line: JournalLine
    enclosed: Enclosed = field(default_factory=Enclosed)
    tells: tuple[Tell, ...] = ()
    counts: tuple[Count, ...] = ()


class Files(Protocol):
    """The specialists' side of the vault. Every method raises Unavailable."""

    async def queue(self, most: int, now: datetime | None = None) -> tuple[Card, ...]:
        """Cards of open signals, most urgent first, at most ``most``; with ``now`` waiting raises (triage.aging)."""

    async def card(self, signal: SignalId) -> Versioned | None:
        """One card, or None where the signal was erased."""

    async def read(self, signal: SignalId, holder: str) -> OpenedSignal | None:
        """Everything sealed that belongs to a signal, for the desk ``holder``."""

    async def save(self, deed: Deed) -> Outcome:
        """All of it or nothing."""

    async def erase(self, deed: Deed) -> Outcome:
        """Entries, keys, replies, notes and return address go; a content-free tombstone stays."""

    async def reply_state(self, signal: SignalId, entry: EntryId) -> str:
        """``waiting``, ``shown``, ``undelivered``, ``sealed``, or "" for a reply that there never was."""

    async def was_done(self, signal: SignalId, request: UpdateId) -> bool:
        """Whether this request's effects are in the store already."""

    async def note_reading(self, signal: SignalId, line: JournalLine) -> None:
        """One line into the journal."""

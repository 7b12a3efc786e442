"""A reporter at the web door: what a page asks beside its messages, and how she comes back by her receipt code.

Her words go through ``desk.intake`` like everybody's; here is what only a page needs (docs/protocol.md §10).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from desk.hearing import NoRoom
from desk.intake import ATTEMPTS, Intake
from desk.ports import Books, Change, Found, JournalLine, Outcome, Unavailable
from desk.visiting_code import KeepsBoxes, ReporterBox, code_kept
from triage import account as accounts
from triage.account import Account
from triage.card import returned_to
from triage.casework import home_screen
from triage.ids import WEB, AccountId, Address, EntryId, SignalId, UpdateId, partition_of
from triage.incoming import Incoming
from triage.tells import EraseChat, ShowScreen, Tell

__all__ = ["Came", "Coming", "ReporterBox", "SealedReply", "Sought", "Standing", "Visiting", "Visits"]


@dataclass(frozen=True, kw_only=True)
class SealedReply:
    """One reply of the desk, as it was sealed."""

    entry: Mapping[str, object] = field(repr=False)
    session: str
    session_box: str = field(repr=False)
    unread: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How things are for a page that looks: its signal, the screen that the house put up since, unread replies."""

    signal: SignalId | None = None
    tells: tuple[Tell, ...] = ()
    replies: tuple[SealedReply, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What a locator leads to. ``challenge``: 32 bytes sealed to the thread. ``box`` "": of a code that waits."""

    signal: SignalId
    public: bytes = field(repr=False)
    box: str = field(repr=False)
    challenge: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A return. ``first``: the visit that asked; ``account``: the one that the thread moves to, in its partition."""

    request: UpdateId
    first: AccountId
    account: AccountId
    locator: str = field(repr=False)
    proof: bytes = field(repr=False)
    language: str
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Came:
    """She is back: what she is told, and every reply there is."""

    signal: SignalId
    tells: tuple[Tell, ...]
    replies: tuple[SealedReply, ...]


class Visits(KeepsBoxes, Protocol):
    """The vault's side of it. Every method raises Unavailable."""

    async def open_to(self, account: AccountId) -> SignalId | None:
        """The signal of this visit."""

    async def sought(self, account: AccountId, locator: str) -> Sought | None:
        """What a locator leads to, with a challenge to this visit."""

    def is_proof(self, sought: Sought, account: AccountId, locator: str, proof: bytes) -> bool:
        """Whether that visit opened the challenge."""

    async def found(self, signal: SignalId) -> Found | None:
        """The card, and the account that has it open."""

    async def replies(self, signal: SignalId) -> tuple[SealedReply, ...]:
        """Every one of the desk's, oldest first."""

    async def news(self, account: AccountId) -> tuple[str, Mapping[str, str | int]] | None:
        """The screen that the house put up since her last request."""

    async def mark(self, account: AccountId, signal: SignalId | None) -> str:
        """Another one whenever there is something to look at."""

    async def shown(self, signal: SignalId, entries: tuple[EntryId, ...], now: datetime) -> None:
        """She has read these."""

    async def awaits_voice(self, signal: SignalId, media: str) -> bool:
        """Whether a word of this signal speaks of it. Raises NoRoom where it could not be kept now."""

    async def keep_voice(self, signal: SignalId, media: str, body: bytes) -> bool:
        """What she spoke, sealed. False: no word of this signal speaks of it. Raises NoRoom."""


@dataclass(frozen=True, kw_only=True)
class Visiting:
    """Every method raises Unavailable."""

    intake: Intake
    books: Books
    visits: Visits

    async def say(self, incoming: Incoming, now: datetime) -> tuple[Tell, ...]:
        """A tap or words: what she is told. The same request again gets the same answer. Raises OtherDesk."""
        return await self.intake.answer(incoming, now)

    async def keep_code(self, account: AccountId, box: ReporterBox, now: datetime) -> bool:
        """False where the signal is not this visit's, where it is late, and where five were made within the hour."""
        return await code_kept(self.books, self.visits, account, box, now=now)

    async def standing(self, account: AccountId) -> Standing:
        """What a page that looks sees."""
        signal = await self.visits.open_to(account)
        if signal is None:
            return Standing()
        replies = tuple(one for one in await self.visits.replies(signal) if one.unread)
        news = await self.visits.news(account)
        if news and news[0] == "reply_waiting" and not replies:
            news = None  # it was put up before she read them
        tells = (ShowScreen(account=account, name=news[0], values=news[1]),) if news else ()
        return Standing(signal=signal, tells=tells, replies=replies)

    async def mark(self, account: AccountId) -> str:
        """Another one whenever a look is worth it."""
        return await self.visits.mark(account, await self.visits.open_to(account))

    async def shown(self, account: AccountId, entries: tuple[EntryId, ...], now: datetime) -> tuple[Tell, ...]:
        """She has read these; what stands now."""
        signal = await self.visits.open_to(account)
        if signal is None:
            return ()
        await self.visits.shown(signal, entries, now)
        versioned = await self.books.card(signal)
        name, values = home_screen(versioned.card if versioned else None)
        return (ShowScreen(account=account, name=name, values=values),)

    async def awaits_voice(self, account: AccountId, media: str) -> bool:
        """Whether anything that comes under this name could be kept: asked before a megabyte is read."""
        signal = await self.visits.open_to(account)
        try:
            return signal is not None and await self.visits.awaits_voice(signal, media)
        except NoRoom:
            raise Unavailable("room") from None

    async def keep_voice(self, account: AccountId, media: str, body: bytes) -> bool:
        """False: nothing of this visit waits for it, or there is no room now (text still has its own)."""
        signal = await self.visits.open_to(account)
        try:
            return signal is not None and await self.visits.keep_voice(signal, media, body)
        except NoRoom:
            raise Unavailable("room") from None

    async def find(self, account: AccountId, locator: str) -> Sought | None:
        """Protocol 10.5, first half."""
        return await self.visits.sought(account, locator)

    async def back(self, coming: Coming, now: datetime) -> Came | None:
        """Second half: whoever opens the thread has it, and whoever had it before is covered. None: no such proof."""
        sought = await self.visits.sought(coming.first, coming.locator)
        right = sought is not None and self.visits.is_proof(sought, coming.first, coming.locator, coming.proof)
        if sought is None or not right or partition_of(coming.account) != partition_of(sought.signal):
            return None
        for _ in range(ATTEMPTS):
            loaded = await self.books.load(coming.account, coming.request)
            found = await self.visits.found(sought.signal)
            # after the card: a code that ended meanwhile has raised the card's version, and this save is lost
            if found is None or await self.visits.sought(coming.first, coming.locator) is None:
                return None
            change = _returned(coming, found, now, loaded.account_version)
            if loaded.seen or await self.books.save(change) is not Outcome.LOST:
                replies = await self.visits.replies(sought.signal)
                return Came(signal=sought.signal, tells=change.answer, replies=replies)
        raise Unavailable(sought.signal)


def _returned(coming: Coming, found: Found, now: datetime, version: str) -> Change:
    card, owner = found.versioned.card, found.owner
    fresh = Account(
        account=coming.account, address=Address(WEB), language=coming.language, audience=card.age_band or "child"
    )
    name, values = home_screen(card)
    later = () if name == "status" else (ShowScreen(account=coming.account, name=name, values=values),)
    change = Change(
        home=partition_of(card.signal),
        update=coming.request,
        now=now,
        account=accounts.joined(fresh, card.signal, ""),
        account_version=version,
        card=returned_to(card, coming.account, coming.language),
        card_version=found.versioned.version,
        journal=(JournalLine(at=now, by="reporter", verb="returned-by-code"),),
        answer=(ShowScreen(account=coming.account, name="returned"), *later),
    )
    if owner is None or owner.account == coming.account:
        return change
    erased = (EraseChat(account=owner.account),)
    return replace(change, owner=accounts.covered(owner), owner_version=found.owner_version, tells=erased)

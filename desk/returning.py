"""Coming back: by safe word on the same account, by receipt code from any (conversation rule 23)."""

from dataclasses import dataclass, replace

from desk.ports import Books, Change, Draws, Found, JournalLine, Versioned
from desk.step import Situation
from triage import account as accounts
from triage.account import Account
from triage.card import Card, returned_to
from triage.casework import home_screen
from triage.ids import partition_of
from triage.interview import Talk
from triage.tells import EraseChat, RemoveMessages, ShowReplies, ShowScreen, Tell


@dataclass(frozen=True, kw_only=True)
class Returning:
    """Both ways answer None when the text opens nothing: then it is a text like any other."""

    books: Books
    draws: Draws

    async def by_word(self, change: Change, situation: Situation) -> Change | None:
        """The safe word: status, and the replies still in transit. The word itself leaves the chat."""
        account = situation.account
        if accounts.guessed(account, situation.now) is None:
            return None
        hashes = (self.books.safe_word(account.account, word) for word in situation.incoming.said)
        known = ((accounts.thread_of_word(account, hashed), hashed) for hashed in hashes) if account.threads else ()
        signal, hashed = next(((signal, hashed) for signal, hashed in known if signal), (None, ""))
        versioned = await self.books.card(signal) if signal else None
        if versioned is None:
            return None
        joined = accounts.joined(account, versioned.card.signal, hashed)
        tells = (*_gone(situation), ShowScreen(account=account.account, name="returned_word"))
        to = _Return(versioned=versioned, joined=joined, tells=tells, verb="returned-by-word")
        return _back(change, situation, to)

    async def by_code(self, change: Change, situation: Situation) -> Change | None:
        """The receipt code: the replies, opened in memory; the account becomes the only return address."""
        if not situation.incoming.code:
            return None
        counted = accounts.tried(situation.account, situation.now)
        if counted is None:
            return _too_many(change, situation)
        found = await self.books.find(situation.incoming.code)
        if found is None:
            return None
        card = found.versioned.card
        word = self.draws.safe_word()
        joined = accounts.joined(counted, card.signal, self.books.safe_word(counted.account, word))
        tells = (
            *_gone(situation),
            ShowScreen(account=joined.account, name="returned"),
            ShowReplies(account=joined.account, signal=card.signal),
            ShowScreen(account=joined.account, name="safe_word", secret={"word": word}),
        )
        to = _Return(versioned=found.versioned, joined=joined, tells=tells, verb="returned-by-code")
        back = _back(change, situation, to)
        return _owner_covered(replace(back, replies=found.replies), found, joined)


@dataclass(frozen=True, kw_only=True)
class _Return:
    """Who comes back to what, and what is told then."""

    versioned: Versioned
    joined: Account
    tells: tuple[Tell, ...]
    verb: str


def _back(change: Change, situation: Situation, to: _Return) -> Change:
    """The thread's partition becomes the account's home."""
    card = returned_to(to.versioned.card, to.joined.account, to.joined.language)
    target = partition_of(card.signal)
    homes = tuple(dict.fromkeys((*to.joined.homes, change.home, target)))
    return replace(
        change,
        home=target,
        moved_from=change.home if target != change.home else None,
        account=replace(to.joined, homes=homes, audience=card.age_band or "child"),
        card=card,
        card_version=to.versioned.version,
        tells=(*to.tells, *_still_to_say(card, to.joined)),
        journal=(JournalLine(at=situation.now, by="reporter", verb=to.verb),),
        # What was tapped under cover may be another person's: it says nothing about this signal.
        talk=None if situation.account.signal == card.signal else Talk(),
    )


def _still_to_say(card: Card, joined: Account) -> tuple[Tell, ...]:
    """What could not be said while she was away (conversation rules 29 and 32)."""
    name, values = home_screen(card)
    return () if name == "status" else (ShowScreen(account=joined.account, name=name, values=values),)


def _too_many(change: Change, situation: Situation) -> Change:
    """A sixth code within the hour may be the right one: it is neither tried nor kept, and leaves the chat."""
    account, message = situation.account, situation.incoming.message
    gone = (RemoveMessages(account=account.account, messages=(message,)),) if message else ()
    return replace(change, account=account, tells=(*gone, ShowScreen(account=account.account, name="code_wait")))


def _gone(situation: Situation) -> tuple[Tell, ...]:
    """The word or code leaves the chat, and with it whatever somebody else may have written under cover."""
    return (EraseChat(account=situation.account.account, message=situation.incoming.message),)


def _owner_covered(change: Change, found: Found, joined: Account) -> Change:
    owner = found.owner
    if owner is None or owner.account == joined.account:
        return change
    return replace(
        change,
        owner=accounts.covered(owner),
        owner_version=found.owner_version,
        tells=(*change.tells, EraseChat(account=owner.account)),
    )

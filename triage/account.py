"""What the bot remembers about one Telegram account: which thread stands open in its chat, and which are covered."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from triage.ids import AccountId, Address, SignalId, UpdateId

MOST_THREADS = 8
"""Threads that one account can come back to by safe word; older ones by receipt code only."""
MOST_TRIES = 5
LATE_ARRIVAL = timedelta(hours=1)
"""Texts and taps of one chat are delivered side by side; after an outage the later may come first."""
MOST_GUESSES = 30
"""Short texts with a listed word that brings nothing back, per account and hour; then only the receipt code does."""
TRIES_WINDOW = timedelta(hours=1)
"""At most 5 code derivations per account and hour (architecture.md, Secrets: the guesser pays)."""


@dataclass(frozen=True, kw_only=True)
class Thread:
    """A thread this account may come back to: ``safe_word`` is a keyed hash (protocol 7.3)."""

    signal: SignalId
    safe_word: str


@dataclass(frozen=True, kw_only=True)
class Account:
    """``signal`` None means: behaves like a newcomer's, be it one or covered (rule 23). ``staff``: alerts go here.

    ``audience``: whose words are shown (an author not yet known reads as a child). ``spoken``: a language she chose.
    """

    account: AccountId
    address: Address
    language: str
    signal: SignalId | None = None
    covered: SignalId | None = None
    threads: tuple[Thread, ...] = ()
    tries: tuple[datetime, ...] = ()
    guesses: tuple[datetime, ...] = ()
    album: str = ""
    hidden_by: str = ""
    hidden_at: datetime | None = None
    quiet: bool = False
    staff: bool = False
    audience: str = "child"
    spoken: str = ""
    homes: tuple[int, ...] = ()


def opened(account: Account, signal: SignalId) -> Account:
    """The account with ``signal`` open in its chat; no word brings it back yet."""
    return replace(account, signal=signal, covered=None, quiet=False)


def joined(account: Account, signal: SignalId, safe_word: str) -> Account:
    """The account with ``signal`` open in its chat, findable by ``safe_word``."""
    others = tuple(thread for thread in account.threads if thread.signal != signal)
    threads = (*others, Thread(signal=signal, safe_word=safe_word))[-MOST_THREADS:]
    return replace(opened(account, signal), threads=threads)


def covered(account: Account) -> Account:
    """After Hide: a newcomer to whoever looks; what is written next is linked to what was open."""
    hidden_one = account.signal or account.covered
    return replace(account, signal=None, covered=hidden_one, quiet=False, audience="child", spoken="")


def hidden(account: Account, update: UpdateId, now: datetime) -> Account:
    """Covered, and remembers by which update: what was sent before it may arrive after it."""
    return replace(covered(account), hidden_by=str(update), hidden_at=now)


def was_sent_before_hide(account: Account, update: UpdateId, now: datetime) -> bool:
    """Update ids rise (Bot API, Update), but start anew after an idle week: they are compared within LATE_ARRIVAL."""
    if account.hidden_at is None or now - account.hidden_at > LATE_ARRIVAL:
        return False
    return account.hidden_by.isdecimal() and update.isdecimal() and int(update) < int(account.hidden_by)


def thread_of_word(account: Account, safe_word: str) -> SignalId | None:
    """The thread that this safe word brings back, the newest first."""
    for thread in reversed(account.threads):
        if thread.safe_word == safe_word:
            return thread.signal
    return None


def guessed(account: Account, now: datetime) -> Account | None:
    """The account with one more word tried that brings nothing back, or None when this hour's are used up."""
    recent = tuple(at for at in account.guesses if now - at < TRIES_WINDOW)
    if len(recent) >= MOST_GUESSES:
        return None
    return replace(account, guesses=(*recent, now))


def tried(account: Account, now: datetime) -> Account | None:
    """The account with one more derivation counted, or None when this hour's are used up."""
    recent = tuple(at for at in account.tries if now - at < TRIES_WINDOW)
    if len(recent) >= MOST_TRIES:
        return None
    return replace(account, tries=(*recent, now))


def forgotten(account: Account, signal: SignalId) -> Account:
    """After the desk erased a signal: nothing of the account points to it any more."""
    return replace(
        account,
        signal=None if account.signal == signal else account.signal,
        covered=None if account.covered == signal else account.covered,
        threads=tuple(thread for thread in account.threads if thread.signal != signal),
    )

"""What the bot remembers about one Telegram account: which thread stands open in its chat, and which are covered."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from triage.ids import AccountId, Address, SignalId

MOST_THREADS = 8
"""Threads that one account can come back to by safe word; older ones by receipt code only."""
MOST_TRIES = 5
TRIES_WINDOW = timedelta(hours=1)
"""At most 5 code derivations per account and hour (architecture.md, Secrets: the guesser pays)."""


@dataclass(frozen=True, kw_only=True)
class Thread:
    """A thread this account may come back to: ``safe_word`` is a keyed hash (protocol 7.3)."""

    signal: SignalId
    safe_word: str


@dataclass(frozen=True, kw_only=True)
class Account:
    """``signal`` None means: behaves like a newcomer's, be it one or covered (rule 23). ``staff``: alerts go here."""

    account: AccountId
    address: Address
    language: str
    signal: SignalId | None = None
    covered: SignalId | None = None
    threads: tuple[Thread, ...] = ()
    tries: tuple[datetime, ...] = ()
    album: str = ""
    quiet: bool = False
    staff: bool = False
    homes: tuple[int, ...] = ()


def joined(account: Account, signal: SignalId, safe_word: str) -> Account:
    """The account with ``signal`` open in its chat, findable by ``safe_word``."""
    others = tuple(thread for thread in account.threads if thread.signal != signal)
    threads = (*others, Thread(signal=signal, safe_word=safe_word))[-MOST_THREADS:]
    return replace(account, signal=signal, covered=None, threads=threads, quiet=False)


def covered(account: Account) -> Account:
    """After Hide: a newcomer to whoever looks; what is written next is linked to what was open."""
    return replace(account, signal=None, covered=account.signal or account.covered, quiet=False)


def thread_of_word(account: Account, safe_word: str) -> SignalId | None:
    """The thread that this safe word brings back, the newest first."""
    for thread in reversed(account.threads):
        if thread.safe_word == safe_word:
            return thread.signal
    return None


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

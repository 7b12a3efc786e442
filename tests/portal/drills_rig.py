"""Drills and the list of closed signals, on the store of ``portal_rig``."""

from functools import cache

from bot.joints import judge
from desk.closed import ClosedList
from desk.drills import Drills
from desk.duty import Duty
from portal.parts import Afterwards
from triage.judge import Judge
from vault.books import BookKeeper
from vault.closed import StoredClosed
from vault.drills import StoredDrills

DRILL = "папа бьет меня прямо сейчас"


@cache
def our_judge() -> Judge:
    """Of our own packs."""
    return judge()


def drills_on(books: BookKeeper, duty: Duty) -> Drills:
    """One sentence is all that a drill says here."""
    book = StoredDrills(books.store, books.keyring, books.records)
    return Drills(book=book, books=books, files=duty.files, roster=duty.roster, judge=our_judge(), words=(DRILL,))


def afterwards_on(books: BookKeeper, duty: Duty) -> Afterwards:
    """As the portal takes them."""
    return Afterwards(closed=ClosedList(shelf=StoredClosed(books.store, books.records)), drills=drills_on(books, duty))

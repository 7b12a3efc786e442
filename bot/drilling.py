"""Drills and the list of closed signals, put together."""

from bot.joints import DRILL_SAYS
from bot.rooms import Rooms
from desk.closed import ClosedList
from desk.drills import Drills
from i18n.words import Words
from portal.parts import Afterwards
from triage.judge import Judge
from vault.closed import StoredClosed
from vault.drills import StoredDrills


def afterwards_of(rooms: Rooms, judge: Judge, words: Words) -> Afterwards:
    """For the portal."""
    closed = ClosedList(shelf=StoredClosed(rooms.store, rooms.files.records))
    return Afterwards(closed=closed, drills=drills_of(rooms, judge, words))


def drills_of(rooms: Rooms, judge: Judge, words: Words) -> Drills:
    """Nothing of a drill is in memory: any process may begin one, and any other end it."""
    return Drills(
        book=StoredDrills(rooms.store, rooms.keyring, rooms.files.records),
        books=rooms.books,
        files=rooms.files,
        roster=rooms.roster,
        judge=judge,
        words=words_of(words),
    )


def words_of(words: Words) -> tuple[str, ...]:
    """What a drill may say."""
    said = words.labels("ru", "console")
    return tuple(said[key] for key in sorted(said) if key.startswith(DRILL_SAYS))

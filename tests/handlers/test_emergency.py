"""The block from memory: once per chat per ten minutes, and on the list of what Hide erases, whatever comes between."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from desk.ports import Unavailable
from handlers.emergency import Emergency
from handlers.identity import Sender
from triage.ids import AccountId, Address, MessageId

ONE = Sender(account=AccountId("3" * 32), address=Address("7"), language="ru")


class Room:
    """A messenger that numbers what it shows (or shows nothing), and a list that can be out of reach."""

    def __init__(self):
        self.now = datetime(2026, 11, 22, tzinfo=UTC)
        self.sent, self.listed, self.started, self.erased = [], [], [], []
        self.reachable, self.known, self.down = True, True, False
        self.emergency = Emergency(
            send=self.send, note=self.note, erase=self.erase, start=self.start, now=lambda: self.now
        )

    def start(self, work):
        self.started.append(asyncio.ensure_future(work))

    async def send(self, sender):
        if not self.reachable:
            return None
        self.sent.append(sender.address)
        return MessageId(len(self.sent))

    async def erase(self, sender, around):
        self.erased.append(around)

    async def note(self, account, messages):
        if self.down:
            raise Unavailable
        if self.known:
            self.listed += messages
        return self.known

    async def shows(self):
        self.emergency.show(ONE)
        await asyncio.gather(*self.started)


async def test_the_block_comes_once_in_ten_minutes():
    room = Room()
    for minutes in (0, 5, 4, 2, 9):
        room.now += timedelta(minutes=minutes)
        await room.shows()
    assert len(room.sent) == 2


async def test_a_block_that_could_not_be_shown_is_tried_with_the_next_update():
    room = Room()
    room.reachable = False
    await room.shows()
    room.reachable = True
    await room.shows()
    assert len(room.sent) == 1


async def test_what_was_shown_is_listed_once_when_the_store_is_back():
    room = Room()
    room.down = True
    await room.shows()
    with pytest.raises(Unavailable):
        await room.emergency.note_earlier(ONE.account)
    room.down = False
    for _ in range(2):
        await room.emergency.note_earlier(ONE.account)
    assert room.listed == [1]


async def test_a_newcomers_block_is_listed_as_soon_as_the_newcomer_is_known():
    room = Room()
    room.known = False
    await room.shows()
    await room.emergency.note_earlier(ONE.account)
    assert room.listed == []
    room.known = True
    await room.emergency.note_earlier(ONE.account)
    assert room.listed == [1]


async def test_hide_erases_without_the_store_and_shows_nothing():
    room = Room()
    room.emergency.hide(ONE, MessageId(40))
    await asyncio.gather(*room.started)
    assert (room.erased, room.sent) == ([40], [])

"""A race that is lost is decided again, and what could not be decided is not acknowledged."""

import pytest

from desk.intake import ATTEMPTS, Intake
from desk.ports import Change, Loaded, Outcome, Unavailable
from tests.desk.desk_rig import NOON, account
from triage.ids import SignalId

CHILD = account(3, 1)


class Stubborn:
    """Books in which somebody else always is first."""

    def __init__(self, outcome: Outcome, *, moving: bool = False) -> None:
        self.outcome, self.moving = outcome, moving
        self.saves: list[Change] = []
        self.loads = 0

    async def load(self, who, update):
        self.loads += 1
        return Loaded(home=3, seen=False, moving=self.moving)

    async def card(self, signal: SignalId):
        return None

    async def was_opened(self, signal: SignalId) -> bool:
        return False

    async def open_thread(self, home: int):
        raise AssertionError

    async def draw_code(self, signal: SignalId):
        raise AssertionError

    async def adopt_thread(self, thread):
        raise AssertionError

    async def answer(self, account, update):
        return ()

    async def find(self, code):
        return None

    async def save(self, change: Change) -> Outcome:
        self.saves.append(change)
        return self.outcome

    def safe_word(self, who, word: str) -> str:
        return word


async def test_a_race_that_is_lost_every_time_is_not_acknowledged(office):
    books = Stubborn(Outcome.LOST)
    intake = Intake(books=books, draws=office.intake.draws, judge=office.intake.judge)
    with pytest.raises(Unavailable):
        await intake.receive(office.incoming(CHILD, "command", action="start"), NOON)
    assert (books.loads, len(books.saves)) == (ATTEMPTS, ATTEMPTS)


async def test_nothing_is_decided_while_the_account_moves(office):
    books = Stubborn(Outcome.SAVED, moving=True)
    intake = Intake(books=books, draws=office.intake.draws, judge=office.intake.judge)
    with pytest.raises(Unavailable):
        await intake.receive(office.incoming(CHILD, "command", action="start"), NOON)
    assert books.saves == []


async def test_what_was_seen_already_counts_as_done(office):
    books = Stubborn(Outcome.SEEN)
    intake = Intake(books=books, draws=office.intake.draws, judge=office.intake.judge)
    await intake.receive(office.incoming(CHILD, "command", action="start"), NOON)
    assert len(books.saves) == 1

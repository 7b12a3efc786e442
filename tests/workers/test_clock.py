"""Every round asks with the house's own time."""

from datetime import UTC, datetime, timedelta

from desk.upkeep import Upkeep
from workers.clock import Clock

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Diary:
    """A calendar that writes down what it was asked; it has nothing due."""

    def __init__(self, slept: timedelta) -> None:
        self.slept = slept
        self.asked: list[tuple[str, datetime]] = []

    async def beat(self, now: datetime) -> timedelta:
        self.asked.append(("beat", now))
        return self.slept

    async def renew_screens(self, now: datetime) -> int:
        self.asked.append(("renew", now))
        return 0

    async def erase_due_chats(self, now: datetime) -> int:
        self.asked.append(("erase", now))
        return 0

    async def erase_due_drafts(self, now: datetime) -> int:
        self.asked.append(("drafts", now))
        return 0

    async def compact(self, now: datetime) -> None:
        self.asked.append(("compact", now))


async def test_a_round_does_the_minutes_work_at_the_houses_time():
    diary = Diary(timedelta(seconds=60))
    await Clock(Upkeep(calendar=diary), lambda: NOON, every_s=0).tick()
    assert diary.asked == [("beat", NOON), ("erase", NOON), ("drafts", NOON), ("compact", NOON)]


async def test_after_an_outage_of_over_two_minutes_the_open_screens_are_renewed_first():
    diary = Diary(timedelta(seconds=121))
    await Clock(Upkeep(calendar=diary), lambda: NOON, every_s=0).tick()
    assert [what for what, _ in diary.asked] == ["beat", "renew", "erase", "drafts", "compact"]

"""An office with a shift that linked its chats, the alarms' loop, and the drills, on a real store."""

from dataclasses import dataclass, field
from pathlib import Path

from desk.alarms import Watchkeeping
from desk.drills import Drills
from tests.desk.casework_rig import Hands
from tests.desk.desk_rig import ANNA, BORIS, DANGER, JUDGE, Office
from tests.desk.test_alarms import TIMES, Pages
from triage.ids import PARTITIONS
from vault.alarms import StoredAlarms
from vault.drills import StoredDrills

ROOT = Path(__file__).parents[2]
REQUEST = "3" + "0" * 31
"""Its signal lies where the child's does."""


@dataclass
class Ground:
    """An office with a shift that linked its chats, the alarms' loop, and the drills."""

    office: Office
    saw: dict = field(default_factory=dict)
    pages: Pages = field(default_factory=Pages)

    def __post_init__(self):
        self.hands = Hands(self.office)
        book = StoredDrills(self.office.store, self.office.keyring, self.office.records)
        self.drills = Drills(
            book=book, books=self.office.books, files=self.office.files, roster=self, judge=JUDGE, words=(DANGER,)
        )
        alarms = StoredAlarms(self.office.store, self.office.keyring, self.office.records)
        self.watch = Watchkeeping(book=alarms, people=self, pager=self.pages, times=TIMES)

    async def seen(self):
        return self.saw

    async def colleagues(self):
        return await self.hands.crew.colleagues()

    async def accounts(self):
        return await self.hands.crew.accounts()

    async def begins(self, request=REQUEST, who=BORIS):
        return await self.drills.start(who, request, self.office.now)

    async def later(self, **span):
        self.office.later(**span)
        await self.drills.tick(self.office.now)

    async def last(self):
        return (await self.drills.listed(BORIS))[0]

    async def everything(self):
        return [tell for home in range(PARTITIONS) for tell in await self.office.tells(home)]

    async def takes(self, signal, who=ANNA):
        return await self.office.claims(signal, who)

    async def closes(self, signal, who=ANNA):
        asked = self.office.asked(signal, f"close-{self.office.now}", who)
        return await self.hands.endings.close(asked, "drill", self.office.now)

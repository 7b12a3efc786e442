"""An evening of forty reports: who writes what in which language, and what the desk's people do with the queue."""

import asyncio
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.stories.desk_and_phone import has_news, quiet, reads
from tests.stories.rig import Product
from tests.stories.staffed import Colleague
from tests.stories.turns import Phone, somebody
from triage.aging import place
from triage.urgency import Urgency

FIRST_CHILD = 4000
LINES = (
    ("ru", "меня бьют прямо сейчас", "immediate"),
    ("ru", "отчим трогает меня ночью", "urgent"),
    ("ru", "мне грустно", "standard"),
    ("ru", "мама не пускает гулять", "planned"),
    ("en", "he is hitting me right now", "immediate"),
    ("kk", "өгей әкем түнде маған тиіседі", "urgent"),
    ("en", "i feel sad at home", "standard"),
    ("kk", "қазір мені ұрып жатыр", "immediate"),
    ("ru", "в школе меня дразнят", "standard"),
    ("kk", "сыныпта мені мазақтайды", "standard"),
    ("en", "how do you work?", "planned"),
    ("en", "my stepfather touches me at night", "urgent"),
)
SURVIVOR = ("ru", "Меня в детстве насиловал дядя. Тогда никто не поверил.", "")
NUMBER = re.compile(r"№(\d+)")
"""Every child's words end with hers, and every reply is for the number that was read: nothing else says whose it is."""
TIERS = ("immediate", "urgent", "standard", "planned")
A_DAY = timedelta(hours=24)


@dataclass(repr=False)
class Reporter:
    """``answered``: replies that were sent to her."""

    number: int
    phone: Phone
    words: str
    tier: str
    told: bool = False
    word: str = ""
    answered: int = 0

    async def tells(self, *, voice: bool = False) -> None:
        if voice:
            await self.phone.speaks()
        await self.phone.writes(f"{self.words} №{self.number}")
        self.told = True

    async def hides(self) -> None:
        self.word = self.phone.safe_word
        await self.phone.taps("hide")
        assert self.phone.person.chat() == []

    async def comes_back_and_reads(self) -> None:
        if self.word and not self.phone.person.chat():
            await self.phone.writes(self.word)
        if has_news(self.phone.person):
            await reads(self.phone.made, self.phone.person)

    def replies_seen(self) -> list[str]:
        """The numbers on every reply that ever stood in her chat."""
        lines = self.phone.made.peer.transcript(self.phone.person.id)
        sent = (line["text"] for line in lines if line["event"] == "sent" and "text" in line)
        return [found[1] for text in sent for found in [re.search(r"Я читаю тебя, №(\d+)\.", text)] if found]


def reporter(made: Product, number: int, line: tuple[str, str, str] | None = None) -> Reporter:
    language, words, tier = line or LINES[number % len(LINES)]
    return Reporter(number, somebody(made, FIRST_CHILD + number, language), words, tier)


@dataclass(repr=False)
class Shift:
    """What three do with the queue. ``taken``: signal → who; ``wrong``: claims over the head of somebody."""

    made: Product
    staff: Sequence[Colleague]
    reporters: dict[int, Reporter]
    taken: dict[str, str] = field(default_factory=dict)
    wrong: int = 0

    async def takes(self, who: Colleague, most: int) -> None:
        """The first of her queue, reads it, answers it; so often, or until nobody waits."""
        for _ in range(most):
            signal = await self._first(who)
            if signal is None:
                return
            await self._answers(who, signal)

    async def _first(self, who: Colleague) -> str | None:
        while waiting := (await who.columns())["waiting"]:
            status, said = await who.claims(waiting[0]["signal"])
            if status == 200:
                self.wrong += over_somebodys_head(waiting, self.made.clock())
                assert waiting[0]["signal"] not in self.taken
                self.taken[waiting[0]["signal"]] = who.id
                return str(waiting[0]["signal"])
            assert (status, said["error"]) == (409, "held")
        return None

    async def _answers(self, who: Colleague, signal: str) -> None:
        row = await who.desk.row(signal)
        number = int(NUMBER.findall(" ".join(await who.desk.reads(signal)))[-1])
        assert self.reporters[number].answered or row["urgency"] == self.reporters[number].tier
        if row["asked_to_delete"] and number % 2:
            await who.desk.verb(signal, "asked-to-delete", {"decision": "erase"})
            return
        if row["asked_to_delete"]:
            await who.desk.verb(signal, "asked-to-delete", {"decision": "keep"})
        await who.desk.sends(signal, f"Я читаю тебя, №{number}.")
        self.reporters[number].answered += 1

    async def together(self, most: int) -> None:
        """All of them at once."""
        await asyncio.gather(*(self.takes(who, most) for who in self.staff))
        await quiet(self.made)

    async def answers_who_wrote_again(self) -> None:
        for who in self.staff:
            for row in (await who.columns())["mine"]:
                if row["awaiting"] == "desk":
                    await self._answers(who, row["signal"])
        await quiet(self.made)


def over_somebodys_head(waiting: Sequence[dict[str, Any]], now: datetime) -> bool:
    """Whether anybody who waited stood higher than the first."""
    ours = places(waiting, now)
    return ours[0] > min(ours)


def places(waiting: Sequence[dict[str, Any]], now: datetime) -> list[tuple[int, datetime]]:
    """Of each row, by a count of our own, which agrees with the product's."""
    rows = [(row["urgency"], datetime.fromisoformat(row["received_at"])) for row in waiting]
    ours = [_our_place(tier, at, now) for tier, at in rows]
    assert ours == [place(Urgency(tier), at, now) for tier, at in rows]
    return ours


def _our_place(tier: str, at: datetime, now: datetime) -> tuple[int, datetime]:
    """A standard one that has waited a day stands with the urgent; nothing here waits three days."""
    return TIERS.index(tier) - (tier == "standard" and now - at >= A_DAY), at


def by_language(reporters: Sequence[Reporter]) -> dict[str, int]:
    found = sorted(one.phone.language for one in reporters)
    return {language: len(list(group)) for language, group in itertools.groupby(found)}

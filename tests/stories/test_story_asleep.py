"""Night: the only specialist falls asleep over an immediate signal. Rung by rung, until the child herself is told."""

import contextlib
import json
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.watching import FILE
from tests.peer import until
from tests.stories.desk_and_phone import has_news, presses, quick_product, quiet, reads
from tests.stories.rig import Product
from tests.stories.staffed import Colleague, counted, links, of_the_rig, one_alert_at_every_moment, rang
from tests.stories.turns import Phone, actions_of, somebody
from tests.workers.gates import Gate
from triage.alarms import parse_alarms
from triage.urgency import Urgency
from workers.pager import SAID

TIMES = parse_alarms(FILE.read_text(encoding="utf-8"), file=str(FILE))[Urgency.IMMEDIATE]
DANGER = "он бьёт меня прямо сейчас и ломает дверь"
REPLY = "Я проснулась и читаю тебя. Синица"
ANNAS, BORIS_S = 900, 901
ALL_RUNGS = ((1, 0, 1, 0), (1, 0, 1, 0), (1, 1, 1, 0), (1, 1, 1, 1))
"""What each rung after the first adds, as ``Night.rings``. OUTSIDE, SHIFT, SUPERVISORS, ANYONE."""


@dataclass(repr=False)
class Night:
    """``pages``: the second channel, a real server."""

    made: Product
    anna: Colleague
    boris: Colleague
    child: Phone
    pages: Gate

    async def goes_by(self, passed: timedelta) -> tuple[int, int, int, int]:
        """What rang in this time: (Anna's telephone, Boris's, pages, sentences to the child)."""
        before = self._so_far()
        self.made.clock.offset += passed
        self.made.peer.advance(seconds=0.001)
        await self.made.house.watch.tick(self.made.clock())
        await quiet(self.made)
        return tuple(now - then for now, then in zip(self._so_far(), before, strict=True))

    def _so_far(self):
        said = self.child.text("unanswered")
        told = sum(line["event"] in {"sent", "edited"} and line.get("text") == said for line in self.transcript)
        return rang(self.made, self.anna.phone), rang(self.made, self.boris.phone), len(self.pages.got), told

    @property
    def transcript(self):
        return self.made.peer.transcript(self.child.person.id)

    async def climbs(self, wait):
        """From rung to rung: a second before its time nothing rings."""
        for expected in ALL_RUNGS:
            assert await self.goes_by(wait - SECOND) == NOTHING
            assert await self.goes_by(SECOND) == expected
            wait = TIMES.gap

    async def is_told_once(self):
        """And it is rung on and on, until somebody answers; the child hears it no second time."""
        for _ in range(3):
            anna, boris, pages, told = await self.goes_by(TIMES.gap)
            assert min(anna, boris, pages) >= 1
            assert told == 0
        said, ever = self.child.text("unanswered"), self.child.ever
        assert ever.count(said) == 1


SECOND, NOTHING = timedelta(seconds=1), (0, 0, 0, 0)


@pytest.fixture
async def night(tmp_path, monkeypatch):
    gate = Gate()
    async with contextlib.AsyncExitStack() as stack:
        url = await stack.enter_async_context(gate.listening())
        made = await stack.enter_async_context(
            quick_product(tmp_path, monkeypatch, alert_webhook_url=url, watch_every_s=30)
        )
        anna = await stack.enter_async_context(of_the_rig(made, "intake", ANNAS))
        boris = await stack.enter_async_context(of_the_rig(made, "fallback", BORIS_S))
        await links(made, boris.member, boris.phone)
        yield Night(made, anna, boris, somebody(made), gate)


async def test_she_saw_it_and_slept_and_the_next_night_she_took_it_and_slept(night):
    await she_saw_it_and_slept(night)
    night.child = somebody(night.made, 1002)
    await she_took_it_and_slept(night)


async def she_saw_it_and_slept(night):
    await night.child.writes(DANGER)
    assert rang(night.made, night.anna.phone) == 1
    await presses(night.made, night.anna.phone, "Вижу")
    assert not any("seen" in actions_of(one) for one in night.anna.phone.chat() if one.by_bot)
    await night.climbs(TIMES.seen)
    await the_child_sees_who_answers_now(night)
    await she_wakes(night)


async def she_took_it_and_slept(night):
    await night.child.writes(DANGER)
    await night.goes_by(SECOND)
    signal = (await night.anna.columns())["waiting"][0]["signal"]
    assert (await night.anna.claims(signal))[0] == 200
    assert await night.goes_by(SECOND) == NOTHING, "a claim is seen by the watch, and rings nobody"
    await night.climbs(TIMES.held)
    await the_child_sees_who_answers_now(night)
    await she_wakes(night)


async def the_child_sees_who_answers_now(night):
    """The honest sentence with the number of the pack, in place of the last screen; the others are one tap away.

    What she opens then stays open, however long it goes on ringing elsewhere.
    """
    said = next(one for one in night.child.person.chat() if one.text == night.child.text("unanswered"))
    assert "112" in said.text
    night.child.has_help_and_hide()
    assert {line["event"] for line in night.transcript[-1:]} == {"edited"}, "no new message: her telephone stays still"
    await night.child.taps("numbers")
    shown = night.child.person.last.text
    assert "112" in shown
    assert "111" in shown
    await night.is_told_once()
    assert night.child.person.last.text == shown


async def she_wakes(night):
    await night.anna.signs_in()
    rows = [row for column in (await night.anna.columns()).values() for row in column]
    (signal,) = [row["signal"] for row in rows if row["awaiting"] == "desk"]
    await night.anna.desk.replies(signal, REPLY)
    assert has_news(night.child.person)
    await reads(night.made, night.child.person)
    assert sum(REPLY in said for said in night.child.said) == 1
    assert night.child.text("unanswered") not in night.child.said
    for _ in range(5):
        assert await night.goes_by(TIMES.held) == NOTHING, "it is quiet"
    for who in (night.anna, night.boris):
        assert counted(night.made, who.phone) == 0
        one_alert_at_every_moment(night.made, who.phone)
    await until(lambda: len(night.pages.got) > 0)
    assert {bytes(body) for _, body, _ in night.pages.got} == {json.dumps({"text": SAID}).encode()}

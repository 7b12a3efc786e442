"""A drill: nobody's signal goes the real way to the real shift, and how long that took is written down.

Until somebody takes it, it rings like any other; it stands behind every child who waits for minutes or is in danger
now, ends when such danger comes, and half an hour later it is gone.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from desk import access
from desk.access import Refused
from desk.asking import rings_at
from desk.drill_book import Drill, DrillBook, Running, Seen
from desk.people import Colleague
from desk.ports import Books, Change, Files, JournalLine, OpenedThread, Outcome, Word
from triage import card as cards
from triage import interview
from triage.card import Card
from triage.case import Case
from triage.ids import PARTITIONS, UpdateId
from triage.interview import Talk
from triage.judge import Judge
from triage.urgency import REAL_FIRST, Urgency

LASTS: Final = timedelta(minutes=30)
"""The whole ladder of an ``immediate`` signal is climbed within ten (packs/common/alarms.toml)."""
NEVER_BEGAN: Final = timedelta(minutes=2)
"""Longer than any save: what was announced and does not stand by then was lost in a crash."""
QUIET: Final = timedelta(hours=1)
"""Who wrote within it from danger is still in the desk's hands and heart: no bell for practice then."""
TOLD_FOR: Final = timedelta(hours=1)
"""As long as that the console says to everybody that it was a drill: who was rung may come to it late."""
_LOOKED_AT: Final = 300


@dataclass(frozen=True, kw_only=True)
class Drills:
    """``words``: what a drill says, one of several; each is ``immediate`` by the rules (tested)."""

    book: DrillBook
    books: Books
    files: Files
    roster: Seen
    judge: Judge
    words: tuple[str, ...]

    async def start(self, who: Colleague, request: str, now: datetime) -> Drill:
        """The same ``request`` (32 hexadecimal digits) twice begins one. Raises Unavailable.

        Refused: ``not-allowed``, ``drill-runs``, ``real-first`` (one of ``REAL_FIRST`` waits, or wrote within QUIET).
        """
        access.check("drill", who.role)
        if known := await self._of_request(request):
            return known
        if await self._children_first(now):
            raise Refused("real-first")
        thread = await self.books.open_thread(int(request[0], 16) % PARTITIONS)
        drill = Drill(request=request, signal=thread.signal, by=who.member, at=now)
        if not await self.book.begin(drill):
            if known := await self._of_request(request):
                return known
            raise Refused("drill-runs")
        await self.books.save(self._change(drill, thread))
        return drill

    async def _of_request(self, request: str) -> Drill | None:
        running = await self.book.running()
        if running is not None and running.drill.request == request:
            return running.drill
        known = next((one for one in await self.book.past() if one.request == request), None)
        if known is None and running is not None:
            raise Refused("drill-runs")
        return known

    async def _children_first(self, now: datetime) -> bool:
        """Held or not. By tier alone, so that none who waited out a lesser promise hides one; more than are looked at
        are taken for one who waits.
        """
        head = await self.files.queue(_LOOKED_AT)
        real = [card for card in head if card.urgency in REAL_FIRST and _is_real(card)]
        return len(real) == _LOOKED_AT or any(
            card.awaiting == "desk" or now - card.last_word_at < QUIET for card in real
        )

    async def _danger_came(self, drill: Drill) -> bool:
        head = await self.files.queue(_LOOKED_AT)
        real = (card for card in head if card.urgency is Urgency.IMMEDIATE and card.signal != drill.signal)
        return any(_is_real(card) and card.awaiting == "desk" for card in real)

    def _change(self, drill: Drill, thread: OpenedThread) -> Change:
        """As a newcomer's first words, but for the return address: there is nobody to answer."""
        text = self.words[int(drill.request[1:3], 16) % len(self.words)]
        talk = interview.said(Talk(), self.judge.classes(text), pin=False)
        weighed = self.judge.assess(interview.facts_of(talk, "ru"), talk.classes)
        card = Card(
            signal=drill.signal,
            urgency=Urgency.IMMEDIATE,
            reasons=(),
            received_at=drill.at,
            last_word_at=drill.at,
            language="ru",
            words=1,
            case=Case(drill=True),
        )
        card = cards.weighed(card, weighed, talk)
        return Change(
            home=int(drill.request[0], 16) % PARTITIONS,
            update=UpdateId(f"drill-{drill.request}"),
            now=drill.at,
            card=card,
            opened=thread,
            words=(Word(text=text, source="text", asked="first", at=drill.at),),
            tells=rings_at(card),
            journal=(JournalLine(at=drill.at, by="reporter", verb="received"),),
        )

    async def listed(self, who: Colleague) -> tuple[Drill, ...]:
        """What runs (to whoever began it alone: all others are to be surprised), then what ended.

        Raises Refused("not-allowed") or Unavailable.
        """
        access.check("drill", who.role)
        running = await self.book.running()
        mine = (running.drill,) if running and running.drill.by == who.member else ()
        return (*mine, *await self.book.past())

    async def over(self, now: datetime) -> Drill | None:
        """The last one, for TOLD_FOR: whoever was rung or looked must learn that no child vanished."""
        last = await self.book.last()
        return last if last and last.ended_at and now - last.ended_at < TOLD_FOR and last.ended != "failed" else None

    async def tick(self, now: datetime) -> None:
        """Any number of times, in any number of processes. Raises Unavailable; the next round goes on from there."""
        running = await self.book.running()
        if running is None:
            return
        card = await self.book.card(running.drill.signal)
        if card is None:
            await self._gone(running, now)
            return
        drill = running.drill if running.drill.leaving else await self._measured(running.drill, card, now)
        noted = running if drill == running.drill else await self.book.note(running, drill)
        if noted is None or not drill.leaving:
            return
        detail = drill.ended if drill.ended != "claimed" else ""
        line = JournalLine(at=now, by="house", verb="drill-ended", detail=detail)
        if await self.book.erase(drill.signal, line) is not Outcome.LOST:
            await self.book.finish(noted)

    async def _gone(self, running: Running, now: datetime) -> None:
        """Erased before a crash, or never there."""
        noted: Running | None = running
        if not running.drill.leaving:
            if now - running.drill.at < NEVER_BEGAN:
                return
            noted = await self.book.note(running, _over(running.drill, "failed", now))
        if noted is not None:
            await self.book.finish(noted)

    async def _measured(self, drill: Drill, card: Card, now: datetime) -> Drill:
        """Whoever began it knew of it: what she does is no answer."""
        said = [at for member, at in (await self.roster.seen()).items() if member != drill.by and at >= drill.at]
        took = [at for member, at in await self.book.claims(drill.signal) if member != drill.by]
        drill = replace(
            drill,
            seen_s=drill.seen_s if drill.seen_s is not None else _seconds(drill, min(said, default=None)),
            claimed_s=_seconds(drill, min(took, default=None)),
        )
        stopped = cards.is_closed(card) or (card.held_by is None and await self._danger_came(drill))
        if not stopped and now - drill.at < LASTS:
            return drill
        return _over(drill, "claimed" if drill.claimed_s is not None else "stopped" if stopped else "missed", now)


def _over(drill: Drill, ended: str, now: datetime) -> Drill:
    return replace(drill, ended=ended, leaving=True, ended_at=now)


def _is_real(card: Card) -> bool:
    return not card.case.drill and not cards.is_draft(card)


def _seconds(drill: Drill, at: datetime | None) -> int | None:
    return None if at is None else max(0, round((at - drill.at).total_seconds()))

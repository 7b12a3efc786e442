"""What keeps silence from being missed: who waits is rung for, rung by rung, until somebody has answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from desk.people import Colleague, on_duty
from desk.ports import Outcome, Versioned
from triage.alarms import WAKES, Alarm, Climb, Needs, OnDuty, Rung, Times, Waits, Watch, climb, on_shift_of, told
from triage.card import Card, is_draft
from triage.case import CALLS_A_SUPERVISOR
from triage.ids import AccountId, MemberId, SignalId
from triage.tells import RingDesk, StillWaiting, Tell
from triage.urgency import RANK, Urgency

MOST_AT_ONCE = 200
"""Signals that one round looks at; the others are due in the next, a moment later."""
UNMANNED_AGAIN = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A signal as its alarm sees it. ``raw`` is the alarm as it was read, for the save to compare."""

    versioned: Versioned
    alarm: Alarm | None
    raw: str


class AlarmBook(Protocol):
    """The alarms in the store. Every method raises Unavailable."""

    async def due(self, now: datetime, most: int) -> tuple[SignalId, ...]:
        """Signals to look at now, the longest overdue first."""

    async def look(self, signal: SignalId) -> Watched | None:
        """None where it was erased."""

    async def save(self, signal: SignalId, before: Watched, step: Climb, tells: tuple[Tell, ...]) -> Outcome:
        """Alarm, next due time and promises as one; LOST where signal or alarm changed meanwhile."""

    async def rest(self, signal: SignalId) -> None:
        """Nothing waits there any more."""

    async def open_conversations(self) -> Mapping[MemberId, int]:
        """How many signals each holds whose reporter waits for an answer."""


class People(Protocol):
    """Who may be told. Every method raises Unavailable."""

    async def colleagues(self) -> tuple[Colleague, ...]:
        """Every enrolled member."""

    async def accounts(self) -> Mapping[MemberId, AccountId]:
        """The chats of those who linked one."""

    async def seen(self) -> Mapping[MemberId, datetime]:
        """When each said «Вижу» last."""


class Pager(Protocol):
    """The second channel: a pager, an SMS gate, mail, devices. Never raises; answers whether anybody took it."""

    async def page(self, what: str, whom: frozenset[MemberId] | None = None, /) -> bool:
        """``what``: ``waiting``, ``unmanned`` or ``canary``, never more. ``whom``: members whose devices ring.

        None: nobody of the desk, it is for the operator.
        """


@dataclass
class Watchkeeping:
    """``crew``: who works here as of the last round, for whoever must say when a person reads.

    ``page_due``: what the second channel has not taken yet, and ``page_to`` whose devices it is for.
    """

    book: AlarmBook
    people: People
    pager: Pager
    times: Mapping[Urgency, Times]
    unmanned_paged: datetime | None = None
    page_due: str = ""
    page_to: frozenset[MemberId] = frozenset()
    crew: tuple[Colleague, ...] = field(default=())

    async def tick(self, now: datetime) -> None:
        """One round. Raises Unavailable; the next round begins where this one stopped."""
        self.crew = await self.people.colleagues()
        signals = await self.book.due(now, MOST_AT_ONCE)
        manned = bool(on_shift_of([on_duty(one, now, 0) for one in self.crew]))
        if self._page_unmanned(now, manned=manned):
            everybody = [on_duty(one, now, 0) for one in self.crew]
            self.page_due, self.page_to = "unmanned", self.page_to | told(Rung.SUPERVISORS, Needs(), everybody)
        try:
            if signals:
                await self._round(signals, now)
        finally:  # what was rung is in the store by now: its page must go out, whatever else failed, until it was taken
            if self.page_due and await self.pager.page(self.page_due, self.page_to):
                self.page_due, self.page_to = "", frozenset()

    def _page_unmanned(self, now: datetime, *, manned: bool) -> bool:
        """Somebody should be there by the roster, and nobody is: an alarm of its own."""
        should = any(one.should_be_on(now) for one in self.crew)
        if manned or not should:
            self.unmanned_paged = None
            return False
        if self.unmanned_paged and now - self.unmanned_paged < UNMANNED_AGAIN:
            return False
        self.unmanned_paged = now
        return True

    async def _round(self, signals: Iterable[SignalId], now: datetime) -> None:
        accounts, seen = await self.people.accounts(), await self.people.seen()
        busy = await self.book.open_conversations()
        crew = tuple(on_duty(one, now, busy.get(one.member, 0)) for one in self.crew)
        for signal in signals:
            whom = await self._watched(signal, Round(now, crew, accounts, seen))
            if whom is not None:
                self.page_due, self.page_to = "waiting", self.page_to | whom

    async def _watched(self, signal: SignalId, round_: "Round") -> frozenset[MemberId] | None:
        """Whom the second channel is to reach, None while it is not its turn."""
        found = await self.book.look(signal)
        if found is None or not _waits(found.versioned.card):
            await self.book.rest(signal)
            return None
        card = found.versioned.card
        lowest = round_.lowest(card, found.alarm)
        waits = Waits(tier=card.urgency, since=card.last_word_at, holder=card.held_by, lowest=lowest)
        step = climb(found.alarm, waits, round_.watch(found.alarm), self.times[card.urgency])
        members = told(step.rings, needs_of(card), round_.crew, card.held_by) if step.rings is not None else frozenset()
        saved = await self.book.save(signal, found, step, self._tells(found, step, members, round_))
        outside = step.rings is not None and step.rings >= Rung.OUTSIDE
        # nobody outside is called for a drill
        return members if outside and saved is Outcome.SAVED and not card.case.drill else None

    def _tells(self, found: Watched, step: Climb, members: frozenset[MemberId], round_: "Round") -> tuple[Tell, ...]:
        """The reporter hears it once a ladder, held or not: what comes again would take the place of her screens."""
        if step.rings is None:
            return ()
        card, before = found.versioned.card, found.alarm
        rings = [RingDesk(account=round_.accounts[one]) for one in sorted(members) if one in round_.accounts]
        first = step.alarm.rung is Rung.ANYONE and (before is None or before.rung is not Rung.ANYONE)
        waiting = [StillWaiting(account=card.account, signal=card.signal)] if first and card.account else []
        return (*rings, *waiting)


@dataclass(frozen=True)
class Round:
    """What is the same for every signal of one round."""

    now: datetime
    crew: tuple[OnDuty, ...]
    accounts: Mapping[MemberId, AccountId]
    seen: Mapping[MemberId, datetime]

    def watch(self, alarm: Alarm | None) -> Watch:
        """«Вижу» of anybody counts for a signal that waits; for one in somebody's hands only the holder's."""
        holder = alarm.holder if alarm else None
        said = [at for member, at in self.seen.items() if holder in {None, member}]
        return Watch(now=self.now, seen_at=max(said, default=None), manned=bool(on_shift_of(self.crew)))

    def lowest(self, card: Card, alarm: Alarm | None) -> Rung:
        """With no chat that the words themselves could ring, a wait begins outside: else nobody hears for a whole rung.

        By night, with nobody on shift, what wakes nobody goes on waiting (domain.md §3.1).
        """
        begins = alarm is None or RANK[card.urgency] < RANK[alarm.tier]
        wakes = card.urgency in WAKES or bool(on_shift_of(self.crew))
        silent = begins and wakes and not self.accounts
        return max(lowest_of(card), Rung.OUTSIDE) if silent else lowest_of(card)


def _waits(card: Card) -> bool:
    return card.awaiting == "desk" and not is_draft(card)


def needs_of(card: Card) -> Needs:
    """What would suit this signal best."""
    skill = "online" if "online_safety" in card.routes else "survivor" if card.reporter == "adult_survivor" else None
    child = card.age_band in {"child", "preteen"}
    return Needs(
        language=card.language or None,
        region=card.region,
        skill=skill or ("child" if child else None),
        before=card.case.before,
    )


def lowest_of(card: Card) -> Rung:
    """What was handed to the supervisors' desk, or went worse after closing (rule 32), begins with them."""
    theirs = card.case.desk == "fallback" or card.case.after in CALLS_A_SUPERVISOR
    return Rung.SUPERVISORS if theirs and card.held_by is None else Rung.FITTING

"""The verbs of a specialist on shift. Each is asked with who asks; each leaves a line in the journal."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desk import access
from desk.access import Refused
from desk.acting import ATTEMPTS, Act, Acting, Asked, held, news, rings
from desk.counting import LinedUp, claim_counted
from desk.people import Colleague, Link, Roster
from desk.ports import Deed, Enclosed, JournalLine, OpenedSignal, Outcome, Reply, Unavailable
from triage import card as cards
from triage import quality
from triage.card import Card
from triage.casework import opined
from triage.ids import Address, EntryId, UpdateId
from triage.shifts import Said
from triage.tells import FewerWait, Tell

MOST_IN_QUEUE = 200
"""Cards that one look at the queue shows; the head is always complete."""


ONE_READING = timedelta(minutes=5)
"""Reads of one member in a row that the journal keeps as one."""
LOST_STATES = frozenset({"undelivered", "waiting", "sealed"})
"""Of a reply that may be sent again; one that was shown, or never was, may not."""


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Claim, read, reply, note, release: never a word of them in clear, but the reply that Telegram will show.

    Every verb raises Refused (``not-allowed``, ``gone``, ``held``, ``not-yours``, ``not-asked``) or Unavailable. What
    an adult has not consented to (P-03.2) is ``gone`` like what was erased: nobody can tell one from the other.
    """

    files: LinedUp
    roster: Roster

    @property
    def acting(self) -> Acting:
        """How each of them is done."""
        return Acting(files=self.files)

    async def queue(self, who: Colleague, now: datetime | None = None) -> tuple[Card, ...]:
        """Open signals, the most urgent first, then the longest waiting, who rise with time."""
        access.check("queue", who.role)
        return tuple(card for card in await self.files.queue(MOST_IN_QUEUE, now) if not cards.is_draft(card))

    async def claim(self, asked: Asked) -> Card:
        """The signal is in the asker's hands, or Refused("held", by) names whose it is. One winner."""

        def taken(card: Card) -> Card:
            if cards.is_closed(card):
                raise Refused("closed")
            if card.held_by not in {None, asked.who.member}:
                raise Refused("held", by=card.held_by or "")
            return cards.held(card, asked.who.member, asked.now)

        counting = claim_counted(self.files, asked.now)
        act = Act(right="claim", verb="claimed", change=taken, counting=counting, only_changes=True)
        return await self.acting.done(asked, act)

    async def release(self, asked: Asked) -> Card:
        """The signal waits for anybody again; an adult's without her consent is closed to the desk (P-03.2)."""

        def given_back(card: Card) -> Card:
            free = cards.released(held(card, asked))
            # somebody waits whom she gives away: the first ring is not for her, who answered last
            waits = card.awaiting == "desk" and free.case.before == asked.who.member
            return replace(free, case=replace(free.case, before=None)) if waits else free

        def tells(card: Card) -> tuple[Tell, ...]:
            return () if cards.is_draft(card) or card.case.before == asked.who.member else rings(card)

        return await self.acting.done(asked, Act(right="release", verb="released", change=given_back, tells=tells))

    async def read(self, asked: Asked) -> OpenedSignal:
        """Everything sealed of a signal; the reading is journaled before it is answered."""
        access.check("read", asked.who.role)
        opened = await self.files.read(asked.signal, asked.who.desk)
        if opened is None or cards.is_draft(opened.card):
            raise Refused("gone")
        if not _just_read(asked, opened):
            line = JournalLine(at=asked.now, by=asked.who.member, verb="opened")
            await self.files.note_reading(asked.signal, line)
        return opened

    async def reply(self, asked: Asked, reply: Reply) -> Card:
        """The reply is in the thread, and on its way to the reporter; the same entry twice is one reply.

        Refused("other-door"): text for a page that opens replies itself, or none for Telegram.
        """

        def change(card: Card) -> Card:
            mine = held(card, asked)
            if bool(reply.text) is (card.door == cards.WEB_DOOR):
                raise Refused("other-door")
            return cards.answered(mine)

        act = Act(right="reply", verb="replied", change=change, tells=news, enclosed=Enclosed(reply=reply))
        return await self.acting.done(asked, act)

    async def again(self, asked: Asked, entry: EntryId, text: str) -> Card:
        """A reply that she has not been shown, once more from the specialist's browser: at Telegram only.

        Refused("other-door"): her page has it already. One that is sealed for a page she has left is lost at Telegram.
        """
        access.check("reply", asked.who.role)
        if await self.files.reply_state(asked.signal, entry) not in LOST_STATES:
            raise Refused("nothing-to-send")

        def change(card: Card) -> Card:
            if card.door == cards.WEB_DOOR:
                raise Refused("other-door")
            return held(card, asked)

        enclosed = Enclosed(again=(entry, text))
        act = Act(right="reply", verb="replied-again", change=change, tells=news, enclosed=enclosed)
        return await self.acting.done(asked, act)

    async def note(self, asked: Asked, note: EntryId, box: str) -> Card:
        """A note under the desk key (protocol 6)."""

        def change(card: Card) -> Card:
            return opined(card, asked.who.member)

        act = Act(right="note", verb="noted", change=change, enclosed=Enclosed(note=(note, box)))
        return await self.acting.done(asked, act)

    async def keep(self, asked: Asked) -> Card:
        """Asked to delete, and a human decides that the signal stays."""
        act = Act(right="decide-deletion", verb="kept", change=lambda card: cards.kept(held(card, asked)))
        return await self.acting.done(asked, act)

    async def erase(self, asked: Asked) -> None:
        """Asked to delete, and a human agrees. Only what was asked for can be erased."""
        access.check("decide-deletion", asked.who.role)
        for _ in range(ATTEMPTS):
            versioned = await self.acting.card(asked)
            if not held(versioned.card, asked).asked_to_delete:
                raise Refused("not-asked")
            deed = Deed(
                request=asked.request,
                card=versioned.card,
                card_version=versioned.version,
                line=JournalLine(at=asked.now, by=asked.who.member, verb="erased"),
                tells=(FewerWait(signal=asked.signal),),
                counts=quality.moved(versioned.card, None, asked.now),
            )
            if await self.files.erase(deed) is not Outcome.LOST:
                return
        raise Unavailable(asked.signal)

    async def offer_link(self, who: Colleague) -> str:
        """A one-time code for ``who``'s own Telegram account."""
        access.check("link", who.role)
        return await self.roster.offer_link(who.member)

    async def link(self, code: str, address: Address, update: UpdateId, now: datetime) -> Link:
        """From the bot's side: whoever writes the code to the bot is the member it was made for."""
        return await self.roster.link(code, address, update, now)

    async def of_address(self, address: Address) -> Colleague | None:
        """Whose chat with the desk this is."""
        return next((one for one in await self.roster.colleagues() if one.address == address), None)

    async def shift(self, who: Colleague, now: datetime, *, on: bool) -> None:
        """She begins or ends her shift by hand."""
        access.check("shift", who.role)
        line = JournalLine(at=now, by=who.member, verb="shift-on" if on else "shift-off")
        await self.roster.say(who.member, Said(on=on, at=now), line)

    async def see(self, who: Colleague, now: datetime) -> None:
        """«Вижу»: what rang for her is acknowledged, for the time that the pack gives."""
        access.check("shift", who.role)
        await self.roster.see(who.member, now)


def _just_read(asked: Asked, opened: OpenedSignal) -> bool:
    """An open page reads again whenever something changes; one line says so for ONE_READING."""
    last = opened.journal[-1] if opened.journal else None
    same = last is not None and last.by == asked.who.member and last.verb == "opened"
    return same and last is not None and asked.now - last.at < ONE_READING

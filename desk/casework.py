"""A signal goes up, down or into other hands. Each verb leaves a line in the journal."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from desk import access
from desk.access import Refused
from desk.acting import Act, Acting, Asked, People, held, in_reach, must, rings, still_open
from desk.ports import Enclosed
from triage import casework
from triage.card import Card
from triage.ids import AccountId, EntryId, MemberId
from triage.tells import RingDesk, Tell
from triage.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class Casework:
    """Every verb raises Refused (``not-allowed``, ``gone``, ``not-yours``, and what it names) or Unavailable.

    ``desk_key``: a desk → the name of its public key as it is now (protocol 0, 9.3); "" for no such desk.
    """

    acting: Acting
    people: People
    desk_key: Callable[[str], Awaitable[str]]

    async def raise_to(self, asked: Asked, urgency: Urgency) -> Card:
        """By anybody on duty, at once; the desk rings. Refused("not-higher")."""

        def change(card: Card) -> Card:
            return must(casework.raised_to(still_open(card), urgency), "not-higher")

        act = Act(right="raise", verb="raised", change=change, tells=rings, detail=urgency.value)
        return await self.acting.done(asked, act)

    async def lower_to(self, asked: Asked, urgency: Urgency, reason: tuple[EntryId, str]) -> Card:
        """By the holder; the reason is a sealed note (protocol 6) in the same step. Refused("not-lower")."""

        def change(card: Card) -> Card:
            return must(casework.lowered_to(held(card, asked), urgency, by=asked.who.member), "not-lower")

        enclosed = Enclosed(note=reason)
        act = Act(right="lower", verb="lowered", change=change, detail=urgency.value, enclosed=enclosed)
        return await self.acting.done(asked, act)

    async def hand_over(self, asked: Asked, to: MemberId) -> Card:
        """To a colleague, whose chat rings, and that of whoever held it; for the reporter nothing changes.

        Refused: ``no-such-colleague``, ``needs-a-reason`` (a supervisor's own hands: that is ``break_glass``).
        """
        access.check("hand-over", asked.who.role)
        calls, chats = await self._call(asked, to), await self.people.accounts()

        def change(card: Card) -> Card:
            before = in_reach(card, asked)
            if to == asked.who.member and before.held_by not in {None, to}:
                raise Refused("needs-a-reason")
            return casework.taken_from(before, casework.handed_over(before, to, asked.now), asked.who.member, asked.now)

        act = Act(
            right="hand-over",
            verb="handed-over",
            change=change,
            tells=lambda card: (*calls(card), *_former(card, chats)),
            detail=to,
        )
        return await self.acting.done(asked, act)

    async def break_glass(self, asked: Asked, of: MemberId, reason: tuple[EntryId, str]) -> Card:
        """A supervisor takes it out of ``of``'s hands, with a sealed reason (protocol 6) in the same step.

        ``of`` hears it in her chat, the reporter hears nothing. Refused: ``not-held``, ``held`` (by another since).
        """
        access.check("break-glass", asked.who.role)
        chats = await self.people.accounts()

        def change(card: Card) -> Card:
            before = still_open(card)
            if before.held_by in {None, asked.who.member}:
                raise Refused("not-held")
            if before.held_by != of:
                raise Refused("held", by=before.held_by or "")
            mine = casework.handed_over(before, asked.who.member, asked.now)
            return casework.taken_from(before, mine, asked.who.member, asked.now)

        act = Act(
            right="break-glass",
            verb="broke-glass",
            change=change,
            tells=lambda card: _former(card, chats),
            detail=of,
            enclosed=Enclosed(note=reason),
        )
        return await self.acting.done(asked, act)

    async def hand_to_desk(self, asked: Asked, desk: str, thread: tuple[str, str]) -> Card:
        """To another desk, whose members' chats ring. ``thread``: (name of its key, the thread's key sealed to it).

        Refused: ``wrong-key`` (another one than that desk's), ``same-desk``, ``undecided``, ``needs-a-reason`` (what a
        colleague holds, to the asker's own desk).
        """
        kid, box = thread
        if not kid or await self.desk_key(desk) != kid:
            raise Refused("wrong-key")
        theirs = [one.member for one in await self.people.colleagues() if one.desk == desk]
        chats = await self.people.accounts()
        chimes = tuple(RingDesk(account=chats[one], called=True) for one in theirs if one in chats)

        def change(card: Card) -> Card:
            if in_reach(card, asked).case.desk == desk:
                raise Refused("same-desk")
            if desk == asked.who.desk and card.held_by not in {None, asked.who.member}:
                raise Refused("needs-a-reason")  # out of a colleague's hands to her own desk: that is ``break_glass``
            free = casework.handed_to_desk(must(card if casework.may_close(card) else None, "undecided"), desk)
            return casework.taken_from(card, free, asked.who.member, asked.now)

        act = Act(
            right="hand-over",
            verb="handed-to-desk",
            change=change,
            tells=lambda card: (*(chimes or rings(card)), *_former(card, chats)),
            detail=desk,
            enclosed=Enclosed(thread=(desk, kid, box)),
        )
        return await self.acting.done(asked, act)

    async def ask_opinion(self, asked: Asked, of: MemberId) -> Card:
        """A colleague is rung and finds it in a column of her own; the holder stays. Refused("no-such-colleague")."""
        access.check("ask-opinion", asked.who.role)
        calls = await self._call(asked, of)

        def change(card: Card) -> Card:
            return casework.asked_opinion(held(card, asked), of)

        return await self.acting.done(
            asked, Act(right="ask-opinion", verb="asked-opinion", change=change, tells=calls, detail=of)
        )

    async def _call(self, asked: Asked, member: MemberId) -> Callable[[Card], tuple[Tell, ...]]:
        """A ring without content for one colleague; nobody rings for herself."""
        if all(one.member != member for one in await self.people.colleagues()):
            raise Refused("no-such-colleague")
        chats = await self.people.accounts()
        rung = member in chats and member != asked.who.member
        tells = (RingDesk(account=chats[member], called=True),) if rung else ()
        return lambda _card: tells


def _former(card: Card, chats: Mapping[MemberId, AccountId]) -> tuple[Tell, ...]:
    """A ring without content for whoever held it until somebody else took it away; her console says who and when."""
    of = card.case.taken.of if card.case.taken else None
    return (RingDesk(account=chats[of], called=True),) if of in chats and of is not None else ()

"""Telling others outside, and the end of support: the reporter hears of both first. Each verb is journaled."""

from dataclasses import dataclass
from datetime import datetime

from desk.access import Refused
from desk.acting import Act, Acting, Asked, held, must, news, rings
from triage import card as cards
from triage import casework
from triage.card import Card
from triage.case import DRILLED, OUTSIDE, WAYS, Telling
from triage.casework import Closing
from triage.tells import Tell


@dataclass(frozen=True, kw_only=True)
class Endings:
    """Every verb raises Refused (``not-allowed``, ``gone``, ``not-yours``, and what it names) or Unavailable.

    ``outcomes``: ids that support may be closed with.
    """

    acting: Acting
    outcomes: frozenset[str]

    async def say_first(self, asked: Asked, to: str, way: str) -> Card:
        """Step one: what she reads next says that her words go outside (rule 29). Refused("already")."""
        telling = _telling(asked, to, way)

        def change(card: Card) -> Card:
            return must(casework.said(held(card, asked), telling), "already")

        return await self.acting.done(asked, Act(right="tell-outside", verb="told-reporter", change=change, tells=news))

    async def mark_told(self, asked: Asked, to: str, at: datetime) -> Card:
        """Step two: the desk has told them, at that time. Refused: ``say-first``, ``not-yet`` (a time to come)."""
        if at > asked.now:
            raise Refused("not-yet")

        def change(card: Card) -> Card:
            return must(casework.told(held(card, asked), to, at, asked.who.member), "say-first")

        return await self.acting.done(asked, Act(right="tell-outside", verb="told", change=change))

    async def close(self, asked: Asked, outcome: str, seen: datetime) -> Card:
        """Support ends for now, with the reporter's last words ``seen``; she is asked once how it is (rule 32).

        Refused: ``no-such-outcome``, ``undecided``, ``new-words``. Nothing sealed is erased: that is retention's.
        """
        if outcome not in {*self.outcomes, DRILLED}:
            raise Refused("no-such-outcome")

        def change(card: Card) -> Card:
            mine = held(card, asked)  # first: to nobody else may an answer tell a drill from a signal
            must(((outcome == DRILLED) is mine.case.drill) or None, "no-such-outcome")
            must(casework.may_close(mine) or None, "undecided")
            must(int(card.last_word_at.timestamp()) <= int(seen.timestamp()) or None, "new-words")
            return casework.closed(card, Closing(outcome=outcome, at=asked.now, by=asked.who.member, seen=seen))

        def told(card: Card) -> tuple[Tell, ...]:
            return news(card) if card.case.after == "asked" else ()

        return await self.acting.done(asked, Act(right="close", verb="closed", change=change, tells=told))

    async def reopen(self, asked: Asked) -> Card:
        """Closed too early: it waits for anybody again. Refused("not-closed")."""

        def change(card: Card) -> Card:
            must(cards.is_closed(card) or None, "not-closed")
            return casework.reopened(card, asked.now)

        return await self.acting.done(asked, Act(right="reopen", verb="reopened", change=change, tells=rings))


def _telling(asked: Asked, to: str, way: str) -> Telling:
    if to not in OUTSIDE or way not in WAYS:
        raise Refused("not-asked")
    return Telling(to=to, way=way, said_at=asked.now, said_by=asked.who.member)

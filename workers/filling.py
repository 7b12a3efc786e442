"""What a screen says at the moment it is shown: how things stand, whether somebody reads, what happens next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from desk.chat import Chat
from desk.hours import Hours
from i18n.screens import SCREENS, Screen, screen
from i18n.watermark import watermarked
from i18n.words import Words
from triage import card as cards
from triage.card import Card
from triage.steps import Standing, steps
from workers.ports import Chats

Values = dict[str, str | int]
_BY_ROUTE = {"doctor": "medical", "advocate": "legal_aid"}
"""Explained only where it applies (conversation.md, rule 20)."""
_PROFESSIONALS = frozenset({"professional", "teacher"})
DEFAULTS: Mapping[str, str] = {"lead": "none", "about": "me"}


@dataclass(frozen=True, kw_only=True)
class Filling:
    """``organisations``: (language, region) → the lines of those that help adults. ``demo``: every screen says so.

    ``bot``: the name of the children's bot, for whoever writes to the desk's by mistake; "" where it was not given.
    """

    chats: Chats
    words: Words
    hours: Hours
    clock: Callable[[], datetime]
    organisations: Callable[[str, str], str]
    demo: bool = False
    bot: str = ""

    async def values(self, chat: Chat, name: str, given: Mapping[str, str | int]) -> Values:
        """Only what the screen asks for: what was promised earlier may know more."""
        wanted, card = SCREENS[name].values, chat.card
        told: Values = {**DEFAULTS, **self.hours.told(self.clock())}
        told |= {"bot": self.bot, "named": "yes" if self.bot else "no"}
        told["country"] = (card.region if card else None) or "none"
        if "state" in wanted and card:
            told |= await self._standing(card)
        if "news" in wanted:
            told["news"] = "yes" if card and await self.chats.unread(card.signal) else "no"
        if "online" in wanted:
            told["online"] = "yes" if card and cards.tells_of_the_net(card) else "no"
        if "steps" in wanted:
            told |= self._next(card)
        if "list" in wanted:
            told["list"] = self.organisations(chat.account.language, str(told["country"]))
        return {value: known for value, known in {**told, **given}.items() if value in wanted}

    async def _standing(self, card: Card) -> Values:
        answered = card.case.before is not None
        state = "waiting"
        if card.held_by:
            state = "held_again" if answered else "held"
        if card.awaiting == "reporter":
            state = "closed" if cards.is_closed(card) else "answered"
        if card.asked_to_delete:
            state = "deleting"
        if card.consent == "awaiting":
            state = "draft"
        give = int(cards.may_decide(card))
        # What waits for a decision about all her words must be said whatever her code opens.
        told = answered and state not in {"deleting", "draft"}
        sealed = "yes" if told and await self.chats.awaits_box(card.signal) else "no"
        return {"state": state, "sealed": sealed, "give": give, "unread": len(await self.chats.unread(card.signal))}

    def _next(self, card: Card | None) -> Values:
        routes, reporter = (card.routes, card.reporter) if card else ((), None)
        shown: Values = {name: "yes" if route in routes else "no" for name, route in _BY_ROUTE.items()}
        shown["online"] = "yes" if card and cards.tells_of_the_net(card) else "no"
        shown["duty"] = "yes" if reporter in _PROFESSIONALS else "no"
        desk = str(self.hours.told(self.clock())["desk"])
        if card is None:
            return {**shown, "steps": ""}
        region = card.region or "none"
        standing = Standing(urgency=card.urgency, reporter=reporter or "unknown", country=region, desk=desk)
        return {**shown, "steps": " ".join(steps(standing))}

    def rendered(self, chat: Chat, name: str, values: Mapping[str, str | int]) -> Screen:
        """In her language, for her age."""
        account, spec = chat.account, SCREENS[name]
        audience = account.audience if account.audience in spec.readers else spec.readers[0]
        shown = screen(self.words, account.language, name, values, audience)
        mark = self.demo and spec.audience == "child" and spec.rows
        return watermarked(shown, self.words, account.language, audience) if mark else shown

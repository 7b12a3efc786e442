"""An adult about her own past decides whether anybody reads it (requirements P-03.2; conversation.md, rule 5)."""

from dataclasses import dataclass, replace

from desk.asking import asked, instead, rings_at
from desk.ports import Books, Change
from desk.step import Situation
from triage import card as cards
from triage import interview
from triage.card import Card
from triage.ids import is_of_the_web
from triage.interview import Talk
from triage.judge import Judge
from triage.tells import ShowCode, ShowScreen

CHOICES = {"give": "yes", "refuse": "no"}


async def kept_as(books: Books, card: Card | None) -> str:
    """What may honestly be said of her words before she decides: the values of the screen ``consent``.

    ``no``: nothing is kept; ``yes``: nobody has read it; ``opened``: somebody has, and it is closed again; ``held``:
    a specialist has it, and keeps it.
    """
    if card is None:
        return "no"
    if not (cards.is_draft(card) or cards.may_be_draft(card)):
        return "held"
    return "opened" if await books.was_opened(card.signal) else "yes"


@dataclass(frozen=True, kw_only=True)
class Consenting:
    """Until she gives it, her signal is a draft: in no queue, in no alert, and erased with her chat after a day.

    What a specialist holds already stays with her, and her no stands first on its card.
    """

    judge: Judge
    books: Books

    async def decided(self, change: Change, situation: Situation) -> Change | None:
        """The change that her choice makes; None where nobody is asked for consent."""
        consent = CHOICES.get(situation.incoming.action)
        facts = interview.facts_of(situation.talk)
        asked = situation.card is not None and cards.may_decide(situation.card)
        if consent is None or not (asked or facts.reporter == "adult_survivor"):
            return None
        if situation.card is not None and not asked:
            # Given, or never held back. To take it back is Delete, and says what it does.
            return replace(change, account=situation.account, tells=(situation.screen("status"),))
        talk = replace(situation.talk, consent=consent)
        if consent == "yes":
            return self._given(change, situation, talk)
        kept = await kept_as(self.books, situation.card)
        screen = situation.screen("refused", kept="no" if kept == "yes" else kept)
        refused = replace(change, account=situation.account, talk=talk, tells=(screen,))
        if situation.card is None or cards.is_draft(situation.card):
            return refused
        card = replace(situation.card, consent="refused")
        return replace(refused, card=card, tells=(*rings_at(card), screen))

    def _given(self, change: Change, situation: Situation, talk: Talk) -> Change:
        card = situation.card
        if card is None:
            story = instead(situation, asked(situation, talk, "story"))
            return replace(change, account=situation.account, talk=interview.asking(talk, "story"), tells=(story,))
        facts = interview.facts_of(talk, situation.account.language)
        given = replace(cards.weighed(card, self.judge.assess(facts, talk.classes), talk), consent="given")
        one = interview.next_question(talk, given.urgency)
        more: tuple[ShowScreen, ...] = (asked(situation, talk, one),) if one else ()
        account = situation.account.account
        code = (ShowCode(account=account, signal=card.signal),) if is_of_the_web(account) else ()
        tells = (
            *rings_at(given),
            situation.screen("given"),
            *code,
            *more,
        )  # a page that is closed has no other way back
        talk = interview.asking(talk, one)
        return replace(change, account=situation.account, card=given, talk=talk, tells=tells)

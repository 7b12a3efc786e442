"""An adult about her own past decides whether anybody reads it (requirements P-03.2; conversation.md, rule 5)."""

from dataclasses import dataclass, replace

from desk.asking import asked, instead, rings_at
from desk.ports import Books, Change
from desk.step import Situation
from triage import card as cards
from triage import interview
from triage.interview import Talk
from triage.judge import Judge
from triage.tells import ShowScreen

CHOICES = {"give": "yes", "refuse": "no"}


@dataclass(frozen=True, kw_only=True)
class Consenting:
    """Until she gives it, her signal is a draft: in no queue, in no alert, and erased with her chat after a day."""

    judge: Judge
    books: Books

    async def decided(self, change: Change, situation: Situation) -> Change | None:
        """The change that her choice makes; None where nobody is asked for consent."""
        consent = CHOICES.get(situation.incoming.action)
        facts = interview.facts_of(situation.talk)
        draft = situation.card is not None and situation.card.consent == "awaiting"
        if consent is None or not (draft or facts.reporter == "adult_survivor"):
            return None
        if situation.card is not None and not draft:
            # Given, or never held back. To take it back is Delete, and says what it does.
            return replace(change, account=situation.account, tells=(situation.screen("status"),))
        talk = replace(situation.talk, consent=consent)
        if consent == "yes":
            return self._given(change, situation, talk)
        seen = situation.card is not None and await self.books.was_opened(situation.card.signal)
        refused = situation.screen("refused", kept="opened" if seen else "no")
        return replace(change, account=situation.account, talk=talk, tells=(refused,))

    def _given(self, change: Change, situation: Situation, talk: Talk) -> Change:
        card = situation.card
        if card is None:
            story = instead(situation, asked(situation, talk, "story"))
            return replace(change, account=situation.account, talk=interview.asking(talk, "story"), tells=(story,))
        facts = interview.facts_of(talk, situation.account.language)
        given = replace(cards.weighed(card, self.judge.assess(facts, talk.classes), talk), consent="given")
        one = interview.next_question(talk, given.urgency)
        more: tuple[ShowScreen, ...] = (asked(situation, talk, one),) if one else ()
        tells = (*rings_at(given), situation.screen("given"), *more)
        talk = interview.asking(talk, one)
        return replace(change, account=situation.account, card=given, talk=talk, tells=tells)

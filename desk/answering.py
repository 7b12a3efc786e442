"""An answer is tapped: it is kept, weighed with everything else, and the next question comes."""

from dataclasses import dataclass, replace

from desk.acknowledging import danger_screen
from desk.aftercare import back_again
from desk.asking import asked, below, ended, instead, rings_at
from desk.consenting import kept_as
from desk.opening import Opening, answer_word
from desk.ports import Change
from desk.step import Situation
from triage import card as cards
from triage import interview
from triage.card import Card
from triage.ids import SignalId
from triage.interview import Talk
from triage.judge import Judge
from triage.question import SKIP, UNKNOWN
from triage.questions import QUESTIONS
from triage.tells import FewerWait, ShowCode, ShowScreen, Tell
from triage.urgency import Urgency

_OF_ADULTS = frozenset({"about", "others"})


@dataclass(frozen=True, kw_only=True)
class Answering:
    """``jurisdiction``: the country of this installation, ``ru`` or ``kz`` (architecture.md, Where it runs)."""

    opening: Opening
    judge: Judge
    jurisdiction: str

    async def answered(self, change: Change, situation: Situation) -> Change | None:
        """The change that keeps a tapped answer; None for a tap that answers nothing."""
        question, _, choice = situation.incoming.action.partition(".")
        if question not in QUESTIONS or not QUESTIONS[question].offers(choice):
            return None
        if question in situation.talk.answers and choice in {SKIP, UNKNOWN}:
            return None  # an old keyboard: silence never takes back what was answered
        talk = interview.answered(situation.talk, question, choice)
        if _said_to_be_a_child(situation.card) and (question in _OF_ADULTS or choice == "adult"):
            talk = situation.talk  # an entry for the desk to read, and no more
        situation = replace(situation, account=replace(situation.account, audience=interview.audience(talk)))
        if interview.waits_for_consent(talk) and talk.consent != "no":
            kept = await kept_as(self.opening.books, situation.card)
            if kept != "held" or await self._in_hand(situation.card):
                return self._consent(change, situation, talk, kept)
        if situation.card:
            return self._added(change, situation, talk, situation.card)
        if interview.may_queue(talk):
            return await self._opened(change, situation, talk)
        return self._asked_on(change, situation, talk)

    def _weighed(self, situation: Situation, talk: Talk, card: Card) -> Card:
        facts = interview.facts_of(talk, situation.account.language)
        weighed = cards.weighed(card, self.judge.assess(facts, talk.classes), talk)
        question, _, choice = situation.incoming.action.partition(".")
        return replace(weighed, may_write=choice) if question == "answer" else weighed

    def _added(self, change: Change, situation: Situation, talk: Talk, before: Card) -> Change:
        question, _, choice = situation.incoming.action.partition(".")
        card = cards.worded(self._weighed(situation, talk, before), situation.now, words=0)
        rises = card.urgency is not before.urgency or cards.is_draft(before)
        answers_her = before.awaiting == "reporter" and talk.person == interview.TALKING
        talk, shown = self._next(situation, talk, card)
        account, way_back = self.opening.first_harm(situation, card)
        believed = (below(situation, "believed"), *way_back) if way_back else ()
        return replace(
            change,
            account=account,
            card=card,
            words=(answer_word(situation, question, choice),),
            talk=talk,
            journal=back_again(before, situation.now),
            tells=(
                *(rings_at(card) if rises or answers_her or cards.is_closed(before) else ()),
                *_answer(situation, _numbers(situation, talk, before.urgency, card), believed, *shown),
            ),
        )

    async def _opened(self, change: Change, situation: Situation, talk: Talk) -> Change:
        facts = interview.facts_of(talk, situation.account.language)
        opened = await self.opening.opened(change, situation, self.judge.assess(facts, talk.classes), talk)
        card = opened.change.card
        if card is None:
            return opened.change
        one = interview.next_question(talk, card.urgency)
        opened_now = replace(opened.change, talk=interview.asking(talk, one))
        if one and not interview.tells_by_taps(talk):  # the third tap: queued; the first thing she tells is believed
            quiet = instead(situation, asked(situation, talk, one, lead="kept"))
            return replace(opened_now, tells=(*opened.alerts, quiet))
        more = (asked(situation, talk, one),) if one else ()
        account, way_back = self.opening.way_back(situation, opened.account, card.signal)
        answer = _answer(situation, _numbers(situation, talk, None, card), below(situation, "believed"), way_back, more)
        return replace(opened_now, account=account, tells=(*opened.alerts, *answer))

    def _asked_on(self, change: Change, situation: Situation, talk: Talk) -> Change:
        """Nothing of harm was told yet: no signal, only the next question."""
        one = interview.next_question(talk, Urgency.PLANNED)
        shown = asked(situation, talk, one) if one else ended(situation, talk, None)
        talk = interview.asking(talk, one or "story")
        return replace(change, account=situation.account, talk=talk, tells=(instead(situation, shown),))

    def _next(self, situation: Situation, talk: Talk, card: Card) -> tuple[Talk, tuple[ShowScreen, ...]]:
        one = interview.next_question(talk, card.urgency)
        shown = asked(situation, talk, one) if one else ended(situation, talk, card)
        abroad = situation.incoming.action.startswith("region.") and card.region not in {None, self.jurisdiction}
        if not abroad:
            return interview.asking(talk, one), (shown,)
        return interview.asking(talk, one), (below(situation, "abroad"), shown)

    async def _in_hand(self, card: Card | None) -> bool:
        """Whether an adult's words, that stay at the desk, are in somebody's hands or were read."""
        if card is None or card.age_band in cards.CHILDREN:
            return False
        return card.held_by is not None or await self.opening.books.was_opened(card.signal)

    def _consent(self, change: Change, situation: Situation, talk: Talk, kept: str) -> Change:
        """P-03.2: what she wrote leaves queue and alerts before anyone opens it; who opened it already is told.

        What is in a specialist's hands stays there, and is marked until she has decided.
        """
        card = situation.card
        shown = instead(situation, replace(below(situation, "consent"), values={"kept": kept}))
        asked_now = replace(change, account=situation.account, talk=talk, tells=(shown,))
        if card is None:
            return asked_now
        question, _, choice = situation.incoming.action.partition(".")
        waits = replace(self._weighed(situation, talk, card), consent="asked" if kept == "held" else "awaiting")
        return replace(
            asked_now,
            card=cards.worded(waits, situation.now, words=0),
            words=(answer_word(situation, question, choice),),
            tells=(*(rings_at(waits) if kept == "held" else _withdrawn(card.signal)), shown),
        )


def _answer(situation: Situation, *screens: tuple[ShowScreen | ShowCode, ...] | ShowScreen) -> tuple[Tell, ...]:
    """The first takes the place of what was tapped, the others stand below: numbers first (rule 13)."""
    first, *more = (one for each in screens for one in (each if isinstance(each, tuple) else (each,)))
    return (instead(situation, first) if isinstance(first, ShowScreen) else first, *more)


def _said_to_be_a_child(card: Card | None) -> bool:
    """Whoever holds the phone may call a child an adult; once known as a child's, a signal stays queued (P-05.1)."""
    return card is not None and card.age_band in {"child", "preteen", "teen"}


def _withdrawn(signal: SignalId) -> tuple[Tell, ...]:
    return (FewerWait(signal=signal),)


def _numbers(situation: Situation, talk: Talk, before: Urgency | None, card: Card) -> tuple[ShowScreen, ...]:
    """The answer that tells of danger now is answered with the numbers first."""
    if card.urgency is not Urgency.IMMEDIATE or before is Urgency.IMMEDIATE:
        return ()
    return (below(situation, danger_screen(card.reasons, talk), urgent=True),)

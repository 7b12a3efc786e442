"""What is shown after words or an answer: the next question, or what happens next. Pure; names of screens, no words."""

from dataclasses import replace

from desk.step import Situation
from triage import interview
from triage.card import Card
from triage.interview import Talk
from triage.tells import AlertDesk, RemoveMessages, ShowScreen, Tell
from triage.urgency import Urgency

PREVIEWED = frozenset({"teen", "adult"})
"""Audiences of 14 and older, who see what was taken down before the optional last step (conversation.md, rule 34)."""
MOST_AGAIN = 2
Asked = tuple[Talk, tuple[ShowScreen, ...]]


def question(situation: Situation, talk: Talk, card: Card, *, lead: str = "none", alarmed: bool = False) -> Asked:
    """The talk with its next question open, and that question as a screen below what was written; none when done.

    ``lead``: ``kept`` where nothing else says that the words before it are. One that nobody answers stays where it
    stands, with its buttons: whoever only writes is not asked for ever. ``alarmed``: see ``interview.next_question``.
    """
    one = interview.next_question(talk, card.urgency, alarmed=alarmed)
    if not one:
        return interview.asking(talk, ""), ()
    again = situation.talk.again + 1 if one == situation.talk.pending else 0
    if again > MOST_AGAIN:
        return interview.asking(talk, one), ()
    return replace(interview.asking(talk, one), again=again), (asked(situation, talk, one, lead=lead),)


def asked(situation: Situation, talk: Talk, one: str, lead: str = "none") -> ShowScreen:
    """A question's screen, below."""
    return replace(below(situation, f"ask_{one}"), values={"about": interview.about(talk), "lead": lead})


def instead(situation: Situation, shown: ShowScreen) -> ShowScreen:
    """In the place of the screen that was tapped."""
    return replace(shown, edit=situation.replaced, callback=situation.incoming.callback)


def ended(situation: Situation, talk: Talk, card: Card | None) -> ShowScreen:
    """After the last question: what was taken down, or what happens next; to whom it goes where a human answers her."""
    if card is None:
        return asked(situation, talk, "story")
    if talk.person == interview.TALKING:
        return below(situation, "passed_on")
    if interview.audience(talk) in PREVIEWED and card.urgency is not Urgency.IMMEDIATE:
        values = {"answers": interview.given(talk), "messages": talk.messages}
        return replace(below(situation, "preview"), values=values)
    return replace(below(situation, "next"), values={"lead": "done"})


def below(situation: Situation, name: str, *, urgent: bool = False) -> ShowScreen:
    """A screen under what was written: it never replaces one that may hold an answer."""
    return ShowScreen(account=situation.account.account, name=name, urgent=urgent)


def rings_at(card: Card) -> tuple[Tell, ...]:
    """The desk hears of it, unless nobody may: an adult has not given her consent (P-03.2)."""
    return () if card.consent == "awaiting" else (AlertDesk(signal=card.signal, member=card.held_by),)


def removal(situation: Situation) -> tuple[Tell, ...]:
    """A photo leaves the chat at once (rule 12)."""
    incoming = situation.incoming
    if not (incoming.remove and incoming.message):
        return ()
    return (RemoveMessages(account=incoming.account, messages=(incoming.message,)),)

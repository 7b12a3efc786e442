"""A signal is opened: thread, card, alarm, and the way back to it. By words, or by answers alone."""

from dataclasses import dataclass, replace

from desk.asking import below, rings_at
from desk.ports import Books, Change, Draws, JournalLine, Word
from desk.step import Situation
from desk.word import Threadless
from triage import account as accounts
from triage import card as cards
from triage import interview
from triage.account import Account
from triage.assess import Assessment
from triage.card import Card
from triage.ids import SignalId, is_of_the_web
from triage.interview import Talk
from triage.tells import ShowCode, ShowScreen, Tell
from triage.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class Opened:
    """``change`` opens the thread and holds every answer so far as an entry; the caller adds words and tells."""

    change: Change
    account: Account
    alerts: tuple[Tell, ...]


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Raises what the books raise."""

    books: Books
    draws: Draws

    def first_harm(self, situation: Situation, card: Card) -> tuple[Account, tuple[ShowScreen | ShowCode, ...]]:
        """The way back is shown once, with the first harm that is told, not to whoever says hello (rule 23)."""
        account = situation.account
        known = any(thread.signal == card.signal for thread in account.threads)
        if known or card.urgency is Urgency.PLANNED or cards.is_draft(card):
            return account, ()
        return self.way_back(situation, account, card.signal)

    def way_back(
        self, situation: Situation, account: Account, signal: SignalId
    ) -> tuple[Account, tuple[ShowScreen | ShowCode, ...]]:
        """A safe word for ``signal``, and the screen that tells it; at the web door the five words alone."""
        if is_of_the_web(account.account):
            return accounts.joined(account, signal, ""), (ShowCode(account=account.account, signal=signal),)
        safe = self.draws.safe_word()
        joined = accounts.joined(account, signal, self.books.safe_word(account.account, safe))
        return joined, (replace(below(situation, "safe_word"), secret={"word": safe}),)

    async def opened(self, change: Change, situation: Situation, weighed: Assessment, talk: Talk) -> Opened:
        """Nobody is alarmed by a greeting, nor by an adult who has not given her consent."""
        given, account = situation.incoming.thread, situation.account
        if situation.incoming.sealed and not given:
            raise Threadless
        thread = await (self.books.adopt_thread(given) if given else self.books.open_thread(change.home))
        card = Card(
            signal=thread.signal,
            urgency=weighed.urgency,
            reasons=(),
            received_at=situation.now,
            last_word_at=situation.now,
            language=account.language,
            door=cards.WEB_DOOR if is_of_the_web(account.account) else "telegram",
            source=situation.incoming.source,
            account=account.account,
            linked_to=account.covered,
            under_cover=account.covered is not None,
            consent="awaiting" if interview.waits_for_consent(talk) else "given" if talk.consent == "yes" else "",
        )
        card = cards.weighed(card, weighed, talk)
        if account.covered is not None:
            card = cards.raised(card, card.urgency, (cards.UNDER_COVER,))
        opened = accounts.opened(account, thread.signal)
        done = replace(
            change,
            account=opened,
            card=card,
            card_version="",
            opened=thread,
            words=tuple(answer_word(situation, one, choice) for one, choice in talk.answers.items()),
            journal=(JournalLine(at=situation.now, by="reporter", verb="received"),),
        )
        return Opened(change=done, account=opened, alerts=rings_at(card))


def answer_word(situation: Situation, question: str, choice: str) -> Word:
    """An answer as an entry of the thread: which question, which choice, when (conversation.md, rule 10)."""
    return Word(text=f"{question}.{choice}", source="answer", asked=f"ask_{question}", at=situation.now)

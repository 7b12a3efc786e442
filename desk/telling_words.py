"""Somebody tells: any text, at any step, is kept, weighed, queued and answered (conversation rule 5)."""

from dataclasses import dataclass, replace
from datetime import timedelta

from desk.ports import Books, Change, Draws, JournalLine, Word
from desk.step import Situation
from triage import account as accounts
from triage import card as cards
from triage.card import Card
from triage.tells import AlertDesk, RemoveMessages, ShowScreen, Tell
from triage.urgency import Urgency
from triage.words import Lexicon

MOST_WORDS = 500
"""Entries of one signal kept whole; later ones are kept to SHORT_TEXT characters (architecture.md, The store)."""
SHORT_TEXT = 1000
DANGER_AGAIN = timedelta(minutes=10)
"""After such a silence, danger told again is answered with the numbers and rings at the desk again."""
_ANSWERS = {"photo": "photo_refused", "voice": "voice_later"}
_OTHERS = frozenset({"sticker", "contact", "location", "poll", "other"})


def word_of(situation: Situation) -> Word:
    """The reporter's words as they will be sealed, verbatim, with the time and the screen shown before them."""
    incoming = situation.incoming
    text = incoming.text
    if situation.card and situation.card.words >= MOST_WORDS:
        text = text[:SHORT_TEXT]
    source = "caption" if incoming.kind == "photo" and text else incoming.kind
    source = "other" if source in {"photo", "tap", "command"} else source
    return Word(text=text, source=source, asked=situation.asked, at=situation.now)


@dataclass(frozen=True, kw_only=True)
class WordsTold:
    """Adds a word to the open thread, or opens one."""

    books: Books
    draws: Draws
    lexicon: Lexicon

    async def kept(self, change: Change, situation: Situation, word: Word, reason: str = "") -> Change:
        """The change that keeps ``word``. Unknown danger is ``urgent``, never lower; words only raise it."""
        danger = self.lexicon.is_immediate(word.text)
        urgency = Urgency.IMMEDIATE if danger else Urgency.URGENT
        reasons = tuple(code for code, holds in ((reason, reason), (cards.DANGER_WORD, danger)) if holds)
        if situation.card is None:
            return await self._first(change, situation, word, urgency, reasons)
        card = cards.raised(cards.worded(situation.card, situation.now), urgency, reasons)
        rises = card.urgency is not situation.card.urgency
        warned = situation.now - situation.card.last_word_at < DANGER_AGAIN
        danger_again = danger and (rises or not warned)
        loud = rises or danger_again or _was_answered(situation.card)
        alerts = (AlertDesk(signal=card.signal, member=card.held_by),) if loud else ()
        return replace(
            change,
            account=replace(situation.account, quiet=False, album=situation.incoming.album),
            card=card,
            words=(word,),
            tells=(*alerts, *_removal(situation), *_answer(situation, reasons, danger=danger_again)),
        )

    async def _first(
        self, change: Change, situation: Situation, word: Word, urgency: Urgency, reasons: tuple[str, ...]
    ) -> Change:
        opened = await self.books.open_thread(change.home)
        account = situation.account
        under_cover = account.covered is not None
        card = Card(
            signal=opened.signal,
            urgency=urgency,
            reasons=reasons or (cards.UNKNOWN,),
            received_at=situation.now,
            last_word_at=situation.now,
            language=account.language,
            account=account.account,
            linked_to=account.covered,
            under_cover=under_cover,
            words=1,
        )
        if under_cover:
            card = cards.raised(card, urgency, (cards.UNDER_COVER,))
        safe = self.draws.safe_word()
        joined = accounts.joined(account, opened.signal, self.books.safe_word(account.account, safe))
        return replace(
            change,
            account=replace(joined, album=situation.incoming.album),
            card=card,
            card_version="",
            opened=opened,
            words=(word,),
            journal=(JournalLine(at=situation.now, by="reporter", verb="received"),),
            tells=(
                AlertDesk(signal=opened.signal),
                *_removal(situation),
                *_answer(situation, reasons, danger=urgency is Urgency.IMMEDIATE),
                replace(_below(situation, "safe_word"), secret={"word": safe}),
            ),
        )


def _was_answered(card: Card) -> bool:
    return card.awaiting == "reporter"


def _removal(situation: Situation) -> tuple[Tell, ...]:
    incoming = situation.incoming
    if not (incoming.remove and incoming.message):
        return ()
    return (RemoveMessages(account=incoming.account, messages=(incoming.message,)),)


def _below(situation: Situation, name: str, *, urgent: bool = False) -> ShowScreen:
    """A screen under what was written: it never replaces one that may hold an answer."""
    return ShowScreen(account=situation.account.account, name=name, urgent=urgent)


def _answer(situation: Situation, reasons: tuple[str, ...], *, danger: bool) -> tuple[Tell, ...]:
    """Numbers first where the danger is now; then one warm answer, one only to an album or an edit."""
    incoming, first = situation.incoming, situation.card is None
    numbers = (_below(situation, "danger", urgent=True),) if danger else ()
    if cards.MACHINE_FAILED in reasons:
        return (_below(situation, "machine_failed", urgent=True),)
    again = incoming.kind == "edit" or (incoming.album and incoming.album == situation.account.album)
    if again and not first:
        return numbers
    name = _ANSWERS.get(incoming.kind, "believed" if first else "more")
    if incoming.kind in _OTHERS and not first:
        name = "kept_other"
    warmly = (_below(situation, "believed"),) if first and name != "believed" else ()
    return (*numbers, *warmly, _below(situation, name))

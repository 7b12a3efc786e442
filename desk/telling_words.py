"""Somebody tells: any text, at any step, is kept, weighed, queued and answered (conversation rule 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from desk.acknowledging import Told, acknowledged, says_nothing_new, undecided
from desk.aftercare import back_again
from desk.asking import Asked, question, removal, rings_at
from desk.consenting import kept_as
from desk.opening import Opening
from desk.ports import Change, Word
from desk.step import Situation
from triage import card as cards
from triage import interview
from triage.assess import Assessment
from triage.card import Card
from triage.classes import DANGER, WHEREABOUTS
from triage.interview import Talk
from triage.judge import Judge
from triage.tells import FetchVoice, Tell
from triage.urgency import Urgency, higher

MOST_WORDS = 500
"""Entries of one signal kept whole; later ones are kept to SHORT_TEXT characters (architecture.md, The store)."""
SHORT_TEXT = 1000
_NO_STORY = frozenset({"place", "wishes"})
"""Questions whose answers are no story, whatever they resemble."""
_WHOSE = frozenset({"who", "about", "child_age"})
"""Questions that say of whom words tell, and nothing of any danger."""
DANGER_AGAIN = timedelta(minutes=10)
"""After such a silence, danger told again is answered with the numbers and rings at the desk again."""


def word_of(situation: Situation) -> Word:
    """The reporter's words as they will be sealed, verbatim, with the time and what had been asked."""
    incoming = situation.incoming
    text = incoming.text
    if situation.card and situation.card.words >= MOST_WORDS:
        text = text[:SHORT_TEXT]
    source = "caption" if incoming.kind == "photo" and text else incoming.kind
    source = "other" if source in {"tap", "command"} else source
    asked = f"ask_{situation.talk.pending}" if situation.talk.pending else situation.asked
    word = Word(text=text, source=source, asked=asked, at=situation.now)
    sealed = incoming.sealed
    return replace(word, sealed=sealed, media=sealed.media, seconds=sealed.seconds) if sealed else word


def leaves_the_place_open(word: Word, classes: frozenset[str]) -> bool:
    """Several short texts come in a row: one that tells what is done to her does not take the offer away.

    It stands first at the desk all the same: whatever is written to that question may say where she is.
    """
    told = classes & DANGER - WHEREABOUTS
    digits = word.sealed.digits if word.sealed else any(map(str.isdigit, word.text))
    return bool(told) and word.source != "location" and not digits


@dataclass(frozen=True, kw_only=True)
class WordsTold:
    """Adds a word to the open thread, or opens one."""

    opening: Opening
    judge: Judge

    async def kept(self, change: Change, situation: Situation, word: Word, reason: str = "") -> Change:
        """The change that keeps ``word``. Words and doubts only raise; where no rule understands, a human must look."""
        told = self._unjudged(situation, word, reason) if reason else self._judged(situation, word)
        if situation.card is None:
            return await self._first(change, told)
        kept = await kept_as(self.opening.books, situation.card) if cards.may_decide(situation.card) else ""
        return self._later(change, told, situation.card, kept=kept)

    def _judged(self, situation: Situation, word: Word) -> Told:
        word = self._heard(situation, word)
        classes = self._told(situation, word)
        talk = interview.said(situation.talk, classes, pin=word.source == "location")
        if situation.talk.pending == "wishes" and not word.said:
            talk = replace(talk, pending="wishes")  # what was spoken is one of several wishes; typed ones are awaited
        if situation.talk.pending == "place" and leaves_the_place_open(word, classes):
            talk = replace(talk, pending="place")
        if says_nothing_new(situation):  # an edit of something earlier is no answer to what was asked since
            talk = replace(situation.talk, classes=talk.classes)
        weighed = self.judge.assess(interview.facts_of(talk, situation.account.language), talk.classes)
        weighed = weighed if word.said and not (word.sealed and word.sealed.doubt) else _for_a_human(weighed)
        if situation.card and situation.card.case.lowered and word.said and not classes:
            # What a human lowered is not raised by words that tell nothing: the rules weigh the whole talk each time.
            weighed = replace(weighed, urgency=situation.card.urgency)
        return Told(situation, word, talk, weighed, danger=self._tells_danger(situation, classes, weighed))

    def _told(self, situation: Situation, word: Word) -> frozenset[str]:
        """What the words tell; those of the web door were read by her own browser (protocol 10.3)."""
        if word.sealed:
            return word.sealed.classes
        return self.judge.classes(word.text, story=situation.talk.pending not in _NO_STORY)

    def _unjudged(self, situation: Situation, word: Word, reason: str) -> Told:
        """The fault may be in the matcher or the rules themselves: they are not asked again."""
        weighed = Assessment(urgency=Urgency.URGENT, routes=("duty_specialist",), reasons=(reason,))
        return Told(situation, word, situation.talk, weighed, danger=False)

    def _heard(self, situation: Situation, word: Word) -> Word:
        """What was spoken gets a name; what is too long to be fetched is a word without media."""
        voice = situation.incoming.voice
        if voice is None or not voice.fits:
            return word
        return replace(word, media=self.opening.draws.media_id(), seconds=voice.seconds)

    def _tells_danger(self, situation: Situation, classes: frozenset[str], weighed: Assessment) -> bool:
        """Whether these very words tell it: what was known before them needs no second alarm.

        What she tapped before a human answered her is that human's to know: danger that she tells now is told anew,
        whether the words tell it alone or together with what she tapped.
        """
        if situation.card is None:
            return weighed.urgency is Urgency.IMMEDIATE
        given = situation.talk.answers
        whose = {question: choice for question, choice in given.items() if question in _WHOSE}
        with_a_person = situation.talk.person == interview.TALKING
        return any(self._turns(situation, one, classes) for one in ((given, whose) if with_a_person else (given,)))

    def _turns(self, situation: Situation, answers: Mapping[str, str], classes: frozenset[str]) -> bool:
        """Whether these answers tell of danger now with the words, and not without."""
        alone = interview.facts_of(Talk(answers=answers), situation.account.language)
        with_them = self.judge.assess(alone, classes).urgency is Urgency.IMMEDIATE
        return with_them and self.judge.assess(alone, frozenset()).urgency is not Urgency.IMMEDIATE

    async def _first(self, change: Change, told: Told) -> Change:
        opened = await self.opening.opened(change, told.situation, told.weighed, told.talk)
        card = opened.change.card
        if card is None:
            return opened.change
        warm = "hello" if card.urgency is Urgency.PLANNED and told.talk.classes else "believed"
        greeted = warm == "hello"
        way = (opened.account, ()) if greeted else self.opening.way_back(told.situation, opened.account, card.signal)
        account, way_back = way
        tells = (
            *opened.alerts,
            *_fetch(told, card),
            *removal(told.situation),
            *(undecided(told, "yes") if cards.is_draft(card) else acknowledged(told, warm=warm)),
            *way_back,
        )
        talk, asked = self._asked(told, card)
        account = replace(account, album=told.situation.incoming.album)
        words = (*opened.change.words, told.word)
        change = replace(opened.change, account=account, words=words, talk=talk, tells=(*tells, *asked))
        return replace(change, card=_noted(replace(card, words=1), told.word))

    def _asked(self, told: Told, card: Card, lead: str = "none") -> Asked:
        """The next question; none beside a fault of ours."""
        if cards.MACHINE_FAILED in told.weighed.reasons:
            return told.talk, ()
        return question(told.situation, told.talk, card, lead=lead, alarmed=told.danger)

    def _later(self, change: Change, told: Told, before: Card, *, kept: str) -> Change:
        situation = told.situation
        card = cards.weighed(cards.worded(before, situation.now), told.weighed, told.talk)
        warned = situation.now - before.last_word_at < DANGER_AGAIN and not told.unheard
        rises = card.urgency is not before.urgency or (cards.is_draft(before) and not cards.is_draft(card))
        danger = told.danger and (rises or not warned)
        danger_told = replace(told, danger=danger)
        loud = rises or danger or before.awaiting == "reporter"
        talk, asked = (told.talk, ()) if says_nothing_new(situation) else self._asked(told, card, lead="kept")
        warm = "wished" if situation.talk.pending == "wishes" else "" if asked else "more"
        with_them = told.with_a_person and (danger or not told.danger)
        warm = "passed_on" if warm == "more" and with_them else warm
        account, way_back = self.opening.first_harm(situation, card)
        if way_back:
            warm = "believed"
        return replace(
            change,
            account=replace(account, quiet=False, album=situation.incoming.album),
            card=_noted(card, told.word),
            journal=back_again(before, situation.now),
            words=(told.word,),
            talk=talk,
            tells=(
                *(rings_at(card) if loud else ()),
                *_fetch(told, card),
                *removal(situation),
                *(undecided(told, kept) if _is_asked(told, card) else acknowledged(danger_told, warm=warm)),
                *way_back,
                *asked,
            ),
        )


def _is_asked(told: Told, card: Card) -> bool:
    """For her consent. Who said no, and writes on to whoever answers her, has decided; her status still offers it."""
    return cards.may_decide(card) and not (told.with_a_person and card.consent == "refused")


def _for_a_human(weighed: Assessment) -> Assessment:
    """What no rule can read (a sticker, a voice) is never less than urgent."""
    return replace(weighed, urgency=higher(weighed.urgency, Urgency.URGENT), reasons=(cards.UNKNOWN, *weighed.reasons))


def _noted(card: Card, word: Word) -> Card:
    """What the desk looks for first stands on the card; an empty word (a photo that was refused) says nothing."""
    return cards.answering(card, word.asked, word.source) if word.said or word.media else card


def _fetch(told: Told, card: Card) -> tuple[Tell, ...]:
    """Promised with the word itself: whatever happens in the chat afterwards, the voice is fetched."""
    voice, word = told.situation.incoming.voice, told.word
    if not (voice and word.media):
        return ()
    account = told.situation.incoming.account
    return (FetchVoice(account=account, signal=card.signal, media=word.media, file=voice.file, seconds=word.seconds),)

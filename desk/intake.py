"""The verbs of a reporter, whatever the door: a message or a tap comes in, and is kept, answered and queued as one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from desk.aftercare import AFTER
from desk.answering import Answering
from desk.asking import asked
from desk.consenting import Consenting
from desk.counting import counted
from desk.new_code import NEW_CODE, another_code
from desk.opening import Opening
from desk.ports import Books, Change, Draws, JournalLine, Loaded, Outcome, Unavailable
from desk.returning import Returning
from desk.step import NEWCOMER_SCREEN, STEPS, Situation, Step, home
from desk.telling_words import WordsTold, word_of
from triage import account as accounts
from triage import interview
from triage.account import Account
from triage.card import MACHINE_FAILED, person
from triage.ids import AccountId, Address, UpdateId, is_of_the_web, partition_of
from triage.incoming import Incoming
from triage.interview import Talk
from triage.judge import Judge
from triage.tells import (
    AlertDesk,
    EraseChat,
    FetchVoice,
    FewerWait,
    LeaveChat,
    RemoveMessages,
    ShowCode,
    ShowReplies,
    ShowScreen,
    Tell,
)

ATTEMPTS = 12
"""Texts and taps of one chat run side by side, so a version race is lost a few times at most."""
TAPPED = frozenset({"tap", "command"})
LOOKED_UP = frozenset({"next", "code", NEW_CODE, "calm", "doctor", "online", "advocate", "duty", "signs"})
"""Taps that only show something."""
_TO_HER = (ShowScreen, ShowCode, ShowReplies, EraseChat)
"""What a page gets as the answer of its request."""


def _always(_now: datetime) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Loads, decides, saves. Nothing is sent from here: every answer is a promise in the outbox of the same save."""

    books: Books
    draws: Draws
    judge: Judge
    jurisdiction: str = "ru"
    languages: tuple[str, ...] = ("ru",)
    attended: Callable[[datetime], bool] = _always
    """Whether somebody is on shift: told of every new signal, never to its reporter."""

    async def receive(self, incoming: Incoming, now: datetime) -> None:
        """Keeps and answers one update, exactly once. Raises Unavailable when nothing (or who knows what) was kept."""
        await self._until_saved(incoming, now, failed=False)

    async def answer(self, incoming: Incoming, now: datetime) -> tuple[Tell, ...]:
        """For the web door: what she is told, as the answer of her request; the same to the same request.

        Raises Unavailable, and OtherDesk where a new thread was sealed to keys of before.
        """
        told = await self._until_saved(incoming, now, failed=False)
        return told if told is not None else await self.books.answer(incoming.account, incoming.update)

    async def keep_raw(self, incoming: Incoming, now: datetime) -> None:
        """An update that failed three times: its text is kept and queued for a human, whatever it was meant to be."""
        await self._until_saved(replace(incoming, code=(), action=""), now, failed=True)

    async def leave(self, update: UpdateId, group: Address, now: datetime, *, duty_bot: bool = False) -> None:
        """Only private chats: out of a group without a word."""
        told = LeaveChat(address=group, duty_bot=duty_bot)
        await self.books.save(Change(home=0, update=update, now=now, tells=(told,)))

    async def _until_saved(self, incoming: Incoming, now: datetime, *, failed: bool) -> tuple[Tell, ...] | None:
        """What a page is answered; None where this update had been kept before."""
        for _ in range(ATTEMPTS):
            loaded = await self.books.load(incoming.account, incoming.update)
            if loaded.seen:
                return None
            change = None if loaded.moving else await self._decided(loaded, incoming, now, failed=failed)
            if change and not change.counts:  # those of what came late, behind a cover, are told already
                change = counted(change, loaded.card, now, attended=self.attended(now))
            if change and is_of_the_web(incoming.account):
                change = _answering(change, incoming.account)
            outcome = await self.books.save(change) if change else Outcome.LOST
            if change and outcome is not Outcome.LOST:
                return change.answer if outcome is Outcome.SAVED else None
        reason = "the account kept changing under this update"
        raise Unavailable(reason)

    async def _decided(self, loaded: Loaded, incoming: Incoming, now: datetime, *, failed: bool) -> Change:
        situation = _situation(loaded, incoming, now)
        change = Change(
            home=loaded.home,
            update=incoming.update,
            now=now,
            account_version=loaded.account_version,
            card_version=loaded.card_version,
            message=incoming.message if incoming.kind != "tap" else None,
        )
        if failed:
            return await self._told(change, situation, reason=MACHINE_FAILED)
        if incoming.kind in TAPPED:
            return await self._late(change, situation) or await self._tapped(change, situation)
        returning = Returning(books=self.books, draws=self.draws)
        back = await returning.by_word(change, situation) or await returning.by_code(change, situation)
        return back or await self._late(change, situation) or await self._told(change, situation)

    async def _late(self, change: Change, situation: Situation) -> Change | None:
        """Sent before Hide and arrived after it: kept where it belongs, answered by nothing, and gone from the chat."""
        account, incoming, now = situation.account, situation.incoming, situation.now
        if account.signal or not accounts.was_sent_before_hide(account, incoming.update, now):
            return None
        covered = await self.books.card(account.covered) if account.covered else None
        known = replace(situation, card=None, talk=Talk())
        if covered and partition_of(covered.card.signal) == change.home:
            known = replace(known, card=covered.card)
            change = replace(change, card_version=covered.version)
        kept = await (self._answered if incoming.kind in TAPPED else self._told)(change, known)
        return _silent(counted(kept, known.card, now, attended=self.attended(now)), situation) if kept else None

    async def _tapped(self, change: Change, situation: Situation) -> Change:
        """An answer, a consent, or one of the steps that every screen offers."""
        answered = await self._answered(change, situation)
        if answered is None and situation.incoming.action == NEW_CODE and not _by_page(situation):
            answered = await another_code(change, situation, self.books)
        return answered or _stepped(change, _asking_on(self._step(situation), situation), situation.now)

    async def _answered(self, change: Change, situation: Situation) -> Change | None:
        opening = Opening(books=self.books, draws=self.draws)
        answering = Answering(opening=opening, judge=self.judge, jurisdiction=self.jurisdiction)
        answered = await answering.answered(change, situation)
        return answered or await Consenting(judge=self.judge, books=self.books).decided(change, situation)

    async def _told(self, change: Change, situation: Situation, reason: str = "") -> Change:
        told = WordsTold(opening=Opening(books=self.books, draws=self.draws), judge=self.judge)
        if situation.incoming.said and situation.account.threads:
            guessed = accounts.guessed(situation.account, situation.now) or situation.account
            situation = replace(situation, account=guessed)
        if not situation.incoming.code:
            return await told.kept(change, situation, word_of(situation), reason)
        counted = accounts.tried(situation.account, situation.now) or situation.account
        situation = replace(situation, account=counted)
        kept = await told.kept(change, situation, word_of(situation), reason)
        hint = ShowScreen(account=counted.account, name="looks_like_code")
        return replace(kept, tells=(*kept.tells, hint))

    def _step(self, situation: Situation) -> Step:
        chosen = situation.incoming.action.partition("lang.")[2]
        if chosen and chosen not in self.languages:
            return home(situation)
        if situation.incoming.action == "word":
            return self._another_word(situation)
        if situation.incoming.action == NEW_CODE and situation.card and _by_page(situation):
            return Step(account=situation.account, tells=(situation.screen("code_new"),))  # made there (protocol 10.4)
        return {**STEPS, **AFTER}.get(situation.incoming.action, home)(situation)

    def _another_word(self, situation: Situation) -> Step:
        """Rule 23: the safe word is changeable. It is drawn, since any text of hers would be a disclosure (rule 5)."""
        if situation.card is None or is_of_the_web(situation.account.account):
            return home(situation)
        word = self.draws.safe_word()
        hashed = self.books.safe_word(situation.account.account, word)
        tell = replace(situation.screen("safe_word"), secret={"word": word})
        return Step(account=accounts.joined(situation.account, situation.card.signal, hashed), tells=(tell,))


def _situation(loaded: Loaded, incoming: Incoming, now: datetime) -> Situation:
    """The newcomer's, or where the books say that she stands; a thread that the desk erased is none."""
    account = loaded.account or Account(account=incoming.account, address=incoming.address, language=incoming.language)
    account = replace(account, address=incoming.address, language=account.spoken or incoming.language)
    if loaded.card is None:
        account = replace(account, signal=None)
    asked, talk = loaded.screen or NEWCOMER_SCREEN, replace(loaded.talk, silent=is_of_the_web(incoming.account))
    talk = interview.stepped_back(talk, person(loaded.card), asked)
    return Situation(account=account, card=loaded.card, incoming=incoming, now=now, asked=asked, talk=talk)


def _by_page(situation: Situation) -> bool:
    """A script draws her codes, and the house learns none of them."""
    return is_of_the_web(situation.account.account) and not situation.incoming.plain


def _silent(kept: Change, situation: Situation) -> Change:
    """Nothing of it is shown, and whatever stands open or runs in the chat now goes on as it is."""
    account, incoming = situation.account, situation.incoming
    message = None if incoming.kind in TAPPED else incoming.message
    gone = (RemoveMessages(account=account.account, messages=(message,)),) if message else ()
    outward = tuple(tell for tell in kept.tells if isinstance(tell, (AlertDesk, FetchVoice, FewerWait)))
    still_covered = accounts.covered(kept.account) if kept.opened and kept.account else account
    return replace(kept, account=still_covered, talk=None, tells=(*outward, *gone))


def _stepped(change: Change, step: Step, now: datetime) -> Change:
    journal = (JournalLine(at=now, by="reporter", verb=step.verb),) if step.verb else ()
    done = replace(change, account=step.account, card=step.card, tells=step.tells, journal=journal)
    return replace(done, talk=step.talk, erases=step.erases)


def _asking_on(step: Step, situation: Situation) -> Step:
    """A page has no history: the question that waits stands below what she looked up, or she is never asked again."""
    waits, talk = situation.talk.pending, situation.talk
    looked_up = situation.incoming.action in LOOKED_UP and step.talk is None
    if not (is_of_the_web(situation.account.account) and waits and looked_up):
        return step
    return replace(step, tells=(*step.tells, asked(situation, talk, waits)))


def _answering(change: Change, account: AccountId) -> Change:
    """What goes to the page leaves the outbox; the desk, and whoever had this thread before, hear of it as ever."""
    hers = tuple(tell for tell in change.tells if isinstance(tell, _TO_HER) and tell.account == account)
    return replace(change, answer=hers, tells=tuple(tell for tell in change.tells if tell not in hers))

"""What a tap or a command does: pure, value in → step out. A step names the new account and card and what to tell."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from triage import account as accounts
from triage import card as cards
from triage import interview
from triage.account import Account
from triage.card import Card
from triage.casework import SAID_FIRST, home_screen
from triage.ids import MessageId, SignalId, is_of_the_web
from triage.incoming import Incoming
from triage.interview import Talk
from triage.tells import AlertDesk, EraseChat, FewerWait, NoteSeen, ShowCode, ShowReplies, ShowScreen, Tell
from triage.urgency import Urgency

NEWCOMER_SCREEN = "first"
LANGUAGES = ("ru", "kk", "en")
"""That a reporter may choose."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """``card`` None: the card stays as it is. ``verb`` is the line in the journal, if the tap deserves one."""

    account: Account
    card: Card | None = None
    tells: tuple[Tell, ...] = ()
    verb: str = ""
    talk: Talk | None = None
    erases: SignalId | None = None


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Where the reporter stands: account, card of the thread open in its chat, interview, the screen shown last."""

    account: Account
    card: Card | None
    incoming: Incoming
    now: datetime
    asked: str = NEWCOMER_SCREEN
    talk: Talk = field(default_factory=Talk)

    def screen(self, name: str, **values: str | int) -> ShowScreen:
        """A screen in answer: it replaces the one that was tapped, or stands below what was written."""
        incoming = self.incoming
        return ShowScreen(
            account=self.account.account, name=name, values=values, edit=self.replaced, callback=incoming.callback
        )

    @property
    def replaced(self) -> MessageId | None:
        """The message that an answer replaces: the tapped one, unless it holds what must stay."""
        incoming = self.incoming
        return incoming.message if incoming.kind == "tap" and not incoming.below else None


def home(situation: Situation) -> Step:
    """/start and Back: the question that waits, where things stand, or the first screen for a newcomer."""
    talk, (name, values) = situation.talk, home_screen(situation.card)
    if talk.pending and name not in SAID_FIRST:
        name, values = f"ask_{talk.pending}", {"about": interview.about(talk)}
    return Step(account=situation.account, tells=(situation.screen(name, **values),))


def need(situation: Situation) -> Step:
    """The red button: the first question, or the one that waits."""
    talk = situation.talk
    urgency = situation.card.urgency if situation.card else Urgency.PLANNED
    one = interview.next_question(talk, urgency)
    if not one and situation.card:
        return home(situation)
    one = one or "story"
    shown = situation.screen(f"ask_{one}", about=interview.about(talk))
    return Step(account=situation.account, talk=interview.asking(talk, one), tells=(shown,))


def wish(situation: Situation) -> Step:
    """What she wants to happen stands first at the desk (P-11.2)."""
    if situation.card is None:
        return home(situation)
    talk = situation.talk  # the question that waited has not been asked after all
    talk = replace(talk, asked=tuple(one for one in talk.asked if one != talk.pending), pending="wishes")
    return Step(account=situation.account, talk=talk, tells=(situation.screen("ask_wishes"),))


def spoken(language: str) -> Callable[[Situation], Step]:
    """A language she chose holds until she hides."""

    def chosen(situation: Situation) -> Step:
        account = replace(situation.account, spoken=language, language=language)
        return replace(home(replace(situation, account=account)), account=account)

    return chosen


def plain(name: str) -> Callable[[Situation], Step]:
    """A tap that only shows a screen."""
    return lambda situation: Step(account=situation.account, tells=(situation.screen(name),))


def menu(situation: Situation) -> Step:
    """⋯: Stop, Delete and the rest, each with its honest line before it is tapped (rule 25)."""
    return Step(account=situation.account, tells=(situation.screen("menu", signal="yes" if situation.card else "no"),))


def hide(situation: Situation) -> Step:
    """Rule 23: the chat is erased, the account covered; the place in the queue stays.

    At the web door nothing is left to cover: the page is empty before this arrives, and what was under way is hers.
    """
    talk = situation.talk if is_of_the_web(situation.account.account) else Talk()
    return Step(account=_hidden(situation), talk=talk, tells=(_erase(situation),))


def _erase(situation: Situation, alert: str = "", *, kept: bool = False) -> EraseChat:
    said = situation.incoming
    return EraseChat(account=said.account, callback=said.callback, message=said.message, alert=alert, alert_kept=kept)


def _hidden(situation: Situation) -> Account:
    if is_of_the_web(situation.account.account):
        return situation.account
    return accounts.hidden(situation.account, situation.incoming.update, situation.now)


def stop(situation: Situation) -> Step:
    """Nothing more is asked or shown until the reporter comes back of her own accord."""
    quiet = replace(situation.account, quiet=situation.card is not None)
    return Step(account=quiet, tells=(situation.screen("stopped"),))


def delete(situation: Situation) -> Step:
    """Rule 25: hidden and erased here at once; a child's signal stays, marked, until a human decides.

    One without harm, and an adult's without her consent, go from the desk as well.
    """
    open_card = situation.card
    if open_card and (cards.may_vanish(open_card) or cards.is_draft(open_card)):
        return _vanished(situation, open_card)
    card = cards.asked_to_delete(open_card) if open_card else None
    erase = _erase(situation, "deleted_alert", kept=card is not None)
    alerts = (AlertDesk(signal=card.signal, member=card.held_by),) if card else ()
    return Step(
        account=_hidden(situation),
        card=card,
        talk=Talk(),
        tells=(erase, *alerts),
        verb="asked-to-delete" if card else "",
    )


def _vanished(situation: Situation, card: Card) -> Step:
    erase = _erase(situation, "deleted_alert")
    account = accounts.forgotten(_hidden(situation), card.signal)
    withdrawn = FewerWait(signal=card.signal)
    return Step(account=account, talk=Talk(), erases=card.signal, tells=(erase, withdrawn))


def code(situation: Situation) -> Step:
    """The receipt code on a screen of its own, only when asked for."""
    if situation.card is None:
        return home(situation)
    tell = ShowCode(
        account=situation.account.account,
        signal=situation.card.signal,
        edit=situation.replaced,
        callback=situation.incoming.callback,
    )
    return Step(account=situation.account, tells=(tell,))


def read(situation: Situation) -> Step:
    """The replies that wait."""
    if situation.card is None:
        return home(situation)
    tell = ShowReplies(
        account=situation.account.account,
        signal=situation.card.signal,
        edit=situation.replaced,
        callback=situation.incoming.callback,
    )
    return Step(account=replace(situation.account, quiet=False), tells=(tell,))


def following(situation: Situation) -> Step:
    """What happens next; for a newcomer the first screen."""
    return plain("next")(situation) if situation.card else home(situation)


def linked(situation: Situation) -> Step:
    """This account now hears the desk's alerts."""
    return Step(account=replace(situation.account, staff=True), tells=(situation.screen("linked"),))


def seen(situation: Situation) -> Step:
    """«Вижу»: the alert stands without its button."""
    noted = NoteSeen(account=situation.account.account, callback=situation.incoming.callback)
    return Step(account=situation.account, tells=(noted,))


STEPS: dict[str, Callable[[Situation], Step]] = {
    "start": home,
    "back": home,
    "need": need,
    "wish": wish,
    "calm": plain("calm"),
    "doctor": plain("doctor"),
    "online": plain("online"),
    "advocate": plain("advocate"),
    "duty": plain("duty"),
    "signs": plain("signs"),
    "orgs": plain("orgs"),
    "language": plain("language"),
    **{f"lang.{language}": spoken(language) for language in LANGUAGES},
    "numbers": plain("numbers"),
    "menu": menu,
    "hide": hide,
    "stop": stop,
    "delete": delete,
    "code": code,
    "read": read,
    "next": following,
    "linked": linked,
    "link_refused": plain("link_refused"),
    "link_taken": plain("link_taken"),
    "seen": seen,
    "specialist_hint": plain("specialist_hint"),
    "not_here": plain("not_here"),
    "shift_on": plain("shift_on"),
    "shift_off": plain("shift_off"),
}
"""Every tap and command by its name; anything else (an old keyboard, a forged tap) shows the home screen."""

"""What is said at once to words: numbers where there is danger now, then one warm screen. Pure."""

from dataclasses import dataclass, replace

from desk.asking import below
from desk.ports import Word
from desk.step import Situation
from triage import card as cards
from triage import interview
from triage.assess import Assessment
from triage.classes import DANGER
from triage.interview import Talk
from triage.tells import ShowScreen
from triage.urgency import Urgency

_ANSWERS = {"photo": "photo_refused", "voice": "voice_long"}
_OTHERS = frozenset({"sticker", "contact", "location", "poll", "other"})
_OF_SUICIDE = frozenset({"suicide_thoughts", "suicide_now", "suicide_plan", "suicide_attempt"})


@dataclass(frozen=True)
class Told:
    """``danger``: these words tell of danger now. ``weighed``: all that is known with them."""

    situation: Situation
    word: Word
    talk: Talk
    weighed: Assessment
    danger: bool

    @property
    def with_a_person(self) -> bool:
        """A specialist who answered her has it in hand: to her it is passed on."""
        return self.talk.person == interview.TALKING

    @property
    def unheard(self) -> bool:
        """Danger of a kind that she has not told before, while she waits for whoever answers her: they hear it anew."""
        return self.with_a_person and not DANGER.isdisjoint(self.talk.classes - self.situation.talk.classes)


def danger_screen(reasons: tuple[str, ...], talk: Talk) -> str:
    """Whose danger it is decides what to do first: her own hand, somebody else's, or a child she writes about.

    Where somebody else is the danger, "ask somebody to stay with you" is not the first advice.
    """
    if interview.about(talk) == "other":
        return "danger_other"
    return "danger_self" if cards.of_own_hand(reasons) else "danger"


def says_nothing_new(situation: Situation) -> bool:
    """An edit, or a further picture of one album: answered once."""
    incoming = situation.incoming
    again = incoming.kind == "edit" or (incoming.album and incoming.album == situation.account.album)
    return bool(again) and situation.card is not None


def undecided(told: Told, kept: str) -> tuple[ShowScreen, ...]:
    """She has not given her consent; danger to herself is answered all the same (rule 5). ``kept``: who has read it."""
    afraid = told.danger or not _OF_SUICIDE.isdisjoint(told.talk.classes)
    return (*(_numbers(told) if afraid else ()), replace(below(told.situation, "consent"), values={"kept": kept}))


def acknowledged(told: Told, *, warm: str) -> tuple[ShowScreen, ...]:
    """``warm`` "": the question that follows says that the words are kept."""
    situation = told.situation
    incoming, first = situation.incoming, situation.card is None
    if cards.MACHINE_FAILED in told.weighed.reasons[:1]:
        return (below(situation, "machine_failed", urgent=True),)
    numbers = _numbers(told) if told.danger else ()
    if says_nothing_new(situation):
        return numbers
    if warm == "more" and told.weighed.urgency is Urgency.IMMEDIATE and not told.danger:
        warm = "more_now"  # beside the numbers it would say the same twice
    name = _ANSWERS.get(incoming.kind, warm)
    if (incoming.voice and incoming.voice.fits) or (incoming.sealed and incoming.sealed.media):
        name = "voice_kept"
    if incoming.kind in _OTHERS and not first and warm == "more":
        name = "kept_other"
    warmly = (below(situation, "believed"),) if first and name not in {"believed", "hello", "voice_kept"} else ()
    return (*numbers, *warmly, *((below(situation, name),) if name else ()))


def _numbers(told: Told) -> tuple[ShowScreen, ...]:
    return (below(told.situation, danger_screen(told.weighed.reasons, told.talk), urgent=True),)

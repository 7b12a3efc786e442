"""The queue card of a signal: what the desk needs to know before anybody opens a word of it. No word stands in it."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from triage.assess import Assessment
from triage.case import Case, written_again
from triage.ids import AccountId, MemberId, SignalId, is_of_the_web
from triage.interview import ANSWERED, TALKING, Talk, audience, facts_of, waits_for_consent
from triage.routes import in_order
from triage.urgency import Urgency, higher

UNKNOWN = "unknown-needs-a-human"
MACHINE_FAILED = "machine-failed"
CHILDREN = frozenset({"child", "preteen", "teen"})
_EXPLAINED = frozenset({"game-talk", "figure-of-speech", "story-or-essay", "harm-is-over"})
"""Rules that explain a grave word away: such a signal is small talk perhaps, and does not vanish with a tap."""
UNDER_COVER = "under-cover"
WEB_DOOR = "web"
UNDECIDED = frozenset({"awaiting", "asked", "refused"})
_TO_DIE = frozenset({"suicide-attempt", "suicide-now", "suicide-plan", "suicide-small-child", "suicide-thoughts"})
_BY_SOMEBODY = frozenset({
    "not-safe-now", "offender-beside", "offender-tonight", "violence-now", "weapon", "threat-to-kill", "strangling",
    "held", "locked-in-danger", "sexual-now", "drunk-and-violent-answer",
})  # fmt: skip
"""Rules (packs/common/rules.toml) whose danger is somebody else's doing."""
OF_THE_NET = frozenset({"meeting-today", "online-danger", "sextortion", "online-bullying", "unknown-on-the-net"})
"""Rules whose route ``online_safety`` comes of something that was said; that of doubt names it to the desk alone."""
_NO_WORDS = frozenset({"answer", "sticker", "poll"})
"""Entries that answer an open question with nothing that can be found or granted."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """One signal. Times are UTC. ``awaiting`` says whose turn it is: ``desk`` or ``reporter``.

    ``unanswered_since``: of the first word that nobody has answered; None, as on cards of before: ``received_at``.

    ``age_band``: ``child`` (up to 10), ``preteen``, ``teen``, ``adult``. ``region``: ``ru`` or ``kz``. ``reasons``: ids
    of rules. ``consent`` of an adult survivor: ``awaiting`` (nobody may open it), ``given``; ``asked`` and ``refused``
    where a specialist had it in hand before anybody knew who wrote: it stays there, and says so first. "" for others.
    ``may_write``: ``any``, ``day`` or ``silent`` (rule 26), "" before it was asked. ``place_given``, ``wishes_given``:
    said in own words, which only the desk can read (rule 13; P-11.2). ``case``: what the desk has done with it.
    ``held_since``: the holder has it since then; None as well on cards of before. ``after_hours``: when its first word
    came nobody was on shift. ``door``: ``telegram`` or ``web``, where she was last; ``source``: the tag of the site or
    poster that led her here. ``code_wanted``: she took a new code, which opens no reply of before until a member opens
    the signal (protocol 4.7).
    """

    signal: SignalId
    urgency: Urgency
    reasons: tuple[str, ...]
    received_at: datetime
    last_word_at: datetime
    language: str
    door: str = "telegram"
    account: AccountId | None = None
    age_band: str | None = None
    region: str | None = None
    reporter: str | None = None
    routes: tuple[str, ...] = ()
    consent: str = ""
    may_write: str = ""
    place_given: bool = False
    wishes_given: bool = False
    held_by: MemberId | None = None
    held_since: datetime | None = None
    awaiting: str = "desk"
    asked_to_delete: bool = False
    linked_to: SignalId | None = None
    under_cover: bool = False
    words: int = 0
    unanswered_since: datetime | None = None
    after_hours: bool = False
    code_wanted: bool = False
    source: str = ""
    case: Case = field(default_factory=Case)

    @property
    def waits_since(self) -> datetime:
        """Since when the reporter waits for the desk, whoever holds the signal."""
        return self.unanswered_since or self.received_at


def raised(card: Card, urgency: Urgency, reasons: tuple[str, ...]) -> Card:
    """The card with urgency never lower than before, and the reasons added once each, oldest first."""
    merged = dict.fromkeys((*card.reasons, *reasons))
    return replace(card, urgency=higher(card.urgency, urgency), reasons=tuple(merged))


def weighed(card: Card, known: Assessment, talk: Talk) -> Card:
    """Raised to what is known now, with its reasons and routes, and who writes; nothing known before is lost.

    Where the answers were lost with their key, routes are added to those that stood.
    """
    facts = facts_of(talk)
    stays_child = card.age_band in CHILDREN and facts.age_band == "18+"  # whoever holds the phone may tap "18" (P-05.1)
    whole = talk.told or talk.answers
    routes = known.routes if whole else in_order((*card.routes, *known.routes))
    return replace(
        raised(card, known.urgency, known.reasons),
        routes=routes,
        age_band=audience(talk) if facts.age_band and not stays_child else card.age_band,
        reporter=facts.reporter if talk.answers and not stays_child else card.reporter or facts.reporter,
        consent="" if may_decide(card) and talk.answers and not waits_for_consent(talk) else card.consent,
        region=facts.country.lower() if facts.country else card.region,
    )


def may_be_draft(card: Card) -> bool:
    """Not a child's, not in a specialist's hands, and no danger by anybody else now: P-05 goes before P-03.2."""
    if card.age_band in CHILDREN or card.held_by is not None:
        return False
    danger_by_others = card.urgency is Urgency.IMMEDIATE or bool(card.case.lowered)
    return not danger_by_others or of_own_hand(card.reasons)


def of_own_hand(reasons: tuple[str, ...]) -> bool:
    """Whether the danger that these rules tell of is the reporter's own hand, and nobody else's."""
    return not _TO_DIE.isdisjoint(reasons) and _BY_SOMEBODY.isdisjoint(reasons)


def worded(card: Card, now: datetime, *, words: int = 1) -> Card:
    """The reporter wrote again: it is the desk's turn, since now unless it was before. What was closed opens."""
    since = card.unanswered_since if card.awaiting == "desk" else now
    again = replace(card, last_word_at=now, awaiting="desk", words=card.words + words, unanswered_since=since)
    return replace(again, case=written_again(card.case))


def is_closed(card: Card) -> bool:
    """Support has ended for now; new words open it again."""
    return card.case.closed_at is not None


def answering(card: Card, asked: str, source: str) -> Card:
    """Words came after the screen ``asked``. A place shared on a map is one whatever had been asked."""
    said = source not in _NO_WORDS
    return replace(
        card,
        place_given=card.place_given or source == "location" or (said and asked == "ask_place"),
        wishes_given=card.wishes_given or (said and asked == "ask_wishes"),
    )


def tells_of_the_net(card: Card) -> bool:
    """Whether what helps on the net is offered to her: a page about chats is a riddle to a child who is hungry."""
    return "online_safety" in card.routes and not OF_THE_NET.isdisjoint(card.reasons)


def is_draft(card: Card) -> bool:
    """P-03.2: for the desk there is no such signal until she gives her consent."""
    return card.consent == "awaiting"


def may_decide(card: Card) -> bool:
    """Whether an adult's yes or no about her own words still changes something."""
    return card.consent in UNDECIDED


def held(card: Card, member: MemberId, now: datetime | None = None) -> Card:
    """A specialist took the signal; her own once more stays hers since when it was.

    Nobody waits behind a drill: once taken, it rings no more.
    """
    if card.held_by == member:
        return card
    awaiting = "reporter" if card.case.drill else card.awaiting
    return replace(card, held_by=member, held_since=now, awaiting=awaiting, case=replace(card.case, taken=None))


def released(card: Card) -> Card:
    """The holder gave it back: it waits again where it stood. An adult's without her consent leaves the desk."""
    free = replace(_turned(card), held_by=None, held_since=None, case=replace(card.case, taken=None))
    return replace(free, consent="awaiting") if may_decide(free) and may_be_draft(free) else free


def answered(card: Card) -> Card:
    """The holder replied: it is the reporter's turn, and the holder's to be asked first when she returns (rule 31)."""
    case = replace(card.case, before=card.held_by or card.case.before, answered=True)
    return replace(card, awaiting="reporter", case=case)


def person(card: Card | None) -> str:
    """Whether a human talks with the reporter: one of ``triage.interview.PERSONS``."""
    if card is None or not card.case.answered or is_closed(card):
        return ""
    return TALKING if card.held_by else ANSWERED


def asked_to_delete(card: Card) -> Card:
    """Rule 25: the signal stays, marked, until a human decides."""
    return replace(_turned(card), asked_to_delete=True, case=written_again(card.case))


def _turned(card: Card) -> Card:
    """The desk's turn without a new word; what was answered waits since the last one."""
    since = card.unanswered_since if card.awaiting == "desk" else card.last_word_at
    return replace(card, awaiting="desk", unanswered_since=since)


def may_vanish(card: Card) -> bool:
    """Rule 25: a signal without harm, or an adult's without her consent, that nobody holds."""
    by_words = card.urgency is Urgency.PLANNED and not card.case.lowered  # lowered by hand is no small talk
    nothing_told = by_words and _EXPLAINED.isdisjoint(card.reasons)
    return card.held_by is None and (nothing_told or is_draft(card))


def kept(card: Card) -> Card:
    """A human decided that the signal stays."""
    return replace(card, asked_to_delete=False)


def returned_to(card: Card, account: AccountId, language: str) -> Card:
    """Rule 23: the account that came back is from now on the only return address; what may sound there is not known."""
    door = WEB_DOOR if is_of_the_web(account) else "telegram"
    return replace(card, account=account, language=language, may_write="", door=door)


def unreadable(signal: SignalId, received_at: datetime) -> Card:
    """In place of a card that will not open: somebody may be in danger behind it, so it stands first."""
    return Card(
        signal=signal,
        urgency=Urgency.IMMEDIATE,
        reasons=(MACHINE_FAILED,),
        received_at=received_at,
        last_word_at=received_at,
        language="",
    )

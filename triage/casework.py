"""A signal in the desk's hands: raised, lowered, handed on, told outside, closed, opened again. Pure, card → card."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from triage import case as cases
from triage.card import Card, held, is_closed, may_decide, released, worded
from triage.case import ASKED, SILENT, Taken, Telling
from triage.ids import MemberId
from triage.urgency import RANK, Urgency

RAISED = "raised-by-hand"
LOWERED = "lowered-by-hand"
SILENCE = timedelta(hours=24)
"""After closing an ``immediate`` signal; then the supervisors are rung (conversation rule 32)."""

SAID_FIRST = frozenset({"told", "after"})
"""Screens of ``home_screen`` that stand before a question of the interview."""


@dataclass(frozen=True, kw_only=True)
class Closing:
    """``seen``: the last word that the closer has seen; a later one must not be closed over."""

    outcome: str
    at: datetime
    by: MemberId
    seen: datetime


def raised_to(card: Card, urgency: Urgency) -> Card | None:
    """By anyone on duty, at once (requirements ST-3); None where that is not higher."""
    if RANK[urgency] >= RANK[card.urgency]:
        return None
    reasons = tuple(dict.fromkeys((*(one for one in card.reasons if one != LOWERED), RAISED)))
    return replace(card, urgency=urgency, reasons=reasons, case=replace(card.case, lowered=False, lowered_by=None))


def lowered_to(card: Card, urgency: Urgency, by: MemberId | None = None) -> Card | None:
    """By a named specialist with a reason (requirements ST-3); None where it is not lower. The rules' reasons stay."""
    if RANK[urgency] <= RANK[card.urgency]:
        return None
    reasons = tuple(dict.fromkeys((*(one for one in card.reasons if one != RAISED), LOWERED)))
    return replace(card, urgency=urgency, reasons=reasons, case=replace(card.case, lowered=True, lowered_by=by))


def handed_over(card: Card, member: MemberId, now: datetime | None = None) -> Card:
    """Another specialist holds it; for the reporter nothing changes (conversation rule 31)."""
    opinions = tuple(one for one in card.case.opinions if one != member)
    return replace(held(card, member, now), case=replace(card.case, opinions=opinions))


def taken_from(before: Card, after: Card, by: MemberId, at: datetime) -> Card:
    """``after``, and on it who took it out of whose hands; nothing where nobody's, or her own, were emptied."""
    of = before.held_by
    told = Taken(of=of, by=by, at=at) if of is not None and of not in {by, after.held_by} else None
    return replace(after, case=replace(after.case, taken=told))


def handed_to_desk(card: Card, desk: str) -> Card:
    """It waits at the other desk, where it stood."""
    free = released(card)
    return replace(free, case=replace(free.case, desk=desk))


def asked_opinion(card: Card, member: MemberId) -> Card:
    """A colleague is to look at it; the holder stays."""
    opinions = tuple(dict.fromkeys((*card.case.opinions, member)))
    return replace(card, case=replace(card.case, opinions=opinions))


def opined(card: Card, member: MemberId) -> Card:
    """Her note is there."""
    opinions = tuple(one for one in card.case.opinions if one != member)
    return replace(card, case=replace(card.case, opinions=opinions))


def said(card: Card, telling: Telling) -> Card | None:
    """Step one: the reporter is told. None where a telling to the same is open already."""
    if any(one.to == telling.to and one.done_at is None for one in card.case.tellings):
        return None
    return replace(card, case=replace(card.case, tellings=(*card.case.tellings, telling)))


def _unheard(card: Card) -> Telling | None:
    """The next thing that she was not told yet: one screen says one of them."""
    return next((one for one in card.case.tellings if one.heard_at is None), None)


def heard(card: Card, at: datetime) -> Card:
    """What ``home_screen`` said stood in her chat; what else she is to be told waits for the next time."""
    shown = _unheard(card)
    tellings = tuple(replace(one, heard_at=at) if one is shown else one for one in card.case.tellings)
    return replace(card, case=replace(card.case, tellings=tellings))


def home_screen(card: Card | None) -> tuple[str, Mapping[str, str | int]]:
    """What stands first for her: what she was not told yet, the question after closing, or where things stand."""
    if card is None:
        return "first", {}
    unheard = _unheard(card)
    if unheard:
        return "told", {"to": unheard.to, "way": unheard.way}
    return ("after" if is_closed(card) and card.case.after == ASKED else "status"), {}


def told(card: Card, to: str, at: datetime, by: MemberId) -> Card | None:
    """Step two: the desk has told. None where the reporter was not told first."""
    if not any(one.to == to and one.done_at is None for one in card.case.tellings):
        return None
    done = tuple(
        replace(one, done_at=at, done_by=by) if one.to == to and one.done_at is None else one
        for one in card.case.tellings
    )
    return replace(card, case=replace(card.case, tellings=done))


def may_close(card: Card) -> bool:
    """Not while the reporter's own decision, or a human's about Delete, is open."""
    return not (card.asked_to_delete or may_decide(card) or is_closed(card))


def closed(card: Card, closing: Closing) -> Card:
    """Support ends for now. Asked once how it is; a second closing without new words asks nothing again."""
    case = replace(
        card.case,
        outcome=closing.outcome,
        closed_at=closing.at,
        closed_by=closing.by,
        opinions=(),
        after=card.case.after or ("" if card.case.drill else ASKED),
    )
    return replace(card, held_by=None, held_since=None, awaiting="reporter", case=case)


def silence_due(card: Card) -> datetime | None:
    """When nobody's answer to the question becomes an alarm; None where it never does.

    What somebody lowered by hand counts as danger here: nobody alone takes a signal out of a supervisor's hearing.
    """
    case = card.case
    danger = card.urgency is Urgency.IMMEDIATE or case.lowered
    waits = case.closed_at is not None and case.after == ASKED and danger
    return case.closed_at + SILENCE if waits and case.closed_at else None


def reopened(card: Card, now: datetime) -> Card:
    """By a specialist's hand: it waits for anybody again."""
    return _open(card, now, "")


def answered_after(card: Card, answer: str, now: datetime) -> Card:
    """Better, same or worse; ``worse`` opens it again, for a supervisor first."""
    if answer in cases.CALLS_A_SUPERVISOR:
        return _open(card, now, answer)
    return replace(card, case=replace(card.case, after=answer))


def silent(card: Card, now: datetime) -> Card | None:
    """A day without an answer after danger; None where that is not so (any more)."""
    due = silence_due(card)
    return None if due is None or now < due else _open(card, now, SILENT)


def _open(card: Card, now: datetime, after: str) -> Card:
    before = card.last_word_at  # of words: what is due now is no word of hers
    turned = worded(card, now, words=0)
    return replace(turned, last_word_at=before, case=cases.open_again(card.case, after))

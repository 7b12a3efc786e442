"""What the desk has done with a signal: kept on its card, erased with it. Values of ours only; no word stands in it."""

from dataclasses import dataclass, replace
from datetime import datetime

from triage.ids import MemberId

DESKS = ("intake", "fallback")
OUTSIDE = ("police", "guardianship", "other")
"""To whom outside of the desk the reporter's words may be told (rule 29; requirements NSK 5.1.7, PRM 5.3)."""
WAYS = ("will", "had")
"""What the reporter is told first: that we will tell, or that we had to without asking, since a life was in danger."""
ANSWERS = ("better", "same", "worse")
"""To the one question after closing (conversation rule 32)."""
ASKED, SILENT = "asked", "silent"
DRILLED = "drill"
"""The only outcome that a drill is closed with, and nothing else may be."""
CALLS_A_SUPERVISOR = frozenset({"worse", SILENT})


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Two steps: the reporter is told (``said``), then the desk told ``to`` (``done``). ``way``: one of WAYS.

    ``heard_at``: when it was shown to her; None while she is covered or her chat is empty.
    """

    to: str
    way: str
    said_at: datetime
    said_by: MemberId
    heard_at: datetime | None = None
    done_at: datetime | None = None
    done_by: MemberId | None = None


@dataclass(frozen=True, kw_only=True)
class Taken:
    """Out of whose hands it came last, by whom else, and when: whoever held it must not have to guess."""

    of: MemberId
    by: MemberId
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Case:
    """``desk``: whose it is. ``before``: who answered last (rule 31). ``lowered``: by a human, not by a rule.

    ``answered``: a specialist has answered since it was opened, or opened again by her own words.
    ``opinions``: colleagues who were asked for one and have not noted theirs. ``after``: "", ASKED, one of ANSWERS or
    SILENT. Closed while ``closed_at`` is set; ``outcome``: an id of ``packs/common/outcomes.toml``. ``lowered_by``: who
    lowered it; None on cards of before. ``drill``: nobody is in danger, the desk only practises (``desk.drills``).
    """

    desk: str = "intake"
    before: MemberId | None = None
    lowered: bool = False
    lowered_by: MemberId | None = None
    opinions: tuple[MemberId, ...] = ()
    tellings: tuple[Telling, ...] = ()
    outcome: str = ""
    closed_at: datetime | None = None
    closed_by: MemberId | None = None
    after: str = ""
    taken: Taken | None = None
    drill: bool = False
    answered: bool = False


def written_again(case: Case) -> Case:
    """The reporter came back with new words: open, weighed by the rules, and asked anew after the next closing."""
    back = replace(case, outcome="", closed_at=None, closed_by=None, after="", lowered=False, lowered_by=None)
    return replace(back, answered=False) if case.closed_at else case


def by_one_alone(case: Case) -> bool:
    """Lowered and closed by the same member: nobody else has judged it."""
    who = case.lowered_by if case.lowered else None
    return case.closed_at is not None and who is not None and who == case.closed_by


def open_again(case: Case, after: str = "") -> Case:
    """Open for another reason; what was answered after the closing stays to be seen."""
    return replace(case, outcome="", closed_at=None, closed_by=None, after=after or case.after)

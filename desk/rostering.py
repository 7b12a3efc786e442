"""The roster as the console shows it, and the verb that changes somebody's hours (issue 4, point 1)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from desk import access
from desk.access import Refused
from desk.hours import DeskHours, RosterHours
from desk.people import BUSY_FROM, LANGUAGES, REGIONS, SKILLS, Colleague, Roster, counting
from desk.ports import JournalLine
from triage.ids import MemberId
from triage.shifts import Member, begins_at, parse_hours, spelt
from triage.week import Stretch, end_of_week, stretches


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a supervisor sets for a member: hours as ``triage.shifts.parse_hours`` reads them. Empty lists: all."""

    hours: tuple[str, ...]
    zone: str
    languages: tuple[str, ...]
    regions: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Presence:
    """Whether anybody reads, what a child is told of it, and who comes next.

    ``told``: ``desk`` and ``opens`` as ``desk.hours.Hours`` puts them into a screen. ``comes``: who and when, by the
    written hours alone: when what was said by hand runs out, nobody has promised to come.
    """

    manned: bool
    told: Mapping[str, str]
    comes: tuple[Colleague, datetime] | None


class Conversations(Protocol):
    """Who is busy. Raises Unavailable."""

    async def open_conversations(self) -> Mapping[MemberId, int]:
        """How many signals each holds whose reporter waits for an answer."""


@dataclass(frozen=True, kw_only=True)
class Rostering:
    """``hours``: those of the settings, which hold as long as the roster has none; their zone is the desk's."""

    roster: Roster
    book: Conversations
    hours: DeskHours

    async def busy(self, who: Colleague) -> Mapping[MemberId, int]:
        """Open conversations of each. Raises Refused, Unavailable."""
        access.check("roster", who.role)
        return await self.book.open_conversations()

    def presence(self, crew: tuple[Colleague, ...], now: datetime) -> Presence:
        """By those who count (``desk.people.counting``)."""
        staff = counting(crew)
        begins = ((begins_at(one.profile.hours, now), one) for one in staff)
        comes = min(((at, one) for at, one in begins if at), key=lambda pair: pair[0], default=None)
        return Presence(
            manned=any(one.reads(now) for one in staff),
            told=RosterHours(settings=self.hours, crew=lambda: crew).told(now),
            comes=(comes[1], comes[0]) if comes else None,
        )

    def week(self, crew: tuple[Colleague, ...], now: datetime) -> tuple[Stretch, ...]:
        """Of those who count and have hours: whoever has none counts as always there, and would hide every gap."""
        planned = [one.profile for one in counting(crew) if one.profile.hours.shifts]
        return stretches(planned, now, end_of_week(now, self.hours.zone))

    def profile_of(self, member: Member) -> Profile:
        """Where she has no hours her zone is nowhere used: the desk's stands there."""
        hours = member.hours
        return Profile(
            hours=tuple(map(spelt, hours.shifts)),
            zone=str(hours.zone if hours.shifts else self.hours.zone),
            languages=member.languages,
            regions=member.regions,
            skills=member.skills,
        )

    async def set(self, who: Colleague, of: MemberId, now: datetime, *, before: Profile, after: Profile) -> None:
        """``before``: as the form had it; the same twice acts once.

        Raises BadShift, Unavailable, and Refused: ``not-allowed``, ``no-such-colleague``, ``changed-meanwhile`` (the
        form is older than what stands there; two that are sent within the same milliseconds are not told apart).
        """
        access.check("set-roster", who.role)
        one = next((one for one in await self.roster.colleagues() if one.member == of), None)
        if one is None:
            raise Refused("no-such-colleague")
        wanted, stands = changed(one.profile, after), self.profile_of(one.profile)
        if self.profile_of(wanted) == stands:
            return
        if before != stands:
            raise Refused("changed-meanwhile")
        line = JournalLine(at=now, by=who.member, verb="roster-set", detail=of)
        await self.roster.set_profile(of, wanted, line)


def is_free(open_conversations: int) -> bool:
    """As the alarms count it."""
    return open_conversations < BUSY_FROM


def changed(before: Member, after: Profile) -> Member:
    """What she said by hand stays. Raises BadShift."""
    return replace(
        before,
        hours=parse_hours(after.hours, after.zone),
        languages=_known(after.languages, LANGUAGES),
        regions=_known(after.regions, REGIONS),
        skills=_known(after.skills, SKILLS),
    )


def _known(named: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """In our order, each once; all of them is the same as none named."""
    found = tuple(one for one in known if one in named)
    return () if found == known else found

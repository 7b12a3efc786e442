"""Who works here, as the verbs know them, and the port to their roster."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from desk.ports import JournalLine
from triage import shifts
from triage.alarms import OnDuty
from triage.ids import Address, MemberId, UpdateId
from triage.shifts import Hours, Member, Said, on_shift

BUSY_FROM = 3
"""So many reporters waiting for her next word, and she is told after the others (a proposal; the desk may differ)."""
LANGUAGES = ("ru", "kk", "en")
"""As ``bot.languages.KNOWN``: a test holds them together."""
REGIONS = ("ru", "kz")
SKILLS = ("child", "survivor", "online")
_NO_HOURS = Member(hours=Hours(zone=ZoneInfo("UTC")))


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """A member as the roster knows her. ``address`` is where alerts go, when a Telegram account is linked.

    ``certified``: an administrator has signed her. Before that she can read nothing, so she counts as nobody.
    """

    member: MemberId
    name: str
    role: str
    desk: str
    address: Address | None = None
    profile: Member = field(default=_NO_HOURS)
    certified: bool = True

    def is_on_shift(self, now: datetime) -> bool:
        """By her hours and by what she said."""
        return on_shift(self.profile, now)

    def reads(self, now: datetime) -> bool:
        """Whether a child may be told that she is there; ``is_on_shift`` is whom the alarms ring."""
        return shifts.reads(self.profile, now)

    def should_be_on(self, now: datetime) -> bool:
        """By her hours alone; somebody without hours should always be there."""
        return on_shift(Member(hours=self.profile.hours), now)


def counting(crew: Sequence[Colleague]) -> list[Colleague]:
    """Those by whom the desk is open or not (as ``triage.alarms.on_shift_of``): supervisors where no others are."""
    return [one for one in crew if one.desk != "fallback"] or list(crew)


def on_duty(one: Colleague, now: datetime, open_conversations: int) -> OnDuty:
    """As an alarm sees her."""
    profile = one.profile
    return OnDuty(
        member=one.member,
        supervisor=one.desk == "fallback",
        on_shift=one.is_on_shift(now),
        free=open_conversations < BUSY_FROM,
        languages=frozenset(profile.languages),
        regions=frozenset(profile.regions),
        skills=frozenset(profile.skills),
    )


class Link(StrEnum):
    """What became of a link code; each is the action that answers in the chat."""

    GOOD = "linked"
    UNKNOWN = "link_refused"
    TAKEN = "link_taken"


class Roster(Protocol):
    """Who works here. Every method raises Unavailable."""

    async def colleagues(self) -> tuple[Colleague, ...]:
        """Every enrolled member."""

    async def offer_link(self, member: MemberId) -> str:
        """A one-time code that links a Telegram account, ten minutes."""

    async def link(self, code: str, address: Address, update: UpdateId, now: datetime) -> Link:
        """GOOD: the member's alerts go to ``address`` from now on; the same update may ask again.

        TAKEN: alerts of another member go there. It stays so, and the code stays good: «Вижу», /on and /off count for
        one member, so two in one chat would speak for each other.
        """

    async def say(self, member: MemberId, said: Said, line: JournalLine) -> None:
        """On or off by hand, with its line in the journal as one."""

    async def see(self, member: MemberId, now: datetime) -> None:
        """She said «Вижу»."""

    async def seen(self) -> Mapping[MemberId, datetime]:
        """When each said it last."""

    async def set_profile(self, member: MemberId, profile: Member, line: JournalLine) -> None:
        """Hours, languages, regions, skills, with the line in the journal as one; what she said by hand stays."""

"""The roster as the console's browser gets it, and what it may send back (docs/console-api.md).

Times for people stand as ``YYYY-MM-DDTHH:MM`` by the desk's own clock, so that no browser's list of zones matters.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints

from desk.people import LANGUAGES, REGIONS, SKILLS, Colleague
from desk.rostering import Presence, Profile, Rostering, is_free
from portal.bodies import Shape
from portal.console.casing import iso
from portal.console.shapes import Member
from portal.parts import Json
from triage.ids import MemberId
from triage.shifts import turns_at
from triage.week import Stretch, by_day

Line = Annotated[str, StringConstraints(max_length=64)]
_SOME = Field(max_length=8)


class OnOff(Shape):
    on: bool


class OfMember(Shape):
    member: Member


class Hours(Shape):
    hours: list[Line] = Field(max_length=64)
    zone: Line
    languages: list[Literal["ru", "kk", "en"]] = _SOME
    regions: list[Literal["ru", "kz"]] = _SOME
    skills: list[Literal["child", "survivor", "online"]] = _SOME

    def profile(self) -> Profile:
        """As the desk takes it."""
        return Profile(
            hours=tuple(self.hours),
            zone=self.zone.strip(),
            languages=tuple(self.languages),
            regions=tuple(self.regions),
            skills=tuple(self.skills),
        )


class Change(Hours):
    before: Hours


def wall(at: datetime | None, zone: ZoneInfo) -> str | None:
    """By the clock on the desk's wall, whole minutes."""
    return at.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if at else None


def presence_of(presence: Presence, zone: ZoneInfo) -> Json:
    """``manned``, ``told`` (``desk``, ``opens``), ``comes``."""
    comes = presence.comes and {"name": presence.comes[0].name, "at": wall(presence.comes[1], zone)}
    return {"manned": presence.manned, "told": dict(presence.told), "comes": comes or None}


def person(one: Colleague, rostering: Rostering, busy: Mapping[MemberId, int], now: datetime) -> Json:
    """One row of the roster."""
    zone, said, profile = rostering.hours.zone, one.profile.said, rostering.profile_of(one.profile)
    lists = {"languages": profile.languages, "regions": profile.regions, "skills": profile.skills}
    count = busy.get(one.member, 0)
    return {
        "member": one.member,
        "name": one.name,
        "supervisor": one.desk == "fallback",
        **own(one, zone, now),
        "said": {"on": said.on, "at": wall(said.at, zone)} if said else None,
        "open": count,
        "free": is_free(count),
        "hours": list(profile.hours),
        "zone": profile.zone,
        **{name: list(some) for name, some in lists.items()},
    }


def own(one: Colleague, zone: ZoneInfo, now: datetime) -> Json:
    """``turns``: when that ends by itself, for the page to ask again (UTC); ``until``: the same for a person."""
    turns = turns_at(one.profile, now)
    return {"on": one.is_on_shift(now), "until": wall(turns, zone), "turns": iso(turns) if turns else None}


def week_of(found: Sequence[Stretch], zone: ZoneInfo) -> Json:
    """``days``: seven, each with its spans (from, to, how many; minutes since midnight). ``gaps``: when nobody is;
    ``to`` is null for one that goes on past the last day.
    """
    last = found[-1].end if found else None
    days = [{"date": day.date.isoformat(), "spans": list(map(list, day.spans))} for day in by_day(found, zone)]
    empty = [
        {"from": wall(one.start, zone), "to": wall(one.end, zone) if one.end != last else None}
        for one in found
        if one.there == 0
    ]
    return {"days": days, "gaps": empty}


KNOWN = {"languages": list(LANGUAGES), "regions": list(REGIONS), "skills": list(SKILLS)}
"""What a form offers, in this order."""

"""A member's hours and what she is good at, as they lie in the store. One that cannot be read counts as none."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from triage.shifts import BadShift, Hours, Member, Said, parse_hours, spelt

_LISTS = ("languages", "regions", "skills")


def profile(raw: bytes | None, said: bytes | None) -> Member:
    """Without a profile she is on shift whenever she does not say otherwise."""
    kept = _read(raw)
    lists = {name: tuple(map(str, kept.get(name, ()))) for name in _LISTS}
    return Member(hours=_hours(kept), said=_said(_read(said)), **lists)


def profile_raw(member: Member) -> str:
    """As ``profile`` reads it."""
    hours = {"zone": str(member.hours.zone), "shifts": [spelt(one) for one in member.hours.shifts]}
    return json.dumps({**hours, **{name: list(getattr(member, name)) for name in _LISTS}})


def _hours(kept: dict[str, Any]) -> Hours:
    shifts = kept.get("shifts", ())
    try:
        return parse_hours(
            [str(one) for one in shifts] if isinstance(shifts, list) else [], str(kept.get("zone", "UTC"))
        )
    except BadShift:
        return Hours(zone=ZoneInfo("UTC"))


def _said(kept: dict[str, Any]) -> Said | None:
    at = kept.get("at")
    return Said(on=bool(kept.get("on")), at=datetime.fromtimestamp(float(at), UTC)) if isinstance(at, float) else None


def _read(raw: bytes | None) -> dict[str, Any]:
    try:
        found = json.loads(raw) if raw else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}

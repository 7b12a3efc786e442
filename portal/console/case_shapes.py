"""What the console's browser may send of a case (docs/console-api.md). ``request``: the same twice acts once."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints, field_validator

from portal.bodies import Shape
from portal.console.shapes import Id, Member, Note

Time = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
"""ISO 8601, UTC, whole seconds."""
Tier = Literal["immediate", "urgent", "standard", "planned"]
_BOX = 1168 * 4 // 3 + 1
"""Characters of a sealed 32-byte seed in base64url (protocol 4.4)."""


class Once(Shape):
    request: Id


class Raise(Once):
    to: Tier


class Lower(Raise):
    note: Note


class ToMember(Once):
    member: Member


class BreakGlass(Once):
    holder: Member
    note: Note


class ToDesk(Once):
    desk: Literal["intake", "fallback"]
    kid: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    box: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", min_length=_BOX, max_length=_BOX + 1)]


class Outside(Once):
    to: Literal["police", "guardianship", "other"]


class Say(Outside):
    way: Literal["will", "had"]


class Told(Outside):
    at: Time

    @field_validator("at")
    @classmethod
    def _is_a_time(cls, at: str) -> str:
        moment(at)
        return at


class Close(Once):
    outcome: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{2,31}$")]
    seen: Time

    @field_validator("seen")
    @classmethod
    def _is_a_time(cls, seen: str) -> str:
        moment(seen)
        return seen


def moment(text: str) -> datetime:
    """Raises ValueError for a day that no calendar has."""
    return datetime.fromisoformat(text)

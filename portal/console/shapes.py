"""What the console's browser may send (docs/console-api.md). Sealed values are judged by spelling and length alone."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, Self, TypeVar

from pydantic import Field, StringConstraints, field_validator, model_validator

from portal.bodies import Shape, shaped
from portal.errors import Problem

LONGEST_TEXT: Final = 4_000
"""Of a reply, in UTF-16 units as browsers and Telegram count; Telegram takes 4,096."""
_SESSION_BOX: Final = 1136 + 32
"""Bytes: what `Seal` adds, and a session key (protocol 5.1)."""
_ENTRY_ADDS: Final = 12 + 16
_NOTE_ADDS: Final = 1136
_BLOCK: Final = 512
"""Entries and notes are padded to it (protocol §0)."""
_B64U: Final = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)

Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Signal = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]-[a-z2-7]{20}$")]
Kid = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Member = Annotated[str, StringConstraints(pattern=r"^m-[a-z2-7]{10}$")]


class Nothing(Shape):
    """``{}``."""


class OfSignal(Shape):
    signal: Signal


class OfReply(OfSignal):
    id: Id


OfPathT = TypeVar("OfPathT", bound=OfSignal)


class Invite(Shape):
    invite: Annotated[str, StringConstraints(max_length=64)]


class Enrol(Invite):
    request: dict[str, Any]
    wrapped: dict[str, Any]


class Answer(Shape):
    answer: dict[str, Any]


class Login(Shape):
    login: Annotated[str, StringConstraints(min_length=1, max_length=120)]


Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class PasskeyOf(Shape):
    member: Member
    id: Hash


class Passkey(Shape):
    v: int = Field(ge=1, le=1)
    id: Hash
    box: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{100,400}$")]
    door: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")] | None = None


Sig = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{86}$")]
OneTimeCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


class Device(Shape):
    id: Hash
    sig: Sig


class Signed(Shape):
    member: Member
    nonce: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]
    sig: Sig


class SignIn(Signed):
    code: OneTimeCode | None = None
    device: Device | None = None


class CodeShown(Shape):
    code: OneTimeCode


class CodesRemoved(Signed):
    code: OneTimeCode


class Entry(Shape):
    id: Id
    kind: Literal["reply"]
    schema_: int = Field(alias="schema", ge=1, le=1)  # Literal[1] would take `true` for 1
    session: Id
    box: str

    @field_validator("box")
    @classmethod
    def _is_padded(cls, box: str) -> str:
        return _blocks(box, _ENTRY_ADDS)


class SealedSession(Shape):
    id: Id
    box: str

    @field_validator("box")
    @classmethod
    def _is_a_key(cls, box: str) -> str:
        if _bytes(box) != _SESSION_BOX:
            raise ValueError("not a sealed session key")
        return box


class Reply(Shape):
    entry: Entry
    session: SealedSession
    text: str | None = None
    despite: list[Annotated[str, StringConstraints(pattern=r"^[a-z-]{1,24}$")]] = Field(default=[], max_length=64)

    @field_validator("text")
    @classmethod
    def _has_utf8(cls, text: str | None) -> str | None:
        return text and well_formed(text)

    @model_validator(mode="after")
    def _is_of_its_session(self) -> Self:
        if self.entry.session != self.session.id:
            raise ValueError("an entry of another session")
        return self


class Again(Shape):
    text: str

    @field_validator("text")
    @classmethod
    def _says_something(cls, text: str) -> str:
        if not text:
            raise ValueError("empty")
        return well_formed(text)


class Note(Shape):
    id: Id
    box: str
    kid: Kid

    @field_validator("box")
    @classmethod
    def _is_padded(cls, box: str) -> str:
        return _blocks(box, _NOTE_ADDS)


class Resealed(OfSignal):
    version: Annotated[str, StringConstraints(pattern=r"^\d{1,15}$")]
    kid: Kid
    box: str
    notes: dict[Id, str]

    @field_validator("box")
    @classmethod
    def _is_a_seed(cls, box: str) -> str:
        if _bytes(box) != _SESSION_BOX:
            raise ValueError("not a sealed seed")
        return box

    @field_validator("notes")
    @classmethod
    def _are_padded(cls, notes: dict[str, str]) -> dict[str, str]:
        return {note: _blocks(box, _NOTE_ADDS) for note, box in notes.items()}


class ReporterBox(Shape):
    kid: Kid
    box: str

    @field_validator("box")
    @classmethod
    def _is_a_seed(cls, box: str) -> str:
        if _bytes(box) != _SESSION_BOX:
            raise ValueError("not a sealed seed")
        return box


class Decision(Shape):
    decision: Literal["keep", "erase"]


def well_formed(text: str) -> str:
    """With U+FFFD for half of a cut emoji, as where it is sealed: it has no UTF-8, and a reply must not fail for it."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def must_be_short(text: str) -> str:
    """Raises Problem 413 ``too-long``: what Telegram would refuse must not be promised."""
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise Problem(413, "too-long")
    return text


def of_path(match: Mapping[str, str], shape: type[OfPathT]) -> OfPathT:
    """The ids in a path, as far as the shape asks for them. Raises Problem 400 ``bad-request``."""
    return shaped({name: match[name] for name in shape.model_fields}, shape)


def _blocks(box: str, adds: int) -> str:
    inside = _bytes(box) - adds
    if inside < _BLOCK or inside % _BLOCK:
        raise ValueError("not padded")
    return box


def _bytes(box: str) -> int:
    """How many bytes it spells; -1 for no base64url without padding."""
    return len(box) * 3 // 4 if _B64U.fullmatch(box) and len(box) % 4 != 1 else -1

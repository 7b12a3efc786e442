"""What a page of the web button may send (docs/button-api.md). Boxes are judged by spelling and length alone."""

import base64
import binascii
import re
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from portal.bodies import Shape
from portal.errors import Problem
from triage.classes import CLASSES
from triage.incoming import MOST_VOICE_BYTES, MOST_VOICE_S

SEED_BOX: Final = 1120 + 32 + 16
"""Bytes of ``Seal`` of 32 bytes (protocol §0): a session's key, a thread's seed, the key of a voice."""
PUBLIC_BYTES: Final = 1216
SECRET_BYTES: Final = 32
_AEAD_ADDS: Final = 12 + 16
_BLOCK: Final = 512
"""Entries and voices are padded to it (protocol §0)."""
LARGEST_ENTRY: Final = 64 * _BLOCK
"""Bytes inside a word's box: 4,000 characters have 24,000 at most, were each of them a control sign in JSON."""
_LARGEST_VOICE: Final = (MOST_VOICE_BYTES // _BLOCK + 1) * _BLOCK
LARGEST_SEALED_VOICE: Final = SEED_BOX + _AEAD_ADDS + _LARGEST_VOICE
"""Bytes of a whole voice as it is sent (protocol 5.4, without the signal's name in front)."""
MOST_CLASSES: Final = 256
"""More than twice as many as there are: what comes above is no page of ours."""
_B64U: Final = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)

Version = Annotated[int, Field(ge=1, le=1)]
"""Literal[1] would take ``true`` for 1."""
Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Signal = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]-[a-z2-7]{20}$")]
"""Of the sixteen partitions: ``g``, the canary's, is nobody's at this door."""
Earlier = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{32})?$")]
"""An id, or none."""
Kid = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Box = Annotated[str, StringConstraints(max_length=48 * 1024)]
Short = Annotated[str, StringConstraints(max_length=64)]
Language = Annotated[str, StringConstraints(max_length=16)]


class OfVisit(Shape):
    v: Version
    visit: Short


class WorkDone(Shape):
    stamp: Annotated[str, StringConstraints(max_length=128)]
    nonce: Annotated[str, StringConstraints(max_length=128)]


class Nothing(Shape):
    """``{}``, or what a later page may say of its version."""

    v: Version = 1


class Entry(Shape):
    id: Id
    kind: Literal["word"]
    schema_: int = Field(alias="schema", ge=1, le=1)
    session: Id
    box: Box


class SealedSession(Shape):
    id: Id
    box: Box


class Word(Shape):
    entry: Entry
    session: SealedSession
    classes: list[Short] = Field(max_length=MOST_CLASSES)
    digits: bool
    kind: Literal["text", "voice"]
    media: Id | None = None
    seconds: int | None = Field(default=None, ge=0, le=MOST_VOICE_S)

    @property
    def known(self) -> frozenset[str]:
        return frozenset(self.classes) & frozenset(CLASSES)

    @property
    def doubtful(self) -> bool:
        """It speaks of classes that we do not know: the page is older or newer than we are, or no page."""
        return not set(self.classes) <= set(CLASSES)


class Holders(Shape):
    intake: Box
    fallback: Box


class Kids(Shape):
    intake: Kid
    fallback: Kid


class Thread(Shape):
    signal: Signal
    pub: Box
    boxes: Holders
    kids: Kids


class Say(OfVisit):
    request: Id
    language: Language
    source: Short = ""
    work: WorkDone | None = None
    act: str | None = Field(default=None, max_length=64)
    word: Word | None = None
    thread: Thread | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if (self.act is None) == (self.word is None):
            raise ValueError("a tap or words, one of them")
        return self


class Texts(Shape):
    v: Version
    language: Language


class Code(OfVisit):
    request: Id
    signal: Signal
    locator: Id
    after: Earlier = ""
    kid: Kid
    box: Box
    work: WorkDone | None = None


class Shown(OfVisit):
    request: Id
    entries: list[Id] = Field(max_length=1000)


class Find(OfVisit):
    locator: Id
    work: WorkDone | None = None


class Back(OfVisit):
    first: Short
    request: Id
    locator: Id
    proof: Short
    language: Language
    source: Short = ""
    work: WorkDone | None = None


class InPath(Shape):
    media: Id


def unb64u(text: str, size: int | None = None) -> bytes:
    """The one spelling of ``size`` bytes (None: of any number). Raises Problem 400 ``bad-envelope``."""
    if _B64U.fullmatch(text) and len(text) % 4 != 1:
        try:
            x = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except binascii.Error:
            x = b""
        if b64u(x) == text and (size is None or len(x) == size):
            return x
    raise Problem(400, "bad-envelope")


def b64u(x: bytes) -> str:
    """Base64url without padding (protocol §0)."""
    return base64.urlsafe_b64encode(x).rstrip(b"=").decode("ascii")


def must_be_entry(word: Word) -> None:
    """Raises Problem 400 ``bad-envelope``: a word that no page of ours seals so."""
    unb64u(word.session.box, SEED_BOX)
    inside = len(unb64u(word.entry.box)) - _AEAD_ADDS
    spoken = word.kind == "voice"
    whole = word.entry.session == word.session.id and spoken == (word.media is not None) == (word.seconds is not None)
    if not whole or not _BLOCK <= inside <= LARGEST_ENTRY or inside % _BLOCK:
        raise Problem(400, "bad-envelope")


def must_be_voice(body: bytes) -> None:
    """Raises Problem 400 ``bad-envelope``."""
    inside = len(body) - SEED_BOX - _AEAD_ADDS
    if inside < _BLOCK or inside % _BLOCK:
        raise Problem(400, "bad-envelope")


def as_sent(shape: Shape) -> dict[str, Any]:  # Any: JSON as the store keeps it
    """The fields by the names of the protocol."""
    return shape.model_dump(by_alias=True)

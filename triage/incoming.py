"""What a door hands to the desk: one message or tap, stripped of everything that the desk has no use for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.ids import AccountId, Address, MessageId, SignalId, UpdateId

BELOW = "+"
"""Behind a button's action: its screen keeps a word, a code or a reply that nothing may replace."""


MOST_VOICE_S = 180
"""Conversation rule 12: a voice message of up to three minutes is taken."""
MOST_VOICE_BYTES = 1_000_000
"""Of one voice message (architecture.md, The store); three minutes of Telegram's Opus have about 700,000."""


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A voice message that lies at the messenger: ``file`` fetches it there. ``size`` in bytes, 0 where unknown."""

    file: str = field(repr=False)
    seconds: int
    size: int = 0

    @property
    def fits(self) -> bool:
        """Whether it may be fetched at all; a size that was not told is counted while it is read."""
        return self.seconds <= MOST_VOICE_S and self.size <= MOST_VOICE_BYTES


@dataclass(frozen=True, kw_only=True)
class SealedWord:
    """Words that a browser sealed (protocol 10.3): the server has what its matcher found, and the box.

    ``digits``: some stand in the words. ``media``: of a voice that follows by itself, ``seconds`` long. ``doubt``: the
    browser spoke of classes that we do not know, so a human must look.
    """

    entry: Mapping[str, object] = field(repr=False)
    session: str
    session_box: str = field(repr=False)
    classes: frozenset[str]
    digits: bool = False
    media: str = ""
    seconds: int = 0
    doubt: bool = False


@dataclass(frozen=True, kw_only=True)
class GivenThread:
    """A thread that begins in a browser (protocol 10.2). ``boxes`` and ``kids``: of the desks intake and fallback."""

    signal: SignalId
    public: bytes = field(repr=False)
    boxes: Mapping[str, str] = field(repr=False)
    kids: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """``kind`` is the entry's ``from`` (protocol 5.2), ``command`` for /start and the like, ``tap`` for a button.

    ``text`` holds the reporter's words, ``action`` the button's or command's name, ``callback`` the id that a tap is
    answered by, ``message`` the message that was sent or pressed. ``code`` holds five indices when the text looks like
    a receipt code. ``remove``: the message must leave the chat at once (rule 12). ``below``: the tapped screen holds
    what nothing may replace, so the next one goes below it. ``said``: what may be the safe word, likeliest first.
    ``voice``: what was spoken; None with ``kind`` voice is one that nobody can fetch. ``sealed``: words of the web
    door, whose ``text`` is empty here; ``thread``: made by that browser, for when a signal opens; ``source``: the tag
    of the site or poster that led here, never of a person; ``plain``: by the web door's form,
    where no script draws codes.
    """

    update: UpdateId
    account: AccountId
    address: Address
    language: str
    kind: str
    message: MessageId | None = None
    text: str = field(default="", repr=False)
    action: str = ""
    callback: str = ""
    album: str = ""
    code: tuple[int, ...] = field(default=(), repr=False)
    remove: bool = False
    below: bool = False
    said: tuple[str, ...] = field(default=(), repr=False)
    voice: Voice | None = None
    sealed: SealedWord | None = None
    thread: GivenThread | None = None
    source: str = ""
    plain: bool = False

    @property
    def wordless(self) -> bool:
        """A sticker, a voice, an empty message: nothing that a rule could read."""
        return not self.text and (self.sealed is None or bool(self.sealed.media))

"""A reporter's chat as the sender and the vault know it: values that pass between the two rooms."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.account import Account
from triage.card import Card
from triage.ids import MessageId


@dataclass(frozen=True)
class Chat:
    """An account with the partition it lives in, and the card of the thread open in it."""

    home: int
    account: Account
    card: Card | None


@dataclass(frozen=True)
class OpenScreen:
    """The screen that stands last in a chat. Values that were secret are not remembered."""

    message: MessageId
    name: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Trace:
    """Messages ``first``–``last`` of a chat, and when (seconds since 1970); a range hides one message at most."""

    first: MessageId
    last: MessageId
    at: float


@dataclass(frozen=True, kw_only=True)
class Board:
    """The one alert that stands in a member's chat: what it counted, and when (milliseconds of the store's clock).

    ``stale``: older ones that the messenger did not delete yet.
    """

    message: MessageId
    unanswered: int
    urgent: int
    at_ms: int
    seen: bool = False
    stale: tuple[MessageId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Signals whose words nobody has answered, and how many ``immediate`` and ``urgent`` ones nobody holds."""

    unanswered: int
    urgent: int
    at_ms: int

"""Values ↔ bytes. Errors never carry what they could not read."""

from datetime import UTC, datetime
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from triage import tells
from triage.account import Account
from triage.card import Card
from triage.interview import Talk
from triage.tells import Tell

_CARD: TypeAdapter[Card] = TypeAdapter(Card)
_ACCOUNT: TypeAdapter[Account] = TypeAdapter(Account)
_TALK: TypeAdapter[Talk] = TypeAdapter(Talk)
_TELLS: dict[str, TypeAdapter[Any]] = {
    kind.__name__: TypeAdapter(kind)
    for kind in (
        tells.ShowScreen,
        tells.ShowReplies,
        tells.ShowCode,
        tells.News,
        tells.EraseChat,
        tells.RemoveMessages,
        tells.RenewScreen,
        tells.AlertDesk,
        tells.FetchVoice,
        tells.LeaveChat,
        tells.FewerWait,
        tells.RingDesk,
        tells.NoteSeen,
        tells.StillWaiting,
    )
}


class Unreadable(Exception):
    """A record of ours that this version cannot read."""


def card_bytes(card: Card) -> bytes:
    """A card as JSON."""
    return _CARD.dump_json(card)


def card_of(data: bytes) -> Card:
    """Raises Unreadable."""
    return cast("Card", _read(_CARD, data))


def account_bytes(account: Account) -> bytes:
    """An account as JSON."""
    return _ACCOUNT.dump_json(account)


def account_of(data: bytes) -> Account:
    """Raises Unreadable."""
    return cast("Account", _read(_ACCOUNT, data))


def talk_bytes(talk: Talk) -> bytes:
    """An interview as JSON."""
    return _TALK.dump_json(talk)


def talk_of(data: bytes) -> Talk:
    """Raises Unreadable."""
    return cast("Talk", _read(_TALK, data))


def tell_bytes(tell: Tell) -> bytes:
    """A promise as ``<kind> <JSON>``; its secret values must have been sealed before."""
    kind = type(tell).__name__
    return kind.encode() + b" " + _TELLS[kind].dump_json(tell)


def tell_of(data: bytes) -> Tell:
    """Raises Unreadable."""
    kind, _, body = data.partition(b" ")
    adapter = _TELLS.get(kind.decode("ascii", "replace"))
    if adapter is None:
        raise Unreadable("tell")
    return cast("Tell", _read(adapter, body))


def stamp(at: datetime) -> str:
    """ISO 8601, UTC, whole seconds (protocol 5.2)."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _read(adapter: TypeAdapter[Any], data: bytes) -> object:
    try:
        return adapter.validate_json(data)
    except ValidationError:
        raise Unreadable(str(adapter)) from None

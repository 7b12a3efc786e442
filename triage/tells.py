"""Promises to tell somebody, saved together with the change they tell of. Names and values, never rendered text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.ids import AccountId, Address, MemberId, MessageId, SignalId


@dataclass(frozen=True, kw_only=True)
class ShowScreen:
    """A screen for a reporter. ``edit`` replaces that message, ``callback`` is answered first.

    ``secret`` values are kept under the transit key: the safe word is nobody's business on a disk.
    """

    account: AccountId
    name: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)
    edit: MessageId | None = None
    callback: str = ""
    urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class ShowReplies:
    """The replies that this reporter has not opened yet, each a message of its own."""

    account: AccountId
    signal: SignalId
    edit: MessageId | None = None
    callback: str = ""


@dataclass(frozen=True, kw_only=True)
class ShowCode:
    """The receipt code, once."""

    account: AccountId
    signal: SignalId
    edit: MessageId | None = None
    callback: str = ""


@dataclass(frozen=True, kw_only=True)
class News:
    """A reply waits, or what she must be told: said by editing the last screen, silently (rule 26), never covered."""

    account: AccountId
    signal: SignalId


@dataclass(frozen=True, kw_only=True)
class EraseChat:
    """Both sides of a chat are erased; everything queued for it before is dropped.

    ``alert`` names a popup's text; ``message`` is the one that was tapped.
    """

    account: AccountId
    callback: str = ""
    message: MessageId | None = None
    alert: str = ""
    alert_kept: bool = False


@dataclass(frozen=True, kw_only=True)
class RemoveMessages:
    """Single messages that must not stay: a photo, a code, a safe word."""

    account: AccountId
    messages: tuple[MessageId, ...]


@dataclass(frozen=True, kw_only=True)
class RenewScreen:
    """After an outage: the open screen once more, by edit, since its taps have expired."""

    account: AccountId


@dataclass(frozen=True, kw_only=True)
class AlertDesk:
    """Content-free: linked members learn that something waits. ``member`` narrows it to the holder.

    ``unheard``: she could not be reached, so it rings for everybody, whatever stands in their chats. ``quiet``: it is
    not hers to be rung for now, and what stands in her chat only counts it.
    """

    signal: SignalId
    member: MemberId | None = None
    unheard: bool = False
    quiet: bool = False


@dataclass(frozen=True, kw_only=True)
class FetchVoice:
    """A voice message of ``account`` is fetched from the messenger and kept sealed as ``media`` (protocol 5.4).

    ``file`` is the messenger's name for it, good for whoever has the bot's token. Nothing that happens in the chat
    overtakes this, Hide least of all.
    """

    account: AccountId
    signal: SignalId
    media: str
    file: str = field(repr=False)
    seconds: int


@dataclass(frozen=True, kw_only=True)
class FewerWait:
    """Somebody answered, or an adult has not consented (P-03.2): what stands in the members' chats counts fewer now."""

    signal: SignalId


@dataclass(frozen=True, kw_only=True)
class RingDesk:
    """An alarm has climbed: this member's chat rings once more.

    ``called``: a colleague means her (a hand-over, a second opinion), so it rings even where nobody waits.
    """

    account: AccountId
    called: bool = False


@dataclass(frozen=True, kw_only=True)
class NoteSeen:
    """A member said «Вижу»: her alert stands without the button."""

    account: AccountId
    callback: str = ""


@dataclass(frozen=True, kw_only=True)
class StillWaiting:
    """Nobody has answered within the promise: said by editing the last screen, with the numbers again (rule 28)."""

    account: AccountId
    signal: SignalId


@dataclass(frozen=True, kw_only=True)
class LeaveChat:
    """The bot leaves a group without a word. ``duty_bot``: the desk's own, where there is one."""

    address: Address
    duty_bot: bool = False


Tell = (
    ShowScreen
    | ShowReplies
    | ShowCode
    | News
    | EraseChat
    | RemoveMessages
    | RenewScreen
    | AlertDesk
    | FetchVoice
    | FewerWait
    | RingDesk
    | NoteSeen
    | StillWaiting
    | LeaveChat
)

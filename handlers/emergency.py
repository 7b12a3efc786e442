"""Numbers and an honest sentence when nothing can be stored: from process memory, whatever is down (rule 33)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handlers.identity import Sender
from triage.ids import AccountId, MessageId

ONCE_PER = timedelta(minutes=10)
MOST_CHATS = 50_000
Send = Callable[[Sender], Awaitable[MessageId | None]]
Erase = Callable[[Sender, MessageId], Awaitable[None]]
Note = Callable[[AccountId, list[MessageId]], Awaitable[bool]]


@dataclass
class Emergency:
    """``send`` and ``erase`` never raise; ``note`` lists messages for Hide to erase; ``start`` runs it beside us."""

    send: Send
    note: Note
    erase: Erase
    start: Callable[[Awaitable[None]], object]
    now: Callable[[], datetime]
    shown: dict[AccountId, datetime] = field(default_factory=dict)
    unlisted: dict[AccountId, list[MessageId]] = field(default_factory=dict)

    def hide(self, sender: Sender, around: MessageId) -> None:
        """Hide cannot wait for the store: what stands near the tap goes now, the rest when the update comes again."""
        self.start(self.erase(sender, around))

    def show(self, sender: Sender) -> None:
        """Once per chat per ten minutes."""
        last = self.shown.get(sender.account)
        if last is not None and self.now() - last < ONCE_PER:
            return
        if len(self.shown) >= MOST_CHATS:
            self.shown.pop(next(iter(self.shown)))
        self.shown[sender.account] = self.now()
        self.start(self._sent(sender))

    async def _sent(self, sender: Sender) -> None:
        message = await self.send(sender)
        if message is None:
            self.shown.pop(sender.account, None)
        else:
            self.unlisted.setdefault(sender.account, []).append(message)

    async def note_earlier(self, account: AccountId) -> None:
        """The store is back: what was shown without it must be erasable once there is an account to note it for."""
        messages, noted = self.unlisted.pop(account, []), False
        if not messages:
            return
        try:
            noted = await self.note(account, messages)
        finally:
            if not noted:
                self.unlisted[account] = messages + self.unlisted.get(account, [])

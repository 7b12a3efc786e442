"""The whole simulated Telegram of one bot: its people, chats, queues; one counter of message ids."""

from dataclasses import dataclass, field

from tests.peer.clock import Bell, PeerClock
from tests.peer.errors import Json, refused
from tests.peer.faults import Faults, Flood, Limits
from tests.peer.model import Account, BotProfile, Chat, Message, Press, StoredFile
from tests.peer.updates import UpdateLog


@dataclass(slots=True)
class Webhook:
    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error_at: float = 0.0
    last_error: str = ""


@dataclass
class World:
    """State in memory; who changes a chat calls `changed` so that phones look again."""

    token: str
    clock: PeerClock
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        self.updates = UpdateLog(self.clock)
        self.bell = Bell()
        self.poll_turn = 0
        self.last_message_id = 0
        self.forget()

    def forget(self) -> None:
        """Everything as on the first day, except that ids go on: no old id ever means something new."""
        self.updates.drop(self.updates.pending())
        self.updates.every.clear()
        self.updates.allowed, self.updates.held = [], False
        self.profile = BotProfile(id=int(self.token.split(":")[0]))
        self.accounts: dict[int, Account] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.files: dict[str, StoredFile] = {}
        self.webhook = Webhook()
        self.faults = Faults()
        self.flood = Flood(self.limits)
        self.calls: list[Json] = []
        self.group_message_ids: dict[int, int] = {}
        self.changed()

    def changed(self) -> None:
        self.bell.ring()

    def chat(self, chat_id: int) -> Chat:
        """Raises ApiError 400 "chat not found", also for people who never wrote to the bot."""
        try:
            return self.chats[chat_id]
        except KeyError:
            raise refused(400, "chat not found") from None

    def private_chats(self) -> list[Chat]:
        return [chat for chat in self.chats.values() if chat.account is not None]

    def next_message_id(self, chat: Chat) -> int:
        """One sequence for all private chats and basic groups of the bot; a supergroup counts for itself."""
        if chat.kind == "supergroup":
            self.group_message_ids[chat.id] = self.group_message_ids.get(chat.id, 0) + 1
            return self.group_message_ids[chat.id]
        self.last_message_id += 1
        return self.last_message_id

    def put(self, chat: Chat, body: Json, *, author: Account | None) -> Message:
        """A new message of a person, or of the bot where `author` is None."""
        sender = self.profile.as_user() if author is None else author.as_user()
        message = Message(self.next_message_id(chat), self.clock.now(), sender, body, by_bot=author is None)
        chat.messages[message.id] = message
        self.note(chat, "sent" if message.by_bot else "received", message)
        return message

    def note(self, chat: Chat, event: str, message: Message | None = None, **more: object) -> None:
        """One line of the chat's transcript, with the content as it was at that moment."""
        line: Json = {"at": self.clock.now(), "event": event, **more}
        if message is not None:
            line |= {"message_id": message.id, "by": "bot" if message.by_bot else "user", "body": dict(message.body)}
            line["text"] = message.body.get("text", message.body.get("caption", ""))
        chat.transcript.append(line)
        self.changed()

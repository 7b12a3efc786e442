"""Who and what there is: accounts, chats, messages, button presses, files."""

from dataclasses import dataclass, field
from typing import Any

from tests.peer.errors import Json


@dataclass(slots=True)
class Account:
    """A person with a phone, as Telegram describes people to bots."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "ru"

    def names(self) -> Json:
        optional = {"last_name": self.last_name, "username": self.username}
        return {"id": self.id, "first_name": self.first_name} | {k: v for k, v in optional.items() if v}

    def as_user(self) -> Json:
        language = {"language_code": self.language_code} if self.language_code else {}
        return {**self.names(), "is_bot": False, **language}


@dataclass(slots=True)
class Message:
    """One message; `body` is its Bot API JSON without `chat`, `from` and the person who looks."""

    id: int
    date: float
    author: Json
    body: Json
    by_bot: bool

    def as_json(self, chat: Json) -> Json:
        return {"message_id": self.id, "from": self.author, "chat": chat, "date": int(self.date), **self.body}


@dataclass(slots=True)
class Chat:
    """A private chat or a group, with all that happened in it."""

    id: int
    kind: str
    title: str = ""
    account: Account | None = None
    blocked: bool = False
    bot_is_member: bool = True
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Json | None = None
    transcript: list[Json] = field(default_factory=list)
    alerts: list[Json] = field(default_factory=list)
    forum: bool = False
    manages_topics: bool = False
    moved_to: int = 0
    """The supergroup that a basic group became."""
    topics: dict[int, "Topic"] = field(default_factory=dict)

    def as_json(self) -> Json:
        if self.account is not None:
            return {**self.account.names(), "type": "private"}
        return {"id": self.id, "type": self.kind, "title": self.title} | ({"is_forum": True} if self.forum else {})

    def visible(self, message: Message) -> Json:
        return message.as_json(self.as_json())


@dataclass(slots=True)
class Topic:
    """A topic of a forum; its number is the id of the service message that opened it."""

    thread: int
    name: str
    closed: bool = False


@dataclass(slots=True)
class Press:
    """A button press waiting for its answer."""

    id: str
    user_id: int
    chat_id: int
    at: float
    answered: bool = False


@dataclass(slots=True)
class StoredFile:
    file_id: str
    unique_id: str
    path: str
    content: bytes
    link_until: float = 0.0

    def as_json(self) -> Json:
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.content)}


@dataclass(slots=True)
class BotProfile:
    """What the bot tells about itself; per language code, "" = everybody."""

    id: int
    name: str = "Красная кнопка"
    username: str = "red_button_demo_bot"
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def as_user(self) -> Json:
        return {"id": self.id, "is_bot": True, "first_name": self.names.get("") or self.name, "username": self.username}

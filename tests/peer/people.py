"""What a person does on the phone: writes, sends, edits, deletes, blocks; each makes the update a bot would get."""

import uuid

from tests.peer.entities import chunks, commands, ordered
from tests.peer.errors import Json
from tests.peer.groups import membership
from tests.peer.media import media_body
from tests.peer.methods.messages import LONGEST_TEXT
from tests.peer.model import Account, Chat, Message
from tests.peer.world import World

_FIRST_GROUP_ID = -1_001_000_000_000


def known(world: World, user_id: int) -> Account:
    """Raises LookupError for an account that no test made."""
    if user_id not in world.accounts:
        raise LookupError("no such account: make it with the control `user` first")
    return world.accounts[user_id]


def opened(world: World, account: Account, chat_id: int | None = None) -> Chat:
    """The person's private chat with the bot (made by the first message), or a group."""
    if chat_id is not None and chat_id != account.id:
        return world.chats[chat_id]
    return world.chats.setdefault(account.id, Chat(account.id, "private", account=account))


def write(world: World, account: Account, text: str, *, chat_id: int | None = None, **more: object) -> list[int]:
    """The ids of the messages that arrive: a text over 4,096 units is sent as several, as clients do."""
    chat = opened(world, account, chat_id)
    reply_to = more.pop("reply_to", None)
    if isinstance(reply_to, int):
        more["reply_to_message"] = chat.visible(chat.messages[reply_to])
    return [_arrive(world, chat, account, {**spelled(part), **more}) for part in chunks(_said(text), LONGEST_TEXT)]


def _said(text: str) -> str:
    """Telegram sends no empty message and no blanks around one."""
    if not text.strip():
        raise ValueError("a phone sends no empty message")
    return text.strip()


def spelled(text: str) -> Json:
    entities = commands(text, [])
    return {"text": text, "entities": ordered(entities)} if entities else {"text": text}


def _arrive(world: World, chat: Chat, account: Account, body: Json) -> int:
    if chat.blocked:
        raise ValueError("the person has blocked the bot; unblock first")
    message = world.put(chat, body, author=account)
    if chat.bot_is_member:
        world.updates.add("message", {"message": chat.visible(message)}, queue=f"chat:{chat.id}")
    return message.id


def send(world: World, account: Account, kind: str, *, count: int = 1, **options: object) -> list[int]:
    """One message of a kind `media_body` knows, or with `count` above 1 an album of them.

    Options: `content` (bytes), `caption`, `forwarded_from` (a name), `chat_id`; others go into the message's part of
    that kind (duration, latitude, …)."""
    content = options.pop("content", b"\x00" * 64)
    if not isinstance(content, bytes):
        raise TypeError("content is bytes")
    target = options.pop("chat_id", None)
    chat = opened(world, account, target if isinstance(target, int) else None)
    extra = _around(world, options, count)
    bodies = [media_body(world, kind, content=content, more=dict(options)) for _ in range(count)]
    first = [_arrive(world, chat, account, {**bodies[0], **extra})]
    extra = {name: value for name, value in extra.items() if not name.startswith("caption")}
    return first + [_arrive(world, chat, account, {**body, **extra}) for body in bodies[1:]]


def _around(world: World, options: dict[str, object], count: int) -> Json:
    """What stands beside the media itself: caption, album id, origin of a forward."""
    around: Json = {"media_group_id": uuid.uuid4().hex[:16]} if count > 1 else {}
    caption = options.pop("caption", None)
    if isinstance(caption, str):
        said = spelled(caption)
        around |= {"caption": said["text"]} | ({"caption_entities": said["entities"]} if "entities" in said else {})
    origin = options.pop("forwarded_from", None)
    if origin is not None:
        around["forward_origin"] = forward_origin(world, str(origin))
    return around


def forward_origin(world: World, name: str) -> Json:
    return {"type": "hidden_user", "date": int(world.clock.now()), "sender_user_name": name}


def edit(world: World, account: Account, message_id: int, text: str) -> None:
    """Raises KeyError for a message that is gone."""
    chat, message = _own(world, account, message_id)
    said = spelled(_said(text))
    message.body = {name: value for name, value in message.body.items() if name not in {"text", "entities"}}
    message.body |= {**said, "edit_date": int(world.clock.now())}
    world.note(chat, "edited", message)
    world.updates.add("edited_message", {"edited_message": chat.visible(message)}, queue=f"chat:{chat.id}")


def delete(world: World, account: Account, message_id: int) -> None:
    """The person deletes a message on both sides; bots are not told."""
    chat = opened(world, account)
    world.note(chat, "deleted", chat.messages.pop(message_id), deleted_by="user")


def _own(world: World, account: Account, message_id: int) -> tuple[Chat, Message]:
    for chat in world.chats.values():
        message = chat.messages.get(message_id)
        if message is not None and not message.by_bot and message.author["id"] == account.id:
            return chat, message
    raise KeyError(message_id)


def block(world: World, account: Account, *, blocked: bool) -> None:
    chat = opened(world, account)
    if chat.blocked != blocked:
        membership(world, chat, actor=account.as_user(), status="kicked" if blocked else "member")


def add_to_group(world: World, account: Account, title: str, *, kind: str = "supergroup") -> int:
    """The person makes a group with the bot in it; the group's chat id."""
    groups = [chat for chat in world.chats.values() if chat.account is None]
    chat = Chat(_FIRST_GROUP_ID - len(groups), kind, title=title, bot_is_member=False)
    world.chats[chat.id] = chat
    membership(world, chat, actor=account.as_user(), status="member")
    bot = world.profile.as_user()
    _arrive(world, chat, account, {"new_chat_member": bot, "new_chat_participant": bot, "new_chat_members": [bot]})
    return chat.id


def raw(world: World, update: Json) -> int | None:
    """Any update as it stands (without `update_id`), queued by the chat or user found in it; its id."""
    kind, body = next((name, value) for name, value in update.items() if name != "update_id")
    person = body.get("from", {}) if isinstance(body, dict) else {}
    chat = body.get("chat", {}) if isinstance(body, dict) else {}
    by_user = kind == "callback_query" or "id" not in chat
    queue = f"user:{person.get('id', 0)}" if by_user else f"chat:{chat['id']}"
    return world.updates.add(kind, {kind: body}, queue=queue)

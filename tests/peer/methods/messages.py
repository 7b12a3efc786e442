"""sendMessage, editMessageText, editMessageReplyMarkup."""

from typing import Final

from tests.peer.entities import commands, ordered, trimmed, units
from tests.peer.errors import Json, refused
from tests.peer.html import parse_html
from tests.peer.keyboards import inline_keyboard, reply_keyboard
from tests.peer.markdown import parse_markdown_v2
from tests.peer.methods.addressing import writable_chat
from tests.peer.methods.topics import in_topic
from tests.peer.model import Chat, Message
from tests.peer.params import Params
from tests.peer.world import World

# UTF-16 units after entities are parsed (Bot API, sendMessage: 1-4096 characters).
LONGEST_TEXT: Final = 4096
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def formatted(params: Params) -> Json:
    """`text` and `entities` of a call, checked and as the server stores them; raises ApiError 400."""
    raw = params.text("text")
    if not raw:
        raise refused(400, "message text is empty")
    text, entities = trimmed(*_parsed(raw, params))
    if not text:
        raise refused(400, "text must be non-empty")
    if units(text) > LONGEST_TEXT:
        raise refused(400, "message is too long")
    entities = ordered([*entities, *commands(text, entities)])
    return {"text": text, "entities": entities} if entities else {"text": text}


def _parsed(raw: str, params: Params) -> tuple[str, list[Json]]:
    mode = params.text("parse_mode").lower()
    if mode == "html":
        return parse_html(raw)
    if mode == "markdownv2":
        return parse_markdown_v2(raw)
    if mode:
        raise refused(400, "unsupported parse_mode")
    return raw, params.structure("entities") or []


async def send_message(world: World, params: Params) -> Json:
    chat = writable_chat(world, params)
    markup = params.structure("reply_markup") or {}
    body = formatted(params)
    keyboard = inline_keyboard(markup) if "inline_keyboard" in markup else None
    shown = reply_keyboard(markup) if "keyboard" in markup else None
    body |= _reply(chat, params)
    body |= in_topic(chat, params)
    if keyboard:
        body["reply_markup"] = keyboard
    if params.boolean("protect_content"):
        body["has_protected_content"] = True
    if shown or markup.get("remove_keyboard"):
        chat.keyboard = shown
    return chat.visible(world.put(chat, body, author=None))


def _reply(chat: Chat, params: Params) -> Json:
    wanted = params.structure("reply_parameters") or {}
    message_id = wanted.get("message_id") or params.integer("reply_to_message_id")
    if not message_id:
        return {}
    if message_id in chat.messages:
        return {"reply_to_message": chat.visible(chat.messages[message_id])}
    if wanted.get("allow_sending_without_reply") or params.boolean("allow_sending_without_reply"):
        return {}
    raise refused(400, "message to be replied not found")


def _own_message(chat: Chat, params: Params) -> Message:
    message_id = params.integer("message_id")
    if message_id <= 0:
        raise refused(400, "message identifier is not specified")
    if message_id not in chat.messages:
        raise refused(400, "message to edit not found")
    if not chat.messages[message_id].by_bot:
        raise refused(400, "message can't be edited")
    return chat.messages[message_id]


async def edit_message_text(world: World, params: Params) -> Json:
    chat = writable_chat(world, params)
    new = formatted(params)
    keyboard = inline_keyboard(params.structure("reply_markup"))
    message = _own_message(chat, params)
    if "text" not in message.body:
        raise refused(400, "there is no text in the message to edit")
    kept = {name: value for name, value in message.body.items() if name not in {"text", "entities", "reply_markup"}}
    return _replace(world, chat, message, {**kept, **new, **({"reply_markup": keyboard} if keyboard else {})})


async def edit_message_reply_markup(world: World, params: Params) -> Json:
    chat = writable_chat(world, params)
    keyboard = inline_keyboard(params.structure("reply_markup"))
    message = _own_message(chat, params)
    kept = {name: value for name, value in message.body.items() if name != "reply_markup"}
    return _replace(world, chat, message, {**kept, **({"reply_markup": keyboard} if keyboard else {})})


def _replace(world: World, chat: Chat, message: Message, body: Json) -> Json:
    compared = ("text", "entities", "reply_markup")
    if all(message.body.get(name) == body.get(name) for name in compared):
        raise refused(400, _NOT_MODIFIED)
    message.body = {**body, "edit_date": int(world.clock.now())}
    world.note(chat, "edited", message)
    return chat.visible(message)


TABLE: Final = {
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
}

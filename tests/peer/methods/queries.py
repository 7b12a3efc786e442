"""answerCallbackQuery, getFile, and getMessages for whoever has the token."""

from typing import Final

from tests.peer.entities import units
from tests.peer.errors import Json, refused
from tests.peer.params import Params
from tests.peer.updates import PRESS_LIVES_S
from tests.peer.world import World

# Bot API, answerCallbackQuery: 0-200 characters; getFile: 20 MB, the link is good for an hour.
_LONGEST_ANSWER = 200
_LARGEST_DOWNLOAD = 20 * 1024 * 1024
_LINK_LIVES_S = 3600


async def answer_callback_query(world: World, params: Params) -> bool:
    text = params.text("text")
    if units(text) > _LONGEST_ANSWER:
        raise refused(400, "MESSAGE_TOO_LONG")
    press = world.presses.get(params.text("callback_query_id"))
    if press is None or press.answered or world.clock.now() - press.at >= PRESS_LIVES_S:
        raise refused(400, "query is too old and response timeout expired or query ID is invalid")
    press.answered = True
    chat = world.chat(press.chat_id)
    shown: Json = {"text": text, "show_alert": params.boolean("show_alert"), "query_id": press.id}
    if text:
        chat.alerts.append({**shown, "user_id": press.user_id, "at": world.clock.now()})
    world.note(chat, "answered", **shown)
    return True


async def get_file(world: World, params: Params) -> Json:
    file_id = params.text("file_id")
    if not file_id:
        raise refused(400, "file_id not specified")
    if file_id not in world.files:
        raise refused(400, "invalid file_id")
    stored = world.files[file_id]
    if len(stored.content) > _LARGEST_DOWNLOAD:
        raise refused(400, "file is too big")
    stored.link_until = world.clock.now() + _LINK_LIVES_S
    return {**stored.as_json(), "file_path": stored.path}


async def get_messages(world: World, params: Params) -> list[Json]:
    """Not a Bot API method: what a thief of the token reads by MTProto, every remaining private message."""
    only = params.integer("chat_id")
    chats = [chat for chat in world.private_chats() if only in {0, chat.id}]
    return [chat.visible(message) for chat in chats for message in chat.messages.values()]


TABLE: Final = {"answerCallbackQuery": answer_callback_query, "getFile": get_file, "getMessages": get_messages}

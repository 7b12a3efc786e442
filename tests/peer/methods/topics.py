"""Topics of a forum supergroup, as the Bot API has them since 6.3: createForumTopic and its kin."""

from typing import Final

from tests.peer.errors import Json, refused
from tests.peer.methods.addressing import writable_chat
from tests.peer.model import Chat, Topic
from tests.peer.params import Params
from tests.peer.world import World

LONGEST_NAME: Final = 128
_COLOURS: Final = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


def _forum(world: World, params: Params, what: str) -> Chat:
    """A forum in which the bot may manage topics; the refusals are TDLib's and Telegram's own sentences."""
    chat = writable_chat(world, params)
    if not chat.forum:
        raise refused(400, "the chat is not a forum")
    if not chat.manages_topics:
        raise refused(400, f"not enough rights to {what} a topic" if what == "create" else "CHAT_ADMIN_REQUIRED")
    return chat


def _topic(chat: Chat, params: Params) -> Topic:
    topic = chat.topics.get(params.integer("message_thread_id"))
    if topic is None:
        raise refused(400, "TOPIC_ID_INVALID")
    return topic


def in_topic(chat: Chat, params: Params) -> Json:
    """Where a message of the bot goes; into a closed topic only who manages topics may write."""
    thread = params.integer("message_thread_id")
    if not thread:
        return {}
    if thread not in chat.topics:
        raise refused(400, "message thread not found")
    if chat.topics[thread].closed and not chat.manages_topics:
        raise refused(400, "TOPIC_CLOSED")
    return {"message_thread_id": thread, "is_topic_message": True}


async def create_forum_topic(world: World, params: Params) -> Json:
    chat = _forum(world, params, "create")
    name = params.text("name").strip()
    if not name:
        raise refused(400, "TOPIC_TITLE_EMPTY")
    colour = params.integer("icon_color", _COLOURS[0])
    if colour not in _COLOURS:
        raise refused(400, "TOPIC_ICON_COLOR_INVALID")
    made = {"name": name[:LONGEST_NAME], "icon_color": colour}
    message = world.put(chat, {"forum_topic_created": made, "is_topic_message": True}, author=None)
    chat.topics[message.id] = Topic(message.id, name[:LONGEST_NAME])
    return {"message_thread_id": message.id, **made}


async def edit_forum_topic(world: World, params: Params) -> bool:
    chat = _forum(world, params, "edit")
    topic, name = _topic(chat, params), params.text("name").strip()[:LONGEST_NAME]
    if not name or name == topic.name:
        raise refused(400, "TOPIC_NOT_MODIFIED")
    topic.name = name
    return _serviced(world, chat, topic, "forum_topic_edited", {"name": name})


async def close_forum_topic(world: World, params: Params) -> bool:
    chat = _forum(world, params, "close")
    topic = _topic(chat, params)
    if topic.closed:
        raise refused(400, "TOPIC_NOT_MODIFIED")
    topic.closed = True
    return _serviced(world, chat, topic, "forum_topic_closed", {})


async def reopen_forum_topic(world: World, params: Params) -> bool:
    chat = _forum(world, params, "reopen")
    topic = _topic(chat, params)
    if not topic.closed:
        raise refused(400, "TOPIC_NOT_MODIFIED")
    topic.closed = False
    return _serviced(world, chat, topic, "forum_topic_reopened", {})


async def delete_forum_topic(world: World, params: Params) -> bool:
    """With every message in it."""
    chat = _forum(world, params, "delete")
    topic = _topic(chat, params)
    del chat.topics[topic.thread]
    for message in list(chat.messages.values()):
        if topic.thread in {message.id, message.body.get("message_thread_id")}:
            world.note(chat, "deleted", chat.messages.pop(message.id), deleted_by="bot")
    return True


def _serviced(world: World, chat: Chat, topic: Topic, what: str, body: Json) -> bool:
    world.put(chat, {what: body, "message_thread_id": topic.thread, "is_topic_message": True}, author=None)
    return True


TABLE: Final = {
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
}

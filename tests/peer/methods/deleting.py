"""deleteMessage and deleteMessages with the 48-hour rule."""

from typing import Final

from tests.peer.errors import refused
from tests.peer.methods.addressing import addressed_chat
from tests.peer.model import Chat, Message
from tests.peer.params import Params
from tests.peer.world import World

# Bot API, deleteMessage: only messages sent less than 48 hours ago; deleteMessages takes 1-100 ids.
DELETABLE_FOR_S: Final = 48 * 3600
_MOST_IDS = 100


def _check(world: World, chat: Chat, message: Message) -> None:
    old = world.clock.now() - message.date >= DELETABLE_FOR_S
    foreign = chat.account is None and not message.by_bot
    if old or foreign:
        # One sentence for both; the older server said it without "for everyone".
        raise refused(400, "message can't be deleted for everyone" if old else "message can't be deleted")


def _remove(world: World, chat: Chat, message: Message) -> None:
    del chat.messages[message.id]
    world.note(chat, "deleted", message)


async def delete_message(world: World, params: Params) -> bool:
    chat = addressed_chat(world, params)
    message_id = params.integer("message_id")
    if message_id <= 0:
        raise refused(400, "message identifier is not specified")
    if message_id not in chat.messages:
        raise refused(400, "message to delete not found")
    _check(world, chat, chat.messages[message_id])
    _remove(world, chat, chat.messages[message_id])
    return True


async def delete_messages(world: World, params: Params) -> bool:
    """Unknown ids are skipped; one old message refuses the whole batch."""
    chat = addressed_chat(world, params)
    ids = params.structure("message_ids")
    if not isinstance(ids, list) or not ids:
        raise refused(400, "message identifiers are not specified")
    if len(ids) > _MOST_IDS:
        raise refused(400, "too many message identifiers specified")
    if not all(isinstance(i, int) or str(i).isdigit() for i in ids) or any(int(i) <= 0 for i in ids):
        raise refused(400, "invalid message identifier specified")
    found = [chat.messages[i] for i in dict.fromkeys(map(int, ids)) if i in chat.messages]
    for message in found:
        _check(world, chat, message)
    for message in found:
        _remove(world, chat, message)
    return True


TABLE: Final = {"deleteMessage": delete_message, "deleteMessages": delete_messages}

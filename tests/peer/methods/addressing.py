"""Which chat a call speaks of, and whether the bot may write there."""

from tests.peer.errors import ApiError, refused
from tests.peer.model import Chat
from tests.peer.params import Params
from tests.peer.world import World


def addressed_chat(world: World, params: Params) -> Chat:
    """Raises ApiError 400 for a missing or unknown chat."""
    wanted = params.text("chat_id").strip()
    if not wanted:
        raise refused(400, "chat_id is empty")
    if not wanted.lstrip("-").isdigit():
        raise refused(400, "chat not found")
    return world.chat(int(wanted))


def writable_chat(world: World, params: Params) -> Chat:
    """Raises ApiError 403 where the person blocked the bot or the bot has left."""
    chat = addressed_chat(world, params)
    if chat.moved_to:
        raise ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", migrated_to=chat.moved_to)
    if chat.blocked:
        raise refused(403, "bot was blocked by the user")
    if not chat.bot_is_member:
        raise refused(403, f"bot is not a member of the {chat.kind} chat")
    return chat

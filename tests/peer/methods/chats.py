"""getChat, leaveChat, sendChatAction and the like."""

from typing import Final

from tests.peer.errors import Json, refused
from tests.peer.groups import membership
from tests.peer.methods.addressing import addressed_chat, writable_chat
from tests.peer.params import Params
from tests.peer.world import World

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
_ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note", "cancel",
})  # fmt: skip


async def get_me(world: World, _: Params) -> Json:
    abilities = {
        "can_join_groups": True, "can_read_all_group_messages": True, "supports_inline_queries": False,
        "can_connect_to_business": False, "has_main_web_app": False,
    }  # fmt: skip
    return world.profile.as_user() | abilities


async def get_chat(world: World, params: Params) -> Json:
    chat = addressed_chat(world, params)
    full: Json = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(_GIFTS, False)}
    return chat.as_json() | full


async def leave_chat(world: World, params: Params) -> bool:
    chat = addressed_chat(world, params)
    if chat.account is not None:
        raise refused(400, "chat member status can't be changed in private chats")
    if not chat.bot_is_member:
        raise refused(403, f"bot is not a member of the {chat.kind} chat")
    membership(world, chat, actor=world.profile.as_user(), status="left")
    return True


async def send_chat_action(world: World, params: Params) -> bool:
    chat = writable_chat(world, params)
    if params.text("action") not in _ACTIONS:
        raise refused(400, "wrong parameter action in request")
    world.note(chat, "action", action=params.text("action"))
    return True


async def nothing(_: World, __: Params) -> bool:
    """logOut and close: accepted, without effect on a peer that has one server only."""
    return True


TABLE: Final = {
    "getMe": get_me, "getChat": get_chat, "leaveChat": leave_chat, "sendChatAction": send_chat_action,
    "logOut": nothing, "close": nothing, "setChatMenuButton": nothing,
}  # fmt: skip

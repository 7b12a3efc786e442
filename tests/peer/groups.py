"""The bot's membership: added to a group, removed, blocked, unblocked; each is a `my_chat_member` update."""

from tests.peer.errors import Json
from tests.peer.model import Chat
from tests.peer.world import World

_OUT = frozenset({"left", "kicked"})


def membership(world: World, chat: Chat, *, actor: Json, status: str) -> int | None:
    """The bot's status in the chat becomes `status` ("member", "left", "kicked"); the update's id."""
    bot = world.profile.as_user()
    was_in = chat.bot_is_member and not chat.blocked
    old = "member" if was_in else ("kicked" if chat.blocked else "left")
    if chat.account is not None:
        chat.blocked = status in _OUT
    else:
        chat.bot_is_member = status not in _OUT
    change: Json = {
        "chat": chat.as_json(), "from": actor, "date": int(world.clock.now()),
        "old_chat_member": _member(bot, old), "new_chat_member": _member(bot, status),
    }  # fmt: skip
    world.note(chat, "membership", status=status, actor_id=actor["id"])
    return world.updates.add("my_chat_member", {"my_chat_member": change}, queue=f"chat:{chat.id}")


def _member(bot: Json, status: str) -> Json:
    return {"user": bot, "status": status, **({"until_date": 0} if status == "kicked" else {})}

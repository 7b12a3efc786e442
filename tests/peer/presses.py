"""Buttons: which one the person means, and the update a press makes."""

import uuid

from tests.peer.errors import Json
from tests.peer.model import Account, Chat, Press
from tests.peer.people import opened, send, write
from tests.peer.world import World


def find_button(chat: Chat, wanted: str, message_id: int | None) -> tuple[int, Json] | None:
    """The newest visible inline button with this label or callback_data, and its message."""
    for message in sorted(chat.messages.values(), key=lambda m: -m.id):
        if message_id not in {None, message.id}:
            continue
        rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
        for button in (button for row in rows for button in row):
            if wanted in {button["text"], button.get("callback_data")}:
                return message.id, button
    return None


def press(
    world: World, account: Account, wanted: str, *, message_id: int | None = None, chat_id: int | None = None
) -> Json:
    """Presses an inline button by label or callback_data, else a key of the reply keyboard.

    Raises LookupError where nothing visible is called so, ValueError for a button that calls nobody (link, copy)."""
    chat = opened(world, account, chat_id)
    found = find_button(chat, wanted, message_id)
    if found is not None:
        return _press_inline(world, account, chat, found)
    for button in (button for row in (chat.keyboard or {}).get("keyboard", []) for button in row):
        if button["text"] == wanted:
            return _press_key(world, account, button)
    labels = sorted({b["text"] for m in chat.messages.values() for b in _buttons(m.body)})
    raise LookupError(f"no visible button {wanted!r}; there are {labels}")


def _buttons(body: Json) -> list[Json]:
    return [button for row in body.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def _press_inline(world: World, account: Account, chat: Chat, found: tuple[int, Json]) -> Json:
    message_id, button = found
    if "callback_data" not in button:
        raise ValueError("this button opens a link or copies a text: no bot hears of it")
    return tap(world, account, button["callback_data"], message_id=message_id, chat_id=chat.id)


def _press_key(world: World, account: Account, button: Json) -> Json:
    if button.get("request_contact"):
        ids = send(world, account, "contact", first_name=account.first_name, user_id=account.id)
        return {"message_ids": ids}
    if button.get("request_location"):
        return {"message_ids": send(world, account, "location")}
    return {"message_ids": write(world, account, button["text"])}


def tap(world: World, account: Account, data: str, *, message_id: int, chat_id: int | None = None) -> Json:
    """A press with this data on this message, also a stale one: of a message deleted or changed meanwhile."""
    chat = opened(world, account, chat_id)
    made = Press(uuid.uuid4().hex[:19], account.id, chat.id, world.clock.now())
    world.presses[made.id] = made
    message = chat.messages.get(message_id)
    gone = {"chat": chat.as_json(), "message_id": message_id, "date": 0}
    query: Json = {
        "id": made.id, "from": account.as_user(), "chat_instance": f"{chat.id}0", "data": data,
        "message": gone if message is None else chat.visible(message),
    }  # fmt: skip
    world.note(chat, "pressed", message, data=data, query_id=made.id)
    update_id = world.updates.add("callback_query", {"callback_query": query}, queue=f"user:{account.id}")
    return {"query_id": made.id, "update_id": update_id}

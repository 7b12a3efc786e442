"""The Bot API methods this peer knows, by lower-case name; each is `async (world, params) -> result`."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from tests.peer.methods import chats, deleting, messages, profile, queries, receiving, topics
from tests.peer.params import Params
from tests.peer.world import World

Method: TypeAlias = Callable[[World, Params], Awaitable[Any]]

# Calls that Telegram's flood control counts.
COUNTED = frozenset({"sendmessage", "editmessagetext", "editmessagereplymarkup"})


def methods() -> dict[str, Method]:
    tables = (chats.TABLE, deleting.TABLE, messages.TABLE, profile.TABLE, queries.TABLE, receiving.TABLE, topics.TABLE)
    return {name.lower(): method for table in tables for name, method in table.items()}

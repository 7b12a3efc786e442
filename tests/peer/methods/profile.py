"""The bot's name, descriptions and command menu."""

import re
from collections.abc import Awaitable, Callable
from typing import Any, Final

from tests.peer.errors import Json, refused
from tests.peer.params import Params
from tests.peer.world import World

# Bot API: name 0-64, description 0-512, short description 0-120 characters, 1-100 commands.
_LIMITS = {"name": 64, "description": 512, "short_description": 120}
_TABLES = {"name": "names", "description": "descriptions", "short_description": "short_descriptions"}
_MOST_COMMANDS = 100
_LONGEST_COMMAND_DESCRIPTION = 256
_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")


def _setter(field: str) -> Callable[[World, Params], Awaitable[bool]]:
    async def change(world: World, params: Params) -> bool:
        value = params.text(field)
        if len(value) > _LIMITS[field]:
            raise refused(400, f"{field.upper()}_TOO_LONG")
        getattr(world.profile, _TABLES[field])[params.text("language_code")] = value
        world.changed()
        return True

    return change


def _getter(field: str) -> Callable[[World, Params], Awaitable[Json]]:
    async def read(world: World, params: Params) -> Json:
        values: dict[str, str] = getattr(world.profile, _TABLES[field])
        usual = world.profile.name if field == "name" else ""
        return {field: values.get(params.text("language_code")) or values.get("") or usual}

    return read


def _scope(params: Params) -> str:
    scope: Json = params.structure("scope") or {"type": "default"}
    named = ":".join(str(scope[part]) for part in ("type", "chat_id", "user_id") if part in scope)
    return f"{named}/{params.text('language_code')}"


async def set_my_commands(world: World, params: Params) -> bool:
    commands: Any = params.structure("commands") or []
    if len(commands) > _MOST_COMMANDS:
        raise refused(400, "BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command.get("command", "")):
            raise refused(400, "BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "").strip()) <= _LONGEST_COMMAND_DESCRIPTION:
            raise refused(400, "BOT_COMMAND_DESCRIPTION_INVALID")
    world.profile.commands[_scope(params)] = commands
    world.changed()
    return True


async def get_my_commands(world: World, params: Params) -> list[Json]:
    return world.profile.commands.get(_scope(params), [])


async def delete_my_commands(world: World, params: Params) -> bool:
    world.profile.commands.pop(_scope(params), None)
    world.changed()
    return True


TABLE: Final = {
    "setMyName": _setter("name"), "getMyName": _getter("name"),
    "setMyDescription": _setter("description"), "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"), "getMyShortDescription": _getter("short_description"),
    "setMyCommands": set_my_commands, "getMyCommands": get_my_commands, "deleteMyCommands": delete_my_commands,
}  # fmt: skip
